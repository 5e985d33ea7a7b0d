"""Key tasks: the list on the left, one of them on the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.form import KeyTaskForm
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label

WORKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    minutes: int
    weekdays: frozenset[int]


class KeyTasksDialog(QDialog):
    def __init__(self, desk: Desk, key_task_id: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        kit = desk.kit
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Key tasks"))
        self.banner = Banner(kit)
        self.banner.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Key tasks"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._show_row)
        self.form = KeyTaskForm(desk)
        self._tasks: list[KeyTask] = []
        self._current = KeyTask("", desk.now().replace(tzinfo=None), str(desk.coach.zone()))
        self._warned = False
        self._build()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        self._load(key_task_id)
        desk.hub.changed.connect(self._on_changed)
        kit.theme.changed.connect(self._fit)

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

    def save(self) -> None:
        if self._store():
            self._load(self._current.id)

    def remove(self) -> None:
        task = self._current
        try:
            self._desk.coach.delete_key_task(task.id)
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger")
            return
        self._desk.shell.toast(self.tr("{task} removed. Its notes stay.").format(task=task.name))
        self._load(0)

    def _load(self, key_task_id: int) -> None:
        self._tasks = self._desk.coach.store.key_tasks.all()
        self.list.blockSignals(True)
        self.list.clear()
        for task in self._tasks:
            text = self.tr("{task} (paused)").format(task=task.name) if task.paused else task.name
            item = QListWidgetItem(self._desk.kit.icons.icon("bell-off" if task.paused else "bell"), text)
            item.setToolTip(task.name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        wanted = [task for task in self._tasks if task.id == key_task_id] or self._tasks
        if wanted:
            self._show(wanted[0])
        else:
            self.new()

    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._tasks) or self._tasks[row].id == self._current.id:
            return
        wanted = self._tasks[row].id
        if self._keep():
            self._load(wanted)
        else:
            self._mark_current()

    def _mark_current(self) -> None:
        """The row of the shown task, without showing it again; none for a new one."""
        rows = [row for row, task in enumerate(self._tasks) if task.id == self._current.id]
        self.list.blockSignals(True)
        self.list.setCurrentRow(rows[0] if rows else -1)
        self.list.blockSignals(False)

    def _show(self, task: KeyTask) -> None:
        self._current, self._warned = task, False
        self.form.show_task(task)
        self._mark_current()
        self._delete.setVisible(bool(task.id))
        self._start.setVisible(not task.id)
        self._heading.setText(task.name or self.tr("New key task"))

    def _fit(self) -> None:
        self.list.setFixedWidth(self._desk.kit.theme.px(190))

    def reject(self) -> None:
        """Close, with what was changed kept; what cannot be kept is pointed at once, and left at the second time."""
        if self._warned or self._keep():
            super().reject()
            return
        self._warned = True
        text = self.tr("This key task is not saved yet. Close again to leave it.")
        self.banner.show_message(text, "opp", [(self.tr("Leave it"), self.reject)])

    def _keep(self) -> bool:
        """Save what was changed before something else is shown; whether that may be shown."""
        if not self.form.is_edited() or (not self._current.id and not self.form.name.text().strip()):
            return True
        return self._store()

    def _store(self) -> bool:
        self.form.clear_errors()
        try:
            saved = self._desk.coach.save_key_task(self.form.task())
        except InvalidRecord as error:
            self.form.point_at(error)
            return False
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return False
        self.banner.hide_message()
        self._current = saved
        self._desk.shell.toast(self.tr("{task} saved.").format(task=saved.name))
        return True

    def _on_changed(self, changes: Changes) -> None:
        """Undone elsewhere, for example; never over what is being typed."""
        if changes.of(Record.KEY_TASK) and not self.form.is_edited():
            self._load(self._current.id)

    def _add_new(self) -> None:
        if self._keep():
            self._load(self._current.id)
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

    def _build(self) -> None:
        kit = self._desk.kit
        self._add = Button(kit, self.tr("Add"), icon="plus")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self._add_new)
        left = QVBoxLayout()
        left.setContentsMargins(16, 16, 16, 16)
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        left.addWidget(self._add)
        left.addWidget(self._import_button())
        self._heading = Label(kit, "", FontRole.SUBTITLE, wrap=True)
        self._start = self._presets()
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.banner)
        rows.addWidget(self._heading)
        rows.addWidget(self._start)
        rows.addWidget(self.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        self._delete = Button(kit, self.tr("Remove"), icon="trash-2", role="ghost")
        self._delete.setAutoDefault(False)
        self._delete.clicked.connect(self.remove)
        save = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+↵")
        save.setAutoDefault(False)
        save.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.addWidget(self._delete)
        foot.addStretch(1)
        foot.addWidget(save)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(area, 1)
        right.addWidget(Divider(kit))
        right.addLayout(foot)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addLayout(left)
        columns.addWidget(Divider(kit, vertical=True))
        columns.addLayout(right, 1)
        self._fit()
        self.resize(kit.theme.px(760), min(kit.theme.px(660), self.screen().availableGeometry().height() - 60))
