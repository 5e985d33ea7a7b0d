"""Who stands in the list of people, and in what order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from microcoach_desktop.domain.follow_ups import FollowUp, PersonSummary
from microcoach_desktop.domain.people import Person, folded, match_rank
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.widgets.column import ColumnModel, Index

SECTIONS_ABOVE = 20


@dataclass(frozen=True, slots=True)
class PersonRow:
    person: Person
    summary: PersonSummary
    next_follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A team, or (`archived`) everybody who was archived."""

    team: str = ""
    archived: bool = False

    @property
    def name(self) -> str:
        return _tr("Archived") if self.archived else self.team or _tr("Without a team")


@dataclass(frozen=True, slots=True)
class SectionRow:
    """The heading of a section with so many people; `shut` hides them."""

    section: Section
    people: int
    shut: bool = False


ListRow = PersonRow | SectionRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def section_of(person: Person) -> Section:
    return Section(archived=True) if person.archived_at is not None else Section(person.team)


def arranged(people: Sequence[PersonRow], wanted: str = "", shut: Collection[Section] = frozenset()) -> list[ListRow]:
    """Best match first while searching; else by name, under their teams when there are many, archived ones last."""
    if wanted.strip():
        ranked = [(rank, row) for row in people if (rank := match_rank(wanted, row.person)) is not None]
        return [row for _, row in sorted(ranked, key=lambda pair: (pair[1].person.archived_at is not None, pair[0]))]
    sections: dict[Section, list[PersonRow]] = {}
    for row in people:
        sections.setdefault(section_of(row.person), []).append(row)
    archived = sections.pop(Section(archived=True), [])
    present = len(people) - len(archived)
    if present <= SECTIONS_ABOVE or len(sections) < 2:
        rows: list[ListRow] = [row for row in people if row.person.archived_at is None]
    else:
        rows = []
        for section in sorted(sections, key=lambda section: (not section.team, folded(section.team))):
            rows += _under(section, sections[section], shut)
    return rows + (_under(Section(archived=True), archived, shut) if archived else [])


def _under(section: Section, people: Sequence[PersonRow], shut: Collection[Section]) -> list[ListRow]:
    heading = SectionRow(section, len(people), section in shut)
    return [heading] if heading.shut else [heading, *people]


def next_line(row: PersonRow, formats: Formats, now: datetime) -> tuple[str, bool]:
    """What comes next with a person, and whether it is late."""
    if row.person.archived_at is not None:
        return _tr("Archived"), False
    found = row.next_follow_up
    if found is None or found.due_at is None:
        if row.summary.last_at is None:
            return _tr("No sessions yet"), False
        return _tr("Last note {when}").format(when=wording.short_day(row.summary.last_at, formats, now)), False
    title = " ".join(found.title.split()).rstrip(".")
    if found.days_late(now):
        return title, True
    days = (found.due_at.astimezone(formats.zone).date() - now.astimezone(formats.zone).date()).days
    if days <= 1:
        day = formats.relative(found.due_at, now)
    elif days < 7:
        day = formats.weekday(found.due_at.astimezone(formats.zone).weekday())
    else:
        day = wording.short_day(found.due_at, formats, now)
    return f"{title}, {day}", False


class PeopleModel(ColumnModel[ListRow]):
    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Rows that only changed keep their place; the selection stays."""
        if [_identity(row) for row in rows] == [_identity(row) for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def person_row(self, index: Index) -> PersonRow | None:
        return self.row_at(index, PersonRow)

    def section_row(self, index: Index) -> SectionRow | None:
        return self.row_at(index, SectionRow)

    def row_of(self, person_id: int) -> int | None:
        found = (n for n, row in enumerate(self.rows) if isinstance(row, PersonRow) and row.person.id == person_id)
        return next(found, None)

    def row_of_section(self, section: Section) -> int | None:
        found = (n for n, row in enumerate(self.rows) if isinstance(row, SectionRow) and row.section == section)
        return next(found, None)

    def row_named(self, typed: str, after: int) -> int | None:
        """The next person, from the top again at the end, whose name or a part of it begins so.

        `after` may be behind the last row.
        """
        wanted, count = folded(typed), len(self.rows)
        order = [*range(after, count), *range(min(after, count))]
        names = ((n, folded(row.person.name)) for n in order if isinstance(row := self.rows[n], PersonRow))
        begins = [(n, name.startswith(wanted)) for n, name in names if f" {name}".find(f" {wanted}") >= 0]
        return next((n for n, at_start in begins if at_start), begins[0][0] if begins else None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        if isinstance(row, SectionRow):
            return row.section.name if role == Qt.ItemDataRole.DisplayRole else self._heading(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.person.name
        now = self._desk.now()
        line, late = next_line(row, self._desk.formats(), now)
        parts = [row.person.name, line]
        if late and row.next_follow_up is not None:
            parts.append(self._desk.formats().late(row.next_follow_up.days_late(now)))
        return ", ".join([*parts, wording.count_words(row.summary.sessions)]) + "."

    def _heading(self, row: SectionRow) -> str:
        people = _tr("1 person") if row.people == 1 else _tr("{count} people").format(count=row.people)
        return ", ".join((row.section.name, people, _tr("shut") if row.shut else _tr("open")))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.person_row(index) is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _identity(row: ListRow) -> object:
    return (row.section, row.shut) if isinstance(row, SectionRow) else row.person.id
