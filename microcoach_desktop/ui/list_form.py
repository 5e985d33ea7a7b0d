"""A dialog with a list on the left and one of it as a form on the right."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.text import Label

LIST_WIDTH = 220
ICON = 16
SIZE = (760, 660)

Entry = TypeVar("Entry")


class EntryForm(Protocol):
    """Fields with their errors; `is_edited` tells whether something differs from what was shown."""

    def is_edited(self) -> bool: ...

    def clear_errors(self) -> None: ...

    def point_at(self, error: InvalidRecord) -> None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """How an entry stands in the list. `key` is its identity; None for one that is not saved yet."""

    key: Hashable | None
    name: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    removed: str  # with {name}
    saved: str  # with {name}
    unsaved: str


class ListFormDialog(QDialog, Generic[Entry]):
    """Saves what was changed before something else is shown. Subclasses call `_build` once their form is there."""

    def __init__(self, desk: Desk, words: Words, shown: Sequence[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._records = tuple(shown)
        self._entries: list[Entry] = []
        self._current: Entry | None = None
        self._warned = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.title)
        self.banner = Banner(desk.kit)
        self.banner.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(words.title)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_row)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        desk.hub.changed.connect(self._on_changed)
        desk.kit.theme.changed.connect(self._fit)

    # what a subclass says ---------------------------------------------------------------------------------------------

    @abstractmethod
    def _read(self) -> list[Entry]: ...

    @abstractmethod
    def _line(self, entry: Entry) -> Line: ...

    @abstractmethod
    def _put(self, entry: Entry) -> None:
        """Show it in the form."""

    @abstractmethod
    def _keep_typed(self) -> Entry:
        """Save what the form says. Raises MicroCoachError."""

    @abstractmethod
    def _drop(self, entry: Entry) -> None:
        """Remove a saved one. Raises MicroCoachError."""

    @abstractmethod
    def _is_empty(self) -> bool:
        """Whether a new one holds nothing worth keeping."""

    @abstractmethod
    def _start_new(self) -> None: ...

    def _show_nothing(self) -> None:
        """There is no entry to show."""
        self._start_new()

    # deeds ------------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        if self._current is not None and self._store():
            self._load(self._line(self._current).key)

    def remove(self) -> None:
        entry = self._current
        if entry is None:
            return
        try:
            self._drop(entry)
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger")
            return
        self._desk.shell.toast(self._words.removed.format(name=self._line(entry).name))
        self._load(None)

    def reject(self) -> None:
        """Close, with what was changed kept; what cannot be kept is pointed at once, and left at the second time."""
        if self._warned or self._keep():
            super().reject()
            return
        self._warned = True
        self.banner.show_message(self._words.unsaved, "opp", [(self.tr("Leave it"), self.reject)])

    # showing ----------------------------------------------------------------------------------------------------------

    def _load(self, key: Hashable | None) -> None:
        """Read the list again and show this one, else the first."""
        self._entries = self._read()
        self.list.blockSignals(True)
        self.list.clear()
        for line in map(self._line, self._entries):
            item = QListWidgetItem(self._desk.kit.icons.icon(line.icon), line.text)
            item.setToolTip(line.name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        wanted = [entry for entry in self._entries if self._line(entry).key == key] or self._entries
        if wanted:
            self._show(wanted[0])
        else:
            self._show_nothing()

    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._entries):
            return
        wanted = self._line(self._entries[row]).key
        if self._current is not None and wanted == self._line(self._current).key:
            return
        if self._keep():
            self._load(wanted)
        else:
            self._mark_current()

    def _mark_current(self) -> None:
        """The row of the shown one, without showing it again; none for a new one."""
        key = None if self._current is None else self._line(self._current).key
        rows = [row for row, entry in enumerate(self._entries) if key and self._line(entry).key == key]
        self.list.blockSignals(True)
        self.list.setCurrentRow(rows[0] if rows else -1)
        self.list.blockSignals(False)

    def _show(self, entry: Entry) -> None:
        self._current, self._warned = entry, False
        self._put(entry)
        self._mark_current()
        self._delete.setVisible(self._line(entry).key is not None)
        self._save.setVisible(True)

    def _keep(self) -> bool:
        """Save what was changed before something else is shown; whether that may be shown."""
        if self._current is None or not self._form.is_edited():
            return True
        return (self._line(self._current).key is None and self._is_empty()) or self._store()

    def _store(self) -> bool:
        self._form.clear_errors()
        try:
            saved = self._keep_typed()
        except InvalidRecord as error:
            self._form.point_at(error)
            return False
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return False
        self.banner.hide_message()
        self._current = saved
        self._desk.shell.toast(self._words.saved.format(name=self._line(saved).name))
        return True

    def _on_changed(self, changes: Changes) -> None:
        """Undone elsewhere, for example; never over what is being typed."""
        nothing_typed = self._current is None or not self._form.is_edited()
        if changes.of(*self._records) and nothing_typed:
            self._load(None if self._current is None else self._line(self._current).key)

    def _add_new(self) -> None:
        if self._keep():
            self._load(None if self._current is None else self._line(self._current).key)
            self._start_new()

    # building ---------------------------------------------------------------------------------------------------------

    def _build(self, form: EntryForm, parts: Sequence[QWidget], beside: Sequence[QWidget] = ()) -> None:
        """`parts` stand beneath the heading on the right, `beside` below the list."""
        kit = self._desk.kit
        self._form = form
        self.heading = Label(kit, "", FontRole.SUBTITLE, wrap=True)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        for part in (self.banner, self.heading, *parts):
            rows.addWidget(part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        self.right = QStackedWidget()
        self.right.addWidget(area)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.right, 1)
        right.addWidget(Divider(kit))
        right.addLayout(self._foot())
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addLayout(self._left(beside))
        columns.addWidget(Divider(kit, vertical=True))
        columns.addLayout(right, 1)
        self._fit()
        high = min(kit.theme.px(SIZE[1]), self.screen().availableGeometry().height() - 60)
        self.resize(kit.theme.px(SIZE[0]), high)

    def _left(self, beside: Sequence[QWidget]) -> QVBoxLayout:
        add = Button(self._desk.kit, self.tr("Add"), icon="plus")
        add.setAutoDefault(False)
        add.clicked.connect(self._add_new)
        left = QVBoxLayout()
        left.setContentsMargins(16, 16, 16, 16)
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        for widget in (add, *beside):
            left.addWidget(widget)
        return left

    def _foot(self) -> QHBoxLayout:
        kit = self._desk.kit
        self._delete = Button(kit, self.tr("Remove"), icon="trash-2", role="ghost")
        self._delete.setAutoDefault(False)
        self._delete.clicked.connect(self.remove)
        self._save = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+↵")
        self._save.setAutoDefault(False)
        self._save.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.addWidget(self._delete)
        foot.addStretch(1)
        foot.addWidget(self._save)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._desk.kit.theme.px
        # With large text in a small window the form keeps the greater part.
        self.list.setFixedWidth(min(px(LIST_WIDTH), self.width() // 3))
        self.list.setIconSize(QSize(px(ICON), px(ICON)))
