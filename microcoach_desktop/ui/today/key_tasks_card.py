"""The key tasks that end today: when, what was captured, who is on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from microcoach_desktop.domain.keytasks import Occurrence
from microcoach_desktop.ui.desk import Desk, Prefill, Routine
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.day import Day, TaskToday
from microcoach_desktop.ui.today.rows import section
from microcoach_desktop.ui.widgets.avatar import AvatarStack
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label


class KeyTasksCard(Card):
    def __init__(self, desk: Desk, day: Day) -> None:
        super().__init__(desk.kit, padding=18)
        self._desk = desk
        self._day = day
        self.body.setContentsMargins(18, 12, 18, 10)
        link = (self.tr("Edit key tasks"), self._edit)
        self.body.addWidget(section(desk.kit, self.tr("Key tasks today"), len(day.tasks), link=link))
        if not day.tasks:
            text = self.tr("No key task ends today. Add a handover or a one-on-one to be asked when it ends.")
            self.body.addWidget(Label(desk.kit, text, FontRole.SMALL, "text2", wrap=True))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for place, task in enumerate(day.tasks):
            if place:
                grid.addWidget(Divider(desk.kit), 2 * place - 1, 0, 1, 5)
            self._add(grid, 2 * place, task)
        self.body.addLayout(grid)

    def _add(self, grid: QGridLayout, row: int, today: TaskToday) -> None:
        kit, task = self._desk.kit, today.occurrence.task
        ended = today.occurrence.ends_at <= self._day.now
        clock = Label(kit, self._desk.formats().time(today.occurrence.ends_at), FontRole.BODY_MEDIUM, "text2")
        clock.set_tabular()
        icon, color, state = self._state(today, ended=ended)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(kit, task.name, FontRole.BODY_MEDIUM, "text2" if ended else "text", wrap=True))
        words.addWidget(Label(kit, state, FontRole.SMALL, "text2", wrap=True))
        grid.addWidget(clock, row, 0)
        grid.addWidget(Glyph(kit, icon, color, 16), row, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addLayout(words, row, 2)
        button = self._button(today, ended=ended)
        if button is not None:
            grid.addWidget(button, row, 3)
        names = [self._day.people[who].name for who in task.person_ids if who in self._day.people]
        if names:
            grid.addWidget(AvatarStack(kit, names, 28), row, 4, Qt.AlignmentFlag.AlignRight)

    def _state(self, today: TaskToday, *, ended: bool) -> tuple[str, str, str]:
        """Icon, its colour, and the word."""
        if today.captures:
            return "check", "win", self._captured(today)
        if ended:
            return "clock", "text2", self.tr("Ended, nothing captured yet")
        paused_until = self._desk.settings().paused_until
        if paused_until is not None and paused_until > today.occurrence.due_at:
            return "bell-off", "text2", self.tr("Reminders are paused")
        return "bell", "text2", self.tr("Reminder when it ends")

    def _captured(self, today: TaskToday) -> str:
        wins = self.tr("1 win") if today.wins == 1 else self.tr("{n} wins").format(n=today.wins)
        some = self.tr("{n} opportunities").format(n=today.opportunities)
        opportunities = self.tr("1 opportunity") if today.opportunities == 1 else some
        if not today.opportunities:
            return self.tr("{wins} captured").format(wins=wins)
        if not today.wins:
            return self.tr("{opportunities} captured").format(opportunities=opportunities)
        return self.tr("{wins} and {opportunities} captured").format(wins=wins, opportunities=opportunities)

    def _button(self, today: TaskToday, *, ended: bool) -> IconButton | None:
        """Before a one-on-one it is prepared; after an event with several people each gets a line."""
        occurrence = today.occurrence
        if len(occurrence.task.person_ids) == 1 and not ended:
            name = self.tr("Prepare {task}").format(task=occurrence.task.name)
            return self._routine_button("message-circle", name, Routine.PREPARATION, occurrence.task.person_ids[0])
        if not ended or today.captures:
            return None
        if len(occurrence.task.person_ids) > 1:
            name = self.tr("Capture for everyone of {task}").format(task=occurrence.task.name)
            return self._routine_button("plus", name, Routine.HANDOVER, occurrence.task.id, occurrence.nominal)
        return self._capture_button(occurrence)

    def _routine_button(self, icon: str, name: str, routine: Routine, subject_id: int, nominal: str = "") -> IconButton:
        button = IconButton(self._desk.kit, icon, name, role="secondary", size=28)
        button.clicked.connect(lambda _=False: self._desk.shell.start_routine(routine, subject_id, nominal))
        return button

    def _capture_button(self, occurrence: Occurrence) -> IconButton:
        name = self.tr("Capture for {task}").format(task=occurrence.task.name)
        add = IconButton(self._desk.kit, "plus", name, role="secondary", size=28)
        prefill = Prefill(key_task_id=occurrence.task.id, occurrence=occurrence.nominal)
        add.clicked.connect(lambda _=False: self._desk.shell.quick_capture(prefill))
        return add

    def _edit(self) -> None:
        self._desk.shell.edit_key_tasks()
