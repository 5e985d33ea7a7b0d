"""Names of the roster in a text."""

from __future__ import annotations

import re

from microcoach_desktop.domain.anonymise.context import is_break
from microcoach_desktop.domain.anonymise.grammar import acts, is_common, is_word
from microcoach_desktop.domain.anonymise.judge import is_name
from microcoach_desktop.domain.anonymise.likeness import LEAST, Likeness
from microcoach_desktop.domain.anonymise.model import Kind
from microcoach_desktop.domain.anonymise.roster import LEAST_STEM, Form, RosterIndex
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import Sort, View, Word, fold, see

Span = tuple[int, int, Kind]

_JOINED = re.compile(r"\s{0,3}|[-‐‑–_.'’ʼ‘`´·・•]|\s?[-‐‑]\s?", re.ASCII)
_TAG = re.compile(r"[#＃][\w'’]+")
_SIGNED = re.compile(r"\n\s*[-–—/~]+\s*$")
_HISSED = ("ses", "xes", "zes", "ches", "shes")
_LONGEST_ENDING = 6
_SHORTEST_RUN = 7
_STEM_IN_SMALL = 5


def teammates(view: View, index: RosterIndex, rules: Rules) -> list[Span]:
    found = list(_tags(view, index, rules))
    place = 0
    while place < len(view.words):
        last = _match(view, place, index, rules)
        if last is None:
            place += 1
            continue
        start, end = _widened(view, place, last, index, rules)
        found.append((start, end, Kind.TEAMMATE))
        place = last + 1
    return found


def _tags(view: View, index: RosterIndex, rules: Rules) -> list[Span]:
    """Hashtags that hold a name, whole: #TeamDawn, #thanksanna."""
    found = []
    for tag in _TAG.finditer(view.text):
        folded = fold(tag[0][1:])
        pieces = {word.folded for word in see(tag[0]).words}
        names = (name for name, form in index.forms.items() if len(name) >= LEAST_STEM and not form.derived)
        if any(
            name in pieces or (len(name) > LEAST_STEM and name not in rules.common and name in folded)
            or (len(name) > LEAST_STEM and (folded.startswith(name) or folded.endswith(name)))
            for name in names
        ):  # fmt: skip
            found.append((tag.start(), tag.end(), Kind.TEAMMATE))
    return found


def _match(view: View, place: int, index: RosterIndex, rules: Rules) -> int | None:
    """The last word of the longest name that begins here."""
    word = view.words[place]
    if word.sort is not Sort.LETTERS:
        return None
    initials = _initials(view, place, index, rules)
    if initials is not None:
        return initials
    for last in range(_reach(view, place, index), place - 1, -1):
        joined, cuts = _joined(view, place, last)
        form = index.forms.get(joined)
        if last == place and form is not None and form.cuts and _is_other_word(joined, rules):
            continue  # "allow" is not Al Low
        joins = form is not None and (cuts <= form.cuts or len(joined) > _SHORTEST_RUN)
        if form is not None and joins and is_name(view, place, last, form, rules):
            return last
    return place if _inflected(view, place, index, rules) or _mistyped(view, place, index, rules) else None


def _is_other_word(joined: str, rules: Rules) -> bool:
    """Whether the short word that the pieces of a name make is one already."""
    foreign = rules.is_a("german", joined) or rules.is_a("elsewhere", joined)
    return len(joined) < _SHORTEST_RUN and (foreign or is_word(joined, rules))


def _reach(view: View, place: int, index: RosterIndex) -> int:
    """The last word that could belong to a name beginning here."""
    last = place
    while last + 1 < len(view.words) and last - place + 1 < index.most_pieces:
        following = view.words[last + 1]
        if following.sort is not Sort.LETTERS or not _is_joint(view.words[last], following):
            break
        last += 1
    return last


def _is_joint(word: Word, following: Word) -> bool:
    if _JOINED.fullmatch(following.gap):
        return True
    stopped = following.gap.rstrip() == "." and len(word.text) <= 2
    return stopped or (following.gap.rstrip() == "," and following.capital and word.capital)


def _joined(view: View, first: int, last: int) -> tuple[str, frozenset[int]]:
    """The folded words as one, and where a gap cuts it."""
    joined, cuts = "", set()
    for word in view.words[first : last + 1]:
        if joined and word.gap not in {"", "_", "-", ".", "-\n"}:
            cuts.add(len(joined))
        joined += word.folded
    return joined, frozenset(cuts)


