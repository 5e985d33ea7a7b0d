"""A note as the card for its person."""

from __future__ import annotations

from microcoach_desktop.domain.person_card import CardForPerson, person_card
from microcoach_desktop.services.exchange.dossier import names_left_out
from microcoach_desktop.storage.store import Store


def card_of(store: Store, session_id: int) -> CardForPerson:
    """Other people's names are left out, as in a version to share. Raises NotFound or a StoreError."""
    session = store.sessions.get(session_id)
    person = store.people.get(session.person_id)
    check_ins = store.check_ins.of_sessions([session_id]).get(session_id, [])
    metric = None if session.metric_id is None else store.metrics.get(session.metric_id)
    return person_card(person.name, session, check_ins, metric, names_left_out(store, person).of)
