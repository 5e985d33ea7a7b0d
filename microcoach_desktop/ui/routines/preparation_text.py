"""A preparation as plain text, so that it can go anywhere the manager wants it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.preparation import Preparation
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.formats import Formats


def preparation_text(card: Preparation, formats: Formats, now: datetime) -> str:
    parts: list[tuple[str, list[str]]] = [(_tr("One-on-one with {name}").format(name=card.person.name), [])]
    coming = card.next_check_in(now)
    if coming is not None and coming.due_at is not None:
        parts.append((_tr("Next check-in"), [formats.moment(coming.due_at, now)]))
    titled = [
        (_tr("Trying now"), [f"{f.title} ({due_words(f, formats, now)})" for f in card.experiments]),
        (_tr("Last win"), [] if card.last_win is None else [win_words(card.last_win, formats, now)]),
        (_tr("You promised"), [promise_words(note, formats, now) for note in card.promises]),
        (_tr("Not talked about yet"), [f"{n.observation} ({age_words(n, formats, now)})" for n in card.ageing]),
    ]
    parts += [(head, lines) for head, lines in titled if lines]
    return "\n\n".join("\n".join([head, *(f"- {_one_line(line)}" for line in lines)]) for head, lines in parts) + "\n"


def due_words(found: FollowUp, formats: Formats, now: datetime) -> str:
    """When the check-in is, and whether it is late or looks at what was kept."""
    if found.due_at is None:
        return _tr("no date yet")
    moment = formats.moment(found.due_at, now)
    if found.standing(now) is Standing.LATE:
        return _tr("{moment}, {late}").format(moment=moment, late=formats.late(found.days_late(now)))
    return _tr("{moment}, does it still work?").format(moment=moment) if found.retention else moment


def win_words(note: Session, formats: Formats, now: datetime) -> str:
    day = formats.day(note.happened_at.astimezone(now.tzinfo).date(), now)
    return _tr("{what} ({day})").format(what=note.observation, day=day)


def promise_words(note: Session, formats: Formats, now: datetime) -> str:
    due = promise_due(note, formats, now)
    return _tr("{what} ({day})").format(what=note.promise, day=due) if due else note.promise


def promise_due(note: Session, formats: Formats, now: datetime) -> str:
    return "" if note.promise_due_at is None else formats.moment(note.promise_due_at, now)


def age_words(note: Session, formats: Formats, now: datetime) -> str:
    return _tr("seen {span} ago").format(span=formats.span(now - note.happened_at))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Routines", text)
