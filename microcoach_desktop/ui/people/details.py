"""Every filled field of a session and its check-ins as label and value, in the order of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.delays import until_talk, until_try
from microcoach_desktop.domain.highlight import highlight_spans, terms, terms_in
from microcoach_desktop.domain.originals import originals
from microcoach_desktop.domain.sessions import Hold, Session
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.notes import Note

Detail = tuple[str, str]


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


@dataclass(frozen=True, slots=True)
class Line:
    """`typed` is the part of the value that a person wrote and a search looks into."""

    label: str
    value: str
    typed: str = ""

    def spans(self, query: str) -> list[tuple[int, int]]:
        """Where the searched words stand in the value."""
        at = self.value.find(self.typed)
        return [(at + start, at + end) for start, end in highlight_spans(self.typed, query)] if query else []


def details(note: Note, formats: Formats, now: datetime) -> list[Detail]:
    """What the folded card does not show."""
    return [(line.label, line.value) for line in lines(note, formats, now)]


def hidden_hits(note: Note, query: str, formats: Formats, now: datetime) -> list[Line]:
    """The lines without which one would not see why a search found the folded note."""
    session = note.session
    shown = (session.context, session.observation, session.action)
    seen = {term for text in shown for term in terms_in(text, query)}
    found = []
    for line in lines(note, formats, now) if len(seen) < len(terms(query)) else ():
        fresh = terms_in(line.typed, query) - seen
        if fresh:
            found.append(line)
            seen |= fresh
    return found


def lines(note: Note, formats: Formats, now: datetime) -> list[Line]:
    """The same as `details`, knowing what was typed."""
    session = note.session
    found = [
        *_observed(session, formats, now),
        *_agreed(session, note, formats, now),
        *_around(session, formats, now),
        *(_check_in(check_in, formats, now) for check_in in note.check_ins),
        *_first_written(session),
    ]
    return [line for line in found if line.value]


def _observed(session: Session, formats: Formats, now: datetime) -> list[Line]:
    times = ""
    if session.times_n is not None and session.times_m is not None:
        times = _tr("{n} of {m} times").format(n=session.times_n, m=session.times_m)
    seen = _moment(session.seen_at, formats, now)
    if seen:
        seen = f"{seen} ({wording.exactness_word(session.exactness).lower()})"
    return [
        Line(_tr("Seen"), seen),
        Line(_tr("Source"), wording.source_word(session.source)),
        Line(_tr("Counted"), times),
        Line(_tr("What went well"), session.went_well, session.went_well),
        Line(_tr("Impact"), session.impact, session.impact),
        Line(_tr("Impact on"), ", ".join(wording.impacted_word(who) for who in session.impact_on)),
        Line(_tr("Opener"), session.opener, session.opener),
        Line(_tr("In their words"), session.reflection, session.reflection),
    ]


def _agreed(session: Session, note: Note, formats: Formats, now: datetime) -> list[Line]:
    metric = ""
    if note.metric is not None:
        numbers = [
            _tr("from {number}").format(number=formats.number(session.baseline))
            if session.baseline is not None
            else "",
            _tr("to {number}").format(number=formats.number(session.target)) if session.target is not None else "",
        ]
        metric = " ".join(part for part in (note.metric.name, *numbers) if part)
    return [
        Line(_tr("Whose idea"), wording.proposer_word(session.proposed_by) if session.action else ""),
        Line(_tr("Cue"), session.cue, session.cue),
        Line(_tr("By"), _moment(session.apply_by, formats, now)),
        Line(_tr("Success looks like"), session.success, session.success),
        Line(_tr("Metric"), metric),
        Line(_tr("Resource"), session.resource, session.resource),
        Line(_tr("Tone"), wording.tone_word(session.tone) if session.tone is not None else ""),
        Line(_tr("Template"), session.template),
    ]


def _around(session: Session, formats: Formats, now: datetime) -> list[Line]:
    promise = session.promise
    if promise and session.promise_due_at is not None:
        promise = _tr("{promise} (by {day})").format(
            promise=promise, day=wording.short_day(session.promise_due_at, formats, now)
        )
    hold = {Hold.PARKED: _tr("Parked"), Hold.LET_GO: _tr("Let go")}.get(session.hold) if session.hold else ""
    return [
        Line(_tr("Talk planned"), _moment(session.planned_talk_at, formats, now)),
        Line(_tr("Talked about"), _with_delay(session.talked_at, until_talk(session), formats, now)),
        Line(_tr("First tried"), _with_delay(session.first_tried_at, until_try(session), formats, now)),
        Line(_tr("Minutes"), "" if session.minutes is None else formats.number(session.minutes)),
        Line(_tr("Tags"), ", ".join(session.tags), ", ".join(session.tags)),
        Line(_tr("Promise"), promise, session.promise),
        Line(_tr("Private note"), session.private_note, session.private_note),
        Line(_tr("Sensitive"), _tr("Yes") if session.sensitive else ""),
        Line(hold or "", session.hold_reason, session.hold_reason),
        Line(_tr("Edited"), _moment(session.edited_at, formats, now)),
    ]


def _first_written(session: Session) -> list[Line]:
    names = {
        "observation": _tr("What you saw"),
        "context": _tr("Context"),
        "went_well": _tr("What went well"),
        "impact": _tr("Impact"),
        "opener": _tr("Opener"),
        "reflection": _tr("In their words"),
        "action": _tr("Action"),
        "cue": _tr("Cue"),
        "success": _tr("Success looks like"),
        "resource": _tr("Resource"),
        "promise": _tr("Promise"),
    }
    found = originals(session)
    return [Line(_tr("At first"), f"{names[name]}: {text}") for name, text in found.items()]


def _check_in(check_in: CheckIn, formats: Formats, now: datetime) -> Line:
    label = _tr("Look again") if check_in.retention else _tr("Check-in")
    if check_in.outcome is None:
        if check_in.lapsed_at is not None:
            return Line(label, _tr("Lapsed"))
        return Line(label, _tr("No date yet") if check_in.due_at is None else formats.moment(check_in.due_at, now))
    parts = [
        wording.short_day(check_in.reviewed_at or now, formats, now),
        wording.outcome_word(check_in.outcome),
        wording.why_not_word(check_in.why_not) if check_in.why_not is not None else "",
        "" if check_in.value is None else formats.number(check_in.value),
        wording.decision_word(check_in.decision) if check_in.decision is not None else "",
    ]
    said = ", ".join(part for part in parts if part)
    return Line(label, f"{said}. {check_in.learned}" if check_in.learned else said, check_in.learned)


def _with_delay(at: datetime | None, delay: timedelta | None, formats: Formats, now: datetime) -> str:
    if at is None or delay is None:
        return ""
    return _tr("{moment}, {span} after").format(moment=formats.moment(at, now), span=formats.span(delay))


def _moment(at: datetime | None, formats: Formats, now: datetime) -> str:
    return "" if at is None else formats.moment(at, now)
