"""The rows of a list of people, each with what happens to it, the bad ones with why."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microcoach_desktop.domain.people_import import Arrival, ParsedPerson
from microcoach_desktop.ui.widgets.import_preview import PreviewModel
from microcoach_desktop.ui.widgets.kit import Kit

WIDTHS = (140, 100, 90)
ICONS = {
    Arrival.NEW: ("user-plus", "win"),
    Arrival.FILLS: ("pencil", "accent_text"),
    Arrival.RETURNS: ("undo-2", "accent_text"),
    Arrival.KNOWN: ("check", "text2"),
    Arrival.WRONG: ("circle-alert", "danger"),
}


class PeoplePreviewModel(PreviewModel[ParsedPerson]):
    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(kit, (self.tr("Name"), self.tr("Role"), self.tr("Team"), self.tr("What happens")), parent)

    def is_bad(self, row: ParsedPerson) -> bool:
        return row.arrival is Arrival.WRONG

    def mark(self, row: ParsedPerson) -> tuple[str, str]:
        return ICONS[row.arrival]

    def texts(self, row: ParsedPerson) -> tuple[str, str, str, str]:
        return row.person.name, row.person.role, row.person.team, self._happens(row)

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
