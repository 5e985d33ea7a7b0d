"""What is said and offered after a check-in was recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.playbook import can_be_offered
from microcoach_desktop.services.reviewing import Reviewed
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.wording import outcome_word


def recorded_sentence(desk: Desk, done: Reviewed) -> str:
    """The outcome and what follows from it: "Worked. Retention check Tue 2 Dec."."""
    outcome = done.check_in.outcome
    said = "" if outcome is None else outcome_word(outcome)
    following = done.next_check_in
    if following is None or following.due_at is None:
        return _tr("{outcome}. Closed.").format(outcome=said)
    formats, now = desk.formats(), desk.now()
    if following.retention:
        day = formats.day(following.due_at.astimezone(now.tzinfo).date(), now)
        return _tr("{outcome}. Look again {day}.").format(outcome=said, day=day)
    moment = formats.moment(following.due_at, now)
    if done.next_session is not None:
        return _tr("{outcome}. New action, check in {moment}.").format(outcome=said, moment=moment)
    return _tr("{outcome}. Check in again {moment}.").format(outcome=said, moment=moment)


def tell_recorded(desk: Desk, done: Reviewed, said: str, window: QWidget | None = None) -> None:
    """Say it; an action that worked can go to the playbook from there."""
    if not is_for_playbook(done):
        desk.shell.toast(said)
        return
    add = partial(_add_to_playbook, desk, done.session.id, window)
    desk.shell.toast(said, action_text=_tr("Add to playbook"), on_action=add)


def is_for_playbook(done: Reviewed) -> bool:
    return done.check_in.outcome is Outcome.WORKED and can_be_offered(done.session)


def _add_to_playbook(desk: Desk, session_id: int, window: QWidget | None) -> None:
    # The dialog waits until somebody wants it: a card of a reminder does not load it.
    from microcoach_desktop.ui.playbook.wording_dialog import promote

    promote(desk, session_id, window)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CheckIn", text)
