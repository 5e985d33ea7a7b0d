"""Small inputs of the capture panel: context, opener, metric, tags."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import MAX_TAGS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.buttons import IconButton
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
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Context"))
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Shift handover"))
            line.setMaxLength(160)
        self.editTextChanged.connect(lambda _: self.changed.emit())

    def refresh(self) -> None:
        """Key tasks first, then what was typed before; the text stays."""
        text = self.currentText()
        self.blockSignals(True)
        self.clear()
        self._tasks = {task.name: task for task in self._desk.coach.store.key_tasks.all()}
        for name in self._tasks:
            self.addItem(self._desk.kit.icons.icon("repeat"), name)
        for name in self._desk.coach.store.sessions.contexts():
            if name not in self._tasks:
                self.addItem(name)
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.blockSignals(False)

    def known(self) -> list[tuple[int | None, str]]:
        """All contexts with the ids of those that are key tasks."""
        names = [self.itemText(at) for at in range(self.count())]
        return [(self._tasks[name].id if name in self._tasks else None, name) for name in names]

    @property
    def task(self) -> KeyTask | None:
        return self._tasks.get(self.currentText().strip())

    def set_task(self, key_task_id: int | None) -> None:
        name = next((name for name, task in self._tasks.items() if task.id == key_task_id), "")
        self.setEditText(name)


class OpenerField(QWidget):
    """Permission and purpose, in the person's tone; another suggestion or a copy is one click away."""

    def __init__(self, kit: Kit, limit: int, openers: dict[Tone, tuple[str, ...]], copy: Callable[[str], None]) -> None:
        super().__init__()
        self._openers = openers
        self._turn = 0
        self._copy = copy
        self.edit = LineEdit(kit, limit)
        self.edit.setAccessibleName(self.tr("Opener"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        another = IconButton(kit, "refresh-cw", self.tr("Another suggestion"), role="secondary")
        another.clicked.connect(self.another)
        row.addWidget(another)
        take = IconButton(kit, "copy", self.tr("Copy the opener"), keys="Ctrl+Shift+C", role="secondary")
        take.clicked.connect(self.copy)
        row.addWidget(take)
        self.setFocusProxy(self.edit)
        self.tone = Tone.BALANCED

    def suggest(self, tone: Tone) -> None:
        """The first phrase of a tone as an example; it is only kept when it is used."""
        self.tone = tone
        phrases = self._openers.get(tone, ())
        self.edit.setPlaceholderText(phrases[self._turn % len(phrases)] if phrases else "")

    def copy(self) -> None:
        """What is typed, or the suggestion that shows."""
        self._copy(self.edit.text() or self.edit.placeholderText())

    def another(self) -> None:
        phrases = self._openers.get(self.tone, ())
        if phrases:
            self.edit.setText(phrases[self._turn % len(phrases)])
            self._turn += 1


class ResourceEdit(LineEdit):
    """A link, words, or a file that is dropped here."""

    def __init__(self, kit: Kit, limit: int) -> None:
        super().__init__(kit, limit, icon="link")
        self.setPlaceholderText(self.tr("Link, file or model"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            return
        super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasUrls():
            super().dropEvent(event)
            return
        url = event.mimeData().urls()[0]
        self.setText(url.toLocalFile() or url.toString())
        event.acceptProposedAction()


class MetricField(QWidget):
    """Name, now, target, unit. A name used before brings its unit and direction."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        kit = desk.kit
        self._known: dict[str, Metric] = {}
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name.setMinimumContentsLength(1)
        self.name.setAccessibleName(self.tr("Metric"))
        self.now = LineEdit(kit, 12, suffix=self.tr("now"))
        self.now.setAccessibleName(self.tr("Value now"))
        self.target = LineEdit(kit, 12, suffix=self.tr("target"))
        self.target.setAccessibleName(self.tr("Target value"))
        self.unit = LineEdit(kit, 30)
        self.unit.setPlaceholderText(self.tr("per shift"))
        self.unit.setAccessibleName(self.tr("Unit"))
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = FlowLayout(self, 8)
        for widget in (self.name, self.now, self.target, self.unit):
            row.addWidget(widget)
        self._size()
        kit.theme.changed.connect(self._size)
        self.setFocusProxy(self.name)
        self.name.editTextChanged.connect(self._named)
        for edit in (self.now, self.target, self.unit):
            edit.textChanged.connect(lambda _: self.changed.emit())

    def refresh(self) -> None:
        text = self.name.currentText()
        self.name.blockSignals(True)
        self.name.clear()
        self._known = {metric.name: metric for metric in self._desk.coach.store.metrics.all()}
        self.name.addItems(list(self._known))
        self.name.setCurrentIndex(-1)
        self.name.setEditText(text)
        self.name.blockSignals(False)

    def set_name(self, name: str) -> None:
        """Shown from its first letter."""
        self.name.setEditText(name)
        line = self.name.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def entered(self) -> Metric | None:
        name = self.name.currentText().strip()
        if not name:
            return None
        known = self._known.get(name)
        now, target = self.values()
        better = known.better if known is not None else Better.LOWER
        if now is not None and target is not None and now != target:
            better = Better.LOWER if target < now else Better.HIGHER
        return Metric(name, unit=self.unit.text().strip(), better=better)

    def values(self) -> tuple[float | None, float | None]:
        """Baseline and target. Raises InvalidRecord for what is not a number."""
        formats = self._desk.formats()
        try:
            return formats.parse_number(self.now.text()), formats.parse_number(self.target.text())
        except InvalidRecord as error:
            raise InvalidRecord("metric", self.tr("The metric's values must be numbers.")) from error

    def _size(self) -> None:
        """A number and the word after it stay legible."""
        theme = self._desk.kit.theme
        self.name.setMinimumWidth(theme.px(100))
        for widget, width in ((self.now, 78), (self.target, 88), (self.unit, 84)):
            widget.setFixedWidth(theme.px(width))

    def _named(self, name: str) -> None:
        known = self._known.get(name.strip())
        if known is not None and not self.unit.text():
            self.unit.setText(known.unit)
        self.changed.emit()


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
