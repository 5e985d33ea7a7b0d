"""Giving a check-in another time: the same in Today, in the calendar and in the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.desk import Desk

# Dialogs and quick dates wait for the first deed: Today is what a start has to pay for.


class MoveDeeds(QObject):
    """Each deed is one undo step, and is said aloud. `window` is the parent of dialogs."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

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
        dialog.accepted.connect(lambda: self.move(follow_up, dialog.chosen_at()))
        dialog.open()

    def reschedule_all(self, late: Sequence[FollowUp]) -> None:
        """Show where all of them would go, then move them."""
        from microcoach_desktop.ui.today.spread import SpreadDialog, spread

        try:
            moves = spread(self._desk, late)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        dialog = SpreadDialog(self._desk, late, moves, self._window)
        dialog.accepted.connect(partial(self._move_all, moves))
        dialog.open()

    def move(self, follow_up: FollowUp, at: datetime | None) -> bool:
        """To this moment, or (None) off the calendar; whether it was done."""
        name = follow_up.person_name.split()[0]
        if at is None:
            return self._move({follow_up.id: at}, _tr("{name} has no date now.").format(name=name))
        formats, now = self._desk.formats(), self._desk.now()
        moved_to = _tr("{name} moved to {moment}.")
        # Short to be read, in full to be heard.
        aloud = f"{formats.long_day(at.astimezone(now.tzinfo).date())}, {formats.time(at)}"
        said = moved_to.format(name=name, moment=formats.moment(at, now))
        return self._move({follow_up.id: at}, said, moved_to.format(name=name, moment=aloud))

    def remove_date(self, follow_up: FollowUp) -> None:
        self.move(follow_up, None)

    def say(self, text: str) -> None:
        """What there is nothing to undo about."""
        self._desk.shell.toast(text.strip(), undo=False)

    def _move_all(self, moves: Mapping[int, datetime]) -> None:
        said = _tr("{count} follow-ups moved.").format(count=len(moves))
        self._move(moves, _tr("1 follow-up moved.") if len(moves) == 1 else said)

    def _move(self, moves: Mapping[int, datetime | None], said: str, aloud: str = "") -> bool:
        try:
            self._desk.coach.reschedule(dict(moves))
        except InvalidRecord as error:
            self.say(f"{error.what_happened} {error.what_to_do}")
            return False
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=partial(self._again, moves, said, aloud))
            return False
        self._desk.shell.toast(said, spoken=aloud)
        return True

    def _again(self, moves: Mapping[int, datetime | None], said: str, aloud: str) -> None:
        self._move(moves, said, aloud)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Moving", text)
