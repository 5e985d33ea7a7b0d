"""Beside the grid: what is overdue, what today holds, what has no date."""

from __future__ import annotations

from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.local_time import add_working_days, at_time
from microcoach_desktop.ui.calendar.items import CalendarFilter, DayItem, matches
from microcoach_desktop.ui.calendar.pills import look
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.badge import Badge
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

MOST = 8


class LateCard(Card):
    """A red bar at the leading edge says late before it is read."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, padding=12)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        x = self.width() - 3 if self.isRightToLeft() else 0
        painter.fillRect(x, 10, 3, self.height() - 20, self._kit.theme.color("danger"))
        painter.end()


class CalendarRail(QWidget):
    """Signals carry a check-in id; `moved` the new local date."""

    check_in = Signal(int)
    moved = Signal(int, object)
    reschedule = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(10)
        self._rows.addStretch(1)

    def reload(self, now: datetime, wanted: CalendarFilter, today: list[DayItem]) -> None:
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        start = at_time(now.date(), time(0), self._desk.coach.zone())
        late = [f for f in self._desk.coach.store.check_ins.due_by(start) if matches(f, wanted, now)]
        undated = [f for f in self._desk.coach.store.check_ins.undated() if matches(f, wanted, now)]
        self._show_late(late, now)
        self._show_today(today, now)
        if undated:
            self._add(Divider(self._desk.kit))
            self._add(self._head(self.tr("No date yet"), len(undated), "neutral"))
            for follow_up in undated[:MOST]:
                self._add(self._undated(follow_up))

    def _add(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)

    def _head(self, text: str, count: int, tone: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(self._desk.kit, text, FontRole.BODY_STRONG, "danger" if tone == "danger" else "text"))
        line.addWidget(Badge(self._desk.kit, str(count), tone))
        line.addStretch(1)
        return holder

    def _show_late(self, late: list[FollowUp], now: datetime) -> None:
        if not late:
            return
        self._add(self._head(self.tr("Overdue"), len(late), "danger"))
        for follow_up in late[:MOST]:
            self._add(self._late(follow_up, now))
        if len(late) > MOST:
            more = self.tr("{count} more are in Today.").format(count=len(late) - MOST)
            self._add(Label(self._desk.kit, more, FontRole.SMALL, "text2", wrap=True))

    def _late(self, follow_up: FollowUp, now: datetime) -> Card:
        kit, formats = self._desk.kit, self._desk.formats()
        card = LateCard(kit)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Avatar(kit, follow_up.person_name, 28))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(kit, follow_up.title, FontRole.BODY_MEDIUM))
        first = follow_up.person_name.split()[0]
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(Label(kit, f"{first},", FontRole.SMALL, "text2"))
        line.addWidget(Label(kit, formats.late(follow_up.days_late(now)), FontRole.SMALL, "danger"), 1)
        words.addLayout(line)
        head.addLayout(words, 1)
        card.body.addLayout(head)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        check = Button(kit, self.tr("Check in"), compact=True)
        check.clicked.connect(lambda _=False: self.check_in.emit(follow_up.id))
        buttons.addWidget(check)
        following = add_working_days(now.date(), 1, frozenset(self._desk.settings().working_days))
        for day, text in ((now.date(), self.tr("Today")), (following, formats.weekday(following.weekday()))):
            button = Button(kit, text, compact=True)
            button.setAccessibleName(self.tr("Move {name} to {day}").format(name=first, day=text))
            button.clicked.connect(lambda _=False, to=day: self.moved.emit(follow_up.id, to))
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

    def _show_today(self, today: list[DayItem], now: datetime) -> None:
        kit, formats = self._desk.kit, self._desk.formats()
        self._add(self._head(self.tr("Today"), len(today), "neutral"))
        for item in sorted(today, key=lambda item: item.at)[:MOST]:
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            clock = Label(kit, formats.time(item.at), FontRole.SMALL, "text2")
            clock.set_tabular()
            line.addWidget(clock)
            icon, ink = ("bell", "text2") if item.follow_up is None else look(item.follow_up, now)[:2]
            line.addWidget(Glyph(kit, icon, ink, 16))
            words = QVBoxLayout()
            words.setSpacing(1)
            title = item.follow_up.title if item.follow_up is not None else ""
            below = item.follow_up.person_name if item.follow_up is not None else self.tr("Reminder when it ends")
            if item.occurrence is not None:
                title = item.occurrence.task.name
            words.addWidget(ElidedLabel(kit, title, FontRole.BODY_MEDIUM))
            words.addWidget(ElidedLabel(kit, below, FontRole.SMALL, "text2"))
            line.addLayout(words, 1)
            self._add(holder)
        if not today:
            self._add(Label(kit, self.tr("Nothing today."), FontRole.SMALL, "text2"))

    def _undated(self, follow_up: FollowUp) -> QWidget:
        kit = self._desk.kit
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(Avatar(kit, follow_up.person_name, 28))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(kit, follow_up.title, FontRole.BODY_MEDIUM))
        words.addWidget(ElidedLabel(kit, follow_up.person_name, FontRole.SMALL, "text2"))
        line.addLayout(words, 1)
        plan = Button(kit, self.tr("Plan"), compact=True)
        plan.setAccessibleName(self.tr("Plan {name}").format(name=follow_up.person_name))
        plan.clicked.connect(lambda _=False: self.reschedule.emit(follow_up.id))
        line.addWidget(plan)
        return holder
