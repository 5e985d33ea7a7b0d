"""Today: what is late, what is due, what the day still brings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.desk import Desk, Page, Routine
from microcoach_desktop.ui.routines.hosts import routine_name
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.day import Day, read_day
from microcoach_desktop.ui.today.deeds import FollowUpDeeds
from microcoach_desktop.ui.today.key_tasks_card import KeyTasksCard
from microcoach_desktop.ui.today.rail import TodayRail
from microcoach_desktop.ui.today.rows import FollowUpRow, section, sentence
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label

MOST_LATE = 10
# Rows are real widgets: a thousand at once would take seconds.
MORE_LATE = 200
EMPTY_HEIGHT = 560
MARGIN = 28
RAIL = 304
GAP = 24
# Window widths below which the rail goes under the lists, and the least that the lists need beside it.
FOLD_BELOW = 1180
LEAST_LISTS = 560
BESIDE = {Record.DRAFT, Record.REMINDER}


class TodayPage(Page):
    """`rows` are the follow-ups shown, late ones first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._most_late = MOST_LATE
        self._day: Day | None = None
        self._kept: dict[int, FollowUpRow] = {}
        self.rows: list[FollowUpRow] = []
        self.deeds = FollowUpDeeds(desk, self)
        self.rail = TodayRail(desk)
        self.title = Label(desk.kit, "", FontRole.TITLE)
        self.more = IconButton(desk.kit, "ellipsis", self.tr("More for today"))
        self.more.clicked.connect(self._show_menu)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        lists = QVBoxLayout()
        lists.addLayout(self._list)
        lists.addStretch(1)
        inner = QWidget()
        # Without it the scroll area asks for the height of the narrowest layout.
        inner.setMinimumHeight(1)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(head, 0, 0)
        self._grid.addLayout(lists, 1, 0)
        self._grid.addWidget(self.rail, 1, 1)
        self._grid.setRowStretch(3, 1)
        self.area = scrolled(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        # Once the rows, which were made later, have heard of it too: what they need is asked of them.
        desk.kit.theme.changed.connect(self._fit, Qt.ConnectionType.QueuedConnection)

    def reload(self) -> None:
        """All is read before anything is taken away: with trouble the last day stays on the screen."""
        day = read_day(self.desk)
        focused = next((place for place, row in enumerate(self.rows) if row.isAncestorOf(self.focusWidget())), None)
        focused = next((place for place, row in enumerate(self.rows) if row.hasFocus()), focused)
        known = None if focused is None else self.rows[focused].follow_up.id
        self.setUpdatesEnabled(False)
        try:
            self.rail.reload(day)
            self._day = day
            self._show(day)
        finally:
            self.setUpdatesEnabled(True)
        if focused is not None and self.rows:
            same = next((row for row in self.rows if row.follow_up.id == known), None)
            (same or self.rows[min(focused, len(self.rows) - 1)]).setFocus()

    def show_more_late(self) -> None:
        """The next late ones; the focus goes to the first of them."""
        before, self._most_late = self._most_late, self._most_late + MORE_LATE
        self.mark_stale()
        if before < len(self.rows):
            self.rows[before].setFocus()

    def reschedule_all(self) -> None:
        if self._day is not None and self._day.late:
            self.deeds.reschedule_all(self._day.late)

    def menu(self) -> QMenu:
        """What else can be done with this day."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        late = menu.addAction(self.tr("Reschedule all late"), self.reschedule_all)
        late.setEnabled(self._day is not None and bool(self._day.late))
        routines = menu.addMenu(self.tr("Routines"))
        for routine in Routine:
            routines.addAction(routine_name(routine), partial(self.desk.shell.start_routine, routine))
        menu.addAction(self.tr("Edit key tasks"), lambda: self.desk.shell.edit_key_tasks())  # noqa: PLW0108 - Qt may hand over a boolean
        menu.addAction(self.rail.rhythm.toggle.text(), self.rail.rhythm.turn)
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Opened by its key or its name: the first row can be answered at once."""
        super().focusInEvent(event)
        if self.rows:
            self.rows[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_changed(self, changes: object) -> None:
        """Drafts are written with every pause in typing, and reminders by the clock; only the rail shows them."""
        beside = isinstance(changes, Changes) and not changes.of(*(set(Record) - BESIDE))
        if not beside or self._day is None or self._stale or not self.isVisible():
            self.mark_stale()
            return
        try:
            self.rail.reload_cards(self._day)
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self.mark_stale)

    # ----------------------------------------------------------------------------------------------------------------

    def _show(self, day: Day) -> None:
        self.title.setText(self.desk.formats().long_day(day.now.date()))
        self._take_away(keep=[follow_up.id for follow_up in day.late + day.due])
        self.rail.setVisible(bool(day.people))
        self.more.setVisible(bool(day.people))
        if not day.people:
            text, action = self.tr("Add your team to begin."), self.tr("Add people")
            empty = EmptyState(self.desk.kit, "users", text, action, self.desk.shell.add_people)
            empty.setMinimumHeight(self.desk.kit.theme.px(EMPTY_HEIGHT))
            self._list.addWidget(empty)
            self._let_go()
            return
        self._show_late(day)
        if day.due:
            self._list.addWidget(self._heading(section(self.desk.kit, self.tr("Due today"), len(day.due))))
            for follow_up in day.due:
                self._add_row(follow_up, day)
        if not day.late and not day.due:
            self._list.addWidget(self._nothing_due(day))
        self._list.addSpacing(4)
        self._list.addWidget(KeyTasksCard(self.desk, day))
        self._let_go()
        self._fit()

    def _show_late(self, day: Day) -> None:
        if not day.late:
            return
        link = (self.tr("Reschedule all"), self.reschedule_all)
        title = self.tr("Check in first")
        self._list.addWidget(self._heading(section(self.desk.kit, title, len(day.late), urgent=True, link=link)))
        shown = day.late[: self._most_late]
        for follow_up in shown:
            self._add_row(follow_up, day)
        if len(shown) < len(day.late):
            text = self.tr("Show all {count}").format(count=len(day.late))
            if len(day.late) > self._most_late + MORE_LATE:
                text = self.tr("Show {count} more").format(count=MORE_LATE)
            more = Button(self.desk.kit, text, role="ghost")
            more.clicked.connect(self.show_more_late)
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _heading(self, heading: QWidget) -> QWidget:
        if self._list.count():
            self._list.addSpacing(6)
        return heading

    def _nothing_due(self, day: Day) -> Card:
        card = Card(self.desk.kit, padding=0)
        text, action = self.tr("Nothing due. Capture a win?"), self.tr("New capture")
        card.body.setSpacing(0)
        empty = EmptyState(self.desk.kit, "award", text, action, self._capture)
        card.body.addWidget(empty)
        if day.next_task is not None:
            name, ends_at = day.next_task
            moment = self.desk.formats().short_moment(ends_at, day.now)
            said = self.tr("Next key task: {name}, {moment}").format(name=name, moment=moment)
            following = Label(self.desk.kit, said, FontRole.SMALL, "text2", wrap=True)
            following.setAlignment(Qt.AlignmentFlag.AlignCenter)
            following.setContentsMargins(16, 0, 16, 24)
            card.body.addWidget(following)
        return card

    def _add_row(self, follow_up: FollowUp, day: Day) -> None:
        """The row that is there already where nothing of it changed: a long list is not made anew for one answer."""
        row = self._kept.pop(follow_up.id, None)
        if row is None or row.follow_up != follow_up or row.accessibleName() != sentence(self.desk, follow_up, day.now):
            if row is not None:
                self._drop(row)
            row = FollowUpRow(self.desk, follow_up, day.now)
            row.clicked.connect(partial(self._open, follow_up))
            row.answered.connect(self.deeds.answer)
            row.reschedule.connect(self.deeds.reschedule)
            row.undated.connect(self.deeds.remove_date)
            row.step.connect(self._step)
            row.menu_wanted.connect(self.deeds.open_menu)
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()  # at once: only what is shown can take the focus

    def _take_away(self, keep: list[int]) -> None:
        self._kept = {row.follow_up.id: row for row in self.rows if row.follow_up.id in keep}
        self.rows = []
        # Not takeAt: an item that Python still holds keeps the next one from hearing that its row has grown.
        for row in self._kept.values():
            self._list.removeWidget(row)
        while self._list.count():
            item = self._list.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                self._drop(old)

    def _let_go(self) -> None:
        """Rows that are due and yet not shown: more late ones than the cap."""
        for row in self._kept.values():
            self._drop(row)
        self._kept = {}

    @staticmethod
    def _drop(widget: QWidget) -> None:
        widget.hide()
        widget.deleteLater()

    def _open(self, follow_up: FollowUp, _checked: bool = False) -> None:
        self.deeds.open(follow_up)

    def _step(self, step: int) -> None:
        at = next((place for place, row in enumerate(self.rows) if row.isAncestorOf(self.focusWidget())), None)
        at = next((place for place, row in enumerate(self.rows) if row.hasFocus()), at)
        if at is not None:
            target = self.rows[min(max(at + step, 0), len(self.rows) - 1)]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(target, 0, MARGIN)

    def _fit(self) -> None:
        """The rail goes below the lists in a narrow window."""
        theme = self.desk.kit.theme
        rail = theme.px(RAIL)
        lists = self.width() - 2 * MARGIN - GAP - rail
        beside = self.window().width() >= FOLD_BELOW and lists >= theme.px(LEAST_LISTS)
        self._grid.removeWidget(self.rail)
        if beside:
            self.rail.setFixedWidth(rail)
            self._grid.addWidget(self.rail, 1, 1)
        else:
            self.rail.setMinimumWidth(0)
            self.rail.setMaximumWidth(2 * LEAST_LISTS + rail)
            self._grid.addWidget(self.rail, 2, 0)
        for row in self.rows:
            row.fit(lists if beside else self.width() - 2 * MARGIN)

    def _show_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _capture(self) -> None:
        self.desk.shell.quick_capture()
