"""Small inputs of the capture panel: context and tags."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.sessions import MAX_TAGS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.cleaning import clean_line
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit

QWIDGETSIZE_MAX = (1 << 24) - 1


class ContextField(QComboBox):
    """A key task, a context used before, or free words."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tasks: dict[str, KeyTask] = {}
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(11)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Context"))
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Shift handover"))
            line.setMaxLength(160)
        self._sign = QAction(self)
        self._show_sign()
        desk.kit.theme.changed.connect(self._dress)
        self.editTextChanged.connect(self._follow)

    def _follow(self) -> None:
        self._show_sign()
        self.changed.emit()

    def _dress(self) -> None:
        sign = self._desk.kit.icons.icon("repeat")
        # Told of a change in the chosen entry, Qt would write its name over what was typed since.
        with QSignalBlocker(self.model()):
            for at in range(len(self._tasks)):
                self.setItemIcon(at, sign)
        self._show_sign()

    def _show_sign(self) -> None:
        """A key task has its sign before the name."""
        line = self.lineEdit()
        if line is None:
            return
        line.removeAction(self._sign)
        if self.task is not None:
            self._sign.setIcon(self._desk.kit.icons.icon("repeat", "text2", self._desk.kit.theme.px(16)))
            line.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)

    def refresh(self) -> None:
        """Key tasks first, then what was typed before; the text stays."""
        text = self.currentText()
        self.blockSignals(True)
        self.clear()
        self._tasks = {task.name: task for task in self._desk.coach.store.key_tasks.all()}
        self.addItems(list(dict.fromkeys([*self._tasks, *self._desk.coach.store.sessions.contexts()])))
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.blockSignals(False)
        self._dress()

    def known(self) -> list[tuple[int | None, str]]:
        """All contexts with the ids of those that are key tasks."""
        names = [self.itemText(at) for at in range(self.count())]
        return [(self._tasks[name].id if name in self._tasks else None, name) for name in names]

    @property
    def task(self) -> KeyTask | None:
        return self._tasks.get(self.currentText().strip())

    def set_task(self, key_task_id: int | None) -> None:
        name = next((name for name, task in self._tasks.items() if task.id == key_task_id), "")
        self.set_text(name)

    def set_text(self, text: str) -> None:
        """Shown from its first letter."""
        self.setEditText(text)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)


class TagField(QWidget):
    """Up to three short behaviours; Enter or a comma makes one."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._chips: list[Chip] = []
        self.edit = LineEdit(kit, 40)
        self.edit.setAccessibleName(self.tr("Tags"))
        self.edit.setPlaceholderText(self.tr("handover"))
        self.edit.returnPressed.connect(self._add)
        self.edit.textEdited.connect(self._typed)
        self.edit.setMinimumWidth(kit.theme.px(72))
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = FlowLayout(self, 6)
        self._row.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def tags(self) -> tuple[str, ...]:
        typed = clean_line(self.edit.text(), 40).strip().lstrip("#")
        found = [chip.accessibleName() for chip in self._chips]
        return tuple(dict.fromkeys([*found, typed] if typed and len(found) < MAX_TAGS else found))

    def set_tags(self, tags: tuple[str, ...]) -> None:
        for chip in list(self._chips):
            self._remove(chip)
        for tag in tags[:MAX_TAGS]:
            self._append(tag)

    def _typed(self, text: str) -> None:
        if text.endswith(","):
            self.edit.setText(text[:-1])
            self._add()
        self.changed.emit()

    def _add(self) -> None:
        tag = self.edit.text().strip().lstrip("#")
        if tag and tag not in [chip.accessibleName() for chip in self._chips]:
            self._append(tag)
            self.edit.clear()
            self.changed.emit()

    def _append(self, tag: str) -> None:
        chip = Chip(self._kit, tag, "hash", "neutral", closable=True)
        chip.closed.connect(lambda: self._remove(chip))
        self._chips.append(chip)
        self._row.removeWidget(self.edit)
        self._row.addWidget(chip)
        self._row.addWidget(self.edit)
        self._make_room()

    def _remove(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._make_room()
        self.changed.emit()

    def _make_room(self) -> None:
        """Beside chips the field is short; with all of them there it is gone."""
        self.edit.setMaximumWidth(self._kit.theme.px(88) if self._chips else QWIDGETSIZE_MAX)
        self.edit.setVisible(len(self._chips) < MAX_TAGS)
