"""Type a few letters of a name; the likeliest people come first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person, folded, match_rank
from microcoach_desktop.ui.capture.team import TeamRanking
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import draw_icon
from microcoach_desktop.ui.widgets.avatar import paint_avatar
from microcoach_desktop.ui.widgets.completion import CompletionList
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.kit import Kit


class PersonEdit(LineEdit):
    """Shows who is chosen by their avatar; the arrow at its end is clicked for the list."""

    list_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, 120, icon="user")
        self._name = ""

    def show_name(self, name: str) -> None:
        """The chosen person's name, empty for none."""
        self._name = name
        self.set_icon(None if name else "user")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme, side = self._kit.theme, self._kit.theme.px(22)
        if self._name:
            spot = QRect(theme.px(6), (self.height() - side) // 2, side, side)
            paint_avatar(painter, self._placed(spot), self._name, theme)
        arrow = theme.px(16)
        spot = QRect(self.width() - arrow - theme.px(9), 0, arrow, self.height())
        draw_icon(painter, self._kit.icons, "chevron-down", "text2", self._placed(spot), size=arrow)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        arrow = self._placed(QRect(self.width() - self._kit.theme.px(30), 0, self._kit.theme.px(30), self.height()))
        if arrow.contains(event.position().toPoint()):
            self.list_wanted.emit()

    def _renew(self) -> None:
        super()._renew()
        px = self._kit.theme.px
        self.setMinimumWidth(px(150))
        self.setTextMargins(px(24) if getattr(self, "_name", "") else px(22), 0, px(18), 0)

    def _placed(self, spot: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), spot)


class PersonField(QWidget):
    """`changed` when another person is chosen; `person` None until one is."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.person: Person | None = None
        self.team = TeamRanking(desk)
        self._list: CompletionList | None = None
        self.edit = PersonEdit(desk.kit)
        self.edit.setPlaceholderText(self.tr("Ana"))
        self.edit.setAccessibleName(self.tr("Person"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        self.edit.list_wanted.connect(self._offer_all)
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
        self.edit.setCursorPosition(0)
        self.edit.show_name(self.edit.text())
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
            self.edit.show_name("")
            self.changed.emit()
        self._offer(text)

    def _offer_all(self) -> None:
        self.edit.selectAll()
        self._offer("")

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
