"""The lists by which a name is known, from data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from microcoach_desktop.domain.anonymise.identifiers import Identifiers, load_identifiers
from microcoach_desktop.domain.anonymise.likeness import LEAST, sound
from microcoach_desktop.domain.anonymise.words import fold

Words = frozenset[str]
Table = Mapping[str, Any]
_VERBAL = frozenset("DG")
_COMMON = ("months", "places", "labels", "words", "eponyms")


@dataclass(frozen=True, slots=True)
class Rules:
    """Made by `load_rules`. All words are folded; `common` are names that are words, places or brands of English too,
    `common_elsewhere` those that are words of another language.
    `dictionary`: English words in small letters, without endings; when it is empty every word is one. `verbs` and
    `nouns` are those of it that can be one, many are both.
    """

    common: Words
    common_elsewhere: Words
    kinds: Mapping[str, Words]
    titles: Words
    weak_titles: Words
    titles_in_small: Words
    particles: Words
    suffixes: Words
    in_latin_letters: tuple[Mapping[str, str], ...]
    spelt_out: tuple[Mapping[str, str], ...]
    readings: Mapping[str, str]
    sounds: tuple[tuple[str, str], ...]
    initials_not_names: Words
    endings: Mapping[str, Words]
    prefixes: Mapping[str, Words]
    softening: tuple[tuple[str, str], ...]
    vowels: Words
    dropped: Words
    spaceless_titles: tuple[str, ...]
    spaceless_roles: tuple[str, ...]
    hangul_titles: tuple[str, ...]
    surnames: Mapping[str, Words]
    before_surname: Words
    short_forms: Mapping[str, Words]
    short_forms_by_sound: Mapping[str, Words]
    given: Words
    family: Words
    sure_endings: tuple[str, ...]
    identifiers: Identifiers
    dictionary: Words
    verbs: Words
    nouns: Words
    word_endings: Words

    def is_a(self, kind: str, word: str) -> bool:
        """Whether a folded word is in one of the lists of words.json."""
        return word in self.kinds[kind]

    def short_forms_of(self, folded: str) -> Words:
        """Other forms of a given name, whichever way it is spelt."""
        found = self.short_forms.get(folded)
        if found is None and len(folded) >= LEAST:
            found = self.short_forms_by_sound.get(sound(folded, self.sounds))
        return found or frozenset()


def load_rules(words: Table, forms: Table, names: Table, identifiers: Table, dictionary: Iterable[str] = ()) -> Rules:
    """`dictionary`: lines of an English Hunspell dictionary. Raises KeyError for a table without a list."""
    flags = _flags(dictionary)
    kinds = {name: _listed(lines) for name, lines in words.items() if name != "about"}
    sounds = tuple(_letters(" ".join(forms["sounds"])).items())
    short, alike = _short_forms(names["short_forms"], sounds)
    return Rules(
        common=frozenset[str]().union(*(kinds[name] for name in _COMMON)),
        common_elsewhere=kinds["words_elsewhere"],
        kinds=kinds,
        titles=_listed(forms["titles"]),
        weak_titles=_listed(forms["weak_titles"]),
        titles_in_small=_listed(forms["titles_in_small"]),
        particles=_listed(forms["particles"]),
        suffixes=_listed(forms["suffixes"]),
        in_latin_letters=tuple(_letters(line) for line in forms["in_latin_letters"]),
        spelt_out=tuple(_letters(line) for line in forms["spelt_out"]),
        readings=_letters(" ".join(forms["readings"])),
        sounds=sounds,
        initials_not_names=_listed(forms["initials_not_names"]),
        endings={script: _listed(lines) for script, lines in forms["endings"].items()},
        prefixes={script: _listed(lines) for script, lines in forms["prefixes"].items()},
        softening=tuple((fold(hard), fold(soft)) for hard, soft in forms["softening"]),
        vowels=_listed(forms["vowels"]),
        dropped=_listed(forms["dropped"]),
        spaceless_titles=_longest_first(forms["after_titles"]["spaceless"]),
        spaceless_roles=_longest_first(forms["spaceless_roles"]),
        hangul_titles=_longest_first(forms["after_titles"]["hangul"]),
        surnames={name: _listed(forms[f"{name}_surnames"]) for name in ("double", "japanese", "chinese", "hangul")},
        before_surname=_listed(forms["before_surname"]),
        short_forms=short,
        short_forms_by_sound=alike,
        given=_listed(names["given"]) | _listed(names["given_other"]),
        family=_listed(names["family"]),
        sure_endings=tuple(sorted(_listed(names["sure_family_endings"]) | _listed(names["sure_other"]))),
        identifiers=load_identifiers(identifiers),
        dictionary=frozenset(flags) | (kinds["shop_talk"] if flags else frozenset()),
        verbs=frozenset(_verbs(flags)),
        nouns=frozenset(word for word, flag in flags.items() if "M" in flag),
        word_endings=_listed(forms["word_endings"]),
    )


def _short_forms(lines: Sequence[str], sounds: Sequence[tuple[str, str]]) -> tuple[Mapping[str, Words], ...]:
    """By a given name the others that go with it, and the same by the sound of long ones."""
    short: dict[str, Words] = {}
    alike: dict[str, Words] = {}
    for line in lines:
        group = frozenset(fold(word) for word in line.split())
        for word in group:
            short[word] = short.get(word, frozenset()) | (group - {word})
            if len(word) >= LEAST:
                said = sound(word, sounds)
                alike[said] = alike.get(said, frozenset()) | group
    return short, alike


def _flags(lines: Iterable[str]) -> Mapping[str, str]:
    """By a word in small letters the signs of the endings it takes."""
    pairs = (line.strip().partition("/") for line in lines)
    return {word: flags for word, _, flags in pairs if word.isascii() and word.islower()}


def _verbs(flags: Mapping[str, str]) -> Iterator[str]:
    """What takes -ing or -ed; where that doubles the last letter it is a word of its own (logged)."""
    for word, taken in flags.items():
        if not _VERBAL.isdisjoint(taken) or f"{word}{word[-1]}ed" in flags:
            yield word


def _listed(lines: Sequence[str]) -> Words:
    return frozenset(fold(word) for line in lines for word in line.split())


def _letters(line: str) -> Mapping[str, str]:
    """From "я=ya ю=yu"."""
    pairs = (pair.partition("=") for pair in line.split())
    return {letter: latin for letter, _, latin in pairs}


def _longest_first(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(_listed(lines), key=len, reverse=True))
