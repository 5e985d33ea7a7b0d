"""Today: what is late, what is due, what the day still brings."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.keytasks import Occurrence, occurrences
from microcoach_desktop.domain.local_time import add_working_days, at_time
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk, Page, PageName
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.rail import TodayRail
from microcoach_desktop.ui.today.rows import FollowUpRow, section
from microcoach_desktop.ui.widgets.avatar import AvatarStack
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from microcoach_desktop.ui.widgets.text import Label

MOST_LATE = 10
A_DAY = 3
RAIL = 304
RAIL_FROM = 900


class TodayPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._all_late = False
        self.rows: list[FollowUpRow] = []
        self.title = Label(desk.kit, "", FontRole.TITLE)
        self.rail = TodayRail(desk)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self._list)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.rail)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(28, 20, 28, 28)
        rows.setSpacing(14)
        rows.addWidget(self.title)
        rows.addLayout(self._columns)
        rows.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def reload(self) -> None:
        now = self.desk.now()
        focused = next((row.follow_up.id for row in self.rows if row.focused), None)
        self.title.setText(self.desk.formats().long_day(now.date()))
        self._clear()
        due = self.desk.coach.store.check_ins.due_by(self._day(now, 1))
        late = [follow_up for follow_up in due if follow_up.days_late(now) > 0]
        today = [follow_up for follow_up in due if follow_up.days_late(now) == 0]
        if not self.desk.coach.store.people.all():
            self._begin()
        else:
            self._show_late(late, now)
            self._show_today(today, now, nothing=not due)
            self._show_key_tasks(now)
        self.rail.reload(now)
        self._fit()
        again = next((row for row in self.rows if row.follow_up.id == focused), None)
        if focused is not None and self.rows:
            (again or self.rows[0]).setFocus()

    def answer(self, check_in_id: int, outcome: Outcome) -> None:
        """Record the outcome in one click; the toast says what follows and takes it back."""
        try:
            done = self.desk.coach.review(check_in_id, Review(outcome))
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=lambda: self.answer(check_in_id, outcome))
            return
        words = {
            Outcome.WORKED: self.tr("Worked."),
            Outcome.PARTLY: self.tr("Partly."),
            Outcome.NOT_YET: self.tr("Not yet."),
        }
        text = words[outcome]
        following = done.next_check_in
        if following is not None and following.due_at is not None:
            moment = self.desk.formats().moment(following.due_at, self.desk.now())
            text = self.tr("{outcome} Next look {moment}.").format(outcome=text, moment=moment)
        self.desk.shell.toast(text)

    def reschedule(self, check_in_id: int) -> None:
        follow_up = next((row.follow_up for row in self.rows if row.follow_up.id == check_in_id), None)
        if follow_up is None:
            return
        dialog = RescheduleDialog(
            self.desk.kit,
            self.desk.formats,
            lambda: date_context(self.desk),
            f"{follow_up.person_name}: {follow_up.title}",
            follow_up.due_at,
            self,
        )
        dialog.accepted.connect(lambda: self._move({check_in_id: dialog.chosen_at()}, follow_up))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def spread(self, late: list[FollowUp]) -> dict[int, datetime | None]:
        """New times for late follow-ups: the next working days at the default time, three a day."""
        settings, zone = self.desk.settings(), self.desk.coach.zone()
        working, day = frozenset(settings.working_days), self.desk.now().date()
        moves: dict[int, datetime | None] = {}
        for index, follow_up in enumerate(late):
            if index % A_DAY == 0:
                day = add_working_days(day, 1, working)
            clock = (datetime.combine(day, settings.default_time) + timedelta(minutes=30 * (index % A_DAY))).time()
            moves[follow_up.id] = at_time(day, clock, zone)
        return moves

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ----------------------------------------------------------------------------------------------------------------

    def _day(self, now: datetime, ahead: int) -> datetime:
        return at_time(now.date() + timedelta(days=ahead), time(0), self.desk.coach.zone())

    def _clear(self) -> None:
        self.rows = []
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _begin(self) -> None:
        text = self.tr("Add your team to begin.")
        self._list.addWidget(
            EmptyState(
                self.desk.kit, "users", text, self.tr("Add people"), lambda: self.desk.shell.open_page(PageName.PEOPLE)
            )
        )

    def _show_late(self, late: list[FollowUp], now: datetime) -> None:
        if not late:
            return
        link = (self.tr("Reschedule all"), lambda: self._preview(late))
        self._list.addWidget(section(self.desk, self.tr("Check in first"), len(late), "danger", link))
        shown = late if self._all_late else late[:MOST_LATE]
        for follow_up in shown:
            self._add_row(follow_up, now)
        if len(shown) < len(late):
            more = Button(self.desk.kit, self.tr("Show all {count}").format(count=len(late)), role="ghost")
            more.clicked.connect(self._show_all_late)
            self._list.addWidget(more)

    def _show_today(self, today: list[FollowUp], now: datetime, *, nothing: bool) -> None:
        if nothing:
            text = self.tr("Nothing due. Capture a win?")
            self._list.addWidget(
                EmptyState(
                    self.desk.kit,
                    "award",
                    text,
                    self.tr("New capture"),
                    lambda: self.desk.shell.quick_capture(),  # noqa: PLW0108 - Qt hands over a boolean
                )
            )
            return
        if today:
            self._list.addWidget(section(self.desk, self.tr("Due today"), len(today), "neutral", None))
            for follow_up in today:
                self._add_row(follow_up, now)

    def _add_row(self, follow_up: FollowUp, now: datetime) -> None:
        row = FollowUpRow(self.desk, follow_up, now)
        row.answered.connect(self.answer)
        row.opened.connect(self.desk.shell.check_in)
        row.reschedule.connect(self.reschedule)
        row.undated.connect(self._undate)
        row.step.connect(self._step)
        self.rows.append(row)
        self._list.addWidget(row)

    def _show_key_tasks(self, now: datetime) -> None:
        kit, store = self.desk.kit, self.desk.coach.store
        start, end = self._day(now, 0), self._day(now, 1)
        found = [o for task in store.key_tasks.all() if not task.paused for o in occurrences(task, start, end)]
        card = Card(kit, padding=16)
        link = (self.tr("Edit key tasks"), lambda: self.desk.shell.edit_key_tasks())  # noqa: PLW0108 - Qt hands over a boolean
        card.body.addWidget(section(self.desk, self.tr("Key tasks today"), len(found), "neutral", link))
        names = {person.id: person.name for person in store.people.all()}
        for index, occurrence in enumerate(sorted(found, key=lambda o: o.ends_at)):
            if index:
                card.body.addWidget(Divider(kit))
            card.body.addLayout(self._key_task(occurrence, now, names))
        if not found:
            text = self.tr("No key task today. Add the shift handover or a one-on-one, and you are asked when it ends.")
            card.body.addWidget(Label(kit, text, FontRole.SMALL, "text2", wrap=True))
        self._list.addWidget(card)

    def _key_task(self, occurrence: Occurrence, now: datetime, names: dict[int, str]) -> QHBoxLayout:
        kit, task = self.desk.kit, occurrence.task
        captured = self.desk.coach.store.sessions.of_occurrence(task.id, occurrence.nominal)
        over = occurrence.ends_at <= now
        line = QHBoxLayout()
        line.setSpacing(12)
        clock = Label(kit, self.desk.formats().time(occurrence.ends_at), FontRole.BODY_MEDIUM, "text2")
        clock.set_tabular()
        line.addWidget(clock)
        line.addWidget(Glyph(kit, "check" if captured else "bell", "win" if captured else "text2", 16))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(kit, task.name, FontRole.BODY_MEDIUM, "text2" if over else "text", wrap=True))
        state = self.tr("Captured") if captured else self.tr("Ended") if over else self.tr("Reminder when it ends")
        words.addWidget(Label(kit, state, FontRole.SMALL, "text2"))
        line.addLayout(words, 1)
        people = [names[person_id] for person_id in task.person_ids if person_id in names]
        if people:
            line.addWidget(AvatarStack(kit, people[:5], 28))
        return line

    def _show_all_late(self) -> None:
        self._all_late = True
        self.mark_stale()

    def _preview(self, late: list[FollowUp]) -> None:
        """What "Reschedule all" would do, before it is done."""
        kit, now, moves = self.desk.kit, self.desk.now(), self.spread(late)
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Reschedule all"))
        dialog.setMinimumWidth(kit.theme.px(480))
        rows = QVBoxLayout(dialog)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(10)
        text = self.tr("Spread over the next working days, three a day at most.")
        rows.addWidget(Label(kit, text, FontRole.SECTION, wrap=True))
        lines = QWidget()
        inner = QVBoxLayout(lines)
        inner.setContentsMargins(0, 0, 0, 0)
        for follow_up in late:
            at = moves[follow_up.id]
            moment = "" if at is None else self.desk.formats().moment(at, now)
            inner.addWidget(Label(kit, f"{moment}   {follow_up.person_name}: {follow_up.title}", wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(lines)
        rows.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button(kit, self.tr("Cancel"), role="ghost")
        cancel.clicked.connect(dialog.reject)
        agree = Button(kit, self.tr("Reschedule {count}").format(count=len(late)), role="primary")
        agree.clicked.connect(dialog.accept)
        buttons.addWidget(cancel)
        buttons.addWidget(agree)
        rows.addLayout(buttons)
        dialog.accepted.connect(lambda: self._move(moves, None))
        dialog.open()

    def _move(self, moves: dict[int, datetime | None], follow_up: FollowUp | None) -> None:
        try:
            self.desk.coach.reschedule(moves)
        except MicroCoachError as error:
            self.desk.shell.trouble(error)
            return
        if follow_up is None:
            self.desk.shell.toast(self.tr("{count} follow-ups moved.").format(count=len(moves)))
            return
        at = moves[follow_up.id]
        name = follow_up.person_name.split()[0]
        if at is None:
            self.desk.shell.toast(self.tr("{name} has no date now.").format(name=name))
        else:
            moment = self.desk.formats().moment(at, self.desk.now())
            self.desk.shell.toast(self.tr("{name} moved to {moment}").format(name=name, moment=moment))

    def _undate(self, check_in_id: int) -> None:
        follow_up = next((row.follow_up for row in self.rows if row.follow_up.id == check_in_id), None)
        if follow_up is not None:
            self._move({check_in_id: None}, follow_up)

    def _step(self, step: int) -> None:
        index = next((i for i, row in enumerate(self.rows) if row.focused), 0)
        self.rows[min(max(index + step, 0), len(self.rows) - 1)].setFocus()

    def _fit(self) -> None:
        """The rail goes below the lists in a narrow window."""
        theme = self.desk.kit.theme
        wide = self.width() >= theme.px(RAIL_FROM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        if wide:
            self.rail.setFixedWidth(theme.px(RAIL))
        else:
            self.rail.setMinimumWidth(0)
            self.rail.setMaximumWidth(16777215)
        room = self.width() - 56 - (theme.px(RAIL) + 24 if wide else 0)
        for row in self.rows:
            row.fit(room)
