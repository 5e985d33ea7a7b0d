"""The numbers behind a chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

ROW = 30
MOST_ROWS = 8
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class DataTable(QTableView):
    """As high as its rows up to `most`, then it scrolls. The first column holds words, the others numbers."""

    def __init__(self, kit: Kit, name: str, most: int = MOST_ROWS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._most = most
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        kit.theme.changed.connect(self._fit)

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._model.clear()
        self._model.setHorizontalHeaderLabels(list(heads))
        for row in rows:
            self._model.appendRow([self._item(text, column) for column, text in enumerate(row)])
        for column in range(len(heads)):
            head = self._model.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(TRAILING if column else LEADING)
        self._fit()

    def texts(self) -> list[list[str]]:
        columns = range(self._model.columnCount())
        return [[self._model.index(row, column).data() for column in columns] for row in range(self._model.rowCount())]

    @staticmethod
    def _item(text: str, column: int) -> QStandardItem:
        item = QStandardItem(text)
        item.setTextAlignment(TRAILING if column else LEADING)
        return item

    def _fit(self) -> None:
        theme, header = self._kit.theme, self.horizontalHeader()
        self.setFont(theme.tabular(theme.font(FontRole.BODY)))
        header.setFont(theme.font(FontRole.SMALL))
        for column in range(self._model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        if self._model.columnCount():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.px(48))
        header.setFixedHeight(theme.px(ROW))
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        rows = min(self._most, self._model.rowCount(QModelIndex()))
        self.setFixedHeight(theme.px(ROW) * (rows + 1) + 2 * self.frameWidth())
