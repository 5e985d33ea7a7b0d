"""The forms under which the people of a roster may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from microcoach_desktop.domain.anonymise.grammar import is_word
from microcoach_desktop.domain.anonymise.likeness import Likeness, index_likeness
from microcoach_desktop.domain.anonymise.model import Named
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import Sort, fold, see

_ASIDE = re.compile(r"\([^)]*\)|（[^）]*）")
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]")
_SPELT_OUT = re.compile("ae|oe|ue|aa")
# Written after a consonant that is not followed by its a (Indic); at the end of a word it is mostly silent.
_NO_VOWEL = "a~"
_LAST_VOWEL = re.compile(r"(?<=[^aeiou\s])a\b")
_VOWELS = frozenset("aeiouyаеиоуыюяєіαεηιουω")
_NOMINATIVES = ("as", "is", "us", "os", "ας", "ης", "ος", "ασ", "ησ", "οσ")
HANGUL = re.compile(r"[가-힣]{2,5}")
_HAN = re.compile(r"[々〇㐀-鿿豈-﫿]+")
LEAST_STEM = 3
LEAST_HANDLE = 4


@dataclass(slots=True)
class Form:
    """One way to write a name. `sure`: nothing else is written so; `cuts`: where its pieces may be apart;
    `initials`: those of the given names that go with a family name, and the other way round.
    """

    cuts: frozenset[int] = frozenset()
    initials: frozenset[str] = frozenset()
    sure: bool = False
    family: bool = False
    given: bool = False
    derived: bool = True
    particles: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name as it was typed, and its folded pieces (O'Brien has two)."""

    text: str
    pieces: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class RosterIndex:
    """Made by `index_roster`. `stems` lead from the start of an inflected form to the form; `joined_initials` are
    those of a name with a hyphen (K-A for Kelly-Ann).
    """

    forms: dict[str, Form] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    joined_initials: set[str] = field(default_factory=set)
    family_initials: set[str] = field(default_factory=set)
    given_initials: set[str] = field(default_factory=set)
    likeness: Likeness = field(default_factory=lambda: index_likeness((), (), ()))
    most_pieces: int = 2

    def add(self, pieces: Sequence[str], **traits: bool) -> None:
        joined = "".join(pieces)
        if len(joined) < 2:
            return
        cuts, place = set(), 0
        for piece in pieces[:-1]:
            place += len(piece)
            cuts.add(place)
        kept = self.forms.setdefault(joined, Form())
        kept.cuts |= cuts
        kept.sure |= traits.get("sure", False)
        kept.family |= traits.get("family", False)
        kept.given |= traits.get("given", False)
        kept.particles |= traits.get("particles", False)
        kept.derived &= traits.get("derived", False)
        self.most_pieces = max(self.most_pieces, len(pieces))


def index_roster(roster: Sequence[Named], rules: Rules) -> RosterIndex:
    index = RosterIndex()
    for person in roster:
        for number, name in enumerate(person.names):
            for variant in _variants(name, rules):
                _add_name(index, variant, rules, official=number == 0)
    for joined, form in list(index.forms.items()):
        if not form.sure and len(joined) >= LEAST_STEM:
            for stem in _stems(joined, rules):
                index.stems.setdefault(stem, joined)
    names = {name: form for name, form in index.forms.items() if not (form.sure or form.derived)}
    given = [name for name, form in names.items() if form.given]
    # A name that is a word has other words near it.
    apart = [name for name in names if name not in rules.common | rules.common_elsewhere]
    index.likeness = index_likeness(apart, given, rules.sounds)
    return index


def parts_of(name: str, rules: Rules) -> list[Part]:
    """The words of a name, given name first, without titles and degrees."""
    last, comma, first = name.partition(",")
    if comma and fold(first).strip(" .") not in rules.suffixes:
        name = f"{first} {last}"
    found = [Part(text, _pieces(text)) for text in re.split(r"[\s,]+", name) if _pieces(text)]
    titles = rules.titles - rules.weak_titles
    outer = [part for part in found if part.joined not in titles]
    # Junior is a given name too.
    return [part for place, part in enumerate(outer) if not place or part.joined not in rules.suffixes] or found


def _variants(name: str, rules: Rules) -> Iterator[str]:
    """The name; what stands in quotes in it; its umlauts as two letters, and two letters as one; in Latin letters."""
    yield from (quoted for quoted in _QUOTED.findall(name))
    plain = _QUOTED.sub(" ", _ASIDE.sub(" ", name)).strip() or name
    yield plain
    small = plain.lower()
    for letters in rules.spelt_out:
        spelt = "".join(letters.get(char, char) for char in small)
        if spelt != small:
            yield spelt
    for letters in rules.in_latin_letters:
        latin = fold("".join(letters.get(char, char) for char in small)).replace(_NO_VOWEL, "")
        if latin.isascii() and latin != fold(small):
            yield latin
            yield _LAST_VOWEL.sub("", latin)
    yield from _romanised(plain, rules)
    short = _SPELT_OUT.sub(lambda found: found[0][0], fold(plain))
    if short != fold(plain):
        yield short


def _romanised(name: str, rules: Rules) -> Iterator[str]:
    """East Asian names in Latin letters, in both orders."""
    surname = surname_of(name, rules) if len(name.split()) == 1 else ""
    words = [name[len(surname) :], surname] if surname else name.split()[::-1]
    read = [rules.readings.get(word) or "-".join(rules.readings.get(char, char) for char in word) for word in words]
    if name and fold(name) and all(word.isascii() for word in read) and not name.isascii():
        yield " ".join(word for word in read if word)
        yield " ".join(word for word in reversed(read) if word)


