"""Quick dates: "fri 14:00", "in 2 weeks", "after handover". What is not understood is not a date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from microcoach_desktop.domain.when.atoms import readings
from microcoach_desktop.domain.when.clock import local_moment
from microcoach_desktop.domain.when.grammar import derivations
from microcoach_desktop.domain.when.language import fold, load_language
from microcoach_desktop.domain.when.model import DateContext, Language, When, WhenKind
from microcoach_desktop.domain.when.resolve import NOT_A_DATE, moment, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DateContext", "Language", "When", "WhenKind", "follow_up", "load_language", "longest_date", "parse_when"]

_ISO_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[tT ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[zZ]|[+-][0-9]{2}:[0-9]{2})?"
)
_PREFERENCE = (WhenKind.MOMENT, WhenKind.PAST, WhenKind.IMPOSSIBLE)


def parse_when(text: str, context: DateContext) -> When:
    """Any text has an answer."""
    said = text.strip().rstrip(" ,;!")
    if not said[-2:-1].isdecimal():
        said = said.removesuffix(".") if not said.endswith((".m.",)) else said
    if fold(said) in context.language.none:
        return When(WhenKind.NONE)
    if _ISO_MOMENT.fullmatch(said):
        return _iso(said, context)
    found: dict[WhenKind, When] = {}
    for atoms in readings(said, context):
        for fragments in derivations(atoms):
            when = resolve(fragments, context)
            if when.kind is WhenKind.MOMENT:
                return when
            found.setdefault(when.kind, when)
    return next((found[kind] for kind in _PREFERENCE if kind in found), None) or _key_task(said, context)


def longest_date(words: Sequence[str], context: DateContext, most: int = 5) -> tuple[int, When]:
    """How many of the first words make a date, and which; (0, NOT_A_DATE) where none do."""
    for count in range(_known(words[:most], context), 0, -1):
        when = parse_when(" ".join(words[:count]), context)
        if when.kind is not WhenKind.NOT_A_DATE:
            return count, when
    return 0, NOT_A_DATE


def _known(words: Sequence[str], context: DateContext) -> int:
    """How many of the first words may belong to a date: most typed words do not, and this is quick to see."""
    if not words or (context.next_ends and _begins_key_task(words[0], context)):
        return len(words)
    for count, word in enumerate(words):
        if word.isalpha() and fold(word) not in context.language.vocabulary:
            return count
    return len(words)


def follow_up(when: When, context: DateContext) -> When:
    """Moves a day off to the next working day, at the same time of day."""
    if when.kind is not WhenKind.MOMENT or when.at is None or not context.working_days:
        return when
    day = when.at.date()
    working = day
    while working.weekday() not in context.working_days:
        working += timedelta(days=1)
    if working == day:
        return when
    at = local_moment(working, when.at.time(), context.zone)
    return replace(moment(at, context, has_time=when.has_time), moved_from=day)


def _iso(text: str, context: DateContext) -> When:
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            at = local_moment(at.date(), at.time(), context.zone)
        return moment(at.astimezone(context.zone), context, has_time=True)
    except (OverflowError, ValueError):
        return When(WhenKind.IMPOSSIBLE)


def _key_task(text: str, context: DateContext) -> When:
    """For "after handover" and "next stand-up": one task must fit, by its name or the start of a word in it."""
    words = _plain(text).split()
    if not context.next_ends or len(words) < 2 or not _begins_key_task(words[0], context):
        return NOT_A_DATE
    while len(words) > 2 and _means(words[1], "Tx", context):
        words = [words[0], *words[2:]]
    wanted = " ".join(words[1:])
    names = {name: _plain(name) for name in context.next_ends}
    fitting = [name for name, plain in names.items() if plain == wanted] or [
        name for name, plain in names.items() if f" {plain}".find(f" {wanted}") >= 0
    ]
    if len(fitting) != 1:
        return NOT_A_DATE
    return moment(context.next_ends[fitting[0]].replace(second=0, microsecond=0), context, has_time=True)


def _begins_key_task(word: str, context: DateContext) -> bool:
    return _means(word, "fx", context)


def _means(word: str, codes: str, context: DateContext) -> bool:
    return any(atom.code in codes for atom in context.language.phrases.get(fold(word), ()))


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").split())
