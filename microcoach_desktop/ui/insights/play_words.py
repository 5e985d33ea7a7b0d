"""The strength of the playbook in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.playbook import PlayEntry
from microcoach_desktop.ui.insights.shown import Meter, Meters, Shown, Words

MOST_DRAWN = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)


def plays(found: Sequence[PlayEntry], words: Words) -> Shown:
    """The strongest are drawn; the table has all."""
    if not found:
        return Shown(needs=_tr("Nothing is in the playbook yet."))
    meters = [meter for entry in found if (meter := _meter(entry)) is not None]
    if not meters:
        return Shown(needs=_tr("Not enough yet: three tries of the same action."))
    best = found[0]
    low, high = (round(100 * share) for share in meters[0].likely or (0, 1))
    sentence = _tr("“{action}” has the best evidence so far: worked in {n} of {of} tries, likely {low} to {high} %.")
    return Shown(
        sentence.format(action=best.play.wording.action, n=best.tally.worked, of=best.tally.tried, low=low, high=high),
        words.percent(best.tally.worked, best.tally.tried),
        _tr("of {n} tries of the action with the best evidence worked, likely {low} to {high} %").format(
            n=best.tally.tried, low=low, high=high
        ),
        Meters(tuple(meters[:MOST_DRAWN])),
        (_tr("Action"), _tr("Tried"), _tr("Worked"), _tr("People"), _tr("Contexts")),
        tuple(
            (entry.play.wording.action, tally.tried, tally.worked, tally.people, len(tally.contexts))
            for entry in found
            for tally in (entry.tally,)
        ),
    )


def _meter(entry: PlayEntry) -> Meter | None:
    """None under three tries."""
    tally, likely = entry.tally, entry.tally.likely
    if likely is None or tally.rate is None:
        return None
    said = _tr("{n} of {of}").format(n=tally.worked, of=tally.tried)
    return Meter(entry.play.wording.action, said, tally.rate, "win", (likely.low, likely.high))
