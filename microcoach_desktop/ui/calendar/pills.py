"""One entry of a day: its sentence, its colours, its button."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.pull import Pull
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import focus_ring
from microcoach_desktop.ui.theme.theme import FontRole, Theme
from microcoach_desktop.ui.widgets.kit import Kit

RADIUS = 5
_MIDDLE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
AT_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
AT_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE


def sentence(desk: Desk, item: DayItem, now: datetime) -> str:
    """Such as "Opportunity, Marek Nowak, Scan before stacking, 1 day late"."""
    formats = desk.formats()
    if item.follow_up is None:
        return _tr("Key task, {task}, ends {time}").format(task=item.title, time=formats.time(item.at))
    follow_up = item.follow_up
    kind = _tr("Win") if follow_up.kind is Kind.WIN else _tr("Opportunity")
    standing = follow_up.standing(now)
    state = formats.late(follow_up.days_late(now)) if standing is Standing.LATE else formats.time(item.at)
    if standing is Standing.DONE:
        state = _tr("checked in")
    return f"{kind}, {follow_up.person_name}, {follow_up.title}, {state}"


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


class FollowUpPill(QAbstractButton):
    """Of a pool: `show_item` gives it another entry. The grid paints all its pills with one painter."""

    pulled = Signal(QPoint)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.item: DayItem | None = None
        self.look = ("bell", "text2", "", "")
        self._now: datetime | None = None
        self._pull = Pull()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_item(self, item: DayItem, now: datetime) -> None:
        day = None if self._now is None else self._now.date()
        if item == self.item and day == now.date():
            return
        self.item, self._now = item, now
        self.look = look(item.follow_up, now)
        self.setAccessibleName(self.sentence())

    def sentence(self) -> str:
        if self.item is None or self._now is None:
            return ""
        return sentence(self._desk, self.item, self._now)

    def clock(self) -> str:
        """When it is due, or ends."""
        return "" if self.item is None else self._desk.formats().time(self.item.at)

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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The grid has painted it already."""


class MoreButton(QAbstractButton):
    """Such as "3 more", where a day holds more than fits."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self.day: date | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        font = small(theme, FontRole.BODY_MEDIUM)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.color("accent_text"))
        area = self.rect().adjusted(theme.px(6), 0, -theme.px(6), 0)
        text = self.text()
        if painter.fontMetrics().horizontalAdvance(text) > area.width():
            area = self.rect()
            text = "+" + "".join(char for char in text if char.isdigit())
        painter.drawText(area, leading(mirrored=self.isRightToLeft()), text)
        if self.hasFocus():
            focus_ring(painter, self.rect(), RADIUS, theme)
        painter.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarPills", text)
