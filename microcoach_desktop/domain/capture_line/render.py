"""From a draft back to a line that gives the same draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microcoach_desktop.domain.capture_line.model import LineKind, Note, TokenKind
from microcoach_desktop.domain.when import parse_when
from microcoach_desktop.domain.when.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from microcoach_desktop.domain.capture_line.index import LineIndex
    from microcoach_desktop.domain.capture_line.model import LineDraft, LineMetric
    from microcoach_desktop.domain.when import DateContext, When

_WORD = re.compile(r"\S+")
_SIGNS = re.compile(r"\\*[@#>+=!]")
_KINDS: Mapping[LineKind, str] = {LineKind.WIN: "win", LineKind.OPPORTUNITY: "opp"}


def render_line(draft: LineDraft, index: LineIndex, context: DateContext) -> str:
    """Tags that are also names of contexts need a context before them, as parsing gives it."""
    return " ".join(_parts(draft, index, context))


def _parts(draft: LineDraft, index: LineIndex, context: DateContext) -> Iterator[str]:
    yield from _person(draft, index)
    if draft.kind is not None:
        yield _KINDS[draft.kind]
    if draft.context_name is not None:
        yield f"#{_context_word(draft, index)}"
    yield from (f"#{tag}" for tag in draft.tags)
    if draft.text:
        yield _escape(draft.text, draft.unknown_person, context)
    if draft.action:
        yield f"+ {_escape(draft.action, draft.unknown_person, context)}"
    if draft.metric is not None:
        yield _metric(draft.metric)
    if draft.no_follow_up:
        yield ">none"
    elif draft.when is not None and draft.when.at is not None:
        yield f">{_date(draft.when, draft.when.at, context)}"


def _person(draft: LineDraft, index: LineIndex) -> Iterator[str]:
    if draft.person_candidates:
        yield from (token.text for token in draft.tokens if token.note is Note.AMBIGUOUS_PERSON)
    elif draft.person_id is not None:
        typed = [token.text[1:] for token in draft.tokens if token.kind is TokenKind.PERSON]
        person = next((person for person in index.people if person.id == draft.person_id), None)
        full = " ".join(person.names) if person is not None else ""
        names = [full.split()[0], re.sub(r"\s+", "", full)] if full.split() else []
        for name in (*names, *typed):
            if [found.id for found in index.people_named(name)] == [draft.person_id]:
                yield f"@{name}"
                return


def _context_word(draft: LineDraft, index: LineIndex) -> str:
    name = draft.context_name or ""
    for word in (*(re.split(r"[\W_]+", name)), re.sub(r"\s+", "", name)):
        found = index.contexts_named(word)[:1]
        if found and (found[0].id, found[0].name) == (draft.context_id, name):
            return word
    return re.sub(r"\s+", "", name)


def _escape(text: str, unknown: str | None, context: DateContext) -> str:
    def escaped(found: re.Match[str]) -> str:
        word: str = found[0]
        if unknown is not None and word.startswith(f"@{unknown}"):
            return word
        bare = word.lstrip("\\")
        before = text[: found.start()].split()
        begins = bare != word or all(_SIGNS.match(earlier) for earlier in before)
        return f"\\{word}" if _SIGNS.match(word) or (begins and fold(bare) in context.language.kinds) else word

    return _WORD.sub(escaped, text)


def _metric(metric: LineMetric) -> str:
    return f"= {metric.name} {metric.now:f}{metric.unit} to {metric.target:f}{metric.unit}"


def _date(when: When, at: datetime, context: DateContext) -> str:
    day = at.date().isoformat()
    if parse_when(day, context) == when:
        return day
    exact = "seconds" if at.second else "minutes"
    # The second showing of an hour needs its offset; every other time is plain.
    return at.isoformat(timespec=exact) if at.fold else at.replace(tzinfo=None).isoformat(timespec=exact)
