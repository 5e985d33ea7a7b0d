"""Which fields show: those of the template, those that were added, and those that hold something."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.templates import Part
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class PartsRow(QWidget):
    """Offers what the template leaves out; `wanted` carries the Part."""

    wanted = Signal(object)

    def __init__(self, kit: Kit, names: dict[Part, str]) -> None:
        super().__init__()
        self._chips: dict[Part, Chip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        holder = QWidget()
        flow = FlowLayout(holder, 6)
        flow.addWidget(Label(kit, self.tr("Skip what does not help, or add"), FontRole.SMALL, "text3"))
        for part, name in names.items():
            chip = Chip(kit, name, "plus", "dashed")
            chip.setAccessibleDescription(self.tr("Adds this field"))
            chip.clicked.connect(lambda _=False, part=part: self.wanted.emit(part))
            self._chips[part] = chip
            flow.addWidget(chip)
        column.addWidget(holder)

    def offer(self, parts: set[Part]) -> None:
        for part, chip in self._chips.items():
            chip.setVisible(part in parts)
        self.setVisible(bool(parts))

    def offered(self) -> set[Part]:
        return {part for part, chip in self._chips.items() if not chip.isHidden()}
