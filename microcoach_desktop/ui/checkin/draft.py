"""What is being typed into a check-in, kept like the draft of a note."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from microcoach_desktop.domain.checkins import Decision, Outcome
from microcoach_desktop.domain.errors import MicroCoachError, NotFound
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.storage.drafts import StoredDraft
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.capture.draft import DRAFT_MS, Body, DraftKeeper, read_body

if TYPE_CHECKING:
    from microcoach_desktop.services.coach import Coach
    from microcoach_desktop.ui.checkin.dialog import CheckInDialog

_HOST = "check-in"


def check_in_of(host: str) -> int | None:
    """Which check-in a draft belongs to; None for the draft of a note."""
    word, _, number = host.partition(" ")
    return int(number) if word == _HOST and number.isdecimal() else None


def waits(store: Store, draft: StoredDraft) -> bool:
    """Whether it can still be recorded: not once its check-in was deleted or recorded, until Undo brings that back."""
    check_in_id = check_in_of(draft.host)
    if check_in_id is None:
        return True
    try:
        check_in = store.check_ins.get(check_in_id)
        return check_in.is_open and _is_about(read_body(draft.body), store.sessions.get(check_in.session_id))
    except NotFound:
        return False


def _is_about(body: Body, session: Session) -> bool:
    """The number of a deleted check-in may have been given to another one."""
    return body.get("note", _mark_of(session)) == _mark_of(session)


def _mark_of(session: Session) -> str:
    return session.captured_at.astimezone(UTC).isoformat()


class ReviewDraft(QObject):
    """Fills the dialog when made; from then on writes half a second after the last key."""

    def __init__(self, coach: Coach, dialog: CheckInDialog, check_in_id: int, session: Session) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._session = session
        self._keeper = DraftKeeper(coach, f"{_HOST} {check_in_id}")
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._timer.timeout.connect(self.keep)
        body = self._keeper.find()
        if _is_about(body, session):
            self._fill(body)
        dialog.learned.textChanged.connect(self._timer.start)
        dialog.next_step.changed.connect(self._timer.start)
        if dialog.reading is not None:
            dialog.reading.edit.textChanged.connect(self._timer.start)

    def keep(self) -> None:
        """Now. Where it cannot, the dialog says so; the text is still in it."""
        self._timer.stop()
        try:
            self._keeper.keep(self._body())
        except (MicroCoachError, OSError):
            text = self.tr("The draft could not be kept. Your text is still here.")
            self._dialog.banner.show_message(text, "danger", [(self.tr("Try again"), self.keep)])

    def drop(self) -> None:
        """It has been recorded."""
        self._timer.stop()
        with suppress(MicroCoachError):
            self._keeper.drop()

    def _body(self) -> Body:
        """Nothing at all while nothing is typed: a choice alone is made again in a moment."""
        dialog, step = self._dialog, self._dialog.next_step
        typed = {
            "learned": dialog.learned.toPlainText(),
            "reading": "" if dialog.reading is None else dialog.reading.edit.text(),
            "action": step.action.text() if step.is_touched else "",
        }
        if not any(text.strip() for text in typed.values()):
            return {}
        chosen = {
            "outcome": dialog.outcome.value if dialog.outcome is not None else "",
            "decision": step.decision.value if step.decision is not None else "",
        }
        return {**typed, **chosen, "person": str(self._session.person_id), "note": _mark_of(self._session)}

    def _fill(self, body: Body) -> None:
        dialog = self._dialog
        with suppress(ValueError):
            dialog.choose(Outcome(body.get("outcome", "")))
        with suppress(ValueError):
            dialog.next_step.pick(Decision(body.get("decision", "")))
        dialog.learned.setPlainText(body.get("learned", ""))
        if dialog.reading is not None:
            dialog.reading.edit.setText(body.get("reading", ""))
        if body.get("action"):
            dialog.next_step.action.setText(body["action"])
