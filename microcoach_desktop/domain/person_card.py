"""The card that is turned round to the coached person: what, why, by when, and how both will know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.sessions import Kind, Session


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is to move, or be held; never empty of both numbers."""

    name: str
    unit: str
    baseline: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class CardForPerson:
    """What is missing is empty or None. `seen` and `impact` are the why; `well` stands on a win only.

    Nothing that was written for the manager alone is in it: no opener, tone, source, private note or tag.
    """

    session_id: int
    person_name: str
    kind: Kind
    agreed_at: datetime
    context: str = ""
    well: str = ""
    action: str = ""
    cue: str = ""
    seen: str = ""
    impact: str = ""
    apply_by: datetime | None = None
    look_at: datetime | None = None
    success: str = ""
    measure: Measure | None = None


def person_card(
    person_name: str,
    session: Session,
    check_ins: Sequence[CheckIn],
    metric: Metric | None,
    shared: Callable[[str], str],
) -> CardForPerson:
    """`shared` takes other people's names out of a text. Of the open check-ins the earliest counts."""
    win = session.kind is Kind.WIN
    # Good news comes first: on a win what was seen is what went well, unless that was put into words of its own.
    well = (session.went_well or session.observation) if win else ""
    dates = [check_in.due_at for check_in in check_ins if check_in.is_open and check_in.due_at is not None]
    return CardForPerson(
        session_id=session.id,
        person_name=person_name,
        kind=session.kind,
        agreed_at=session.talked_at or session.captured_at,
        context=shared(session.context),
        well=shared(well),
        action=shared(session.action),
        cue=shared(session.cue),
        seen="" if well == session.observation else shared(session.observation),
        impact=shared(session.impact),
        apply_by=session.apply_by,
        look_at=min(dates, default=None),
        success=shared(session.success),
        measure=_measure(session, metric, shared),
    )


def _measure(session: Session, metric: Metric | None, shared: Callable[[str], str]) -> Measure | None:
    if metric is None or (session.baseline is None and session.target is None):
        return None
    return Measure(shared(metric.name), metric.unit, session.baseline, session.target)
