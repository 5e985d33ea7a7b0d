"""The buttons of a grid, made once and given other entries: making widgets costs more than all else in a turn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.pills import FollowUpPill, MoreButton
from microcoach_desktop.ui.desk import Desk


class PillPool(QObject):
    """`opened` carries a DayItem, `pulled` one and where the mouse is on the screen, `more_wanted` a day."""

    opened = Signal(object)
    pulled = Signal(object, QPoint)
    more_wanted = Signal(object)

    def __init__(self, desk: Desk, grid: QWidget) -> None:
        super().__init__(grid)
        self._desk = desk
        self._grid = grid
        self._pills: list[FollowUpPill] = []
        self._mores: list[MoreButton] = []
        self._used = self._used_mores = 0
        self._stops: set[FollowUpPill | MoreButton] = set()
        self._now, self._formats = desk.now(), desk.formats()

    @property
    def pills(self) -> list[FollowUpPill]:
        """Those that are shown."""
        return self._pills[: self._used]

    @property
    def mores(self) -> list[MoreButton]:
        return self._mores[: self._used_mores]

    def begin(self, now: datetime) -> None:
        self._used = self._used_mores = 0
        self._now, self._formats = now, self._desk.formats()

    def take(self, day: date, item: DayItem, area: QRect) -> None:
        if self._used == len(self._pills):
            pill = FollowUpPill(self._grid)
            pill.clicked.connect(self._pill_clicked)
            pill.pulled.connect(self._pill_pulled)
            self._pills.append(pill)
        pill = self._pills[self._used]
        self._used += 1
        pill.day = day
        pill.show_item(item, self._formats, self._now)
        _put(pill, area)

    def take_more(self, day: date, hidden: int, area: QRect) -> None:
        if self._used_mores == len(self._mores):
            made = MoreButton(self._grid)
            made.clicked.connect(self._more_clicked)
            self._mores.append(made)
        button = self._mores[self._used_mores]
        self._used_mores += 1
        button.show_rest(day, hidden, self._formats)
        _put(button, area)

    def end(self) -> None:
        for spare in self._pills[self._used :]:
            spare.item = None
            spare.hide()
        for button in self._mores[self._used_mores :]:
            button.hide()

    def let_in(self, day: date) -> None:
        """Only the buttons of this day let Tab in."""
        shown: Iterable[FollowUpPill | MoreButton] = (*self.pills, *self.mores)
        stops = {button for button in shown if button.day == day}
        for button in self._stops - stops:
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for button in stops - self._stops:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stops = stops

    def _pill_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, FollowUpPill) and pill.item is not None:
            self.opened.emit(pill.item)

    def _pill_pulled(self, at: QPoint) -> None:
        pill = self.sender()
        if isinstance(pill, FollowUpPill) and pill.item is not None:
            self.pulled.emit(pill.item, at)

    def _more_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, MoreButton):
            self.more_wanted.emit(button.day)


def _put(button: QAbstractButton, area: QRect) -> None:
    if button.geometry() != area:
        button.setGeometry(area)
    if button.isHidden():
        button.show()
