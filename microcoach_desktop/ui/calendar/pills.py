"""One entry of a day: its picture and its sentence."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole

PILL = 22


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


def look(follow_up: FollowUp, now: datetime) -> tuple[str, str, str, str]:
    """Icon, ink, fill and line as token names; an empty one is not painted."""
    standing = follow_up.standing(now)
    if standing is Standing.DONE:
        return "check", "text2", "", ""
    if standing is Standing.LATE:
        return "clock-alert", "danger", "danger_soft", "danger"
    return ("award", "win", "win_soft", "") if follow_up.kind is Kind.WIN else ("sprout", "opp", "opp_soft", "")


def draw_pill(painter: QPainter, desk: Desk, item: DayItem, area: QRect, now: datetime, *, chosen: bool) -> None:
    theme = desk.kit.theme
    icon, ink, fill, line = ("bell", "text2", "", "") if item.follow_up is None else look(item.follow_up, now)
    if fill:
        box(painter, area, 5, theme.color(fill), theme.color(line) if line else None)
    side = theme.px(14)
    x = area.x() + 5
    draw_icon(painter, desk.kit.icons, icon, ink, QRect(x, area.y(), side, area.height()), size=side)
    x += side + 5
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    first = item.follow_up.person_name.split()[0] if item.follow_up is not None else ""
    rest = item.follow_up.title if item.follow_up is not None else ""
    if item.follow_up is None and item.occurrence is not None:
        rest = item.occurrence.task.name
    for text, role, color in (
        (first, FontRole.BODY_STRONG, ink),
        (rest, FontRole.BODY, "text2" if not fill else "text"),
    ):
        room = area.right() - 4 - x
        if not text or room < theme.px(12):
            continue
        font = theme.font(role)
        font.setPixelSize(theme.font(FontRole.SMALL).pixelSize())
        painter.setFont(font)
        painter.setPen(theme.color("danger" if line and color == "text" else color))
        shown = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, area.y(), room, area.height()), flags, shown)
        x += painter.fontMetrics().horizontalAdvance(shown) + 6
    if chosen:
        focus_ring(painter, area, 5, theme)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarPills", text)
