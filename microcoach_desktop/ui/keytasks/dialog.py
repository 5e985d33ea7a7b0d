"""Key tasks: the list on the left, one of them on the right."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.form import KeyTaskForm
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.text import Label

WORKDAYS = frozenset(range(5))


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
        self.list.setFixedWidth(kit.theme.px(200))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._show_row)
        self.form = KeyTaskForm(desk)
        self._tasks: list[KeyTask] = []
        self._build()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
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
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self._show(task)
        self.form.name.setFocus()

    def save(self) -> None:
        self.form.clear_errors()
        try:
            saved = self._desk.coach.save_key_task(self.form.task())
        except InvalidRecord as error:
            self.form.point_at(error)
            return
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return
        self.banner.hide_message()
        self._desk.shell.toast(self.tr("{task} saved.").format(task=saved.name))
        self._load(saved.id)

    def remove(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._tasks):
            self._load(0)
            return
        task = self._tasks[row]
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
        row = next((i for i, task in enumerate(self._tasks) if task.id == key_task_id), 0)
        if self._tasks:
            self.list.setCurrentRow(row)
            self._show_row(row)
        else:
            self.new()

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._tasks):
            self._show(self._tasks[row])

    def _show(self, task: KeyTask) -> None:
        self.form.show_task(task)
        self._delete.setVisible(bool(task.id))
        self._heading.setText(task.name or self.tr("New key task"))

    def _add_menu(self) -> None:
        menu = QMenu(self)
        presets: list[tuple[str, int, frozenset[int]]] = [
            (self.tr("Shift handover"), 30, WORKDAYS),
            (self.tr("Stand-up"), 15, WORKDAYS),
            (self.tr("One-on-one"), 30, frozenset({2})),
            (self.tr("Customer call review"), 30, frozenset({3})),
            (self.tr("After-action review"), 30, frozenset({4})),
            (self.tr("Weekly review"), 10, frozenset({4})),
        ]
        for name, minutes, days in presets:
            action = menu.addAction(name)
            action.triggered.connect(lambda _=False, n=name, m=minutes, d=days: self.new(n, m, d))
        menu.addSeparator()
        menu.addAction(self.tr("Another one")).triggered.connect(lambda _=False: self.new())
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _build(self) -> None:
        kit = self._desk.kit
        self._add = Button(kit, self.tr("Add"), icon="plus")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self._add_menu)
        left = QVBoxLayout()
        left.setContentsMargins(16, 16, 16, 16)
        left.addWidget(self.list, 1)
        left.addWidget(self._add)
        self._heading = Label(kit, "", FontRole.SUBTITLE, wrap=True)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.banner)
        rows.addWidget(self._heading)
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
        self.resize(kit.theme.px(760), min(kit.theme.px(640), self.screen().availableGeometry().height() - 60))
