"""The month as a grid. One tab stop: arrows move the day, Tab goes through that day's entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.month_layout import MonthLayout, lay_out, least_height, weeks_of
from microcoach_desktop.ui.calendar.month_paint import MonthPicture, paint_month
from microcoach_desktop.ui.calendar.pills import FollowUpPill, MoreButton, PillLook
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.announce import announce

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MonthGrid(QWidget):
    """`day` has the focus. `month_wanted` carries a step, `day_shown` the day that should be in view."""

    month_wanted = Signal(int)
    more_wanted = Signal(object)
    day_shown = Signal(object)

    def __init__(self, desk: Desk, deeds: CalendarDeeds) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = deeds
        self._now = desk.now()
        self.day = self._now.date()
        self._month = self.day.replace(day=1)
        self._days: Mapping[date, list[DayItem]] = {}
        self._pills: list[FollowUpPill] = []
        self._mores: list[MoreButton] = []
        self._picked: DayItem | None = None
        self._wanted: int | None = None
        self.layout_now = self._laid_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Month"))
        self._pill_look = PillLook(desk.kit.theme)
        desk.kit.theme.changed.connect(self._dress)

    @property
    def chosen(self) -> DayItem | None:
        """The entry with the focus."""
        pill = self.focusWidget()
        return pill.item if isinstance(pill, FollowUpPill) and pill.hasFocus() else None

    def pills_of(self, day: date) -> list[FollowUpPill]:
        cell = self.layout_now.cells.get(day)
        return [pill for pill in self._pills if cell is not None and pill.item and cell.contains(pill.geometry())]

    def show_month(self, month: date, days: Mapping[date, list[DayItem]], now: datetime) -> None:
        """The focus stays with its follow-up, wherever that is now."""
        chosen = self.chosen
        if self._wanted is None and chosen is not None and chosen.follow_up is not None:
            self._wanted = chosen.follow_up.id
        inside = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        self._month, self._days, self._now = month, days, now
        if self.day not in {day for week in self._weeks() for day in week}:
            self.day = month
        self._place()
        self._refocus(inside=inside)

    def go(self, day: date) -> None:
        """Put the focus on a day and say it."""
        if day not in self.layout_now.cells:
            step = 1 if day > self.day else -1
            self.day = day
            self.month_wanted.emit(step)
        self.day = day
        self._renew_stops()
        self.setFocus()
        announce(self, self.day_sentence(day))
        self.day_shown.emit(day)
        self.update()

    def day_sentence(self, day: date) -> str:
        """Such as "Tuesday 11 November, 3 items"."""
        count = len(self._days.get(day, []))
        items = self.tr("1 item") if count == 1 else self.tr("{count} items").format(count=count)
        return f"{self._desk.formats().long_day(day)}, {items}"

    def minimumSizeHint(self) -> QSize:
        theme = self._desk.kit.theme
        return QSize(theme.px(420), least_height(theme, len(self._weeks())))

    # keys -----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        days = self._steps().get(key)
        if days is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._carry(days)
        elif days is not None:
            self.go(self.day + timedelta(days=days))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.month_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Space:
            self._pick_up()
        elif self._picked is not None and key in ENTERS:
            self._drop()
        elif key == Qt.Key.Key_Escape and (self._picked is not None or self.chosen is not None):
            self._put_back()
        elif key in ENTERS and self.chosen is None:
            self._deeds.capture_on(self.day)
        elif self.chosen is None or not self._deeds.key(self.chosen, key):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAccessibleDescription(self.day_sentence(self.day))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _steps(self) -> dict[Qt.Key, int]:
        forward = -1 if self.isRightToLeft() else 1
        return {
            Qt.Key.Key_Left: -forward, Qt.Key.Key_Right: forward, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip

    def _carry(self, days: int) -> None:
        item = self.chosen
        if item is None or item.follow_up is None:
            return
        self._follow(item, lambda: self._deeds.carry(item, days))

    def _pick_up(self) -> None:
        item = self.chosen
        if item is None or item.follow_up is None or item.follow_up.reviewed_at is not None:
            return
        self._picked = item
        self._place()
        self.setFocus()
        announce(self, self.tr("Picked up. Arrows move, Enter drops, Esc puts back."))

    def _drop(self) -> None:
        item, to = self._picked, self.day
        if item is None or item.follow_up is None:
            return
        follow_up = item.follow_up
        self._picked = None
        self._follow(item, lambda: to if self._deeds.move_to_day(follow_up, to) else None)

    def _put_back(self) -> None:
        item, self._picked = self._picked, None
        if item is None or item.follow_up is None:
            self.setFocus()
            return
        self.day, self._wanted = item.at.astimezone(self._now.tzinfo).date(), item.follow_up.id
        announce(self, self.tr("Put back"))
        self._place()
        self._refocus(inside=True)

    def _follow(self, item: DayItem, move: Callable[[], date | None]) -> None:
        """Stay with the follow-up while it is moved, also into another month."""
        to = move() or item.at.astimezone(self._now.tzinfo).date()
        self.day = to
        if to not in self.layout_now.cells:
            self.month_wanted.emit(1 if to > self._month else -1)
        self._wanted = item.follow_up.id if item.follow_up is not None else None
        self._place()
        self._refocus(inside=True)
        self.day_shown.emit(self.day)

    # mouse ----------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        day = self.layout_now.day_at(at.x(), at.y())
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._picked is not None:
            self.day = day
            self._drop()
            return
        self.day = day
        self._renew_stops()
        self.update()
        if day >= self._now.date():
            self._deeds.capture_on(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        under = self.childAt(event.pos())
        item = under.item if isinstance(under, FollowUpPill) else self.chosen
        if item is not None:
            self._deeds.menu(item, event.globalPos())

    def _pill_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, FollowUpPill) and pill.item is not None:
            self.day = pill.item.at.astimezone(self._now.tzinfo).date()
            self._renew_stops()
            self.update()
            self._deeds.open(pill.item)

    def _more_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, MoreButton):
            self.more_wanted.emit(button.property("day"))

    # places ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        focused = self.day if self.hasFocus() else None
        target = self.day if self._picked is not None else None
        paint_month(self, self._desk, self.layout_now, MonthPicture(self._month, self._now, focused, target))

    def _weeks(self) -> list[list[date]]:
        return weeks_of(self._month, self._desk.formats().first_weekday)

    def _laid_out(self) -> MonthLayout:
        weeks = self._weeks()
        off = set(range(7)) - set(self._desk.settings().working_days)
        taken = {day.weekday() for week in weeks for day in week if self._days.get(day)}
        return lay_out(self._desk.kit.theme, self.size(), weeks, frozenset(off - taken), mirrored=self.isRightToLeft())

    def _dress(self) -> None:
        self._pill_look = PillLook(self._desk.kit.theme)
        self._place()

    def _place(self) -> None:
        """Give each visible entry a pill, and each day with too many a way to the rest."""
        self.layout_now = self._laid_out()
        self.setMinimumHeight(self.minimumSizeHint().height())
        used = mores = 0
        for day in self.layout_now.cells:
            items = self._days.get(day, [])
            fitting = self.layout_now.fitting(day, len(items))
            for place, item in enumerate(items[:fitting]):
                pill = self._pill(used)
                pill.lifted = self._picked is not None and item == self._picked
                pill.dress(self._pill_look)
                pill.show_item(item, self._now)
                pill.setGeometry(self.layout_now.line(day, place))
                pill.show()
                used += 1
            if fitting < len(items):
                self._show_more(mores, day, len(items) - fitting, fitting)
                mores += 1
        for spare in self._pills[used:]:
            spare.item = None
            spare.hide()
        for button in self._mores[mores:]:
            button.hide()
        self._renew_stops()
        self.update()

    def _pill(self, number: int) -> FollowUpPill:
        if number == len(self._pills):
            pill = FollowUpPill(self._desk, self)
            pill.clicked.connect(self._pill_clicked)
            self._pills.append(pill)
        return self._pills[number]

    def _show_more(self, number: int, day: date, hidden: int, place: int) -> None:
        if number == len(self._mores):
            made = MoreButton(self._desk.kit, self)
            made.clicked.connect(self._more_clicked)
            self._mores.append(made)
        button = self._mores[number]
        button.setText(self.tr("{count} more").format(count=hidden))
        named = self._desk.formats().long_day(day)
        button.setAccessibleName(self.tr("{count} more on {day}").format(count=hidden, day=named))
        button.setProperty("day", day)
        button.setGeometry(self.layout_now.line(day, place))
        button.show()

    def _renew_stops(self) -> None:
        """Only the day with the focus lets Tab in."""
        cell = self.layout_now.cells.get(self.day)
        for button in (*self._pills, *self._mores):
            here = cell is not None and cell.contains(button.geometry())
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _refocus(self, *, inside: bool) -> None:
        wanted, self._wanted = self._wanted, None
        if not inside:
            return
        for pill in self._pills:
            if wanted is not None and pill.item and pill.item.follow_up and pill.item.follow_up.id == wanted:
                pill.setFocus()
                return
        self.setFocus()
