"""What a review writes: the outcome, the reading, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from microcoach_desktop.domain.checkins import CheckIn, Decision, Review, usual_decision
from microcoach_desktop.domain.metrics import Reading
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import CheckInRow, ReadingRow, SessionRow


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The recorded check-in, the note that it is about, and what it led to."""

    check_in: CheckIn
    session: Session
    next_check_in: CheckIn | None = None
    next_session: Session | None = None


def review(
    unit: Unit, session: Session, check_in: CheckIn, said: Review, now: datetime, retention_due: datetime
) -> Reviewed:
    """Write the review and what follows from it into the unit."""
    decision = said.decision or usual_decision(said.outcome, retention=check_in.retention)
    done = replace(
        check_in,
        reviewed_at=now,
        outcome=said.outcome,
        why_not=said.why_not,
        value=said.value,
        learned=said.learned,
        decision=decision,
    )
    unit.update(CheckInRow, done)
    if said.value is not None and session.metric_id is not None:
        unit.insert(ReadingRow, Reading(session.metric_id, session.person_id, said.value, now, check_in_id=done.id))
    if said.outcome.tried and session.first_tried_at is None:
        session = replace(session, first_tried_at=now)
        unit.update(SessionRow, session)
    next_session = _adjusted(unit, session, said, now) if decision is Decision.ADJUST else None
    keep = decision is Decision.KEEP
    due_at = retention_due if keep else said.next_due_at
    follow_up = None if decision is Decision.STOP else _next(next_session or session, check_in, due_at, keep=keep)
    if follow_up is not None:
        follow_up = replace(follow_up, id=unit.insert(CheckInRow, follow_up))
    return Reviewed(done, session, follow_up, next_session)


def _adjusted(unit: Unit, session: Session, said: Review, now: datetime) -> Session:
    """The next experiment: what was learned is what was seen."""
    adjusted = Session(
        person_id=session.person_id,
        kind=session.kind,
        observation=said.learned or session.observation,
        captured_at=now,
        zone=session.zone,
        seen_at=now,
        talked_at=now,
        context=session.context,
        key_task_id=session.key_task_id,
        action=said.next_action or session.action,
        cue=session.cue,
        cue_task_id=session.cue_task_id,
        success=session.success,
        metric_id=session.metric_id,
        baseline=session.baseline if said.value is None else said.value,
        target=session.target,
        resource=session.resource,
        tags=session.tags,
        sensitive=session.sensitive,
        previous_id=session.id,
        # Worded anew it is another action: what comes of it says nothing about the play.
        play_id=session.play_id if said.next_action in {"", session.action} else None,
    ).checked(now)
    return replace(adjusted, id=unit.insert(SessionRow, adjusted))


def _next(session: Session, done: CheckIn, due_at: datetime | None, *, keep: bool) -> CheckIn:
    return CheckIn(session.id, done.zone, due_at=due_at, cue_task_id=session.cue_task_id, retention=keep)
