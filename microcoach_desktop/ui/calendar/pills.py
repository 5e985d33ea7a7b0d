"""One entry of a day: its picture, its sentence, its button."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole, Theme
from microcoach_desktop.ui.widgets.kit import Kit

RADIUS = 5
_MIDDLE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
AT_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
AT_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
LIFTED = 0.45
"""Opacity of an entry that has been picked up."""


def sentence(desk: Desk, item: DayItem, now: datetime) -> str:
    """Such as "Opportunity, Marek Nowak, Scan before stacking, 1 day late"."""
    formats = desk.formats()
    if item.follow_up is None:
        name = item.occurrence.task.name if item.occurrence is not None else ""
        return _tr("Key task, {task}, ends {time}").format(task=name, time=formats.time(item.at))
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


class PillLook:
    """Fonts, sizes and colours of all pills, worked out once a theme: a month paints some hundred of them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.strong = small(theme, FontRole.BODY_STRONG)
        self.plain = small(theme, FontRole.BODY)
        self.strong_metrics, self.plain_metrics = QFontMetrics(self.strong), QFontMetrics(self.plain)
        self.icon, self.lead, self.gap, self.name_gap, self.end = (theme.px(n) for n in (13, 6, 5, 6, 3))
        self.least = theme.px(14)
        self.contrast = theme.tokens.contrast
        names = ("text", "text2", "win", "opp", "danger", "win_soft", "opp_soft", "danger_soft", "hover")
        self.colors = {name: theme.color(name) for name in names}


class FollowUpPill(QAbstractButton):
    """Of a pool: `show_item` gives it another entry. Its texts are cut once, not at every paint."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._style: PillLook | None = None
        self.item: DayItem | None = None
        self.lifted = False
        self._look = ("bell", "text2", "", "")
        self._now: datetime | None = None
        self._cut: tuple[int, str, str, int] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_item(self, item: DayItem, now: datetime) -> None:
        day = None if self._now is None else self._now.date()
        if item == self.item and day == now.date():
            return
        self.item, self._now, self._cut = item, now, None
        self._look = look(item.follow_up, now)
        said = sentence(self._desk, item, now)
        self.setAccessibleName(said)
        self.setToolTip(said.replace("&", "&amp;").replace("<", "&lt;"))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The grid knows what keys mean for an entry.
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def dress(self, style: PillLook) -> None:
        if style is not self._style:
            self._style, self._cut = style, None

    def paintEvent(self, _event: QPaintEvent) -> None:
        style = self._style
        if self.item is None or style is None:
            return
        icon, ink, fill, line = self._look
        painter = QPainter(self)
        if self.lifted:
            painter.setOpacity(LIFTED)
        if style.contrast and fill and not line:
            line = ink
        area = self.rect()
        if fill or self.underMouse():
            edge = style.colors[line] if line else None
            box(painter, area, RADIUS, style.colors[fill or "hover"], edge)
        first, rest, gap = self._texts(style)
        width, height, mirrored = area.width(), area.height(), self.isRightToLeft()
        flags = AT_RIGHT if mirrored else AT_LEFT
        x = style.lead
        spot = QRect(width - x - style.icon if mirrored else x, 0, style.icon, height)
        draw_icon(painter, self._desk.kit.icons, icon, ink, spot, size=style.icon)
        x += style.icon + style.gap
        if first:
            painter.setFont(style.strong if fill else style.plain)
            painter.setPen(style.colors[ink])
            painter.drawText(QRect(width - x - gap if mirrored else x, 0, gap, height), flags, first)
            x += gap
        if rest:
            painter.setFont(style.plain)
            painter.setPen(style.colors[ink if line == "danger" or not fill else "text"])
            room = width - x - style.end
            painter.drawText(QRect(style.end if mirrored else x, 0, room, height), flags, rest)
        if self.hasFocus():
            focus_ring(painter, area, RADIUS, style.theme)
        painter.end()

    def _texts(self, style: PillLook) -> tuple[str, str, int]:
        """First name, action, and where the action begins after the name's start."""
        if self._cut is None or self._cut[0] != self.width():
            self._cut = (self.width(), *self._fitted(style))
        return self._cut[1:]

    def _fitted(self, style: PillLook) -> tuple[str, str, int]:
        if self.item is None:
            return "", "", 0
        room = self.width() - style.lead - style.icon - style.gap - style.end
        follow_up = self.item.follow_up
        if follow_up is None:
            name = self.item.occurrence.task.name if self.item.occurrence is not None else ""
            return "", _fit(name, style.plain_metrics, room), 0
        metrics = style.strong_metrics if self._look[2] else style.plain_metrics
        first = _fit(follow_up.person_name.split()[0], metrics, room)
        gap = metrics.horizontalAdvance(first) + style.name_gap
        left = room - gap
        return first, "" if left < style.least else _fit(follow_up.title, style.plain_metrics, left), gap


class MoreButton(QAbstractButton):
    """Such as "3 more", under the pills of a day that holds more than fits."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
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
            text = "+" + "".join(char for char in text if char.isdigit())
        painter.drawText(area, leading(mirrored=self.isRightToLeft()), text)
        if self.hasFocus():
            focus_ring(painter, self.rect(), RADIUS, theme)
        painter.end()


def _fit(text: str, metrics: QFontMetrics, room: int) -> str:
    return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, room))


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarPills", text)
