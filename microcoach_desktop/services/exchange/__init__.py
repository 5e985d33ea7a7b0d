"""Records out of the program and into it."""

from microcoach_desktop.services.exchange.document import as_document, read_document
from microcoach_desktop.services.exchange.dossier import Dossier, Entry, Wanted, dossier
from microcoach_desktop.services.exchange.importing import Import, Side
from microcoach_desktop.services.exchange.progress import Progress, Stopped, unwatched

__all__ = [
    "Dossier",
    "Entry",
    "Import",
    "Progress",
    "Side",
    "Stopped",
    "Wanted",
    "as_document",
    "dossier",
    "read_document",
    "unwatched",
]
