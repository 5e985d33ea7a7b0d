"""The table of events; Space ticks the row that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from microcoach_desktop.ui.calendar_import.model import CHECK
from microcoach_desktop.ui.widgets.kit import Kit


class EventsTable(QTableView):
    def __init__(self, kit: Kit, model: QAbstractItemModel) -> None:
        super().__init__()
        self._kit = kit
        self.setModel(model)
        self.setAccessibleName(self.tr("Events"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        kit.theme.changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            index = self.currentIndex().siblingAtColumn(0)
            ticked = Qt.CheckState(index.data(CHECK)) is Qt.CheckState.Checked
            self.model().setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, CHECK)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """What the details below say as well gives way when there is little room."""
        for column, room in ((3, 620), (2, 420)):
            self.setColumnHidden(column, self.viewport().width() < self._kit.theme.px(room))

    def _fit(self) -> None:
        px = self._kit.theme.px
        self.verticalHeader().setDefaultSectionSize(px(32))
        for column, width in ((1, 130), (2, 150), (3, 150)):
            self.setColumnWidth(column, px(width))
        self.setMinimumHeight(px(150))
        self._fit_columns()
