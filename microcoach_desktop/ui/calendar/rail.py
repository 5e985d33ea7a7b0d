"""Beside the grid: what is overdue, what today holds, what has no date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.items import CalendarFilter, DayItem, by_time
from microcoach_desktop.ui.calendar.late_card import LateCard
from microcoach_desktop.ui.calendar.pills import ending, look, sentence
from microcoach_desktop.ui.calendar.pull import Grip
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.badge import Badge
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label, LinkButton

MOST = 8


@dataclass(frozen=True, slots=True)
class RailContent:
    """The first of each, and how many there are. Nothing is built again while this stays the same."""

    today_on: date
    late: tuple[FollowUp, ...]
    late_count: int
    today: tuple[DayItem, ...]
    undated: tuple[FollowUp, ...]
    undated_count: int


def read_rail(desk: Desk, wanted: CalendarFilter, today: tuple[DayItem, ...], midnight: datetime) -> RailContent:
    """`midnight` is that which began today."""
    check_ins, tests = desk.coach.store.check_ins, (wanted.person_id, wanted.kind, MOST, wanted.context)
    late, late_count = check_ins.first_open(midnight, *tests)
    undated, undated_count = ([], 0) if wanted.only_late else check_ins.first_open(None, *tests)
    on = desk.now().date()
    return RailContent(on, tuple(late), late_count, today, tuple(undated), undated_count)


class RowButton(QAbstractButton):
    """A row of labels that acts as one."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(6, 4, 6, 4)
        self.row.setSpacing(10)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.row.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        if self.underMouse():
            box(painter, self.rect(), CONTROL_RADIUS, theme.color("hover"))
        if self.hasFocus():
            focus_ring(painter, self.rect(), CONTROL_RADIUS, theme)
        painter.end()


class CalendarRail(QWidget):
    """`pulled` carries a FollowUp that the mouse began to drag, and where the mouse is on the screen."""

    all_wanted = Signal()
    pulled = Signal(object, QPoint)

    def __init__(self, desk: Desk, deeds: CalendarDeeds) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = deeds
        self._content: RailContent | None = None
        self._grips: list[Grip] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 6, 8)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)

    def show_content(self, content: RailContent, now: datetime) -> None:
        if content == self._content:
            return
        self._content = content
        self._grips = []
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._show_late(content, now)
        self._show_today(content, now)
        if content.undated:
            self._add(Divider(self._desk.kit))
            self._add(self._head(self.tr("No date yet"), content.undated_count))
            for follow_up in content.undated:
                self._add(self._undated(follow_up))
            self._say_rest(content.undated_count)

    def lift(self, check_in_id: int | None) -> None:
        """Show that this follow-up is being carried."""
        for grip in self._grips:
            grip.lift(check_in_id)

    def _held(self, widget: QWidget, follow_up: FollowUp) -> QWidget:
        grip = Grip(widget, follow_up)
        grip.pulled.connect(self.pulled)
        self._grips.append(grip)
        return widget

    def _add(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)

    def _head(self, text: str, count: int, end: QWidget | None = None, tone: str = "neutral") -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(Label(self._desk.kit, text, FontRole.BODY_STRONG, "danger" if tone == "danger" else "text"))
        badge = Badge(self._desk.kit, str(count), tone)
        badge.setAccessibleName(f"{text}: {count}")
        line.addWidget(badge)
        line.addStretch(1)
        if end is not None:
            line.addWidget(end)
        return holder

    def _say_rest(self, count: int) -> None:
        if count > MOST:
            more = self.tr("{count} more are in Today.").format(count=count - MOST)
            self._add(Label(self._desk.kit, more, FontRole.SMALL, "text2", wrap=True))

    def _show_late(self, content: RailContent, now: datetime) -> None:
        if not content.late:
            return
        every = LinkButton(self._desk.kit, self.tr("Reschedule all"))
        every.clicked.connect(self._reschedule_all)
        self._add(self._head(self.tr("Late"), content.late_count, every if content.late_count > 1 else None, "danger"))
        for follow_up in content.late:
            self._add(self._held(LateCard(self._desk, self._deeds, follow_up, now), follow_up))
        self._say_rest(content.late_count)

    def _show_today(self, content: RailContent, now: datetime) -> None:
        kit = self._desk.kit
        day = Label(kit, self._desk.formats().day(content.today_on, now), FontRole.SMALL, "text2")
        self._add(self._head(self.tr("Today"), len(content.today), day))
        for item in by_time(content.today, self._desk.coach.zone())[:MOST]:
            self._add(self._today(item, now))
        if not content.today:
            self._add(Label(kit, self.tr("Nothing planned for today."), FontRole.SMALL, "text2", wrap=True))

    def _today(self, item: DayItem, now: datetime) -> QWidget:
        kit, formats, follow_up = self._desk.kit, self._desk.formats(), item.follow_up
        row = RowButton(kit, sentence(formats, item, now))
        row.clicked.connect(partial(self._open, item))
        clock = Label(kit, formats.time(item.stands_at(formats.zone)), FontRole.SMALL, "text2")
        clock.set_tabular()
        icon, ink, _, _ = look(follow_up, now)
        below = follow_up.person_name if follow_up is not None else self._reminder(item)
        row.row.addWidget(clock)
        row.row.addWidget(Glyph(kit, icon, ink, 16))
        row.row.addLayout(self._words(item.title, below), 1)
        if follow_up is None or follow_up.reviewed_at is not None:
            return row
        return self._held(row, follow_up)

    def _reminder(self, item: DayItem) -> str:
        formats = self._desk.formats()
        if item.stands_at(formats.zone) == item.at:
            return self.tr("Reminder when it ends")
        return self.tr("Reminder when it ends, {time}").format(time=ending(formats, item))

    def _undated(self, follow_up: FollowUp) -> QWidget:
        kit = self._desk.kit
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(Glyph(kit, "grip-vertical", "text3", 14))
        holder.setCursor(Qt.CursorShape.OpenHandCursor)
        line.addWidget(Avatar(kit, follow_up.person_name, 28))
        line.addLayout(self._words(follow_up.title, follow_up.person_name), 1)
        plan = Button(kit, self.tr("Plan"), compact=True)
        said = self.tr("Plan {name}, {action}").format(name=follow_up.person_name, action=follow_up.title)
        plan.setAccessibleName(said)
        plan.clicked.connect(partial(self._plan, follow_up))
        plan.setCursor(Qt.CursorShape.ArrowCursor)
        line.addWidget(plan)
        return self._held(holder, follow_up)

    def _words(self, title: str, below: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(self._desk.kit, title, FontRole.BODY_MEDIUM))
        words.addWidget(ElidedLabel(self._desk.kit, below, FontRole.SMALL, "text2"))
        return words

    def _open(self, item: DayItem, _checked: bool = False) -> None:
        self._deeds.open(item)

    def _plan(self, follow_up: FollowUp, _checked: bool = False) -> None:
        self._deeds.reschedule(follow_up)

    def _reschedule_all(self) -> None:
        self.all_wanted.emit()
