"""Type a few letters of a name; the likeliest people come first."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person, folded, match_rank
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.completion import CompletionList, CompletionRow
from microcoach_desktop.ui.widgets.edits import LineEdit

MOST_ROWS = 8
RECENT = timedelta(days=7)


class PersonField(QWidget):
    """`changed` when another person is chosen; `person` None until one is."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.person: Person | None = None
        self._people: list[Person] = []
        self._likely: frozenset[int] = frozenset()
        self._list: CompletionList | None = None
        self.edit = LineEdit(desk.kit, 120, icon="user")
        self.edit.setPlaceholderText(self.tr("Ana"))
        self.edit.setAccessibleName(self.tr("Person"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.refresh(frozenset())

    def refresh(self, likely: frozenset[int]) -> None:
        """Read the team again; `likely` are the people of the key task in progress."""
        store = self._desk.coach.store
        self._people = store.people.all()
        now = self._desk.now()
        recent = {person_id for person_id, at in store.people.last_talks().items() if now - at <= RECENT}
        self._likely = likely
        self._recent = frozenset(recent)
        if not self._people:
            self.edit.setPlaceholderText(self.tr("Add your first person"))

    def set_person(self, person_id: int | None) -> None:
        found = next((person for person in self._people if person.id == person_id), None)
        if found is None and person_id is not None:
            try:
                found = self._desk.coach.store.people.get(person_id)
            except MicroCoachError:
                found = None
        self.person = found
        self.edit.setText("" if found is None else found.name)
        self.changed.emit()

    def ranked(self, typed: str) -> list[Person]:
        """Those who match: of the key task, recent, prefix, inside, letters in order; names break ties."""
        found = []
        for person in self._people:
            rank = match_rank(typed, person)
            if rank is not None:
                group = 0 if person.id in self._likely else 1 if person.id in self._recent else 2
                found.append(((rank == 2, group, rank), folded(person.name), person))
        return [row[2] for row in sorted(found, key=lambda row: row[:2])[:MOST_ROWS]]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.edit.text():
            self._offer("")
        elif event.type() == QEvent.Type.FocusOut:
            self._settle()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if self._list is None or not self._list.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._list.move(step)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._list.dismiss()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._list.accept()
        if event.key() == Qt.Key.Key_Tab and self.edit.text().strip():
            self._list.accept()
        return False

    def _typed(self, text: str) -> None:
        if self.person is not None:
            self.person = None
            self.changed.emit()
        self._offer(text)

    def _offer(self, text: str) -> None:
        rows = [self._row(person, text) for person in self.ranked(text)]
        typed = text.strip()
        if typed and not any(folded(person.name) == folded(typed) for person in self._people):
            rows.append(CompletionRow(typed, self.tr("Add “{name}” to the team").format(name=typed), icon="user-plus"))
        if self._list is None:
            self._list = CompletionList(self._desk.kit, self.window())
            self._list.chosen.connect(self._chosen)
        self._list.show_rows(rows, self.edit, 0)

    def _row(self, person: Person, typed: str) -> CompletionRow:
        start = folded(person.name).find(folded(typed.strip())) if typed.strip() else -1
        spans = ((start, start + len(typed.strip())),) if start >= 0 else ()
        role = ", ".join(part for part in (person.role, person.team) if part)
        return CompletionRow(person.id, person.name, role, spans=spans)

    def _chosen(self, key: object) -> None:
        if isinstance(key, int):
            self.set_person(key)
            return
        try:
            (added,) = self._desk.coach.save_people(Person(str(key)))
        except MicroCoachError as error:
            self._desk.shell.trouble(error, text=str(key))
            return
        self._people.append(added)
        self.set_person(added.id)

    def _settle(self) -> None:
        """A name typed out in full, or the only one that starts so, counts as chosen."""
        typed = folded(self.edit.text()).strip()
        if self.person is not None or not typed:
            return
        exact = [person for person in self._people if typed in {folded(name) for name in person.names}]
        starts = [person for person in self._people if match_rank(typed, person) == 0]
        found = exact or starts
        if len(found) == 1:
            self.set_person(found[0].id)
