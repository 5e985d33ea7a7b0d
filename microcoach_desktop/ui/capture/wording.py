"""What is said after a note was saved."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.desk import Desk


def saved_sentence(desk: Desk, captured: Captured) -> str:
    """Such as "Saved for Ana. Check in Fri 14 Nov, 14:00."."""
    name = desk.coach.store.people.get(captured.session.person_id).first_name
    if captured.check_in is None or captured.check_in.due_at is None:
        return _tr("Saved for {name}.").format(name=name)
    moment = desk.formats().moment(captured.check_in.due_at, desk.now())
    return _tr("Saved for {name}. Check in {moment}.").format(name=name, moment=moment)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
