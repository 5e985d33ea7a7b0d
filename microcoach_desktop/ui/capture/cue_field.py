"""The moment that sets the action off: "when …, then …"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.cues import named_in
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.sessions import BUDGETS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.prose_line import ProseLine


class CueField(QWidget):
    """A key task that the words name is linked by itself; the check-in then comes after its next happening.

    `task_changed` when another key task (or none) is linked.
    """

    changed = Signal()
    task_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tasks: list[KeyTask] = []
        self._chosen = False
        self.task: KeyTask | None = None
        kit = desk.kit
        self.edit = ProseLine(kit, BUDGETS["cue"] * 2)
        self.edit.setAccessibleName(self.tr("Cue"))
        self.edit.setPlaceholderText(self.tr("When the pallet stops, then touch both boards"))
        self.edit.setMinimumWidth(kit.theme.px(180))
        policy = self.edit.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.edit.setSizePolicy(policy)
        self.chip = Chip(kit, "", chevron=True)
        self.chip.clicked.connect(self._open)
        row = FlowLayout(self, 8)
        row.addWidget(self.edit)
        row.addWidget(self.chip)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._follow)
        self._show()

    def refresh(self) -> None:
        self._tasks = self._desk.coach.store.key_tasks.all()
        if self.task is not None:
            self.set_task(self.task.id, chosen=self._chosen)
        self._show()

    def set_task(self, key_task_id: int | None, *, chosen: bool = True) -> None:
        """`chosen` by hand: then the words no longer change it."""
        before = self.task
        self._chosen = chosen
        self.task = next((task for task in self._tasks if task.id == key_task_id), None)
        self._show()
        if (before and before.id) != (self.task and self.task.id):
            self.task_changed.emit()
            self.changed.emit()

    def task_text(self) -> str:
        """For a draft."""
        return "" if self.task is None else str(self.task.id)

    def menu(self) -> QMenu:
        menu = QMenu(self)
        none = menu.addAction(self.tr("No key task"))
        none.setData(None)
        menu.addSeparator()
        for task in self._tasks:
            action = menu.addAction(self._desk.kit.icons.icon("repeat"), task.name.replace("&", "&&"))
            action.setData(task.id)
        menu.triggered.connect(self._picked)
        return menu

    def _picked(self, action: QAction) -> None:
        self.set_task(action.data())

    def _follow(self, text: str) -> None:
        if not self._chosen:
            found = named_in(text, self._tasks)
            self.set_task(None if found is None else found.id, chosen=False)
        self.changed.emit()

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.chip.mapToGlobal(self.chip.rect().bottomLeft()))

    def _show(self) -> None:
        self.chip.setVisible(bool(self._tasks))
        if self.task is None:
            self.chip.set_content(self.tr("Key task"), icon="repeat", tone="dashed")
            return
        words = self.tr("Check in after {task}").format(task=self.task.name)
        self.chip.set_content(words, icon="repeat", tone="accent")