def surname_of(name: str, rules: Rules) -> str:
    """The surname of an unspaced East Asian name; empty when it cannot be told."""
    korean = bool(HANGUL.fullmatch(name))
    if not korean and not _HAN.match(name):
        return ""
    for length in (3, 2, 1):
        start = name[:length]
        if length >= len(name):
            continue
        known = rules.surnames["double"] | (frozenset() if korean else rules.surnames["japanese"])
        if start in known or (length == 1 and start in rules.surnames["hangul" if korean else "chinese"]):
            return start
    return name[:1] if len(name) in (2, 3) else ""


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in see(text).words if word.folded)


def _add_name(index: RosterIndex, name: str, rules: Rules, *, official: bool) -> None:
    parts = parts_of(name, rules)
    if not parts:
        return
    whole = _pieces(name)
    index.add(whole, sure=len(whole) > 1, given=len(parts) == 1)
    # A particle stands between names: Do and Le are family names too.
    words = [
        part for place, part in enumerate(parts) if place in {0, len(parts) - 1} or part.joined not in rules.particles
    ]
    spoken = [part for part in words if len(part.joined) > 1] or words
    if len(parts) > 1 and not official:
        words = [part for part in words if part.joined in rules.given]
        spoken = words
    if not spoken:
        return
    _add_whole(index, parts, spoken, rules)
    family = parts[parts.index(spoken[0]) + 1 :]
    for part in spoken:
        given = part is spoken[0] or part.joined in rules.given
        _add_word(index, part, rules, given=given, particles=part is not spoken[0] and len(family) > len(spoken) - 1)
        other = spoken[-1] if part is spoken[0] else spoken[0]
        for form in (part.joined, *(rules.short_forms_of(part.joined) if part is spoken[0] else ())):
            if other is not part and form in index.forms:
                index.forms[form].initials |= {other.joined[0]}
    if official and len(words) > 1:
        _add_initials(index, words, rules)


def _add_whole(index: RosterIndex, parts: list[Part], spoken: list[Part], rules: Rules) -> None:
    """The name in full: in both orders, without what stands in the middle, and as one word of a login."""
    if len(spoken) < 2:
        return
    common = [part.joined for part in spoken if part.joined in rules.common]
    turned_is_sure = len(common) < len(spoken) and not any(rules.is_a("months", word) for word in common)
    first, rest = spoken[0], parts[parts.index(spoken[0]) + 1 :]
    tail = tuple(piece for part in rest for piece in part.pieces)
    index.add((*first.pieces, *tail), sure=True)
    if turned_is_sure:
        index.add((*tail, *first.pieces), sure=True)
    if len(rest) > 1:
        index.add(tail, sure=len(tail) > 2, family=True)
    for short in rules.short_forms_of(first.joined):
        index.add((short, *spoken[-1].pieces), sure=True)
    for later in spoken[1:]:
        index.add((*first.pieces, *later.pieces), sure=True)
        if turned_is_sure:
            index.add((*later.pieces, *first.pieces), sure=True)


def _add_word(index: RosterIndex, part: Part, rules: Rules, *, given: bool, particles: bool) -> None:
    index.add(part.pieces, given=given, family=not given, particles=particles)
    if len(part.pieces) > 1:
        for piece in part.pieces:
            if len(piece) >= LEAST_STEM and piece not in rules.particles:
                index.add((piece,), given=given, family=not given)
    if given:
        for other in rules.short_forms_of(part.joined):
            index.add((other,), given=True, derived=True)


def _add_initials(index: RosterIndex, words: list[Part], rules: Rules) -> None:
    letters = "".join(part.joined[0] for part in words)
    index.initials.update((letters, letters[0] + letters[-1]))
    index.initials.update(
        letters[:length] for length in (2, 3) if all(len(part.joined) == 1 for part in words[:length])
    )
    index.initials.add("".join(piece[0] for part in words for piece in part.pieces))
    index.joined_initials.update("".join(piece[0] for piece in part.pieces) for part in words if "-" in part.text)
    index.family_initials.add(letters[-1])
    index.given_initials.add(letters[0])
    last = words[-1].joined
    if len(last) < LEAST_HANDLE - 1:
        return
    if not is_word(letters[0] + last, rules):
        index.add((letters[0] + last,), sure=True)
    if last not in rules.common | rules.common_elsewhere:
        index.add((last + letters[0],), sure=True)


def _stems(joined: str, rules: Rules) -> Iterator[str]:
    """The name; without its last vowel or half-vowel; without a vowel that falls out; with its softened end."""
    hard_end = joined.removesuffix("ь")
    found = [joined, hard_end]
    if joined[-1] in _VOWELS:
        found += [softened + joined[-1] for softened in _softened(joined[:-1], rules)]
        # Of Eva no more is left than two letters: the vowels that can follow them are told one by one.
        found += [joined[:-1]] if len(joined) > LEAST_STEM else [joined[:-1] + vowel for vowel in rules.vowels]
        if joined[-2] in _VOWELS:
            found.append(joined[:-2])
    if hard_end[-2:] in rules.dropped:
        found.append(hard_end[:-2] + hard_end[-1])
    if joined.endswith(_NOMINATIVES):
        found.append(joined[:-2])
    elif len(joined) > LEAST_STEM + 1 and joined.endswith("s") and joined[-2] not in _VOWELS:
        found.append(joined[:-1])
    for stem in dict.fromkeys(found):
        yield from (other for other in (stem, *_softened(stem, rules)) if len(other) >= LEAST_STEM)


def _softened(stem: str, rules: Rules) -> list[str]:
    return [stem.removesuffix(hard) + soft for hard, soft in rules.softening if stem.endswith(hard)]


def is_spaceless(text: str) -> bool:
    """Whether it holds a script that writes no spaces."""
    return any(word.sort is Sort.SPACELESS for word in see(text).words)
