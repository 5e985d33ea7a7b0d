"""The numbers behind a chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.table_model import LEADING, TRAILING, Cell, TableModel

ROW = 30
MOST_ROWS = 8


class DataTable(QTableView):
    """As high as its rows up to `most`, then it scrolls. The first column holds words, the others numbers."""

    def __init__(self, kit: Kit, name: str, most: int = MOST_ROWS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._most = most
        self._model = TableModel(lambda column: TRAILING if column else LEADING, self)
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
        self._model.show_rows(heads, [[Cell(text) for text in row] for row in rows])
        self._fit()

    def texts(self) -> list[list[str]]:
        return self._model.texts()

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
