"""Words and numbers in columns.

Not a QStandardItemModel: its wrappers of header items outlive the items, and whatever Qt makes at the same address
later, an action or a model, then comes back as an item.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEADING = Qt.AlignmentFlag.AlignLeading | _MIDDLE
TRAILING = Qt.AlignmentFlag.AlignTrailing | _MIDDLE
CENTER = Qt.AlignmentFlag.AlignHCenter | _MIDDLE


@dataclass(frozen=True, slots=True)
class Cell:
    """`spoken` is what a screen reader says instead of the text."""

    text: str
    spoken: str = ""


class TableModel(QAbstractTableModel):
    """`align` gives the alignment of a column, in its head too."""

    def __init__(self, align: Callable[[int], Qt.AlignmentFlag], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._align = align
        self._heads: Sequence[str] = ()
        self._rows: Sequence[Sequence[Cell]] = ()

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Every row has as many cells as there are heads."""
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        self.endResetModel()

    def texts(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in self._rows]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return self._align(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
