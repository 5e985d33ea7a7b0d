"""One heartbeat: asks the domain what is due, tells the notifier, writes the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.domain.periods import PeriodKind
from microcoach_desktop.domain.reminders import (
    SKIPS_TO_ASK,
    Answer,
    Engine,
    Happened,
    Heart,
    Held,
    Policy,
    Questions,
    Reminder,
    ReminderKind,
    State,
    Subject,
    Verdict,
    Wish,
    beat,
    questions,
    skipped,
)
from microcoach_desktop.services.ports import Card, Notifier
from microcoach_desktop.services.reminder_cards import ReminderCards
from microcoach_desktop.storage.reminders import LOG_PAGE, LogLine, StoredWish
from microcoach_desktop.storage.schema import EPOCH, ReminderRow, ReminderWishRow
from microcoach_desktop.storage.store import Store

LISTED_FOR = timedelta(days=7)
CHECK_INS = frozenset((ReminderKind.CHECK_IN, ReminderKind.RETENTION))
# While there is much to catch up with, what the person does comes first.
BREATH = timedelta(milliseconds=100)


class Reminding:
    """No card before `quiet_until`: at login the desktop settles first.

    Without `boot_seconds` a step of the clock looks like sleep, or like a start of the computer.
    """

    def __init__(
        self,
        store: Store,
        notifier: Notifier,
        policy: Callable[[], Policy],
        quiet_until: datetime = EPOCH,
        boot_seconds: Callable[[], float] | None = None,
    ) -> None:
        self._store = store
        self._notifier = notifier
        self._policy_now = policy
        self._boot_seconds = boot_seconds
        self._heart = Heart(quiet_until)

    def tick(self, now: datetime) -> Verdict:
        """Bring the ledger up to `now` (aware) and show at most one card. All of it is one transaction.

        The card is shown before the commit: a crash between the two repeats it, and nothing is missed.
        """
        boot = now.timestamp() if self._boot_seconds is None else self._boot_seconds()
        policy = self._policy(now)
        with self._store.journal.quietly() as unit:
            ledger, records = self._store.engine_room(unit)
            turn = beat(self._heart, ledger, records, now, boot, policy)
            if turn.gone:
                self._notifier.withdraw(turn.gone)
            verdict = turn.verdict
            card = self._cards(now).card(verdict.card, digest=verdict.digest) if verdict.card else None
            if card is not None:
                self._notifier.show(card)
                Engine(ledger, records).tell(verdict, turn.moment, suspect=turn.suspect)
        self._heart = turn.heart
        return verdict

    def next_at(self, now: datetime) -> datetime | None:
        """The next instant at which a tick has something to do, for arming one timer."""
        with self._store.journal.quietly() as unit:
            ledger, records = self._store.engine_room(unit)
            if records.left():
                return now + BREATH
            return Engine(ledger, records).next_at(self._heart.moment(now, self._policy(now)), self._heart.settles_at)

    def answer(self, reminder_ids: tuple[int, ...], answer: Answer, now: datetime) -> None:
        """What the manager said to a card; it is never asked again."""
        with self._store.journal.quietly() as unit:
            ledger, records = self._store.engine_room(unit)
            for reminder_id in reminder_ids:
                reminder = self._store.reminders.get(reminder_id)
                if reminder.answered_at is None:
                    ledger.put(replace(reminder, state=State.ANSWERED, answered_at=now, answer=answer))
                    ledger.log(reminder, now, Happened.ANSWERED)
                    if reminder.kind is ReminderKind.CADENCE:
                        Engine(ledger, records).look_at(Subject.PERSON, reminder.subject_id, now, self._policy(now))

    def snooze(self, reminder_ids: tuple[int, ...], until: datetime, *, in_quiet: bool = False) -> None:
        """Ask again at exactly this time; in quiet time only where the manager said so."""
        with self._store.journal.quietly() as unit:
            ledger, _ = self._store.engine_room(unit)
            for reminder_id in reminder_ids:
                reminder = self._store.reminders.get(reminder_id)
                if reminder.answered_at is None:
                    ledger.put(reminder.put_off(until, in_quiet=in_quiet))
                    ledger.log(reminder, self._heart.last.at if self._heart.last else until, Happened.SNOOZED)

    def instead_of_quiet(self, until: datetime) -> datetime | None:
        """The first moment after quiet (free hours, own time off); None where it is not quiet."""
        policy = self._policy(until)
        absences = [period for period in self._store.periods.all() if period.kind is PeriodKind.ABSENCE]
        at: datetime | None = until
        while at is not None:
            today = wall(at, policy.zone).date()
            away = next((absence for absence in absences if absence.covers(today)), None)
            if away is not None:
                at = policy.hours.morning(away.ends_on + timedelta(days=1), policy.zone)
            elif policy.hours.span(at, policy.zone) is None:
                at = policy.hours.next_start(at, policy.zone)
            else:
                break
        return None if at == until else at

    def often_skipped(self, reminder_ids: tuple[int, ...]) -> Reminder | None:
        """A key task whose question was skipped three times in a row, and nobody was asked whether to go on."""
        for reminder_id in reminder_ids:
            reminder = self._store.reminders.get(reminder_id)
            if reminder.kind is not ReminderKind.KEY_TASK:
                continue
            rows = self._store.reminders.newest(reminder.kind, reminder.subject_id)
            wish = self._store.reminders.wish(reminder.kind, reminder.subject_id)
            since = [row for row in rows if wish is None or (row.answered_at or row.due_at) > wish.decided_at]
            if skipped(since) >= SKIPS_TO_ASK:
                return reminder
        return None

    def fewer(self, kind: ReminderKind, subject_id: int, wish: Wish, now: datetime) -> None:
        """Keep them, one a week at most, or none about this subject; undo brings the old wish back."""
        stored = StoredWish(kind, subject_id, wish, now)
        known = self._store.reminders.wish(kind, subject_id)
        gone: frozenset[int] = frozenset()
        with self._store.journal.command("fewer reminders", now) as unit:
            if known is None:
                unit.insert(ReminderWishRow, stored)
            else:
                unit.update(ReminderWishRow, replace(stored, id=known.id))
            if wish is Wish.OFF:
                rows = [row for row in self._store.reminders.newest(kind, subject_id) if row.is_open]
                for row in rows:
                    unit.update(ReminderRow, replace(row, state=State.WITHDRAWN, held=Held.TURNED_OFF))
                gone = frozenset(row.id for row in rows)
        if gone:
            self._notifier.withdraw(gone)

    def unanswered(self, now: datetime, listed: Collection[int] = ()) -> list[Reminder]:
        """Told, missed or held back in the last week and still open: the list that makes up for a popup not seen.

        Without the check-ins of these ids, which the manager sees anyway.
        """
        rows = self._store.reminders.waiting(now) + self._store.reminders.unanswered(now - LISTED_FOR)
        return [row for row in rows if row.kind not in CHECK_INS or row.subject_id not in listed]

    def log(self, before: int | None = None, limit: int = LOG_PAGE, what: Happened | None = None) -> list[LogLine]:
        """What was shown, held back (why), missed and taken back, newest first, page by page."""
        return self._store.reminders.log(before, limit, what)

    def questions(self, now: datetime) -> Questions:
        """What the weekly review has to ask."""
        with self._store.journal.quietly() as unit:
            return questions(self._store.engine_room(unit)[0], now, self._policy(now))

    def ask_overdue(self, check_in_ids: frozenset[int], now: datetime) -> None:
        """The manager looks at these: what waits for long has been asked about, and lapses after the next review."""
        with self._store.journal.quietly() as unit:
            ledger, _ = self._store.engine_room(unit)
            for row in questions(ledger, now, self._policy(now)).overdue:
                if row.asked_at is None and row.subject_id in check_in_ids:
                    ledger.put(replace(row, asked_at=now))

    def end_review(self, now: datetime) -> None:
        """The weekly review has been gone through: its card is answered."""
        rows = self._store.reminders.newest(ReminderKind.WEEKLY, 0)
        self.answer(tuple(row.id for row in rows if row.is_open), Answer.REVIEWED, now)

    def card_of(self, reminder: Reminder, now: datetime) -> Card | None:
        """A reminder with what it is about; None where that was removed."""
        return self._cards(now).card((reminder,))

    def _cards(self, now: datetime) -> ReminderCards:
        return ReminderCards(self._store, lambda: self.questions(now))

    def _policy(self, now: datetime) -> Policy:
        policy = self._policy_now()
        return replace(policy, periods=tuple(self._store.periods.around(wall(now, policy.zone).date())))
