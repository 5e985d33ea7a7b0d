"""Dictionaries in Hunspell's format: those that are shipped, the manager's own and the system's."""

from __future__ import annotations

import functools
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from microcoach_desktop import paths
from microcoach_desktop.domain.spelling import script

_CODE = re.compile(r"([a-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[_-][\w-]+)?")
_FLAGS = re.compile(r"(?<!\\)/|\t")
_WORDS_IN_A_PART = 4_000
_SAMPLED = 50
_REMEMBERED = 4_096


class HunspellDictionaries:
    """What is in an earlier folder comes before what is in a later one."""

    def __init__(self, folders: Callable[[], Iterable[Path]]) -> None:
        self._folders = folders

    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._find()))

    def load(self, language: str) -> HunspellDictionary | None:
        """Takes a tenth of a second: meant for a worker. None when there is none or it cannot be read."""
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
            match = _CODE.fullmatch(path.stem)
            if match is not None:
                country = f"_{match[2].upper()}" if match[2] else ""
                found.setdefault(match[1] + country, path)
        return found


class HunspellDictionary:
    """Raises OSError, ValueError or LookupError when the files are no dictionary. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
        from hunspell import Hunspell

        encoding = _encoding(path.with_suffix(".aff"))
        lines = [line for line in path.read_text(encoding, errors="replace").split("\n")[1:] if line.strip()]
        self._script = _usual_script(lines)
        # Hunspell holds Python's lock while it reads: in one piece, the window would stand still for that long.
        with TemporaryDirectory(prefix="microcoach-") as folder:
            first, *others = _parts(path, lines, encoding, Path(folder))
            # Its own "UTF-8" makes it take Windows paths of any letters.
            self._hunspell = Hunspell(first.stem, hunspell_data_dir=folder, system_encoding="UTF-8")
            for part in others:
                prefix = "\\\\?\\" if sys.platform == "win32" else ""
                self._hunspell.add_dic(f"{prefix}{part}")
        self.knows = functools.lru_cache(_REMEMBERED)(self._knows)

    def suggest(self, word: str) -> Sequence[str]:
        """Likeliest first; takes up to a quarter of a second."""
        try:
            return tuple(found for found in self._hunspell.suggest(word) if found != word)
        except UnicodeEncodeError:
            return ()

    def _knows(self, word: str) -> bool:
        """What is written in another script is not misspelt."""
        if script(word) != self._script:
            return True
        try:
            return bool(self._hunspell.spell(word))
        except UnicodeEncodeError:  # a letter that this dictionary's encoding has not
            return True


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


def _encoding(affixes: Path) -> str:
    """What SET names; without it the format means Latin 1."""
    match = re.search(rb"^\xef?\xbb?\xbf?SET\s+([\w-]+)", affixes.read_bytes(), re.MULTILINE)
    name = "ISO8859-1" if match is None else match[1].decode("ascii")
    return name.replace("microsoft-", "")


def _usual_script(lines: Sequence[str]) -> str:
    scripts = Counter(script(line) for line in lines[::_SAMPLED] if line[:1].isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""


def _parts(path: Path, lines: Sequence[str], encoding: str, folder: Path) -> list[Path]:
    """The dictionary in several files. Spellings of one word stay together: only one file is asked for each."""
    count = max(1, len(lines) // _WORDS_IN_A_PART)
    shares: list[list[str]] = [[] for _ in range(count)]
    for line in lines:
        stem = _FLAGS.split(line, maxsplit=1)[0]
        shares[crc32(stem.casefold().encode()) % count].append(line)
    affixes = path.with_suffix(".aff").read_bytes()
    made = []
    for number, share in enumerate(shares):
        part = folder / f"{number}.dic"
        part.write_text("\n".join([str(len(share)), *share, ""]), encoding, errors="replace")
        made.append(part)
    (folder / "0.aff").write_bytes(affixes)
    return made
