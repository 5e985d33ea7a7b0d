"""One entry of a day: its picture, its sentence, its button."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole, Theme
from microcoach_desktop.ui.widgets.kit import Kit

RADIUS = 5
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
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class FollowUpPill(QAbstractButton):
    """Of a pool: `show_item` gives it another entry. Its texts are cut once, not at every paint."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.item: DayItem | None = None
        self.lifted = False
        self._look = ("bell", "text2", "", "")
        self._now: datetime | None = None
        self._cut: tuple[int, float, str, str, int] | None = None
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.item is None:
            return
        kit, theme = self._desk.kit, self._desk.kit.theme
        icon, ink, fill, line = self._look
        painter = QPainter(self)
        if self.lifted:
            painter.setOpacity(LIFTED)
        area = self.rect()
        if theme.tokens.contrast and fill and not line:
            line = ink
        if fill:
            box(painter, area, RADIUS, theme.color(fill), theme.color(line) if line else None)
        elif self.underMouse():
            box(painter, area, RADIUS, theme.color("hover"))
        first, rest, gap = self._texts(theme)
        side = theme.px(13)
        lead, height = theme.px(6), self.height()
        draw_icon(painter, kit.icons, icon, ink, self._placed(lead, side, height), size=side)
        x = lead + side + theme.px(5)
        done = not fill
        if first:
            self._write(painter, QRect(x, 0, gap, height), first, self._font(strong=not done), theme.color(ink))
            x += gap
        color = ink if line == "danger" or done else "text"
        room = QRect(x, 0, self.width() - x - theme.px(3), height)
        self._write(painter, room, rest, self._font(strong=False), theme.color(color))
        if self.hasFocus():
            focus_ring(painter, area, RADIUS, theme)
        painter.end()

    def _texts(self, theme: Theme) -> tuple[str, str, int]:
        """First name, action, and where the action begins after the name's start."""
        if self._cut is None or self._cut[:2] != (self.width(), theme.scale):
            self._cut = (self.width(), theme.scale, *self._fitted(theme))
        return self._cut[2:]

    def _fitted(self, theme: Theme) -> tuple[str, str, int]:
        if self.item is None:
            return "", "", 0
        room = self.width() - theme.px(6 + 13 + 5 + 3)
        follow_up = self.item.follow_up
        if follow_up is None:
            name = self.item.occurrence.task.name if self.item.occurrence is not None else ""
            return "", _fit(name, self._font(strong=False), room), 0
        strong = QFontMetrics(self._font(strong=follow_up.reviewed_at is None))
        first = strong.elidedText(follow_up.person_name.split()[0], Qt.TextElideMode.ElideRight, max(0, room))
        gap = strong.horizontalAdvance(first) + theme.px(6)
        left = room - gap
        title = "" if left < theme.px(14) else _fit(follow_up.title, self._font(strong=False), left)
        return first, title, gap

    def _font(self, *, strong: bool) -> QFont:
        return small(self._desk.kit.theme, FontRole.BODY_STRONG if strong else FontRole.BODY)

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, color: QColor) -> None:
        painter.setFont(font)
        painter.setPen(color)
        flags = leading(mirrored=self.isRightToLeft()) | Qt.TextFlag.TextSingleLine
        painter.drawText(self._placed(area.x(), area.width(), area.height()), flags, text)

    def _placed(self, x: int, width: int, height: int) -> QRect:
        return QRect(self.width() - x - width if self.isRightToLeft() else x, 0, width, height)


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


def _fit(text: str, font: QFont, room: int) -> str:
    return QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, room))


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarPills", text)
