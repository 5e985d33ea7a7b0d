"""The rows of a table as readings, each bad one with what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from microcoach_desktop.domain.readings_import import ParsedReading
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.widgets.kit import Kit

Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    def __init__(self, kit: Kit, formats: Formats, now: datetime, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._formats = formats
        self._now = now
        self.rows: Sequence[ParsedReading] = ()
        self._heads = (self.tr("Date"), self.tr("Value"), self.tr("What happens"))

    def replace_rows(self, rows: Sequence[ParsedReading]) -> None:
        """Bad rows stand first: they are what is to be looked at."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: not row.problem)
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
            icon, color = ("circle-alert", "danger") if row.problem else ("check", "win")
            return self._kit.icons.icon(icon, color, 16)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._texts(row)[index.column()]
        return None

    def _texts(self, row: ParsedReading) -> tuple[str, str, str]:
        if row.at is None or row.value is None:
            line = self.tr("Line {line}").format(line=row.line)
            return row.day_text, row.value_text, f"{line}: {row.problem}"
        return self._formats.moment(row.at, self._now), self._formats.number(row.value), self.tr("Is added")


class PreviewTable(QTableView):
    def __init__(self, kit: Kit, model: PreviewModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(self.tr("Preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(QSize(kit.theme.px(16), kit.theme.px(16)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(kit.theme.px(30))
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, kit.theme.px(150))
        header.resizeSection(1, kit.theme.px(90))
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(kit.theme.px(96))