def _initials(view: View, place: int, index: RosterIndex, rules: Rules) -> int | None:
    """L.K.J., L. K. J. and K-A.; without a sign only where nothing else is abbreviated so and somebody acts."""
    word = view.words[place]
    if not word.text.isupper():
        return None
    last, letters = place, word.folded
    while len(word.text) == 1 and last + 1 < len(view.words):
        following = view.words[last + 1]
        if len(following.text) != 1 or not following.text.isupper():
            break
        hyphened = following.gap == "-" and view.words[last].folded + following.folded in index.joined_initials
        if following.gap not in {".", ". "} and not hyphened:
            break
        last += 1
        letters += following.folded
    known = letters in index.initials or (last > place and letters in index.joined_initials)
    if not known or len(letters) < 2:
        return None
    if last > place or (len(letters) > 2 and letters not in rules.initials_not_names):
        return last
    before, after = view.before(place), view.after(place)
    told = before is not None and rules.is_a("told", before.folded)
    safe = view.cased and letters not in rules.initials_not_names
    starts = word.initial or (before is not None and is_break(word.gap))
    seen = starts and (after is None or after.sort is Sort.DIGITS or rules.is_a("adverbs", after.folded))
    signed = bool(_SIGNED.search(word.gap))
    return last if safe and (told or seen or signed or acts(view, after, rules) or view.owns(place)) else None


def _inflected(view: View, place: int, index: RosterIndex, rules: Rules) -> bool:
    """A name with an ending or a prefix that the word grew in its language."""
    word = view.words[place]
    small = view.cased and not word.capital and not view.hurried
    if not word.caseless and (small or _is_other_form(view, word, rules)):
        return False
    script = _script(word.folded)
    if script in rules.prefixes and _prefixed(word.folded, rules.prefixes[script], index):
        return True
    if script == "indic":
        return any(word.folded.startswith(name) for name in index.forms if len(name) > 1 and _script(name) == "indic")
    native = script == "latin" and view.english
    if native and (_plural(view, place, index, rules) or not _is_foreign(word, rules)):
        return _plural(view, place, index, rules)
    least = LEAST_STEM if view.cased and not native else LEAST if native else _STEM_IN_SMALL
    name = _ended(word.folded, rules.endings.get(script, frozenset()), index, least)
    if not name or word.caseless or not is_common(view, word, name, rules):
        return bool(name)
    # In small letters the word and its forms are words; German nouns have capitals, German names only grow an s.
    return word.capital and (not view.german or word.folded.endswith("s"))


def _is_other_form(view: View, word: Word, rules: Rules) -> bool:
    """Whether a word that may be a form of a name is one by itself. Petra is a place, but a form of Petr too."""
    if view.english:
        return is_common(view, word, word.folded, rules)
    small = rules.is_a("elsewhere", word.folded) or rules.is_a("german", word.folded)
    return small or word.folded in rules.common_elsewhere


def _is_foreign(word: Word, rules: Rules) -> bool:
    """A capital word that English does not have: another language is quoted."""
    return word.capital and bool(rules.dictionary) and not is_word(word.folded, rules)


def _plural(view: View, place: int, index: RosterIndex, rules: Rules) -> bool:
    """The Schmidts, both Alexes, Annas list: of a common word only where it can be no other."""
    word = view.words[place]
    name = word.folded[:-2] if word.folded.endswith(_HISSED) else word.folded[:-1]
    form = index.forms.get(name)
    least = LEAST_STEM - 1 if view.hurried and word.initial else LEAST_STEM
    if form is None or word.folded[-1:] != "s" or len(name) < least:
        return False
    if not is_common(view, word, name, rules):
        return True
    if view.cased and word.capital:
        return not word.initial
    after = view.after(place)
    lists = after is not None and after.sort is Sort.LETTERS and not rules.is_a("after_verb", after.folded)
    return view.hurried and word.initial and form.given and lists


