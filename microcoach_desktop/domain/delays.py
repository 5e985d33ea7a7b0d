"""How long after the moment it was talked about, and how long after the talk it was first tried."""

from __future__ import annotations

from datetime import timedelta

from microcoach_desktop.domain.sessions import Session


def until_talk(session: Session) -> timedelta | None:
    """From what was seen to the talk, never negative; None before the talk."""
    return None if session.talked_at is None else max(session.talked_at - session.happened_at, timedelta())


def until_try(session: Session) -> timedelta | None:
    """From the talk (or else from what was seen) to the first try; None before that."""
    if session.first_tried_at is None:
        return None
    return max(session.first_tried_at - (session.talked_at or session.happened_at), timedelta())
