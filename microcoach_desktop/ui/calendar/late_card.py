"""A late follow-up in the rail: who, what, how late, and where it could go."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.local_time import add_working_days
from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import box
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label


class LateCard(Card):
    """A red bar at the leading edge says late before it is read."""

    def __init__(self, desk: Desk, deeds: CalendarDeeds, follow_up: FollowUp, now: datetime) -> None:
        super().__init__(desk.kit, padding=12)
        kit, formats = desk.kit, desk.formats()
        first = follow_up.person_name.split()[0]
        head = QHBoxLayout()
        head.setSpacing(10)
        self._avatar = Avatar(kit, follow_up.person_name, 30)
        head.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(kit, follow_up.title, FontRole.BODY_MEDIUM))
        below = FlowLayout(spacing=4)
        below.addWidget(Label(kit, f"{first},", FontRole.SMALL, "text2"))
        late = formats.late(follow_up.days_late(now))
        below.addWidget(Label(kit, late, FontRole.SMALL, "danger"))
        words.addLayout(below)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        buttons = FlowLayout(spacing=6)
        check = Button(kit, self.tr("Check in"), compact=True)
        said = self.tr("Check in with {name}, {action}, {late}")
        check.setAccessibleName(said.format(name=follow_up.person_name, action=follow_up.title, late=late))
        check.clicked.connect(partial(self._open, deeds, DayItem(follow_up.due_at or now, follow_up)))
        buttons.addWidget(check)
        following = add_working_days(now.date(), 1, frozenset(desk.settings().working_days))
        for day, text in ((now.date(), self.tr("Today")), (following, formats.weekday(following.weekday()))):
            button = Button(kit, text, compact=True)
            button.setAccessibleName(self.tr("Move {name} to {day}").format(name=first, day=formats.long_day(day)))
            button.clicked.connect(partial(self._move, deeds, follow_up, day))
            buttons.addWidget(button)
        self.body.addLayout(buttons)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        spot = self._avatar.geometry().adjusted(0, -1, 0, 1)
        x = self.width() - 3 if self.isRightToLeft() else 0
        spot.setX(x)
        spot.setWidth(3)
        box(painter, spot, 0, self._kit.theme.color("danger"))
        painter.end()

    @staticmethod
    def _open(deeds: CalendarDeeds, item: DayItem, _checked: bool = False) -> None:
        deeds.open(item)

    @staticmethod
    def _move(deeds: CalendarDeeds, follow_up: FollowUp, day: date, _checked: bool = False) -> None:
        deeds.move_to_day(follow_up, day)
