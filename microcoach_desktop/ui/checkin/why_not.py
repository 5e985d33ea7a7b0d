"""What got in the way of an action that was not tried."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.checkins import WhyNot
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class WhyNotRow(QWidget):
    """One reason or none; a second click takes it back."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        words = {
            WhyNot.NO_CUE: self.tr("No occasion"),
            WhyNot.FORGOT: self.tr("Forgot"),
            WhyNot.UNCLEAR: self.tr("Unclear"),
            WhyNot.DISAGREED: self.tr("Disagreed"),
            WhyNot.PROCESS: self.tr("Tool or process"),
        }
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(kit, self.tr("What got in the way?"), FontRole.BODY_MEDIUM))
        holder = QWidget()
        flow = FlowLayout(holder, spacing=6)
        self._chips = {}
        for reason, text in words.items():
            chip = Chip(kit, text)
            chip.setCheckable(True)
            chip.clicked.connect(lambda checked, wanted=reason: self._choose(wanted if checked else None))
            self._chips[reason] = chip
            flow.addWidget(chip)
        rows.addWidget(holder)

    @property
    def value(self) -> WhyNot | None:
        return next((reason for reason, chip in self._chips.items() if chip.isChecked()), None)

    def chip(self, reason: WhyNot) -> Chip:
        return self._chips[reason]

    def _choose(self, reason: WhyNot | None) -> None:
        for other, chip in self._chips.items():
            chip.setChecked(other is reason)
