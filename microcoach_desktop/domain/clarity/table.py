"""A language's table of words, patterns and rules, checked and compiled.

A pattern is a regular expression in which a blank stands for blanks between words, {name} for any entry of that word
list or for the pattern of that name, and {name-other} for the entries of one list that are not in the other.
A pattern of many alternatives may be a list of them.
In a word list "pick+" also stands for its plural and "pick*" for all forms of the verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microcoach_desktop.domain.clarity.model import Advice, ClarityRules, NoteField, Rule
from microcoach_desktop.domain.hint_labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MACRO = re.compile(r"\{([a-z_]+)(?:-([a-z_]+))?\}")
_BLANK = re.compile(r" (?![+*?]|\{\d)")
_BEFORE, _AFTER = r"(?<![\w/-])", r"(?![\w-]|/\w|\.\w)"
_NAMED = (
    "addition", "addressed", "any_time", "clock", "cued", "date", "day", "deed_done", "end_time", "incident", "joiner",
    "measure", "negation", "never", "never_done", "number", "observable", "reported", "soft_result", "span", "harsh",

)  # fmt: skip
"""The patterns that the program itself looks for."""
_PLAIN_WORD = re.compile(r"(?<![\\{a-z-])[a-z]{3,}")
_DOUBLED = re.compile(r"(?:[^aeiou]|^)[aeiou][bdgklmnprt]$")


def load_rules(data: Mapping[str, Any]) -> ClarityRules:
    """Raises ValueError for a table that does not have the shape of the shipped ones."""
    try:
        return _Table(data).rules()
    except (AttributeError, KeyError, RecursionError, TypeError, re.error) as error:
        raise ValueError(f"not a table of wording rules: {error!r}") from error


class _Table:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._words = {name: frozenset(_entries(lines)) for name, lines in data["words"].items()}
        self._sources: dict[str, str] = {}

    def rules(self) -> ClarityRules:
        advice = {key: Advice(**texts) for key, texts in self._data["hints"].items()}
        rules = tuple(self._rule(row) for row in self._data["rules"])
        missing = {label.value for label in Label} - advice.keys()
        if missing:
            raise ValueError(f"no text for the hints {sorted(missing)}")
        return ClarityRules(
            rules=rules,
            patterns={name: self._compile(f"{{{name}}}") for name in _NAMED},
            words=self._words,
            vocabulary=frozenset(self._vocabulary()),
            advice=advice,
            safety_note=str(self._data["safety_note"]),
        )

    def _vocabulary(self) -> Iterator[str]:
        for entries in self._words.values():
            for entry in entries:
                yield from entry.split()
        for pattern in self._data["patterns"].values():
            for alternative in [pattern] if isinstance(pattern, str) else pattern:
                yield from _PLAIN_WORD.findall(alternative)

    def _rule(self, row: Mapping[str, Any]) -> Rule:
        return Rule(
            label=Label(row["label"]),
            pattern=self._compile(row["pattern"]),
            fields=frozenset(map(NoteField, row.get("fields", list(NoteField)))),
            facts=row.get("facts"),
            plain=row.get("plain", False),
            about_person=row.get("about_person", False),
            bounded=row.get("bounded", False),
            raw=row.get("raw", False),
            unless=self._compile(row["unless"]) if "unless" in row else None,
            without=self._compile(row["without"]) if "without" in row else None,
            not_after=re.compile(f"{_BEFORE}(?:{self._source(row['not_after'])}) +$") if "not_after" in row else None,
        )

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(f"{_BEFORE}(?:{self._source(pattern)}){_AFTER}")

    def _source(self, pattern: str) -> str:
        return _MACRO.sub(lambda found: self._macro(found[1], found[2]), _BLANK.sub(" +", pattern))

    def _macro(self, name: str, less: str | None) -> str:
        key = f"{name}-{less}"
        if key not in self._sources:
            if name in self._words:
                self._sources[key] = _any_of(self._words[name] - (self._words[less] if less else frozenset()))
            else:
                pattern = self._data["patterns"][name]
                joined = pattern if isinstance(pattern, str) else "|".join(pattern)
                self._sources[key] = f"(?:{self._source(joined)})"
        return self._sources[key]


def _entries(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for entry in line.split(","):
            yield from _forms(entry.strip())


def _forms(entry: str) -> Iterator[str]:
    word = entry.rstrip("+*")
    yield word
    if entry.endswith(("+", "*")):
        yield (
            f"{word[:-1]}ies"
            if re.search("[^aeiou]y$", word)
            else word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
        )
    if entry.endswith("*"):
        stem = word.removesuffix("e")
        yield f"{word[:-1]}ied" if re.search("[^aeiou]y$", word) else f"{stem}ed"
        yield f"{stem}ing"
        if _DOUBLED.search(word):
            yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


def _any_of(entries: Iterable[str]) -> str:
    """One expression for many words that shares their beginnings: Python tries plain alternatives one after another."""
    root: dict[str, Any] = {}
    for entry in entries:
        node = root
        for letter in entry:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(root)


def _branch(node: Mapping[str, Any]) -> str:
    longer = [_letter(letter) + _branch(rest) for letter, rest in sorted(node.items()) if letter]
    if not longer:
        return ""
    joined = longer[0] if len(longer) == 1 and "" not in node else f"(?:{'|'.join(longer)})"
    # Whole words only: "bad" must not end the search for "bad-tempered".
    return f"{joined}?" if "" in node else joined


def _letter(letter: str) -> str:
    return " +" if letter == " " else re.escape(letter)
