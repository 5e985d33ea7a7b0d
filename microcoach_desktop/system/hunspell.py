"""A dictionary in Hunspell's format, read without holding up the window."""

from __future__ import annotations

import functools
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from hunspell import Hunspell

from microcoach_desktop.domain.spelling import script

_FLAGS = re.compile(r"(?<!\\)/|\t")
_WORDS_IN_A_PART = 4_000
_SAMPLED = 50
_REMEMBERED = 4_096


class HunspellDictionary:
    """Raises OSError, ValueError or LookupError when the files are no dictionary. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
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
