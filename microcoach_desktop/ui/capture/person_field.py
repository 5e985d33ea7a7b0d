"""Type a few letters of a name; the likeliest people come first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person, folded, match_rank
from microcoach_desktop.ui.capture.team import TeamRanking
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.completion import CompletionList
from microcoach_desktop.ui.widgets.edits import LineEdit


class PersonField(QWidget):
    """`changed` when another person is chosen; `person` None until one is."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.person: Person | None = None
        self.team = TeamRanking(desk)
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
        self.team.refresh(likely)
        self.edit.setPlaceholderText(self.tr("Ana") if self.team.people else self.tr("Add your first person"))

    def set_person(self, person_id: int | None) -> None:
        found = next((person for person in self.team.people if person.id == person_id), None)
        if found is None and person_id is not None:
            try:
                found = self._desk.coach.store.people.get(person_id)
            except MicroCoachError:
                found = None
        self.person = found
        self.edit.setText("" if found is None else found.name)
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._settle()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if self._list is None or not self._list.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self._offer(self.edit.text())
            return event.key() == Qt.Key.Key_Down
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
        if self._list is None:
            self._list = CompletionList(self._desk.kit, self.window())
            self._list.chosen.connect(self._chosen)
        self._list.show_rows(self.team.rows(text), self.edit, 0)

    def _chosen(self, key: object) -> None:
        if isinstance(key, int):
            self.set_person(key)
            return
        try:
            added = self.team.add(str(key))
        except MicroCoachError as error:
            self._desk.shell.trouble(error, text=str(key))
            return
        self.set_person(added.id)

    def _settle(self) -> None:
        """A name typed out in full, or the only one that starts so, counts as chosen."""
        typed = folded(self.edit.text()).strip()
        if self.person is not None or not typed:
            return
        exact = [person for person in self.team.people if typed in {folded(name) for name in person.names}]
        starts = [person for person in self.team.people if match_rank(typed, person) == 0]
        found = exact or starts
        if len(found) == 1:
            self.set_person(found[0].id)
