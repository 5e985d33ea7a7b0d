"""A dossier in words: as a report to read and as rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.reports import Item, Report, Section
from microcoach_desktop.domain.tables import Cell
from microcoach_desktop.services.exchange import Dossier, Entry
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.details import details
from microcoach_desktop.ui.people.notes import Note

# A document is read in other years, too: seen from here, every date has its year.
ANOTHER_YEAR = datetime(1, 1, 2, tzinfo=UTC)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def title_of(made: Dossier) -> str:
    return _tr("Coaching notes") if made.person is None else made.person.name


def report(made: Dossier, formats: Formats, most: int | None = None) -> Report:
    """The newest entry first; only the first of them where `most` is given."""
    entries = made.entries[:most]
    sections = tuple(
        Section(month, tuple(_item(entry, made, formats) for entry in found))
        for month, found in groupby(entries, key=lambda entry: _month(entry, formats))
    )
    return Report(title_of(made), tuple(_intro(made, formats)), sections)


def counted(made: Dossier) -> str:
    """Such as "14 sessions. 1 sensitive note is left out."."""
    said = f"{wording.count_words(len(made.entries))}."
    if made.left_out == 1:
        said += " " + _tr("1 sensitive note is left out.")
    elif made.left_out:
        said += " " + _tr("{count} sensitive notes are left out.").format(count=made.left_out)
    return said


def heads() -> list[str]:
    return [head for head, _ in _columns()]


def row(entry: Entry, formats: Formats) -> list[Cell]:
    return [value(entry, formats) for _, value in _columns()]


def _intro(made: Dossier, formats: Formats) -> list[str]:
    lines = []
    if made.person is not None:
        work = ", ".join(part for part in (made.person.role, made.person.team) if part)
        lines += [work] if work else []
    day = formats.day(made.made_at.astimezone(formats.zone).date(), ANOTHER_YEAR, weekday=False)
    lines.append(_tr("Coaching notes as of {day}. {count}").format(day=day, count=counted(made)))
    lines.append(_tr("Times are those of {zone}.").format(zone=formats.zone.key.replace("_", " ")))
    if made.wanted.to_share:
        lines.append(_tr("Names of other people are left out."))
    return lines


def _month(entry: Entry, formats: Formats) -> str:
    return formats.month(entry.session.captured_at.astimezone(formats.zone).date())


def _item(entry: Entry, made: Dossier, formats: Formats) -> Item:
    session = entry.session
    when = formats.moment(session.captured_at, ANOTHER_YEAR)
    name = entry.person_name if made.person is None else ""
    head = ", ".join(part for part in (name, wording.kind_word(session.kind), when, session.context) if part)
    note = Note(session, entry.check_ins, entry.metric, entry.previous, name)
    lines = [(_tr("Action"), session.action)] if session.action else []
    if entry.previous:
        lines.append((_tr("Next step of"), entry.previous))
    return Item(head, session.observation, (*lines, *details(note, formats, ANOTHER_YEAR)))


def _local(at: datetime | None, formats: Formats) -> str:
    """Sortable in a spreadsheet."""
    return "" if at is None else at.astimezone(formats.zone).strftime("%Y-%m-%d %H:%M")


def _columns() -> list[tuple[str, Callable[[Entry, Formats], Cell]]]:
    return [
        (_tr("Person"), lambda e, _f: e.person_name),
        (_tr("Kind"), lambda e, _f: wording.kind_word(e.session.kind)),
        (_tr("Written"), lambda e, f: _local(e.session.captured_at, f)),
        (_tr("Seen"), lambda e, f: _local(e.session.seen_at, f)),
        (_tr("Talked about"), lambda e, f: _local(e.session.talked_at, f)),
        (_tr("Time zone"), lambda _e, f: f.zone.key),
        (_tr("Context"), lambda e, _f: e.session.context),
        (_tr("What you saw"), lambda e, _f: e.session.observation),
        (_tr("Times"), lambda e, _f: e.session.times_n),
        (_tr("Of"), lambda e, _f: e.session.times_m),
        (_tr("What went well"), lambda e, _f: e.session.went_well),
        (_tr("Impact"), lambda e, _f: e.session.impact),
        (_tr("In their words"), lambda e, _f: e.session.reflection),
        (_tr("Action"), lambda e, _f: e.session.action),
        (_tr("Cue"), lambda e, _f: e.session.cue),
        (_tr("Success looks like"), lambda e, _f: e.session.success),
        (_tr("Resource"), lambda e, _f: e.session.resource),
        (_tr("Metric"), lambda e, _f: "" if e.metric is None else e.metric.name),
        (_tr("From"), lambda e, _f: e.session.baseline),
        (_tr("Target"), lambda e, _f: e.session.target),
        (_tr("Minutes"), lambda e, _f: e.session.minutes),
        (_tr("Tags"), lambda e, _f: ", ".join(e.session.tags)),
        (_tr("Check-in due"), lambda e, f: _local(e.check_ins[-1].due_at, f) if e.check_ins else ""),
        (_tr("Outcomes"), lambda e, _f: ", ".join(wording.outcome_word(c.outcome) for c in e.check_ins if c.outcome)),
        (_tr("Learned"), lambda e, _f: "\n".join(c.learned for c in e.check_ins if c.learned)),
        (_tr("Promise"), lambda e, _f: e.session.promise),
        (_tr("Private note"), lambda e, _f: e.session.private_note),
    ]
