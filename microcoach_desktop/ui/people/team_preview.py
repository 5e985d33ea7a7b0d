"""The rows of a list of people, each with what happens to it, the bad ones with why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from microcoach_desktop.domain.people_import import Arrival, ParsedPerson
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

Index = QModelIndex | QPersistentModelIndex
ICONS = {
    Arrival.NEW: ("user-plus", "win"),
    Arrival.FILLS: ("pencil", "accent_text"),
    Arrival.RETURNS: ("undo-2", "accent_text"),
    Arrival.KNOWN: ("check", "text2"),
    Arrival.WRONG: ("circle-alert", "danger"),
}


class PreviewModel(QAbstractTableModel):
    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.rows: Sequence[ParsedPerson] = ()
        self._heads = (self.tr("Name"), self.tr("Role"), self.tr("Team"), self.tr("What happens"))

    def replace_rows(self, rows: Sequence[ParsedPerson]) -> None:
        """Bad rows stand first: they are what is to be looked at."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: row.arrival is not Arrival.WRONG)
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
        last = index.column() == len(self._heads) - 1
        if role == Qt.ItemDataRole.DecorationRole and last:
            icon, color = ICONS[row.arrival]
            return self._kit.icons.icon(icon, color, self._kit.theme.px(16))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            person = row.person
            text = (person.name, person.role, person.team, self._happens(row))[index.column()]
            # A tooltip would take typed signs for markup.
            return escape(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def _happens(self, row: ParsedPerson) -> str:
        if row.arrival is Arrival.WRONG:
            where = self.tr("Line {line}").format(line=row.lines[0])
            return f"{where}: {row.problem}"
        said = {
            Arrival.NEW: self.tr("Is added"),
            Arrival.FILLS: self.tr("Is completed"),
            Arrival.RETURNS: self.tr("Comes back from the archive"),
            Arrival.KNOWN: self.tr("Is already here"),
        }[row.arrival]
        if len(row.lines) > 1:
            said += ", " + self.tr("{count} lines as one").format(count=len(row.lines))
        return said


class PreviewTable(QTableView):
    """Rows of one height: thousands of them are laid out at once."""

    def __init__(self, kit: Kit, model: PreviewModel) -> None:
        super().__init__()
        self._kit = kit
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
        for column, width in enumerate((140, 100, 90)):
            self.horizontalHeader().resizeSection(column, px(width))
        self.setMinimumHeight(px(150))
