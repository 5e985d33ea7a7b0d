"""Which column of a list holds what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from microcoach_desktop.domain.people_import import Columns, PeopleTable
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit


class ColumnChoice(QWidget):
    """Starts with what the heads of the list say."""

    changed = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = False
        self.name, self.last_name, self.role, self.team, self.others = (QComboBox() for _ in range(5))
        flow = FlowLayout(self, spacing=12)
        for words, box in (
            (self.tr("&Name is in"), self.name),
            (self.tr("&Last name is in"), self.last_name),
            (self.tr("&Role is in"), self.role),
            (self.tr("&Team is in"), self.team),
            (self.tr("&Other names are in"), self.others),
        ):
            flow.addWidget(Field(kit, words, box))
            box.activated.connect(self.changed)

    def offer(self, table: PeopleTable) -> None:
        columns = table.columns
        self._rest = columns.rest
        names = [
            (table.heads[place] if place < len(table.heads) else "")
            or self.tr("Column {number}").format(number=place + 1)
            for place in range(max(1, table.width, len(table.heads)))
        ]
        places = (columns.name, columns.last_name, columns.role, columns.team, columns.other_names)
        for box, place in zip(self._boxes(), places, strict=True):
            box.clear()
            if box is not self.name:
                box.addItem(self.tr("no column"), None)
            for number, name in enumerate(names):
                box.addItem(name, number)
            box.setCurrentIndex(max(0, box.findData(place)))

    def chosen(self) -> Columns:
        name, last_name, role, team, others = (box.currentData() for box in self._boxes())
        return Columns(name or 0, last_name, role, team, others, self._rest)

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.name, self.last_name, self.role, self.team, self.others
