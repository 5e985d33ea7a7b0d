"""The calendar: month and agenda, with the rail beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.agenda import DAYS, Agenda
from microcoach_desktop.ui.calendar.items import CalendarFilter, DayItem, load_range, moved
from microcoach_desktop.ui.calendar.month import MonthGrid
from microcoach_desktop.ui.calendar.pills import sentence
from microcoach_desktop.ui.calendar.rail import CalendarRail
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk, Page, Prefill
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label

RAIL = 264
RAIL_FROM = 880
HEAD_FROM = 700
HINT_FROM = 860


class CalendarPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._month = desk.now().date().replace(day=1)
        self.filter = CalendarFilter()
        self.grid = MonthGrid(desk)
        self.agenda = Agenda(desk)
        self.rail = CalendarRail(desk)
        self._rail_area = QScrollArea()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.agenda)
        self._build()
        self._connect()
        self.setFocusProxy(self.grid)

    def reload(self) -> None:
        now = self.desk.now()
        days = self._show_days()
        today = days.get(now.date())
        if today is None:
            today = load_range(self.desk, now.date(), now.date(), self.filter).get(now.date(), [])
        self.rail.reload(now, self.filter, today)
        self._say_filter()

    def go_month(self, step: int) -> None:
        """To the next or previous month."""
        middle = self._month.replace(day=15) + timedelta(days=30 * step)
        self._month = middle.replace(day=1)
        # The rail does not depend on the month, and making it again costs more than the month itself.
        try:
            self._show_days()
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self.mark_stale)

    def go_today(self) -> None:
        today = self.desk.now().date()
        self._month, self.grid.day = today.replace(day=1), today
        self.mark_stale()
        self.grid.setFocus()

    def move_to(self, check_in_id: int, to: date) -> None:
        """To another day at the same wall time; a time that has passed is refused."""
        now, zone = self.desk.now(), self.desk.coach.zone()
        follow_up = self.desk.coach.store.check_ins.follow_up(check_in_id)
        default = at_time(to, self.desk.settings().default_time, zone)
        at = default if follow_up.due_at is None else moved(follow_up.due_at, to, zone)
        if at <= now and to == now.date():
            # Today, but its hour is over: the end of the work day, or in an hour when that is over too.
            at = max(at_time(to, self.desk.settings().day_ends_at, zone), now + timedelta(hours=1))
        self._move(check_in_id, at, follow_up.person_name)

    def reschedule(self, check_in_id: int) -> None:
        follow_up = self.desk.coach.store.check_ins.follow_up(check_in_id)
        dialog = RescheduleDialog(
            self.desk.kit,
            self.desk.formats,
            lambda: date_context(self.desk),
            f"{follow_up.person_name}: {follow_up.title}",
            follow_up.due_at,
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._move(check_in_id, dialog.chosen_at(), follow_up.person_name))
        dialog.open()

    def remove_date(self, check_in_id: int) -> None:
        self._move(check_in_id, None, self.desk.coach.store.check_ins.follow_up(check_in_id).person_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        views = {Qt.Key.Key_M: CalendarView.MONTH, Qt.Key.Key_A: CalendarView.AGENDA}
        view = views.get(Qt.Key(event.key()))
        if view is not None and self.desk.settings().single_key_shortcuts:
            self._show_view(view)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.desk.kit.theme.px(RAIL)
        self._rail_area.setFixedWidth(width)
        self._rail_area.setVisible(self._rail_wanted and self.width() >= self.desk.kit.theme.px(RAIL_FROM))
        narrow = self.width() < self.desk.kit.theme.px(HEAD_FROM)
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._hint.setVisible(self.width() >= self.desk.kit.theme.px(HINT_FROM))

    # ----------------------------------------------------------------------------------------------------------------

    def _move(self, check_in_id: int, at: object, name: str) -> None:
        first, now = name.split(maxsplit=1)[0], self.desk.now()
        due_at = at if isinstance(at, type(now)) else None
        try:
            self.desk.coach.reschedule({check_in_id: due_at})
        except MicroCoachError as error:
            self.desk.shell.toast(error.what_happened, undo=False)
            return
        if due_at is None:
            text = self.tr("{name} has no date now.").format(name=first)
        else:
            moment = self.desk.formats().moment(due_at, now)
            text = self.tr("{name} moved to {moment}").format(name=first, moment=moment)
        self.desk.shell.toast(text)
        announce(self, text)

    def _show_days(self) -> dict[date, list[DayItem]]:
        """Read and show the month, or the next sixty days; only what is visible is read."""
        now, formats = self.desk.now(), self.desk.formats()
        month = self._view() is CalendarView.MONTH
        self.title.setText(formats.month(self._month) if month else self.tr("Agenda"))
        self.views.set_value("month" if month else "agenda")
        self._stack.setCurrentIndex(0 if month else 1)
        self.month_keys.setVisible(month)
        if month:
            weeks = MonthGrid.weeks_of(self._month, formats.first_weekday)
            days = load_range(self.desk, weeks[0][0], weeks[-1][-1], self.filter)
            self.grid.show_month(self._month, days, now)
            return days
        days = load_range(self.desk, now.date(), now.date() + timedelta(days=DAYS), self.filter)
        self.agenda.show_days(days, now)
        return days

    def _view(self) -> CalendarView:
        view = self.desk.settings().calendar_view
        return CalendarView.AGENDA if view is CalendarView.AGENDA else CalendarView.MONTH

    def _show_view(self, view: CalendarView) -> None:
        self.desk.change_settings(replace(self.desk.settings(), calendar_view=view))
        self.mark_stale()

    def _capture_on(self, day: date) -> None:
        at = at_time(day, self.desk.settings().default_time, self.desk.coach.zone())
        if at <= self.desk.now():
            self.desk.shell.toast(self.tr("This day has passed. Choose a later one."), undo=False)
            return
        self.desk.shell.quick_capture(Prefill(follow_up_at=at))

    def _list_day(self, day: date) -> None:
        """All of a day's items, where the cell was too small for them."""
        menu = QMenu(self)
        now = self.desk.now()
        for item in load_range(self.desk, day, day, self.filter).get(day, [])[:40]:
            action = menu.addAction(sentence(self.desk, item, now).replace("&", "&&"))
            if item.follow_up is not None:
                wanted = item.follow_up.id
                action.triggered.connect(lambda _=False, check_in_id=wanted: self.desk.shell.check_in(check_in_id))
            else:
                action.setEnabled(False)
        menu.popup(self.cursor().pos())

    def _filter_menu(self) -> None:
        menu = QMenu(self)
        everyone = menu.addAction(self.tr("Everyone"))
        everyone.triggered.connect(lambda _=False: self._narrow(replace(self.filter, person_id=None)))
        for person in self.desk.coach.store.people.all()[:60]:
            action = menu.addAction(person.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, who=person.id: self._narrow(replace(self.filter, person_id=who)))
        menu.addSeparator()
        late = menu.addAction(self.tr("Only late"))
        late.setCheckable(True)
        late.setChecked(self.filter.only_late)
        late.triggered.connect(lambda on: self._narrow(replace(self.filter, only_late=on)))
        menu.popup(self.filter_button.mapToGlobal(self.filter_button.rect().bottomLeft()))

    def _narrow(self, wanted: CalendarFilter) -> None:
        self.filter = wanted
        self.mark_stale()

    def _say_filter(self) -> None:
        name = self.tr("Everyone")
        if self.filter.person_id is not None:
            name = self.desk.coach.store.people.get(self.filter.person_id).first_name
        if self.filter.only_late:
            name = self.tr("{who}, only late").format(who=name)
        self.filter_button.setText(name)

    def _toggle_rail(self) -> None:
        self._rail_wanted = not self._rail_area.isVisible()
        self._rail_area.setVisible(self._rail_wanted)

    def _connect(self) -> None:
        for view in (self.grid, self.agenda):
            view.opened.connect(self.desk.shell.check_in)
            view.reschedule.connect(self.reschedule)
            view.undated.connect(self.remove_date)
        self.grid.move_to.connect(self.move_to)
        self.grid.day_clicked.connect(self._capture_on)
        self.grid.more_wanted.connect(self._list_day)
        self.grid.month_wanted.connect(self.go_month)
        self.grid.today_wanted.connect(self.go_today)
        self.rail.check_in.connect(self.desk.shell.check_in)
        self.rail.moved.connect(self.move_to)
        self.rail.reschedule.connect(self.reschedule)

    def _build(self) -> None:
        kit = self.desk.kit
        self._rail_wanted = True
        self.title = Label(kit, "", FontRole.TITLE)
        self.month_keys = QWidget()
        keys = QHBoxLayout(self.month_keys)
        keys.setContentsMargins(8, 0, 0, 0)
        keys.setSpacing(4)
        back = IconButton(kit, "chevron-left", self.tr("Previous month"), keys="PageUp")
        back.clicked.connect(lambda _=False: self.go_month(-1))
        today = Button(kit, self.tr("Today"))
        today.clicked.connect(lambda _=False: self.go_today())
        forward = IconButton(kit, "chevron-right", self.tr("Next month"), keys="PageDown")
        forward.clicked.connect(lambda _=False: self.go_month(1))
        for button in (back, today, forward):
            keys.addWidget(button)
        self.filter_button = Button(kit, self.tr("Everyone"), icon="list-filter", role="ghost")
        self.filter_button.clicked.connect(self._filter_menu)
        self.views = SegmentedControl(kit, [Segment("month", self.tr("Month")), Segment("agenda", self.tr("Agenda"))])
        self.views.changed.connect(
            lambda key: self._show_view(CalendarView.MONTH if key == "month" else CalendarView.AGENDA)
        )
        fold = IconButton(kit, "inbox", self.tr("Overdue and today"))
        fold.clicked.connect(self._toggle_rail)
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self.title)
        named.addWidget(self.month_keys)
        named.addStretch(1)
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        for widget in (self.filter_button, self.views, fold):
            chosen.addWidget(widget)
        chosen.addStretch(0)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(named, 1)
        self._head.addLayout(chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._stack, 1)
        left.addWidget(self._legend())
        self._rail_area.setWidgetResizable(True)
        self._rail_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._rail_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rail_area.setWidget(self.rail)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left, 1)
        columns.addWidget(self._rail_area)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 20, 24, 16)
        rows.setSpacing(14)
        rows.addLayout(self._head)
        rows.addLayout(columns, 1)

    def _legend(self) -> QWidget:
        """What the icons mean; it wraps in a narrow window."""
        kit = self.desk.kit
        looks = (
            ("award", "win", self.tr("Win")),
            ("sprout", "opp", self.tr("Opportunity")),
            ("clock-alert", "danger", self.tr("Overdue")),
            ("check", "text2", self.tr("Checked in")),
            ("bell", "text2", self.tr("Key task")),
        )
        holder = QWidget()
        flow = FlowLayout(holder, spacing=14)
        for icon, color, text in looks:
            entry = QWidget()
            line = QHBoxLayout(entry)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            line.addWidget(Glyph(kit, icon, color, 14))
            line.addWidget(Label(kit, text, FontRole.SMALL, "text2"))
            flow.addWidget(entry)
        self._hint = Label(kit, self.tr("Alt+arrows to move, R to reschedule"), FontRole.SMALL, "text2")
        flow.addWidget(self._hint)
        return holder
