"""What can be done with a note of the timeline: the same by key, menu and dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.playbook import can_be_offered
from microcoach_desktop.domain.sessions import Hold
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.moving import MoveDeeds
from microcoach_desktop.ui.people.history_keys import KeyDeed, fill
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.talking import TalkDeeds


class NoteDeeds(QObject):
    unfold_wanted = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._talks = TalkDeeds(desk, window)
        self._dates = MoveDeeds(desk, window)
        self.menu: QMenu | None = None
        self.ways: Sequence[KeyDeed] = ()

    def open_menu(self, note: Note, at: QPoint) -> None:
        self.menu_for(note).popup(at)

    def menu_for(self, note: Note) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        menu = self.menu = QMenu(self._window)
        self._add(menu, self.tr("Unfold or fold"), lambda: self.unfold_wanted.emit(note), "Enter")
        if note.open_check_in is not None:
            self._add(menu, self.tr("Check in…"), lambda: self.check_in(note), "C")
            self._add(menu, self.tr("Reschedule…"), lambda: self.reschedule(note), "R")
            self._add(menu, self.tr("Remove the date"), lambda: self.remove_date(note), "Del")
        self._add(menu, self.tr("Edit…"), lambda: self.edit(note), "E")
        self._add(menu, self.tr("Show the card"), lambda: self.show_card(note), "S")
        if can_be_offered(note.session):
            self._add(menu, self.tr("Add to playbook…"), lambda: self.promote(note))
        menu.addSeparator()
        if note.session.talked_at is None:
            self._add(menu, self.tr("Talked about it just now"), lambda: self.talk(note))
            self._talks.add_later(menu, note.session)
        if note.session.action and note.session.first_tried_at is None:
            self._add(menu, self.tr("Tried for the first time just now"), lambda: self._talks.tried(note.session))
        if note.session.hold is None:
            self._add(menu, self.tr("Park…"), lambda: self.hold(note, Hold.PARKED))
            self._add(menu, self.tr("Let go…"), lambda: self.hold(note, Hold.LET_GO))
        else:
            self._add(menu, self.tr("Bring back"), lambda: self.take_up(note))
        menu.addSeparator()
        fill(menu.addMenu(self.tr("Go to")), self.ways)
        self._add(menu, self.tr("Delete"), lambda: self.delete(note))
        return menu

    def edit(self, note: Note) -> None:
        from microcoach_desktop.ui.people.edit_dialog import EditSessionDialog

        dialog = EditSessionDialog(self._desk, note.session, self, self._window)
        dialog.open()

    def show_card(self, note: Note) -> None:
        from microcoach_desktop.ui.card.window import show_card

        show_card(self._desk, note.session.id, self._window)

    def promote(self, note: Note) -> None:
        from microcoach_desktop.ui.playbook.wording_dialog import promote

        promote(self._desk, note.session.id, self._window)

    def check_in(self, note: Note) -> None:
        if note.open_check_in is not None:
            self._desk.shell.check_in(note.open_check_in.id)

    def reschedule(self, note: Note) -> None:
        self._with_follow_up(note, self._dates.reschedule)

    def remove_date(self, note: Note) -> None:
        self._with_follow_up(note, self._dates.remove_date)

    def talk(self, note: Note) -> None:
        self._talks.talked(note.session)

    def hold(self, note: Note, hold: Hold) -> None:
        """Ask for the reason, then set the note aside."""
        self._talks.ask_hold(note.session, hold)

    def set_aside(self, session_id: int, hold: Hold, reason: str) -> bool:
        return self._talks.hold(session_id, hold, reason)

    def take_up(self, note: Note) -> None:
        self._talks.do(lambda: self._desk.coach.hold(note.session.id, None), self.tr("Brought back."))

    def delete(self, note: Note) -> bool:
        return self._talks.do(lambda: self._desk.coach.delete_session(note.session.id), self.tr("Session deleted."))

    def _with_follow_up(self, note: Note, deed: Callable[[FollowUp], object]) -> None:
        if note.open_check_in is None:
            self._desk.shell.toast(self.tr("No check-in is open here."), undo=False)
            return
        try:
            follow_up = self._desk.coach.store.check_ins.follow_up(note.open_check_in.id)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        deed(follow_up)

    @staticmethod
    def _add(menu: QMenu, text: str, deed: Callable[[], object], keys: str = "") -> None:
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda _=False: deed())
