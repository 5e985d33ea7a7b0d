"""The calendar: month, week and agenda, with the rail beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.agenda import DAYS, Agenda
from microcoach_desktop.ui.calendar.day_list import DayList
from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.dragging import Dragging
from microcoach_desktop.ui.calendar.filter_panel import FilterPanel, filter_words
from microcoach_desktop.ui.calendar.grid import CalendarGrid
from microcoach_desktop.ui.calendar.head import CalendarHead
from microcoach_desktop.ui.calendar.items import CalendarFilter, DayItem, contexts_of, load_ahead, load_range, matches
from microcoach_desktop.ui.calendar.legend import legend
from microcoach_desktop.ui.calendar.month import MonthGrid
from microcoach_desktop.ui.calendar.periods import turned, week_of, weeks_of
from microcoach_desktop.ui.calendar.rail import CalendarRail, read_rail
from microcoach_desktop.ui.calendar.week import WeekGrid, WeekView
from microcoach_desktop.ui.desk import Desk, Page
from microcoach_desktop.ui.widgets.scroll import scrolled

SCROLLBAR = 12
RAIL = 256
RAIL_FROM_WINDOW = 1180
SIDEBAR = 208
HINT_FROM = 640
MARGINS = (28, 20, 24, 16)
VIEW_KEYS = {
    Qt.Key.Key_M: CalendarView.MONTH,
    Qt.Key.Key_W: CalendarView.WEEK,
    Qt.Key.Key_A: CalendarView.AGENDA,
}
SHOWN = (Record.CHECK_IN, Record.SESSION, Record.PERSON, Record.KEY_TASK)


class CalendarPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._day = desk.now().date()
        self._rail_asked: bool | None = None
        self.filter = CalendarFilter()
        self.deeds = CalendarDeeds(desk, self)
        self.head = CalendarHead(desk)
        self.month = MonthGrid(desk, self.deeds)
        self.week = WeekGrid(desk, self.deeds)
        self.week_view = WeekView(desk, self.week)
        self.agenda = Agenda(desk, self.deeds)
        self.rail = CalendarRail(desk, self.deeds)
        self.dragging = Dragging(desk, self.deeds, self, self.grid)
        self._stack = QStackedWidget()
        self._left = QWidget()
        self._lay_out()
        self._connect()
        desk.kit.theme.changed.connect(self._fit)

    def reload(self) -> None:
        now = self.desk.now()
        self._show_days()
        today = chain.from_iterable(load_ahead(self.desk, now.date(), self.filter).values())
        content = read_rail(self.desk, self.filter, tuple(today), self._midnight())
        self.rail.show_content(content, now)
        self._say_filter()

    def grid(self) -> CalendarGrid | None:
        """The one that is shown; the agenda has none."""
        return {CalendarView.MONTH: self.month, CalendarView.WEEK: self.week}.get(self._view())

    def turn(self, step: int) -> None:
        """To the next or previous month or week. The rail does not depend on it."""
        self.go_day(turned(self._day, self._view(), step))

    def go_day(self, day: date) -> None:
        """To the month or the week of this day."""
        self._day = day
        try:
            self._show_days()
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self.mark_stale)

    def go_today(self) -> None:
        """The month or week of today with the focus on it; in the agenda the first entry."""
        self._day = self.desk.now().date()
        self.mark_stale()
        grid = self.grid()
        if grid is not None:
            grid.go(replace(grid.spot, day=self._day))
        else:
            self.agenda.choose(0)
            self.agenda.setFocus()

    def narrow(self, wanted: CalendarFilter) -> None:
        self.filter = wanted
        self.mark_stale()

    def show_view(self, view: CalendarView) -> None:
        """Remembered for the next start."""
        grid = self.grid()
        if grid is not None:
            self._day = grid.spot.day
        self.desk.change_settings(replace(self.desk.settings(), calendar_view=view))
        self.mark_stale()
        (self.grid() or self.agenda).setFocus()

    def focus_search(self) -> None:
        self._open_filter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and self.desk.settings().single_key_shortcuts:
            view = VIEW_KEYS.get(Qt.Key(event.key()))
            if view is not None:
                self.show_view(view)
                return
            if event.key() == Qt.Key.Key_T:
                self.go_today()
                return
        super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        # Else the first button of the page would take the focus, and its ring, at the first visit.
        if self.focusWidget() is None:
            (self.grid() or self.agenda).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ----------------------------------------------------------------------------------------------------------------

    def _on_changed(self, changes: object) -> None:
        # A draft is written twice a second while somebody types.
        if not isinstance(changes, Changes) or changes.of(*SHOWN):
            self.mark_stale()

    def _view(self) -> CalendarView:
        return self.desk.settings().calendar_view

    def _show_days(self) -> None:
        """Read and show the month, the week or the next sixty days; only what is visible is read."""
        now, formats, view = self.desk.now(), self.desk.formats(), self._view()
        grid = self.grid()
        if grid is None:
            days = load_ahead(self.desk, now.date() + timedelta(days=DAYS), self.filter)
            self.agenda.show_days(days, now)
            title = self.tr("Agenda")
        elif view is CalendarView.WEEK:
            week = week_of(self._day, formats.first_weekday)
            # What began on the day before may last into this week.
            days = load_range(self.desk, week[0] - timedelta(days=1), week[-1], self.filter)
            title = formats.days(week[0], week[-1])
        else:
            weeks = weeks_of(self._day, formats.first_weekday)
            days = load_range(self.desk, weeks[0][0], weeks[-1][-1], self.filter)
            title = formats.month(self._day)
        if grid is not None:
            grid.show_days(self._day, days, now)
        self.setFocusProxy(grid or self.agenda)
        self.head.show_view(view, title)
        self._stack.setCurrentIndex(list(CalendarView).index(view))
        self.head.fit(self._room())

    def _open_filter(self) -> None:
        try:
            people = self.desk.coach.store.people.all()
            contexts = contexts_of(self.desk)
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self._open_filter)
            return
        panel = FilterPanel(self.desk.kit, people, contexts, self.filter, self)
        panel.narrowed.connect(self.narrow)
        panel.adjustSize()
        button = self.head.filter
        end = button.mapToGlobal(button.rect().bottomRight())
        panel.move(max(0, end.x() - panel.width()), end.y() + 4)
        panel.show()

    def _say_filter(self) -> None:
        words = filter_words(self.desk, self.filter)
        text = ", ".join(words) or self.tr("Everyone")
        self.head.show_filter(text[:1].upper() + text[1:], active=bool(words))

    def _reschedule_all(self) -> None:
        now = self.desk.now()
        try:
            late = self.desk.coach.store.check_ins.due_by(self._midnight())
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self._reschedule_all)
            return
        self.deeds.reschedule_all([follow_up for follow_up in late if matches(follow_up, self.filter, now)])

    def _midnight(self) -> datetime:
        return at_time(self.desk.now().date(), time(0), self.desk.coach.zone())

    def _list_day(self, day: date) -> None:
        DayList(self.desk, day, self.filter, self).open()

    def _keep_in_view(self, area: QRect) -> None:
        view = self._stack.currentWidget()
        holder = self.week_view.area if view is self.week_view else self._month_area
        holder.ensureVisible(area.center().x(), area.center().y(), 0, area.height() // 2)

    def _room(self) -> int:
        return self.width() - MARGINS[0] - MARGINS[2]

    def _fit(self) -> None:
        """Where there is little room the rail is folded, and takes the calendar's place when asked for."""
        px = self.desk.kit.theme.px
        alone = self.window() is self
        wide = (self.width() + SIDEBAR if alone else self.window().width()) >= px(RAIL_FROM_WINDOW)
        rail = wide if self._rail_asked is None else self._rail_asked
        self._rail_area.setMinimumWidth(px(RAIL))
        self._rail_area.setMaximumWidth(px(RAIL) if wide else 16_777_215)
        # The cards cut their words; without this their full width would be cut by the edge of the window.
        self.rail.setMaximumWidth(px(RAIL) - SCROLLBAR if wide else 16_777_215)
        self._rail_area.setVisible(rail)
        self._left.setVisible(wide or not rail)
        self.head.fold.setChecked(rail)
        self._hint.setVisible(self._room() >= px(HINT_FROM))
        self.head.fit(self._room())

    def _toggle_rail(self) -> None:
        self._rail_asked = not self._rail_area.isVisible()
        self._fit()

    def _pull_item(self, item: DayItem, at: QPoint) -> None:
        follow_up = self.deeds.movable(item)
        if follow_up is not None:
            self.dragging.begin(follow_up, at)

    def _connect(self) -> None:
        for grid in (self.month, self.week):
            grid.turn_wanted.connect(self.turn)
            grid.day_wanted.connect(self.go_day)
            grid.more_wanted.connect(self._list_day)
            grid.area_shown.connect(self._keep_in_view)
            grid.pulled.connect(self._pull_item)
            self.dragging.lifted.connect(grid.lift)
        self.rail.pulled.connect(self.dragging.begin)
        self.dragging.lifted.connect(self.rail.lift)
        self.rail.all_wanted.connect(self._reschedule_all)
        self.head.turn_wanted.connect(self.turn)
        self.head.today_wanted.connect(self.go_today)
        self.head.view_wanted.connect(self.show_view)
        self.head.filter_wanted.connect(self._open_filter)
        self.head.rail_wanted.connect(self._toggle_rail)
        self.head.import_wanted.connect(self.desk.shell.import_calendar)
        self.head.export_wanted.connect(self.deeds.export)

    def _lay_out(self) -> None:
        self._month_area = scrolled(self.month)
        for view in (self._month_area, self.week_view, self.agenda):
            self._stack.addWidget(view)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self._stack, 1)
        key, self._hint = legend(self.desk.kit)
        left.addWidget(key)
        self._rail_area = scrolled(self.rail)
        self._rail_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self._left, 1)
        columns.addWidget(self._rail_area)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*MARGINS)
        rows.setSpacing(12)
        rows.addWidget(self.head)
        rows.addLayout(columns, 1)
