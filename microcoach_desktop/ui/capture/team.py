"""Who is meant by a few letters: the likeliest people first, as rows of a list."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.people import Person, folded, match_rank
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.completion import CompletionRow

MOST_ROWS = 8
RECENT = timedelta(days=7)


class TeamRanking:
    """The team as it was at the last `refresh`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.people: list[Person] = []
        self.likely: frozenset[int] = frozenset()
        self._last: dict[int, datetime] = {}
        self._open: dict[int, int] = {}

    def refresh(self, likely: frozenset[int]) -> None:
        """Read the team again; `likely` are the people of the key task in progress."""
        store = self._desk.coach.store
        self.people = store.people.all()
        self._last = store.people.last_talks()
        self.likely = likely
        self._open = {}

    def add(self, name: str) -> Person:
        """A new member of the team. Raises InvalidRecord or a StoreError."""
        (added,) = self._desk.coach.save_people(Person(name))
        self.people.append(added)
        return added

    def ranked(self, typed: str) -> list[Person]:
        """Those who match: of the key task, recent, prefix, inside, letters in order; names break ties."""
        now = self._desk.now()
        found = []
        for person in self.people:
            rank = match_rank(typed, person)
            if rank is not None:
                recent = person.id in self._last and now - self._last[person.id] <= RECENT
                group = 0 if person.id in self.likely else 1 if recent else 2
                found.append(((rank == 2, group, rank), folded(person.name), person))
        return [row[2] for row in sorted(found, key=lambda row: row[:2])[:MOST_ROWS]]

    def rows(self, typed: str) -> list[CompletionRow]:
        """Keys are person ids; the last row's key is a name that nobody has yet."""
        rows = [self._row(person, typed.strip()) for person in self.ranked(typed)]
        name = typed.strip()
        if name and not any(folded(person.name) == folded(name) for person in self.people):
            rows.append(CompletionRow(name, _tr("Add “{name}” to the team").format(name=name), icon="user-plus"))
        return rows

    def _row(self, person: Person, typed: str) -> CompletionRow:
        start = folded(person.name).find(folded(typed)) if typed else -1
        spans = ((start, start + len(typed)),) if start >= 0 else ()
        role = ", ".join(part for part in (person.role, person.team) if part)
        return CompletionRow(person.id, person.name, role, self._note(person), spans)

    def _note(self, person: Person) -> str:
        if person.id not in self._open:
            self._open[person.id] = len(self._desk.coach.store.check_ins.open_of(person.id))
        count = self._open[person.id]
        if count:
            return _tr("1 open follow-up") if count == 1 else _tr("{count} open follow-ups").format(count=count)
        last, now = self._last.get(person.id), self._desk.now()
        if last is None:
            return ""
        day = self._desk.formats().day(last.astimezone(now.tzinfo).date(), now, weekday=False)
        return _tr("last: {day}").format(day=day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
