"""What an import would do with each row of a table, the bad ones first, each with why."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class PreviewModel(QAbstractTableModel, Generic[Row]):
    """The last column says what happens, with an icon."""

    def __init__(self, kit: Kit, heads: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._heads = heads
        self.rows: Sequence[Row] = ()

    @abstractmethod
    def is_bad(self, row: Row) -> bool: ...

    @abstractmethod
    def texts(self, row: Row) -> Sequence[str]:
        """One for each column."""

    @abstractmethod
    def mark(self, row: Row) -> tuple[str, str]:
        """Icon and color."""

    def replace_rows(self, rows: Sequence[Row]) -> None:
        """Bad rows stand first: they are what is to be looked at."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: not self.is_bad(row))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == len(self._heads) - 1:
            icon, color = self.mark(row)
            return self._kit.icons.icon(icon, color, self._kit.theme.px(16))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.texts(row)[index.column()]
        return None


class PreviewTable(QTableView):
    """Rows of one height: thousands of them are laid out at once. `widths` of all columns but the last, in px."""

    def __init__(self, kit: Kit, model: QAbstractTableModel, widths: Sequence[int]) -> None:
        super().__init__()
        self._kit = kit
        self._widths = widths
        self.setModel(model)
        self.setAccessibleName(self.tr("Preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        kit.theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        px = self._kit.theme.px
        self.setIconSize(QSize(px(16), px(16)))
        self.verticalHeader().setDefaultSectionSize(self._kit.theme.metrics(FontRole.BODY).height() + px(14))
        for column, width in enumerate(self._widths):
            self.horizontalHeader().resizeSection(column, px(width))
        self.setMinimumHeight(px(96))
