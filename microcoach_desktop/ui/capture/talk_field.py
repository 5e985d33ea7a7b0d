"""When the note is talked about: just now, later, or not said yet. Later is no lapse: it moves the talk."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.edit_fields import NumberEditor
from microcoach_desktop.ui.talk_times import talk_times
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.chip import Chip

JUST_NOW = "now"
MINUTES = 72


class TalkField(QWidget):
    """`button` opens the choices and may stand elsewhere; the chip here says what was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.talked = False
        self.planned_at: datetime | None = None
        self.button = IconButton(desk.kit, "calendar-clock", self.tr("Not now, or just talked"), role="secondary")
        self.button.clicked.connect(self._open)
        self._chip = Chip(desk.kit, "", closable=True)
        self._chip.closed.connect(self._clear)
        self._chip.clicked.connect(self._open)
        self._minutes = NumberEditor(desk, self.tr("min"), whole=True)
        self.minutes_edit = self._minutes.widget
        self.minutes_edit.setAccessibleName(self.tr("Minutes the talk took"))
        self.minutes_edit.textChanged.connect(self.changed)
        desk.kit.theme.changed.connect(self._size)
        row = QHBoxLayout()
        row.addWidget(self._chip)
        row.addWidget(self.minutes_edit)
        row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(row)
        self._size()
        self._show()

    def talked_at(self) -> datetime | None:
        return self._desk.now() if self.talked else None

    def minutes(self) -> int | None:
        """What the talk took; nothing while it is ahead. Raises InvalidRecord."""
        if not self.talked:
            return None
        try:
            number = self._minutes.value()
        except InvalidRecord as error:
            raise InvalidRecord("minutes", error.what_happened, error.what_to_do) from error
        return None if number is None else int(number)

    def text(self) -> str:
        """For a draft."""
        return JUST_NOW if self.talked else "" if self.planned_at is None else self.planned_at.isoformat()

    def set_text(self, text: str) -> None:
        self.talked = text == JUST_NOW
        try:
            self.planned_at = datetime.fromisoformat(text) if text and not self.talked else None
        except ValueError:
            self.planned_at = None
        self._show()

    def plan(self, at: datetime | None, *, talked: bool = False) -> None:
        self.planned_at, self.talked = at, talked
        self._show()
        self.changed.emit()

    def menu(self) -> QMenu:
        menu = QMenu(self)
        just = menu.addAction(self.tr("Just talked about it"))
        just.triggered.connect(lambda: self.plan(None, talked=True))
        menu.addSection(self.tr("Not now: talk about it"))
        for words, at in talk_times(self._desk):
            menu.addAction(words).triggered.connect(lambda _=False, at=at: self.plan(at))
        if self.text():
            menu.addSeparator()
            menu.addAction(self.tr("Not said yet")).triggered.connect(self._clear)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _clear(self) -> None:
        self.plan(None)

    def _show(self) -> None:
        if self.talked:
            self._chip.set_content(self.tr("Talked about just now"), icon="message-circle", tone="accent")
        elif self.planned_at is not None:
            moment = self._desk.formats().moment(self.planned_at, self._desk.now())
            words = self.tr("Talk planned {moment}").format(moment=moment)
            self._chip.set_content(words, icon="calendar-clock", tone="accent")
        self.minutes_edit.setVisible(self.talked)
        self.setVisible(bool(self.text()))

    def _size(self) -> None:
        self.minutes_edit.setFixedWidth(self._desk.kit.theme.px(MINUTES))