def _ended(folded: str, endings: frozenset[str], index: RosterIndex, least: int) -> str:
    """The name of which it is the stem, of so many letters at least, and one of the endings; else empty."""
    for length in range(len(folded), max(least, len(folded) - _LONGEST_ENDING) - 1, -1):
        stem, ending = folded[:length], folded[length:]
        whole = not ending and (len(stem) > LEAST_STEM or index.stems.get(stem) != stem)
        if stem in index.stems and (ending in endings or whole):
            return index.stems[stem]
    return ""


def _prefixed(folded: str, prefixes: frozenset[str], index: RosterIndex) -> bool:
    return any(
        folded.startswith(prefix) and len(folded) - len(prefix) >= LEAST_STEM and folded[len(prefix) :] in index.forms
        for prefix in prefixes
    )


def _mistyped(view: View, place: int, index: RosterIndex, rules: Rules) -> bool:
    """Nearly a name, and nothing else that the language knows."""
    word, like = view.words[place], index.likeness
    if len(word.folded) < LEAST - 1 or word.folded in index.forms or _is_known(word.folded, rules):
        return False
    if not rules.dictionary and (word.initial or not (view.cased and word.capital)):
        return False
    if like.sounds_known(word.folded):
        return True
    # A given name with its capital is somebody else's, and taken out as such.
    if is_common(view, word, word.folded, rules) or (word.capital and word.folded in rules.given):
        return False
    if view.english or _is_proper(view, word):
        return like.is_slip(word.folded) or like.is_start(word.folded)
    return view.hurried and not word.capital and _is_hasty_slip(word, like)


def _is_known(folded: str, rules: Rules) -> bool:
    return rules.is_a("stop_capitals", folded) or rules.is_a("german", folded) or is_word(folded, rules)


def _is_hasty_slip(word: Word, like: Likeness) -> bool:
    """In a language without a dictionary. The first word of a hasty note is mostly a person."""
    if like.swaps(word.folded):
        return True
    slip = word.initial or len(word.folded) > LEAST + 1
    start = word.initial or len(word.folded) >= LEAST
    return (slip and like.is_slip(word.folded)) or (start and like.is_start(word.folded))


def _is_proper(view: View, word: Word) -> bool:
    """Where a capital tells a long name from other words."""
    return len(word.folded) > LEAST and word.capital and view.cased and not word.initial and not view.german


def _script(folded: str) -> str:
    code = ord(folded[0])
    if code < 0x370:
        return "latin"
    for low, high, name in (
        (0x370, 0x3FF, "greek"), (0x400, 0x52F, "cyrillic"), (0x590, 0x5FF, "hebrew"), (0x600, 0x77F, "arabic"),
        (0x900, 0xDFF, "indic"),
    ):  # fmt: skip
        if low <= code <= high:
            return name
    return ""


def _widened(view: View, first: int, last: int, index: RosterIndex, rules: Rules) -> tuple[int, int]:
    """With the title, initials and particles before it, and the initial or degree after it."""
    words = view.words
    joined, _ = _joined(view, first, last)
    form = index.forms.get(joined)
    while first and _belongs_before(words[first - 1], words[first], form is not None and form.particles, rules):
        first -= 1
    while last + 1 < len(words) and words[last + 1].gap in {" ", ", ", " (", "\n"}:
        after = words[last + 1]
        initial = after.gap == " " and form is not None and _is_initial_of(after, form, index)
        degree = after.folded in rules.suffixes and (after.capital or after.folded in {"jr", "sr"})
        if not (initial or (degree and after.folded not in {"junior", "senior"})):
            break
        last += 1
    return words[first].start, words[last].end


def _is_initial_of(word: Word, form: Form, index: RosterIndex) -> bool:
    """Anna S. and Ruiz A."""
    if len(word.text) != 1 or not word.text.isupper() or word.text == "I":
        return False
    return (form.given and word.folded in index.family_initials) or (
        form.family and word.folded in index.given_initials and word.text != "A"
    )


def _belongs_before(word: Word, following: Word, particles: bool, rules: Rules) -> bool:
    gap = following.gap
    if word.sort is not Sort.LETTERS or len(gap) > 2 or gap.strip(" .'’-\n"):
        return False
    if len(word.text) == 1 and word.text.isupper() and gap in {".", ". "}:
        return True
    if particles and word.folded in rules.particles:
        return gap in {" ", "'", "’", "-", "\n"}
    title = word.folded in rules.titles and (word.capital or gap.startswith("."))
    return title and gap in {" ", ". ", "."}
