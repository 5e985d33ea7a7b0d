"""What can be done with a follow-up of Today; each deed is one undo step and says what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.desk import Desk

# Dialogs, quick dates and sentences wait for the first deed: Today is what a start has to pay for.


class FollowUpDeeds(QObject):
    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

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
            (self.tr("Remove the date") + "\tDel", self.undate),
            (self.tr("Show the card"), self.show_card),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, deed=deed: deed(follow_up))
        return menu

    def show_card(self, follow_up: FollowUp) -> None:
        from microcoach_desktop.ui.card.window import show_card

        show_card(self._desk, follow_up.session_id, self._window)

    def open(self, follow_up: FollowUp) -> None:
        self._desk.shell.check_in(follow_up.id)

    def reschedule(self, follow_up: FollowUp) -> None:
        """Ask for another time."""
        from microcoach_desktop.ui.dates import date_context
        from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog

        desk = self._desk
        title = f"{follow_up.person_name}: {follow_up.title}"
        dialog = RescheduleDialog(
            desk.kit, desk.formats, partial(date_context, desk), title, follow_up.due_at, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._move_one(follow_up, dialog.chosen_at()))
        dialog.open()

    def undate(self, follow_up: FollowUp) -> None:
        self._move_one(follow_up, None)

    def reschedule_all(self, late: Sequence[FollowUp]) -> None:
        """Show where they would go, then move them."""
        from microcoach_desktop.ui.today.spread import SpreadDialog, spread

        try:
            moves = spread(self._desk, late)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        dialog = SpreadDialog(self._desk, late, moves, self._window)
        dialog.accepted.connect(partial(self._move_all, moves))
        dialog.open()

    def _move_one(self, follow_up: FollowUp, at: datetime | None) -> None:
        name = follow_up.person_name.split()[0]
        said = self.tr("{name} has no date now.").format(name=name)
        if at is not None:
            moment = self._desk.formats().moment(at, self._desk.now())
            said = self.tr("{name} moved to {moment}.").format(name=name, moment=moment)
        self._move({follow_up.id: at}, said)

    def _move_all(self, moves: Mapping[int, datetime]) -> None:
        said = self.tr("{count} check-ins moved.").format(count=len(moves))
        if len(moves) == 1:
            said = self.tr("1 check-in moved.")
        self._move(dict(moves), said)

    def _move(self, moves: dict[int, datetime | None], said: str) -> None:
        try:
            self._desk.coach.reschedule(moves)
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=partial(self._move, moves, said))
            return
        self._desk.shell.toast(said)
