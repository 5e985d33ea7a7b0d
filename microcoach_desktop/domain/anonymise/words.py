"""A text as words: folded, with their gaps, and with what has been taken out as one opaque word each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from microcoach_desktop.domain.anonymise.model import Kind

# Code points that Unicode keeps free of characters: one for each kind of placeholder, as long as what it covers.
MASKS = {kind: chr(0xFDD0 + number) for number, kind in enumerate(Kind)}
KINDS = {mask: kind for kind, mask in MASKS.items()}
_PEOPLE = re.compile(f"[{MASKS[Kind.TEAMMATE]}{MASKS[Kind.CUSTOMER]}{MASKS[Kind.PERSON]}]")
FREE = re.compile("[\ufdd0-\ufdef]")
PLACEHOLDER = re.compile(r"\[(" + "|".join(kind.value for kind in Kind) + r")\]")

_SPELLED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ə": "e", "ħ": "h", "ŋ": "n",
     "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ک": "ك", "ه": "ه", "ـ": None, "ς": "σ"}
)  # fmt: skip
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_SPACELESS = (
    (0x0E01, 0x0E4E), (0x0E80, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FA),
    (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
)  # fmt: skip
_ENDS = re.compile(r"[.!?…:\n•\"“”„«»(\[*>|–—¿¡।؟]")
_SHORT = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "sra",
        "srta",
        "no",
        "nr",
        "ext",
        "tel",
        "fr",
        "hr",
        "mme",
        "mlle",
    )
)
APOSTROPHES = frozenset("'’ʼ‘`´＇")


class Sort(Enum):
    LETTERS = "letters"
    SPACELESS = "spaceless"
    DIGITS = "digits"
    MASK = "mask"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters, digits or spaceless script. `gap` is what stands before it.

    Camel humps are words of their own.
    """

    start: int
    end: int
    text: str
    folded: str
    sort: Sort
    gap: str
    capital: bool
    initial: bool

    @property
    def caseless(self) -> bool:
        return self.text.lower() == self.text.upper()

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class View:
    """A masked text and its words. `cased` is false where capitals tell nothing; `hurried`: its
    writer leaves capitals out. Without rules it counts as English.
    """

    text: str
    words: tuple[Word, ...]
    cased: bool
    english: bool = True
    german: bool = False
    hurried: bool = False

    def before(self, place: int) -> Word | None:
        """The word before, inside the sentence."""
        return self.words[place - 1] if place and not self.words[place].initial else None

    def after(self, place: int) -> Word | None:
        """The word after, inside the sentence."""
        if place + 1 >= len(self.words) or self.words[place + 1].initial:
            return None
        return self.words[place + 1]

    def owns(self, place: int) -> bool:
        """Whether an apostrophe joins the next word to this one: Mark's."""
        after = self.words[place + 1] if place + 1 < len(self.words) else None
        if after is not None and after.gap in APOSTROPHES:
            return True
        end = self.words[place].end
        return self.text[end : end + 1] in APOSTROPHES and self.words[place].folded.endswith("s")


def fold(text: str) -> str:
    """Small letters without accents. Signs that carry a vowel or kill one (Indic, Thai, kana) stay."""
    apart = unicodedata.normalize("NFKD", text.translate(_UNSEEN).casefold())
    kept = "".join(char for char in apart if not _is_accent(char))
    return unicodedata.normalize("NFC", kept.translate(_SPELLED)).casefold()


def fold_in_place(text: str) -> str:
    """Folded where that keeps the length, so that places in it are places in the text."""
    return "".join(made if len(made := fold(char)) == 1 else char for char in text)


def see(text: str) -> View:
    letters = [char for char in text if char.lower() != char.upper()]
    # A person who has been taken out may have been the only capital.
    capitals = any(char.isupper() for char in letters) or bool(_PEOPLE.search(text))
    cased = capitals and any(char.islower() for char in letters)
    words: list[Word] = []
    end = 0
    for start, stop, sort in _runs(text):
        for piece_start, piece_stop in _humps(text, start, stop) if sort is Sort.LETTERS else ((start, stop),):
            gap, piece = text[end:piece_start], text[piece_start:piece_stop]
            initial = not words or (bool(_ENDS.search(gap)) and not _abbreviated(words[-1], gap))
            capital = not piece[0].islower()
            folded = "" if sort is Sort.MASK else fold(piece)
            words.append(Word(piece_start, piece_stop, piece, folded, sort, gap, capital, initial))
            end = piece_stop
    return View(text, tuple(words), cased)


def _is_accent(char: str) -> bool:
    ranked = unicodedata.combining(char)
    return 10 <= ranked <= 35 or ranked >= 200


def _abbreviated(word: Word, gap: str) -> bool:
    """Whether the full stop in the gap belongs to a short form (Mr., K., ext.), not to a sentence."""
    short = len(word.text) == 1 and word.text.isupper()
    return gap.startswith(".") and not _ENDS.search(gap[1:]) and (short or word.folded in _SHORT)


def _runs(text: str) -> list[tuple[int, int, Sort]]:
    found: list[tuple[int, int, Sort]] = []
    start, current = 0, None
    for place, char in enumerate(text):
        sort = _sort(char, current)
        split = sort is Sort.MASK and current is Sort.MASK and char != text[place - 1]
        if sort is current and not split:
            continue
        if current is not None:
            found.append((start, place, current))
        start, current = place, sort
    if current is not None:
        found.append((start, len(text), current))
    return found


def _sort(char: str, current: Sort | None) -> Sort | None:
    if char < "\x80":
        return Sort.LETTERS if char.isalpha() else Sort.DIGITS if char.isdigit() else None
    if char in KINDS:
        return Sort.MASK
    category = unicodedata.category(char)
    if category[0] == "M" or ord(char) in _UNSEEN:
        return current if current in (Sort.LETTERS, Sort.SPACELESS) else None
    if category[0] == "L" or category == "Nl":
        code = ord(char)
        return Sort.SPACELESS if any(low <= code <= high for low, high in _SPACELESS) else Sort.LETTERS
    return Sort.DIGITS if category == "Nd" else None


def _humps(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The pieces of a camel-case run: TeamDawn is two."""
    cuts = [start]
    for place in range(start + 1, stop):
        if not text[place].isupper():
            continue
        tail = text[place + 1 : place + 2]
        if text[place - 1].islower() or (text[place - 1].isupper() and tail.islower() and place + 1 < stop):
            cuts.append(place)
    return list(zip(cuts, [*cuts[1:], stop], strict=True))
