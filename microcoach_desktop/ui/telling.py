"""Reminders on the screen: fills the Notifier port with the popup, and does what its buttons say."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QObject, Qt

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.reminders import Answer, later_today
from microcoach_desktop.services.ports import Card, CheckInCard, KeyTaskCard
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.popup import Answered, Choice, ReminderPopup, Wording

OUTCOMES = {Choice.WORKED: Outcome.WORKED, Choice.PARTLY: Outcome.PARTLY, Choice.NOT_YET: Outcome.NOT_YET}


class PopupNotifier(QObject):
    """The port; the desk is handed in when it exists."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None

    def work_at(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def popup(self) -> ReminderPopup:
        """Made for the first card; a start does not wait for it."""
        popup = ReminderPopup(self._at_work().kit, self._wording)
        popup.answered.connect(self._answered, Qt.ConnectionType.QueuedConnection)
        return popup

    def show(self, card: Card) -> None:
        self.popup.show_card(card)

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        if "popup" in self.__dict__:
            self.popup.take_back(reminder_ids)

    def later_at(self, desk: Desk) -> datetime:
        """When "later" is: the label and the deed ask here."""
        now, settings, zone = desk.now(), desk.settings(), desk.coach.zone()
        ends_at = at_time(now.date(), settings.day_ends_at, zone)
        return later_today(now, ends_at, at_time(now.date() + timedelta(days=1), settings.day_starts_at, zone))

    def _wording(self, _card: Card) -> Wording:
        desk = self._at_work()
        now, settings = desk.now(), desk.settings()
        later_at = self.later_at(desk)
        formats = desk.formats()
        tomorrow = self.tr("Tomorrow {time}").format(time=formats.time(later_at))
        label = self.tr("Later today") if later_at.astimezone(now.tzinfo).date() == now.date() else tomorrow
        return Wording(label, settings.snooze_minutes, settings.hide_names is HideNames.ALWAYS, now)

    def _answered(self, said: Answered) -> None:
        desk = self._at_work()
        try:
            if isinstance(said.card, KeyTaskCard):
                self._key_task(desk, said.card, said)
            else:
                self._check_in(desk, said.card, said)
        except MicroCoachError as error:
            desk.shell.trouble(error)

    def _key_task(self, desk: Desk, card: KeyTaskCard, said: Answered) -> None:
        ids = tuple(reminder.id for reminder in card.reminders)
        if said.choice is Choice.CAPTURE:
            reminder, task = card.ended[0]
            only = card.people[0].id if len(card.people) == 1 else None
            person_id = said.person_id or only
            desk.shell.quick_capture(Prefill(person_id, key_task_id=task.id, occurrence=reminder.occurrence))
        elif said.choice is Choice.SKIP:
            desk.reminding.answer(ids, Answer.SKIPPED, desk.now())
        else:
            self._postpone(desk, ids, said.choice)

    def _check_in(self, desk: Desk, card: CheckInCard, said: Answered) -> None:
        ids = tuple(reminder.id for reminder in card.reminders)
        follow_up = card.due[0][1]
        if said.choice in OUTCOMES:
            desk.coach.review(follow_up.id, Review(OUTCOMES[said.choice]))
            desk.shell.toast(self.tr("Recorded for {name}.").format(name=follow_up.person_name.split()[0]))
        elif said.choice is Choice.OPEN:
            desk.shell.check_in(follow_up.id)
        else:
            self._postpone(desk, ids, said.choice)

    def _postpone(self, desk: Desk, ids: tuple[int, ...], choice: Choice) -> None:
        if choice is Choice.SNOOZE:
            desk.reminding.snooze(ids, desk.now() + timedelta(minutes=desk.settings().snooze_minutes))
        elif choice is Choice.LATER:
            desk.reminding.snooze(ids, self.later_at(desk))

    def _at_work(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("a card was shown before there was a desk")
        return self._desk
