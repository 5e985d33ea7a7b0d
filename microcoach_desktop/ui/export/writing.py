"""A dossier as the file that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFont

from microcoach_desktop.domain.reports import as_html, markdown
from microcoach_desktop.domain.tables import csv_text
from microcoach_desktop.services.exchange import Dossier, Progress, unwatched
from microcoach_desktop.services.exchange.document import everything
from microcoach_desktop.services.exchange.dossier import as_json
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.export import words
from microcoach_desktop.ui.export.printing import pdf
from microcoach_desktop.ui.formats import Formats

PREVIEWED = 40
PREVIEWED_CHARACTERS = 20_000


class Format(Enum):
    """The value is the ending of the file."""

    PDF = "pdf"
    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Writer:
    """`whole`: the notes are all there are, so that JSON holds all other records, too."""

    store: Store
    formats: Formats
    font: QFont
    whole: bool = False

    def file(self, made: Dossier, kind: Format, progress: Progress = unwatched) -> bytes:
        """Raises Stopped or a StoreError."""
        if kind is Format.PDF:
            return pdf(self.html(made), words.title_of(made), self.font, progress)
        if kind is Format.MARKDOWN:
            return "".join(markdown(words.report(made, self.formats))).encode()
        if kind is Format.CSV:
            # The mark at the beginning tells spreadsheets that it is UTF-8.
            return self._table(made).encode("utf-8-sig")
        if self.whole:
            return everything(self.store, made.made_at, progress)
        return as_json(self.store, made)

    def html(self, made: Dossier, most: int | None = None) -> str:
        return as_html(words.report(made, self.formats, most))

    def preview(self, made: Dossier, kind: Format) -> str:
        """The beginning as plain text; PDF is shown as the pages will be."""
        if kind is Format.MARKDOWN:
            text = "".join(markdown(words.report(made, self.formats, PREVIEWED)))
        elif kind is Format.CSV:
            text = self._table(made, PREVIEWED)
        else:
            few = Dossier(made.wanted, made.made_at, made.person, made.entries[:PREVIEWED])
            text = as_json(self.store, few).decode()
        return text[:PREVIEWED_CHARACTERS]

    def _table(self, made: Dossier, most: int | None = None) -> str:
        return csv_text(words.heads(), (words.row(entry, self.formats) for entry in made.entries[:most]))
