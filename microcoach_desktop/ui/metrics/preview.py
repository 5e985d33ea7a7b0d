"""The rows of a table as readings, each bad one with what is wrong."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from microcoach_desktop.domain.readings_import import ParsedReading
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.widgets.import_preview import PreviewModel
from microcoach_desktop.ui.widgets.kit import Kit

WIDTHS = (150, 90)


class ReadingsModel(PreviewModel[ParsedReading]):
    def __init__(self, kit: Kit, formats: Formats, now: datetime, parent: QObject) -> None:
        super().__init__(kit, (self.tr("Date"), self.tr("Value"), self.tr("What happens")), parent)
        self._formats = formats
        self._now = now

    def is_bad(self, row: ParsedReading) -> bool:
        return bool(row.problem)

    def mark(self, row: ParsedReading) -> tuple[str, str]:
        return ("circle-alert", "danger") if row.problem else ("check", "win")

    def texts(self, row: ParsedReading) -> tuple[str, str, str]:
        if row.at is None or row.value is None:
            line = self.tr("Line {line}").format(line=row.line)
            return row.day_text, row.value_text, f"{line}: {row.problem}"
        return self._formats.moment(row.at, self._now), self._formats.number(row.value), self.tr("Is added")
