"""Reminders on the screen: fills the Notifier port with the popup or the system, and does what the buttons say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.reminders import Answer, Reminder, Wish, later_today
from microcoach_desktop.services.ports import Card, CheckInCard, KeyTaskCard, NoteCard, Notices
from microcoach_desktop.services.rhythm import working_hours
from microcoach_desktop.ui.desk import Desk, PageName
from microcoach_desktop.ui.reminders.doing import answer, capture, handover, open_it
from microcoach_desktop.ui.reminders.faces import Answered, Choice, Face, Wording, often_skipped_face, quiet_face
from microcoach_desktop.ui.reminders.reasons import why
from microcoach_desktop.ui.reminders.system_cards import SystemCards, by_system

if TYPE_CHECKING:
    from microcoach_desktop.ui.popup import ReminderPopup

OUTCOMES = {Choice.WORKED: Outcome.WORKED, Choice.PARTLY: Outcome.PARTLY, Choice.NOT_YET: Outcome.NOT_YET}
ANSWERS = {Choice.SKIP: Answer.SKIPPED, Choice.GOT_IT: Answer.DISMISSED}


class PopupNotifier(QObject):
    """The port; the desk is handed in when it exists. Without `notices` every card is our own.

    `refused` says that the system did not take the last card that it was given.
    """

    def __init__(self, notices: Callable[[], Notices] | None = None) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._notices = notices
        self.refused = False

    def work_at(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def popup(self) -> ReminderPopup:
        """Made for the first card; a start does not wait for it."""
        from microcoach_desktop.ui.popup import ReminderPopup

        popup = ReminderPopup(self._at_work().kit, self._wording, self._why)
        popup.answered.connect(self._answered, Qt.ConnectionType.QueuedConnection)
        return popup

    @cached_property
    def system(self) -> SystemCards | None:
        """Made for the first card that the system shows."""
        if self._notices is None:
            return None
        cards = SystemCards(self._notices(), self._wording)
        cards.answered.connect(self._answered)
        cards.refused.connect(self._refused)
        return cards

    def show(self, card: Card) -> None:
        self._place().show_card(card)
        if self._at_work().settings().reminder_sound:
            QApplication.beep()

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        for place in self._made():
            place.take_back(reminder_ids)

    def take_focus(self) -> None:
        """The open card gets the keyboard; without one, the list of what waits."""
        popup: ReminderPopup | None = self.__dict__.get("popup")
        if popup is not None and popup.card is not None:
            popup.take_focus()
        else:
            self._at_work().shell.open_page(PageName.TODAY)

    def _place(self) -> ReminderPopup | SystemCards:
        wanted = by_system(self._at_work().settings().delivery)
        self.refused = self.refused and wanted
        return self.system if wanted and self.system is not None else self.popup

    def _made(self) -> list[ReminderPopup | SystemCards]:
        return [place for name in ("popup", "system") if (place := self.__dict__.get(name)) is not None]

    def _refused(self, card: Card, face: Face, hide_names: bool) -> None:
        self.refused = True
        self.popup.ask(card, face, hide_names=hide_names)

    def later_at(self, desk: Desk) -> datetime:
        """When "later" is: the label and the deed ask here."""
        now, zone = desk.now(), desk.coach.zone()
        hours = working_hours(desk.settings())
        span, following = hours.span(now, zone), hours.next_start(now, zone) or now + timedelta(days=1)
        return following if span is None else later_today(now, span.ends_at, following)

    def _wording(self, _card: Card) -> Wording:
        desk = self._at_work()
        now, settings = desk.now(), desk.settings()
        later_at = self.later_at(desk).astimezone(now.tzinfo)
        today = later_at.date() == now.date()
        # Short enough to stand in one row with the other buttons.
        label = self.tr("Later today") if today else desk.formats().coming_moment(later_at)
        return Wording(label, settings.snooze_minutes, desk.hides_names(), now)

    def _why(self, reminder: Reminder) -> str:
        desk = self._at_work()
        return why(reminder, desk.formats(), desk.now())

    def _answered(self, said: Answered) -> None:
        desk = self._at_work()
        try:
            self._do(desk, said)
        except MicroCoachError as error:
            desk.shell.trouble(error)

    def _do(self, desk: Desk, said: Answered) -> None:
        card, choice = said.card, said.choice
        ids = tuple(reminder.id for reminder in card.reminders)
        if choice in ANSWERS:
            answer(desk, card, ANSWERS[choice])
            self._ask_after_skips(desk, card, ids)
        elif choice in OUTCOMES and isinstance(card, CheckInCard):
            self._review(desk, card, OUTCOMES[choice])
        elif choice in (Choice.TALKED, Choice.KEPT_PROMISE) and isinstance(card, NoteCard):
            self._note_done(desk, card, choice)
        elif choice is Choice.FEWER and said.wish is not None:
            self._fewer(desk, card.reminders[0], said.wish)
        elif choice is Choice.CAPTURE:
            capture(desk, card, said.person_id)
        elif choice is Choice.HANDOVER and isinstance(card, KeyTaskCard):
            handover(desk, card)
        elif choice is Choice.OPEN:
            open_it(desk, card)
        elif choice in (Choice.SNOOZE, Choice.LATER):
            minutes = timedelta(minutes=desk.settings().snooze_minutes)
            until = desk.now() + minutes if choice is Choice.SNOOZE else self.later_at(desk)
            self._postpone(desk, card, ids, until)
        elif said.at is not None:
            desk.reminding.snooze(ids, said.at, in_quiet=choice is Choice.IN_QUIET)

    def _review(self, desk: Desk, card: CheckInCard, outcome: Outcome) -> None:
        from microcoach_desktop.ui.checkin.wording import tell_recorded

        follow_up = card.due[0][1]
        done = desk.coach.review(follow_up.id, Review(outcome))
        tell_recorded(desk, done, self.tr("Recorded for {name}.").format(name=follow_up.person_name.split()[0]))

    def _note_done(self, desk: Desk, card: NoteCard, choice: Choice) -> None:
        _, note, person = card.due[0]
        if choice is Choice.TALKED:
            desk.coach.talk(note.id)
            desk.shell.toast(self.tr("Noted that you talked with {name}.").format(name=person.first_name))
        else:
            desk.coach.edit(replace(note, promise_done_at=desk.now()))
            desk.shell.toast(self.tr("Promise to {name} kept.").format(name=person.first_name))

    def _fewer(self, desk: Desk, about: Reminder, wish: Wish) -> None:
        desk.reminding.fewer(about.kind, about.wish_subject, wish, desk.now())
        said = {
            Wish.KEEP: self.tr("These reminders stay as they are."),
            Wish.WEEKLY: self.tr("At most one like this a week."),
            Wish.OFF: self.tr("No more reminders like this."),
        }
        desk.shell.toast(said[wish])

    def _postpone(self, desk: Desk, card: Card, ids: tuple[int, ...], until: datetime) -> None:
        instead = desk.reminding.instead_of_quiet(until)
        if instead is None:
            desk.reminding.snooze(ids, until)
            return
        shown = self._moment(desk, until), self._moment(desk, instead)
        hidden = desk.hides_names()
        self._place().ask(card, quiet_face(until, instead, shown), hide_names=hidden)

    def _ask_after_skips(self, desk: Desk, card: Card, ids: tuple[int, ...]) -> None:
        skipped = desk.reminding.often_skipped(ids)
        if skipped is None or not isinstance(card, KeyTaskCard):
            return
        about = next(pair for pair in card.ended if pair[0].id == skipped.id)
        hidden = desk.hides_names()
        name = self.tr("this key task") if hidden else about[1].name
        self._place().ask(KeyTaskCard((about,), (), None), often_skipped_face(name, about[0]), hide_names=hidden)

    def _moment(self, desk: Desk, at: datetime) -> str:
        now, formats = desk.now(), desk.formats()
        if (at.astimezone(now.tzinfo).date() - now.date()).days in (0, 1):
            return formats.short_moment(at, now)
        return formats.moment(at, now)

    def _at_work(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("a card was shown before there was a desk")
        return self._desk
