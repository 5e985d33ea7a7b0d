"""One heartbeat: asks the domain what is due, tells the notifier, writes the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence, occurrences
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import (
    SETTLE,
    Answer,
    Policy,
    Reminder,
    ReminderKind,
    State,
    Verdict,
    choose,
    enter,
    stale,
)
from microcoach_desktop.services.ports import Card, CheckInCard, KeyTaskCard, Notifier
from microcoach_desktop.storage.journal import UNDO_LASTS, Unit
from microcoach_desktop.storage.keytasks import KeyTaskState
from microcoach_desktop.storage.schema import EPOCH, KeyTaskStateRow, ReminderRow
from microcoach_desktop.storage.store import Store

# A longer silence than this means that the computer slept.
SLEPT = timedelta(minutes=2)


class Reminding:
    """No card before `quiet_until`: at login the desktop settles first."""

    def __init__(
        self, store: Store, notifier: Notifier, policy: Callable[[], Policy], quiet_until: datetime = EPOCH
    ) -> None:
        self._store = store
        self._notifier = notifier
        self._policy = policy
        self._quiet_until = quiet_until
        self._last_tick_at: datetime | None = None

    def tick(self, now: datetime) -> Verdict:
        """Bring the ledger up to `now` (aware) and show at most one card.

        The card is shown before it is marked: a crash between the two repeats it, and nothing is missed.
        """
        if self._last_tick_at is not None and now - self._last_tick_at > SLEPT:
            self._quiet_until = now + SETTLE
        self._last_tick_at = now
        with self._store.journal.quietly() as unit:
            self._enter_key_tasks(unit, now)
            self._enter_check_ins(unit, now)
            withdrawn = self._withdraw(unit, now)
        if withdrawn:
            self._notifier.withdraw(withdrawn)
        policy = self._policy()
        told = self._store.reminders.told(at_time(now.astimezone(policy.zone).date(), time(0), policy.zone))
        pending = self._store.reminders.pending()
        verdict = choose(pending, now, policy, told, settled=now >= self._quiet_until)
        if verdict.card:
            self._notifier.show(self._card(verdict.card))
            with self._store.journal.quietly() as unit:
                for reminder in verdict.card:
                    unit.update(ReminderRow, replace(reminder, state=State.SHOWN, shown_at=now, snoozed=False))
        return verdict

    def next_at(self, now: datetime) -> datetime | None:
        """The next instant at which something becomes due, for arming one timer."""
        waiting = [reminder.due_at for reminder in self._store.reminders.pending() if reminder.due_at > now]
        found = [self._store.key_tasks.next_due_at(), self._store.reminders.next_check_in_at(now), *waiting]
        return min((at for at in found if at is not None and at > EPOCH), default=None)

    def answer(self, reminder_ids: tuple[int, ...], answer: Answer, now: datetime) -> None:
        """What the manager said to a card; it is never asked again."""
        with self._store.journal.quietly() as unit:
            for reminder_id in reminder_ids:
                reminder = self._store.reminders.get(reminder_id)
                if reminder.answered_at is None:
                    answered = replace(reminder, state=State.ANSWERED, answered_at=now, answer=answer)
                    unit.update(ReminderRow, answered)

    def snooze(self, reminder_ids: tuple[int, ...], until: datetime) -> None:
        """Ask again at exactly this time."""
        with self._store.journal.quietly() as unit:
            for reminder_id in reminder_ids:
                reminder = self._store.reminders.get(reminder_id)
                if reminder.answered_at is None:
                    # It keeps `shown_at`: the card it was on still counts for the day and for the spacing.
                    waiting = replace(reminder, state=State.PENDING, due_at=until, snoozed=True)
                    unit.update(ReminderRow, waiting)

    def unanswered(self, now: datetime) -> list[Card]:
        """Told, missed or held back in the last week and still open: the list that makes up for a popup not seen."""
        cards = []
        held = [reminder for reminder in self._store.reminders.pending() if reminder.due_at <= now]
        for reminder in held[::-1] + self._store.reminders.unanswered(now - timedelta(days=7)):
            try:
                cards.append(self._card((reminder,)))
            except NotFound:
                continue  # withdrawn on the next tick
        return cards

    def _enter_key_tasks(self, unit: Unit, now: datetime) -> None:
        states = {state.id: state for state in self._store.key_tasks.due(now) + self._store.key_tasks.ahead_of(now)}
        for state in states.values():
            task = self._store.key_tasks.get(state.id)
            grace = timedelta(minutes=task.grace_minutes)
            if task.asks and state.evaluated_until < now:
                found = list(occurrences(task, state.evaluated_until - grace, now - grace))
                for reminder in enter(found, now):
                    self._enter(unit, reminder, now)
            following = next_occurrence(task, now - grace) if task.asks else None
            next_due_at = None if following is None else following.due_at
            unit.update(KeyTaskStateRow, KeyTaskState(task.id, now, next_due_at))

    def _enter(self, unit: Unit, reminder: Reminder, now: datetime) -> None:
        if self._store.reminders.find(reminder.kind, reminder.subject_id, reminder.occurrence) is not None:
            return
        if self._store.sessions.of_occurrence(reminder.subject_id, reminder.occurrence):
            reminder = replace(reminder, state=State.ANSWERED, answered_at=now, answer=Answer.CAPTURED)
        unit.insert(ReminderRow, reminder)

    def _enter_check_ins(self, unit: Unit, now: datetime) -> None:
        for check_in_id, due_at in self._store.reminders.check_ins_to_enter(now):
            occurrence = str(ReminderRow.due_at.db_value(due_at))
            unit.insert(ReminderRow, Reminder(ReminderKind.CHECK_IN, check_in_id, occurrence, due_at))

    def _withdraw(self, unit: Unit, now: datetime) -> frozenset[int]:
        gone = self._store.reminders.withdraw_answered()
        for reminder in gone:
            unit.update(ReminderRow, replace(reminder, state=State.WITHDRAWN))
        for reminder in self._store.reminders.back(now - UNDO_LASTS):
            state = State.PENDING if reminder.shown_at is None else State.SHOWN
            unit.update(ReminderRow, replace(reminder, state=state))
        for reminder in self._store.reminders.pending():
            if stale(reminder, now):
                unit.update(ReminderRow, replace(reminder, state=State.MISSED))
        return frozenset(reminder.id for reminder in gone)

    def _card(self, reminders: tuple[Reminder, ...]) -> Card:
        if reminders[0].kind is ReminderKind.CHECK_IN:
            return CheckInCard(tuple((r, self._store.check_ins.follow_up(r.subject_id)) for r in reminders))
        ended = tuple((reminder, self._store.key_tasks.get(reminder.subject_id)) for reminder in reminders)
        people = self._people([task for _, task in ended])
        trying = (f for person in people for f in self._store.check_ins.open_of(person.id))
        return KeyTaskCard(ended, tuple(people), next(trying, None))

    def _people(self, tasks: list[KeyTask]) -> list[Person]:
        wanted = {person_id for task in tasks for person_id in task.person_ids}
        return [person for person in self._store.people.all() if person.id in wanted]
