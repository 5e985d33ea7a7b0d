"""Which hints on wording are wanted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from microcoach_desktop.domain.hint_labels import Label
from microcoach_desktop.ui.desk import Desk


class WordingChoices(QWidget):
    """A box for each rule; all can be off."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        names = {
            Label.LABEL_PERSON: self.tr("Labels on a person"),
            Label.JUDGEMENT: self.tr("Verdicts"),
            Label.MIND_READING: self.tr("Guessed thoughts and motives"),
            Label.COMPARISON_TO_PEER: self.tr("Comparisons with colleagues"),
            Label.ABSOLUTE: self.tr("Always and never"),
            Label.VAGUE: self.tr("Vague words"),
            Label.SECOND_HAND: self.tr("Told by others"),
            Label.IDENTITY: self.tr("Names of patients and customers"),
            Label.MULTIPLE_ACTIONS: self.tr("Several actions at once"),
            Label.NO_MEASURE: self.tr("Nothing to measure"),
            Label.NO_TIME: self.tr("No time"),
        }
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[Label, QCheckBox] = {}
        for label, name in names.items():
            self.boxes[label] = QCheckBox(name)
            self.boxes[label].clicked.connect(self._save)
            rows.addWidget(self.boxes[label])

    def load(self) -> None:
        settings = self._desk.settings()
        for label, box in self.boxes.items():
            box.setChecked(label not in settings.silent_hints)

    def _save(self) -> None:
        silent = tuple(label for label in Label if not self.boxes[label].isChecked())
        self._desk.change_settings(replace(self._desk.settings(), silent_hints=silent))
