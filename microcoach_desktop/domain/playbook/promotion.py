"""The anonymise step: what a note says, what of it a play would keep, and what may not enter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from microcoach_desktop.domain.anonymise import Anonymised, Anonymiser, Kind, Scope
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.playbook.model import Wording
from microcoach_desktop.domain.sessions import Session

# What is taken out, but may be put back by the manager: it tells nothing about a person.
_HARMLESS = frozenset((Kind.DATE, Kind.TIME, Kind.QUOTE, Kind.ROOM))
_BREAKS = re.compile(r"[/:.?=&_~-]+")


@dataclass(frozen=True, slots=True)
class Promotion:
    """Both sides of the anonymise step. `changes` shows by field what was replaced and what is only flagged."""

    session_id: int
    original: Wording
    kept: Wording
    changes: tuple[tuple[str, Anonymised], ...]


@dataclass(frozen=True, slots=True)
class NameLeft:
    """A span of a field that still tells who somebody is: it blocks, and is highlighted."""

    field: str
    text: str
    start: int
    end: int
    kind: Kind


def wording_of(session: Session, metric: Metric | None) -> Wording:
    """What a play takes from a note: the observation, the impact and the person are not among it."""
    wording = Wording(session.action, (session.context,), session.success, resource=session.resource, tags=session.tags)
    if metric is not None:
        wording = replace(wording, metric=metric.name, unit=metric.unit, better=metric.better)
    return wording.tidied()


def promotion(session: Session, metric: Metric | None, anonymise: Anonymiser) -> Promotion:
    original = wording_of(session, metric)
    changes = tuple((name, anonymise(text, Scope.PLAY)) for name, text in original.texts)
    kept = {name: made.text for name, made in changes if name not in {"contexts", "tags"}}
    lists = {name: tuple(made.text for field, made in changes if field == name) for name in ("contexts", "tags")}
    return Promotion(session.id, original, replace(original, **kept, **lists).tidied(), changes)  # type: ignore[arg-type]


def names_left(wording: Wording, anonymise: Anonymiser) -> Iterator[NameLeft]:
    """What still blocks. A link may stay unless somebody is named in it."""
    for field, text in wording.texts:
        for span in anonymise(text, Scope.PLAY).replaced:
            found = text[span.start : span.end]
            if span.kind in _HARMLESS or (span.kind is Kind.LINK and not _names_somebody(found, anonymise)):
                continue
            yield NameLeft(field, found, span.start, span.end, span.kind)


def names_in_doubt(wording: Wording, anonymise: Anonymiser) -> tuple[str, ...]:
    """Words that may be the name of somebody outside the team, each once: the manager keeps them or takes them out."""
    flags = (flag.text for _, text in wording.texts for flag in anonymise(text, Scope.PLAY).flagged)
    return tuple(dict.fromkeys(flags))


def may_name(text: str, anonymise: Anonymiser) -> bool:
    """Whether somebody is or may be named in what nobody looks through, such as the contexts of check-ins."""
    return bool(anonymise(text, Scope.PLAY).flagged) or any(names_left(Wording("-", (text,)), anonymise))


def _names_somebody(link: str, anonymise: Anonymiser) -> bool:
    words = _BREAKS.sub(" ", link)
    return any(span.kind is Kind.TEAMMATE for span in anonymise(words).replaced)
