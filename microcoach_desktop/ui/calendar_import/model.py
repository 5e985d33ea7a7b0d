"""The events of a file as rows that can be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from microcoach_desktop.domain.calendar_tasks import Candidate
from microcoach_desktop.domain.calendars import ImportedEvent
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.recurrence import Frequency
from microcoach_desktop.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(slots=True)
class Row:
    """`like` holds what the manager chose for the key task."""

    candidate: Candidate
    like: KeyTask
    picked: bool


class EventsModel(QAbstractTableModel):
    picked_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._heads = (self.tr("Event"), self.tr("Next"), self.tr("Repeats"), self.tr("Becomes"))
        self.rows: Sequence[Row] = ()

    @property
    def picked(self) -> list[Row]:
        return [row for row in self.rows if row.picked]

    def replace_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        self.picked_changed.emit()

    def pick(self, numbers: Sequence[int], *, picked: bool) -> None:
        for number in numbers:
            self.rows[number].picked = picked
        self._show_all()
        self.picked_changed.emit()

    def show_row(self, number: int) -> None:
        """A choice of this row has changed."""
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._heads) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == CHECK and index.column() == 0:
            return Qt.CheckState.Checked if row.picked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(row, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != CHECK or index.column() != 0:
            return False
        self.rows[index.row()].picked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.show_row(index.row())
        self.picked_changed.emit()
        return True

    def _cell(self, row: Row, column: int) -> str:
        candidate = row.candidate
        if column == 0:
            return candidate.event.title or self.tr("Without a title")
        if column == 1:
            return self._desk.formats().moment(candidate.next_at, self._desk.now())
        if column == 2:
            return self._repeats(candidate.event)
        if candidate.known is None:
            return row.like.name
        return self.tr("{task}, updated").format(task=row.like.name)

    def _repeats(self, event: ImportedEvent) -> str:
        if not event.rules:
            return self.tr("On single dates") if event.extra else self.tr("Once")
        rule = event.rules[0]
        once, more = {
            Frequency.YEARLY: (self.tr("Every year"), self.tr("Every {n} years")),
            Frequency.MONTHLY: (self.tr("Every month"), self.tr("Every {n} months")),
            Frequency.WEEKLY: (self.tr("Every week"), self.tr("Every {n} weeks")),
            Frequency.DAILY: (self.tr("Every day"), self.tr("Every {n} days")),
        }.get(rule.frequency, (self.tr("Several times a day"),) * 2)
        said = once if rule.interval == 1 else more.format(n=rule.interval)
        if rule.frequency is Frequency.WEEKLY and rule.weekdays:
            days = (self._desk.formats().weekday(day) for day in sorted({day for day, _nth in rule.weekdays}))
            return f"{said}: {', '.join(days)}"
        return said

    def _show_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
