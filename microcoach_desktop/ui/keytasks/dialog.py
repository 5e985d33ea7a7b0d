"""Key tasks: the list on the left, one of them on the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.changes import Record
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.form import KeyTaskForm
from microcoach_desktop.ui.list_form import Line, ListFormDialog, Words
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout

WORKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    minutes: int
    weekdays: frozenset[int]


class KeyTasksDialog(ListFormDialog[KeyTask]):
    def __init__(self, desk: Desk, key_task_id: int = 0, parent: QWidget | None = None) -> None:
        words = Words(
            self.tr("Key tasks"),
            removed=self.tr("{name} removed. Its notes stay."),
            saved=self.tr("{name} saved."),
            unsaved=self.tr("This key task is not saved yet. Close again to leave it."),
        )
        super().__init__(desk, words, (Record.KEY_TASK,), parent)
        self.form = KeyTaskForm(desk)
        self._start = self._presets()
        self._build(self.form, (self._start, self.form), (self._import_button(),))
        self._load(key_task_id)

    def new(self, name: str = "", minutes: int = 30, weekdays: frozenset[int] = WORKDAYS) -> None:
        """An unsaved task in the form, with sensible times."""
        now = wall(self._desk.now(), self._desk.coach.zone())
        starts = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        people = tuple(person.id for person in self._desk.coach.store.people.all())
        task = KeyTask(
            name,
            starts,
            str(self._desk.coach.zone()),
            rule=weekly_rule(weekdays),
            minutes=minutes,
            grace_minutes=self._desk.settings().grace_minutes,
            person_ids=people if len(people) <= 12 else (),
        )
        self._show(task)
        self.form.name.setFocus()

    def _read(self) -> list[KeyTask]:
        return self._desk.coach.store.key_tasks.all()

    def _line(self, entry: KeyTask) -> Line:
        text = self.tr("{task} (paused)").format(task=entry.name) if entry.paused else entry.name
        return Line(entry.id or None, entry.name, text, "bell-off" if entry.paused else "bell")

    def _put(self, entry: KeyTask) -> None:
        self.form.show_task(entry)
        self._start.setVisible(not entry.id)
        self.heading.setText(entry.name or self.tr("New key task"))

    def _keep_typed(self) -> KeyTask:
        return self._desk.coach.save_key_task(self.form.task())

    def _drop(self, entry: KeyTask) -> None:
        self._desk.coach.delete_key_task(entry.id)

    def _is_empty(self) -> bool:
        return not self.form.name.text().strip()

    def _start_new(self) -> None:
        self.new()

    def _start_from(self, preset: Preset) -> None:
        self.new(preset.name, preset.minutes, preset.weekdays)

    def _import_button(self) -> Button:
        button = Button(self._desk.kit, self.tr("Import…"), icon="download", role="ghost")
        button.setAutoDefault(False)
        button.setToolTip(self.tr("Import a calendar"))
        button.clicked.connect(self._import)
        return button

    def _import(self) -> None:
        self._desk.shell.import_calendar()

    def _presets(self) -> QWidget:
        """Names to start from, while there is nothing else in a new one."""
        holder = QWidget()
        flow = FlowLayout(holder, spacing=6)
        for preset in (
            Preset(self.tr("Shift handover"), 30, WORKDAYS),
            Preset(self.tr("Stand-up"), 15, WORKDAYS),
            Preset(self.tr("One-on-one"), 30, frozenset({2})),
            Preset(self.tr("Customer call review"), 30, frozenset({3})),
            Preset(self.tr("After-action review"), 30, frozenset({4})),
            Preset(self.tr("Weekly review"), 10, frozenset({4})),
        ):
            chip = Chip(self._desk.kit, preset.name, "plus", "dashed")
            chip.clicked.connect(partial(self._start_from, preset))
            flow.addWidget(chip)
        return holder
