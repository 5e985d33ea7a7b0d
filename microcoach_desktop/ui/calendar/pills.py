"""One entry of a day: its sentence, its colours, its button."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.pull import Pull
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.theme import FontRole, Theme

RADIUS = 5
_MIDDLE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
AT_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
AT_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE


def sentence(formats: Formats, item: DayItem, now: datetime) -> str:
    """Such as "Opportunity, Marek Nowak, Scan before stacking, 1 day late"."""
    if item.follow_up is None:
        return _tr("Key task, {task}, ends {time}").format(task=item.title, time=ending(formats, item))
    follow_up = item.follow_up
    kind = _tr("Win") if follow_up.kind is Kind.WIN else _tr("Opportunity")
    if follow_up.reviewed_at is not None:
        state = _tr("checked in")
    else:
        late = follow_up.days_late(now)
        state = formats.late(late) if late else formats.time(item.at)
    return f"{kind}, {follow_up.person_name}, {follow_up.title}, {state}"


def ending(formats: Formats, item: DayItem) -> str:
    """Such as "14:00", and "Wed 06:00" where that is not the day that it stands on."""
    return formats.time(item.at) if item.stands_at(formats.zone) == item.at else formats.coming_moment(item.at)


def look(follow_up: FollowUp | None, now: datetime) -> tuple[str, str, str, str]:
    """Icon, ink, fill and line as token names; an empty one is not painted. No follow-up means a key task."""
    if follow_up is None:
        return "bell", "text2", "", ""
    standing = follow_up.standing(now)
    if standing is Standing.DONE:
        return "check", "text2", "", ""
    if standing is Standing.LATE:
        return "clock-alert", "danger", "danger_soft", "danger"
    return ("award", "win", "win_soft", "") if follow_up.kind is Kind.WIN else ("sprout", "opp", "opp_soft", "")


def small(theme: Theme, role: FontRole) -> QFont:
    """The weight of the role at the size of a pill."""
    font = QFont(theme.font(role))
    font.setPixelSize(theme.font(FontRole.SMALL).pixelSize())
    return font


def leading(*, mirrored: bool) -> Qt.AlignmentFlag:
    """Vertically centred at the side where reading starts; the painter must not mirror it again."""
    return AT_RIGHT if mirrored else AT_LEFT


class GridButton(QAbstractButton):
    """Of a pool. The grid paints all its buttons with one painter; Qt is kept from asking each of them, too."""

    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid)
        self._grid = grid
        self.day: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setUpdatesEnabled(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._look_again()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._look_again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The grid has painted it already."""

    def _look_again(self) -> None:
        """Under the mouse or with the focus the grid paints it otherwise."""
        self._grid.update(self.geometry())


class FollowUpPill(GridButton):
    """`show_item` gives it another entry."""

    pulled = Signal(QPoint)

    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid)
        self.item: DayItem | None = None
        self.look = ("bell", "text2", "", "")
        self.clock = ""
        self._today: date | None = None
        self._pull = Pull()

    def show_item(self, item: DayItem, formats: Formats, now: datetime) -> None:
        today = now.date()
        if item == self.item and today == self._today:
            return
        self.item, self._today = item, today
        self.look = look(item.follow_up, now)
        self.clock = ending(formats, item) if item.follow_up is None else ""
        self.setAccessibleName(sentence(formats, item, now))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pull.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pull.begins(event):
            self.setDown(False)
            self.pulled.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The grid knows what keys mean for an entry.
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()


class MoreButton(GridButton):
    """Such as "3 more", where a day holds more than fits."""

    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid)
        self.short = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_rest(self, day: date, hidden: int, formats: Formats) -> None:
        text = _tr("{count} more").format(count=hidden)
        if day == self.day and text == self.text():
            return
        self.day, self.short = day, f"+{hidden}"
        self.setText(text)
        self.setAccessibleName(_tr("{count} more on {day}").format(count=hidden, day=formats.long_day(day)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
        else:
            event.ignore()


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarPills", text)
