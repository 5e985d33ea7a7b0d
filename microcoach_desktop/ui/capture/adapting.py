"""A note that tries an action of the playbook."""

from __future__ import annotations

from dataclasses import replace

from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.desk import Desk


def adapted(desk: Desk, uid: str) -> Body:
    """What the form starts with."""
    found = desk.coach.playbook.adapt(uid)
    body = {
        "kind": Kind.OPPORTUNITY.value,
        "action": found.action,
        "success": found.success,
        "resource": found.resource,
        "tags": ",".join(found.tags),
        "context": found.context,
        "play": found.uid,
    }
    if found.metric is not None:
        body |= {"metric": found.metric.name, "unit": found.metric.unit}
    return body


def with_action(desk: Desk, uid: str, typed: Body) -> Body:
    """What is typed, with the play's action; what else the play says fills only empty fields. Raises NotFound."""
    found = adapted(desk, uid)
    kept = {name: text for name, text in typed.items() if text}
    if "metric" in kept:
        found.pop("unit", None)
    return typed | found | kept | {"action": found["action"], "play": uid}


def with_play(desk: Desk, session: Session, uid: str) -> Session:
    """The note as a try of the play, or of a variant where the action was worded anew.

    Never keeps a note from being saved: words that name somebody make no variant, and a play can be gone meanwhile.
    """
    playbook = desk.coach.playbook
    try:
        return replace(session, play_id=playbook.play_for(uid, session.action))
    except NotFound:
        return session
    except InvalidRecord:
        return replace(session, play_id=playbook.play_for(uid, ""))
