"""What can be done about the talk of a note: the same in Today, on the capture page and in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.sessions import Hold, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.talk_times import talk_times


class TalkDeeds(QObject):
    """Each deed is one step that Undo takes back."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def talked(self, session: Session) -> bool:
        return self.do(lambda: self._desk.coach.talk(session.id), _tr("Noted that you talked about it."))

    def plan(self, session: Session, at: datetime) -> bool:
        """Not now: the talk moves, and the note does not come up before."""
        moment = self._desk.formats().moment(at, self._desk.now())
        done = _tr("Talk planned {moment}.").format(moment=moment)
        return self.do(lambda: self._desk.coach.edit(replace(session, planned_talk_at=at)), done)

    def tried(self, session: Session) -> bool:
        now = self._desk.now()
        return self.do(
            lambda: self._desk.coach.edit(replace(session, first_tried_at=now)), _tr("Noted that it was tried.")
        )

    def ask_hold(self, session: Session, hold: Hold) -> None:
        """Ask for the reason, then set the note aside."""
        from microcoach_desktop.ui.reason_dialog import ReasonDialog

        dialog = ReasonDialog(self._desk.kit, hold, self._window)
        dialog.given.connect(lambda reason: self.hold(session.id, hold, reason))
        dialog.open()

    def hold(self, session_id: int, hold: Hold, reason: str) -> bool:
        done = _tr("Parked.") if hold is Hold.PARKED else _tr("Let go.")
        return self.do(lambda: self._desk.coach.hold(session_id, hold, reason), done, text=reason)

    def add_later(self, menu: QMenu, session: Session) -> None:
        """The times of "not now"."""
        later = menu.addMenu(_tr("Not now: talk about it"))
        for words, at in talk_times(self._desk):
            later.addAction(words).triggered.connect(lambda _=False, at=at: self.plan(session, at))

    def menu(self, session: Session) -> QMenu:
        menu = QMenu(self._window)
        menu.addAction(_tr("Just talked about it")).triggered.connect(lambda: self.talked(session))
        self.add_later(menu, session)
        menu.addSeparator()
        menu.addAction(_tr("Park…")).triggered.connect(lambda: self.ask_hold(session, Hold.PARKED))
        menu.addAction(_tr("Let go…")).triggered.connect(lambda: self.ask_hold(session, Hold.LET_GO))
        menu.addSeparator()
        show = menu.addAction(_tr("Show in the history"))
        show.triggered.connect(lambda: self._desk.shell.open_person(session.person_id, session.id))
        return menu

    def do(self, deed: Callable[[], object], done: str, text: str = "") -> bool:
        """Say what was done, or what went wrong with a way to try again."""
        try:
            deed()
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=lambda: self._again(deed, done, text), text=text)
            return False
        self._desk.shell.toast(done)
        return True

    def _again(self, deed: Callable[[], object], done: str, text: str) -> None:
        self.do(deed, done, text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Talk", text)
