"""What the playbook says about a play, in sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.playbook import Comparison, PlayEntry, Tally, Verdict
from microcoach_desktop.ui.formats import Formats


def rate_text(tally: Tally, formats: Formats) -> str:
    """Such as "73 %"; "n/a" while there are too few tries to rank it."""
    if tally.tries_to_rank or tally.rate is None:
        return _tr("n/a")
    return _tr("{share} %").format(share=formats.number(round(100 * tally.rate)))


def tries_text(tally: Tally) -> str:
    if not tally.tried:
        return _tr("not tried yet")
    if tally.tried == 1:
        return _tr("{worked} of 1 try").format(worked=tally.worked)
    return _tr("{worked} of {tried} tries").format(worked=tally.worked, tried=tally.tried)


def rank_text(tally: Tally) -> str:
    """What is missing until it is ranked; empty when it is."""
    if not tally.tries_to_rank:
        return ""
    if tally.tries_to_rank == 1:
        return _tr("1 more try to rank")
    return _tr("{count} more tries to rank").format(count=tally.tries_to_rank)


def change_text(entry: PlayEntry, formats: Formats) -> str:
    """The median change of its metric, such as "1.9 lower"; empty where none was read."""
    change = entry.tally.change
    if change is None:
        return ""
    unit = entry.play.wording.unit
    size = f"{formats.number(abs(change))} {unit}".strip()
    if not change:
        return _tr("no change")
    return _tr("{size} lower").format(size=size) if change < 0 else _tr("{size} higher").format(size=size)


def change_is_good(entry: PlayEntry) -> bool:
    change = entry.tally.change or 0
    return change < 0 if entry.play.wording.better is Better.LOWER else change > 0


def likely_text(tally: Tally, formats: Formats) -> str:
    """The range in which the true share probably lies (Wilson, 80 %)."""
    likely = tally.likely
    if likely is None:
        return rank_text(tally)
    low, high = (formats.number(round(100 * share)) for share in (likely.low, likely.high))
    return _tr("likely {low} to {high} %").format(low=low, high=high)


def people_text(tally: Tally) -> str:
    if tally.people == 1:
        return _tr("1 person")
    return _tr("{count} people").format(count=tally.people)


def row_sentence(entry: PlayEntry, formats: Formats) -> str:
    """One play as it is read aloud."""
    wording, tally = entry.play.wording, entry.tally
    said = [wording.action, ", ".join(wording.contexts), ", ".join(wording.tags), tries_text(tally)]
    said += [likely_text(tally, formats) if tally.tried else "", change_text(entry, formats)]
    return ", ".join(part for part in said if part)


def verdict_sentence(found: Comparison) -> str:
    if found.verdict is Verdict.TOO_FEW:
        return _tr("A variant has fewer than three tries: nothing to compare yet.")
    if found.verdict is Verdict.OVERLAP:
        return _tr("Ranges overlap: too early to call.")
    best = next(column.entry for column in found.columns if column.entry.play.uid == found.best)
    return _tr("“{action}” does better: its range lies above the others.").format(action=best.play.wording.action)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlaybookWording", text)
