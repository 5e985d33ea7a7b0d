"""Where dictionaries in Hunspell's format are: those that are shipped, the manager's own and the system's."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from microcoach_desktop import paths

if TYPE_CHECKING:
    from microcoach_desktop.system.hunspell import HunspellDictionary

_NAME = r"([a-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[_-][\w-]+)?"
"""de, de_DE, de-de or de_DE_frami."""


class HunspellDictionaries:
    """What is in an earlier folder comes before what is in a later one."""

    def __init__(self, folders: Callable[[], Iterable[Path]]) -> None:
        self._folders = folders

    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._find()))

    def load(self, language: str) -> HunspellDictionary | None:
        """Takes a tenth of a second: meant for a worker. None when there is none or it cannot be read."""
        from microcoach_desktop.system.hunspell import HunspellDictionary

        found = self._find().get(language)
        if found is None:
            return None
        try:
            return HunspellDictionary(found)
        except (OSError, ValueError, LookupError):
            return None

    def _find(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for path in (path for folder in self._folders() for path in _dictionaries_in(folder)):
            match = re.fullmatch(_NAME, path.stem)
            if match is not None:
                country = f"_{match[2].upper()}" if match[2] else ""
                found.setdefault(match[1] + country, path)
        return found


def dictionaries_for(data: Path) -> HunspellDictionaries:
    """With those that the manager put into `dictionaries` in the data folder."""
    return HunspellDictionaries(lambda: (data / "dictionaries", paths.resource("spelling"), *_system_folders()))


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield from _extensions(Path("C:/Program Files/LibreOffice/share/extensions"))
    elif sys.platform == "darwin":
        yield from (home / "Library/Spelling", Path("/Library/Spelling"))
        yield from _extensions(Path("/Applications/LibreOffice.app/Contents/Resources/extensions"))
    else:
        yield home / ".local/share/hunspell"
        yield from (Path("/usr/share/hunspell"), Path("/usr/local/share/hunspell"), Path("/usr/share/myspell/dicts"))
        yield from _extensions(Path("/usr/lib/libreoffice/share/extensions"))
        for office in sorted(Path("/opt").glob("libreoffice*")):
            yield from _extensions(office / "share/extensions")


def _extensions(folder: Path) -> Iterator[Path]:
    for extension in sorted(folder.glob("dict-*")):
        yield extension
        yield from sorted(extension.glob("*/"))


def _dictionaries_in(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.glob("*.dic")) if path.with_suffix(".aff").is_file()]
    except OSError:
        return []
