"""What can be done about a step of the weekly review; each deed is one step for undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.reminders import Wish
from microcoach_desktop.domain.sessions import Hold, Session
from microcoach_desktop.domain.weekly_walk import AgeingNote, IgnoredReminder, LateCheckIn, Passed, Step
from microcoach_desktop.ui.checkin.wording import is_for_playbook
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.reason_dialog import ReasonDialog
from microcoach_desktop.ui.reminders.reasons import wish_name
from microcoach_desktop.ui.talk_times import talk_times
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog

WISHES = {Wish.KEEP: Passed.KEPT, Wish.WEEKLY: Passed.LESS_OFTEN, Wish.OFF: Passed.TURNED_OFF}
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: its label, its icon and what it does."""

    label: str
    icon: str
    run: Callable[[], object]


class StepDeeds(QObject):
    """`passed` carries a step and what was done about it, `trouble` an error, `for_playbook` then the step and the note
    whose action worked.
    """

    passed = Signal(object, object)
    for_playbook = Signal(object, object)
    trouble = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def of(self, step: Step) -> list[Deed]:
        """In the order of their number keys."""
        if isinstance(step, AgeingNote):
            return self._about_note(step)
        if isinstance(step, LateCheckIn):
            return self._about_check_in(step)
        return [
            Deed(wish_name(wish), icon, self._wish(step, wish))
            for wish, icon in ((Wish.KEEP, "bell"), (Wish.WEEKLY, "calendar-days"), (Wish.OFF, "bell-off"))
        ]

    def _about_note(self, step: AgeingNote) -> list[Deed]:
        note, coach = step.note, self._desk.coach
        return [
            Deed(_tr("Just talked"), "check", lambda: self._do(step, Passed.TALKED, lambda: coach.talk(note.id))),
            Deed(_tr("Plan the talk"), "clock", lambda: self._ask_when(step, note)),
            Deed(_tr("Park"), "pause", lambda: self._ask_why(step, note, Hold.PARKED)),
            Deed(_tr("Let go"), "x", lambda: self._ask_why(step, note, Hold.LET_GO)),
        ]

    def _about_check_in(self, step: LateCheckIn) -> list[Deed]:
        found = step.follow_up
        return [
            Deed(_tr("Worked"), "circle-check", self._review(step, Outcome.WORKED)),
            Deed(_tr("Partly"), "circle-dot-dashed", self._review(step, Outcome.PARTLY)),
            Deed(_tr("Not yet"), "circle-dashed", self._review(step, Outcome.NOT_YET)),
            Deed(_tr("Reschedule"), "calendar-clock", lambda: self._reschedule(step, found)),
            Deed(_tr("Let it lapse"), "x", self._lapse(step)),
        ]

    def _review(self, step: LateCheckIn, outcome: Outcome) -> Callable[[], None]:
        return lambda: self._look_back(step, outcome)

    def _look_back(self, step: LateCheckIn, outcome: Outcome) -> None:
        coach = self._desk.coach
        done = self._do(step, Passed.REVIEWED, lambda: coach.review(step.follow_up.id, Review(outcome)))
        if done is not None and is_for_playbook(done):
            self.for_playbook.emit(step, done.session)

    def _lapse(self, step: LateCheckIn) -> Callable[[], None]:
        routines = self._desk.coach.routines
        return lambda: self._do(step, Passed.LAPSED, lambda: routines.lapse(step.follow_up.id))

    def _wish(self, step: IgnoredReminder, wish: Wish) -> Callable[[], None]:
        desk = self._desk
        fewer = lambda: desk.reminding.fewer(step.kind, step.subject_id, wish, desk.now())  # noqa: E731
        return lambda: self._do(step, WISHES[wish], fewer)

    def _ask_when(self, step: AgeingNote, note: Session) -> None:
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, at in talk_times(self._desk):
            menu.addAction(words).triggered.connect(lambda _=False, at=at: self._plan(step, note, at))
        anchor = self._window.focusWidget() or self._window
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _plan(self, step: AgeingNote, note: Session, at: datetime) -> None:
        self._do(step, Passed.PLANNED, lambda: self._desk.coach.edit(replace(note, planned_talk_at=at)))

    def _ask_why(self, step: AgeingNote, note: Session, hold: Hold) -> None:
        dialog = ReasonDialog(self._desk.kit, hold, self._window)
        dialog.given.connect(lambda reason: self._hold(step, note, hold, reason))
        dialog.open()

    def _hold(self, step: AgeingNote, note: Session, hold: Hold, reason: str) -> None:
        done = Passed.PARKED if hold is Hold.PARKED else Passed.LET_GO
        self._do(step, done, lambda: self._desk.coach.hold(note.id, hold, reason))

    def _reschedule(self, step: LateCheckIn, found: FollowUp) -> None:
        desk = self._desk
        title = _tr("{name}: {title}").format(name=found.person_name, title=found.title)
        dialog = RescheduleDialog(desk.kit, desk.formats, lambda: date_context(desk), title, found.due_at, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(lambda: self._move(step, dialog.chosen_at()))
        dialog.open()

    def _move(self, step: LateCheckIn, at: datetime | None) -> None:
        self._do(step, Passed.MOVED, lambda: self._desk.coach.reschedule({step.follow_up.id: at}))

    def _do(self, step: Step, what: Passed, deed: Callable[[], Done]) -> Done | None:
        """What the deed gave; None where it could not be done, which is then told."""
        try:
            done = deed()
        except MicroCoachError as error:
            self.trouble.emit(error)
            return None
        self.passed.emit(step, what)
        return done


def _tr(text: str) -> str:
    return QCoreApplication.translate("Routines", text)
