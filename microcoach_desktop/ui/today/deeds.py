"""What can be done with a follow-up of Today; each deed is one undo step and says what it did."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.moving import MoveDeeds

# Dialogs and sentences wait for the first deed: Today is what a start has to pay for.


class FollowUpDeeds(MoveDeeds):
    def answer(self, follow_up: FollowUp, outcome: Outcome) -> None:
        """Record it with what usually follows."""
        from microcoach_desktop.ui.checkin.wording import recorded_sentence, tell_recorded

        try:
            done = self._desk.coach.review(follow_up.id, Review(outcome))
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=partial(self.answer, follow_up, outcome))
            return
        tell_recorded(self._desk, done, recorded_sentence(self._desk, done), self._window)

    def open_menu(self, follow_up: FollowUp, at: QPoint) -> None:
        menu = self.menu_for(follow_up)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu_for(self, follow_up: FollowUp) -> QMenu:
        """What else can be done with one follow-up."""
        menu = QMenu(self._window)
        for text, deed in (
            (self.tr("Check in…") + "\tC", self.open),
            (self.tr("Reschedule…") + "\tR", self.reschedule),
            (self.tr("Remove the date") + "\tDel", self.remove_date),
            (self.tr("Show the card"), self.show_card),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, deed=deed: deed(follow_up))
        return menu

    def show_card(self, follow_up: FollowUp) -> None:
        from microcoach_desktop.ui.card.window import show_card

        show_card(self._desk, follow_up.session_id, self._window)

    def open(self, follow_up: FollowUp) -> None:
        self._desk.shell.check_in(follow_up.id)
