"""The one-line grammar. Any text gives a draft, and every character is in a token or in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from microcoach_desktop.domain.capture_line.metric import read_metric
from microcoach_desktop.domain.capture_line.model import (
    LineContext,
    LineDraft,
    LineKind,
    LineMetric,
    Note,
    Token,
    TokenKind,
)
from microcoach_desktop.domain.when import DateContext, When, WhenKind, longest_date, parse_when
from microcoach_desktop.domain.when.language import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from microcoach_desktop.domain.capture_line.index import LineIndex
    from microcoach_desktop.domain.capture_line.model import LinePerson

MOST_DATE_WORDS = 5
CLOSING = ".,;:"
_WORD = re.compile(r"\S+")
_ESCAPED = re.compile(r"\\+[@#>+=!]")
_REFUSED: Mapping[WhenKind, Note] = {WhenKind.PAST: Note.PAST_DATE, WhenKind.IMPOSSIBLE: Note.IMPOSSIBLE_DATE}


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str
    literal: bool


@dataclass(slots=True)
class _Writing:
    """A text that grows by words; blanks between neighbours stay as typed."""

    pieces: list[str] = field(default_factory=list)
    end: int = -1

    def add(self, line: str, word: Word, text: str, broken: bool) -> None:
        if self.pieces:
            self.pieces.append(" " if broken else line[self.end : word.start])
        self.pieces.append(text)
        self.end = word.end


class LineReader:
    """Reads one line once; `draft` is the answer."""

    def __init__(self, line: str, index: LineIndex, context: DateContext, literals: frozenset[tuple[int, int]]) -> None:
        self._line, self._index, self._context = line, index, context
        self._words = [
            Word(
                found.start(), found.end(), found[0], any(a <= found.start() and found.end() <= b for a, b in literals)
            )
            for found in _WORD.finditer(line)
        ]
        self._tokens: list[Token] = []
        self._text, self._action = _Writing(), _Writing()
        self._writing = self._text
        self._token_end = -1
        self._plain_seen = False
        self._people: tuple[LinePerson, ...] = ()
        self._unknown_person: str | None = None
        self._kind: LineKind | None = None
        self._found_context: LineContext | None = None
        self._tags: dict[str, str] = {}
        self._metric: LineMetric | None = None
        self._when: When | None = None
        self._dates: dict[tuple[str, ...], tuple[int, When]] = {}
        self._nobody: set[str] = set()

    def draft(self) -> LineDraft:
        at = 0
        while at < len(self._words):
            at += self._read(at)
        none = self._when is not None and self._when.kind is WhenKind.NONE
        single = self._people[0].id if len(self._people) == 1 else None
        return LineDraft(
            person_id=single,
            person_candidates=tuple(person.id for person in self._people) if single is None else (),
            unknown_person=None if self._people else self._unknown_person,
            kind=self._kind,
            context_id=self._found_context.id if self._found_context else None,
            context_name=self._found_context.name if self._found_context else None,
            tags=tuple(self._tags.values()),
            text="".join(self._text.pieces),
            action="".join(self._action.pieces),
            metric=self._metric,
            when=None if none else self._when,
            no_follow_up=none,
            tokens=tuple(self._tokens),
        )

    def _read(self, at: int) -> int:
        """How many words were taken, at least one."""
        word = self._words[at]
        if word.literal:
            return self._keep(word)
        reader = _READERS.get(word.text[0])
        taken = reader(self, at) if reader else self._bare_kind(at)
        return taken or self._keep(word)

    def _keep(self, word: Word, text: str | None = None) -> int:
        self._writing.add(self._line, word, word.text if text is None else text, self._token_end > self._writing.end)
        self._plain_seen = True
        return 1

    def _token(self, kind: TokenKind, at: int, count: int = 1, note: Note | None = None) -> int:
        start, end = self._words[at].start, self._words[at + count - 1].end
        self._tokens.append(Token(kind, start, end, self._line[start:end], note))
        self._writing = self._text
        self._token_end = end
        return count

    def _doubt(self, at: int, count: int, note: Note) -> int:
        """Looks like a token, stays text."""
        start, end = self._words[at].start, self._words[at + count - 1].end
        self._tokens.append(Token(TokenKind.UNKNOWN, start, end, self._line[start:end], note))
        seen = self._plain_seen
        for word in self._words[at : at + count]:
            self._keep(word)
        # "@zoe win" still names its kind while nobody knows Zoe.
        self._plain_seen = seen
        return count

    def _person(self, at: int) -> int:
        typed = self._words[at].text[1:].rstrip(CLOSING)
        if not typed or (self._people and self._plain_seen):
            return 0
        found = () if typed in self._nobody else self._index.people_named(typed)
        # Who was there already is often typed once more; somebody else is a part of the text.
        if self._people and found != self._people:
            return 0
        if not found:
            if not typed[0].isalpha():
                return 0
            self._nobody.add(typed)
            self._unknown_person = self._unknown_person or typed
            return self._doubt(at, 1, Note.UNKNOWN_PERSON)
        self._people = found
        return self._token(TokenKind.PERSON, at, note=Note.AMBIGUOUS_PERSON if len(found) > 1 else None)

    def _bare_kind(self, at: int) -> int:
        return 0 if self._plain_seen else self._set_kind(at, self._words[at].text)

    def _marked_kind(self, at: int) -> int:
        typed = self._words[at].text[1:]
        if not typed or not typed[0].isalpha():
            return 0
        return self._set_kind(at, typed) or self._doubt(at, 1, Note.UNKNOWN_KIND)

    def _set_kind(self, at: int, typed: str) -> int:
        value = self._context.language.kinds.get(typed.casefold()) or self._context.language.kinds.get(fold(typed))
        if value is None:
            return 0
        self._kind = LineKind(value)
        return self._token(TokenKind.KIND, at)

    def _hash(self, at: int) -> int:
        typed = self._words[at].text[1:].rstrip(CLOSING)
        if not typed:
            return 0
        searched = self._found_context is not None or typed.casefold() in self._tags
        found = () if searched else self._index.contexts_named(typed)
        if found:
            self._found_context = found[0]
            note = Note.AMBIGUOUS_CONTEXT if len(found) > 1 else None
            return self._token(TokenKind.CONTEXT, at, note=note)
        self._tags.setdefault(typed.casefold(), typed)
        return self._token(TokenKind.TAG, at)

    def _date(self, at: int) -> int:
        glued = self._words[at].text[1:]
        words = [glued] if glued else []
        for word in self._words[at + 1 : at + 1 + MOST_DATE_WORDS - len(words)]:
            if word.literal or (len(word.text) > 1 and word.text[0] in "@#>\\") or word.text in {"+", "=", ">"}:
                break
            words.append(word.text)
        count, when = self._longest_date(tuple(words))
        if count and not glued and self._is_length(" ".join(words[:count])):
            return 0
        taken = count if glued else count + 1
        if when.kind in {WhenKind.MOMENT, WhenKind.NONE} and count:
            self._when = when
            return self._token(TokenKind.DATE, at, taken, Note.FAR_DATE if when.far else None)
        if when.kind in _REFUSED:
            return self._doubt(at, taken, _REFUSED[when.kind])
        return self._doubt(at, 1, Note.NOT_A_DATE) if glued[:1].isalpha() else 0

    def _longest_date(self, words: tuple[str, ...]) -> tuple[int, When]:
        if words not in self._dates:
            self._dates[words] = longest_date(words, self._context, MOST_DATE_WORDS)
        return self._dates[words]

    def _is_length(self, words: str) -> bool:
        """In "took > 2 hours" the sign compares; a follow-up in two hours is written ">2 hours"."""
        return words[0].isdecimal() and parse_when(f"in {words}", self._context).kind is WhenKind.MOMENT

    def _start_action(self, at: int) -> int:
        if self._words[at].text != "+" or self._action.pieces or at + 1 == len(self._words):
            return 0
        follower = self._words[at + 1]
        if not follower.literal and follower.text[0] in "@#>+=!":
            return 0
        self._token(TokenKind.ACTION, at)
        self._writing = self._action
        # The first word after the sign is the action's, whatever it looks like.
        return 1 + (self._escaped(at + 1) or self._keep(follower))

    def _set_metric(self, at: int) -> int:
        if self._words[at].text != "=" or self._metric is not None:
            return 0
        following: list[str] = []
        for word in self._words[at + 1 : at + 13]:
            if word.literal or (len(word.text) > 1 and word.text[0] in "@#>\\!") or word.text in {"+", "=", ">"}:
                break
            following.append(word.text)
        found = read_metric(following, self._context.language)
        if found is None:
            return 0
        count, self._metric = found
        return self._token(TokenKind.METRIC, at, count + 1)

    def _escaped(self, at: int) -> int:
        word = self._words[at]
        plain = word.text.lstrip("\\")
        if word.literal or not (_ESCAPED.match(word.text) or fold(plain) in self._context.language.kinds):
            return 0
        if plain == word.text:
            return 0
        self._tokens.append(Token(TokenKind.LITERAL, word.start, word.end, word.text))
        return self._keep(word, word.text[1:])


_READERS: Mapping[str, Callable[[LineReader, int], int]] = {
    "@": LineReader._person,  # noqa: SLF001 - the grammar's table belongs to its reader
    "!": LineReader._marked_kind,  # noqa: SLF001
    "#": LineReader._hash,  # noqa: SLF001
    ">": LineReader._date,  # noqa: SLF001
    "+": LineReader._start_action,  # noqa: SLF001
    "=": LineReader._set_metric,  # noqa: SLF001
    "\\": LineReader._escaped,  # noqa: SLF001
}
