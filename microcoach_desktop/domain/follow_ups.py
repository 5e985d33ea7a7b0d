"""What lists and calendars show of a check-in: the check-in with its session and person, in one light row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from microcoach_desktop.domain.checkins import Outcome, days_late
from microcoach_desktop.domain.sessions import Kind


class Standing(Enum):
    """Derived: where a follow-up stands at a moment."""

    UNDATED = "undated"
    LATER = "later"
    TODAY = "today"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`id` is the check-in's. `title` is the action, or what was seen where there is none."""

    id: int
    session_id: int
    person_id: int
    person_name: str
    kind: Kind
    title: str
    context: str
    due_at: datetime | None
    reviewed_at: datetime | None
    outcome: Outcome | None
    retention: bool

    def standing(self, now: datetime) -> Standing:
        """`now` in the manager's zone: late begins with the next local day."""
        if self.reviewed_at is not None:
            return Standing.DONE
        if self.due_at is None:
            return Standing.UNDATED
        if days_late(self.due_at, now) > 0:
            return Standing.LATE
        return Standing.TODAY if self.due_at.astimezone(now.tzinfo).date() == now.date() else Standing.LATER

    def days_late(self, now: datetime) -> int:
        return 0 if self.due_at is None else days_late(self.due_at, now)


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """Header numbers of a person. `worked` and `reviewed` count tried check-ins."""

    person_id: int
    wins: int = 0
    opportunities: int = 0
    last_at: datetime | None = None
    worked: int = 0
    reviewed: int = 0
    open_follow_ups: int = 0

    @property
    def sessions(self) -> int:
        return self.wins + self.opportunities


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What a timeline shows; every part is optional. `since` and `until` are aware, until excluded.

    `outcome` is the one of a session's newest review.
    """

    person_id: int | None = None
    text: str = ""
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    context: str | None = None
    outcome: Outcome | None = None
    tag: str | None = None

    @property
    def reaches_process(self) -> bool:
        """Whether matters of the process can be among what is found: they have words and a time, and nothing else."""
        others = (self.person_id, self.kind, self.context, self.outcome, self.tag)
        return bool(self.text.strip()) and all(part is None for part in others)
