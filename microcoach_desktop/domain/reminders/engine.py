"""One heartbeat over the ledger: bring it up to now, choose what to tell, write down that it was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence, occurrences
from microcoach_desktop.domain.local_time import at_time, wall
from microcoach_desktop.domain.reminders import plan
from microcoach_desktop.domain.reminders.backing_off import day_after, wait_days
from microcoach_desktop.domain.reminders.choose import Moment, choose, closed, full, held_until, opens_at
from microcoach_desktop.domain.reminders.ledger import Happened, Ledger, Records, Subject, TaskState
from microcoach_desktop.domain.reminders.model import (
    LASTING,
    Cause,
    Gone,
    Held,
    Policy,
    Reminder,
    ReminderKind,
    State,
    Verdict,
    Wish,
)
from microcoach_desktop.domain.reminders.pulse import Beat
from microcoach_desktop.domain.reminders.weekly import ask_about_overdue, bring_up_review

DAY = timedelta(days=1)
TOLD_SINCE = timedelta(days=8)
RECENT_CAPTURE = timedelta(minutes=20)
# A key task's question comes back with its task for as long as an undo can bring that back.
COMES_BACK = timedelta(hours=24)
WEEKLY_GAP = timedelta(days=7)


class Engine:
    """The rules over one ledger. It keeps nothing itself: after a crash the ledger says all."""

    def __init__(self, ledger: Ledger, records: Records) -> None:
        self._ledger = ledger
        self._records = records

    def bring_up(
        self, now: datetime, policy: Policy, beat: Beat, before: datetime | None, *, rules_changed: bool = False
    ) -> frozenset[int]:
        """Enter what has become due and take back what is no longer wanted; the ids of those taken back.

        `before` is when the last tick was, by the wall clock; `rules_changed`: other settings or periods than then.
        """
        if beat.set_back:
            self._arm_anew(now)
        if beat.set_back or rules_changed:
            self._ledger.let_go()
        touched = dict.fromkeys(self._records.touched())
        if beat.zone_changed or rules_changed:
            touched |= dict.fromkeys(self._records.all_open())
        today = wall(now, policy.zone).date()
        first = today if before is None else wall(before, policy.zone).date()
        if first != today or beat.zone_changed:
            # A day more: in the zone of the last tick it may have been another one.
            touched |= dict.fromkeys(self._records.turned(min(first, today) - DAY, max(first, today)))
        gone: set[int] = set()
        for subject, subject_id in touched:
            gone |= self.look_at(subject, subject_id, now, policy)
        for state in self._records.tasks_due(now):
            self._enter_task(state, now, policy, suspect=beat.pulse.suspect)
        gone |= bring_up_review(self._ledger, self._records, now, policy)
        self._sweep(now, policy)
        return frozenset(gone)

    def pick(self, moment: Moment) -> tuple[Moment, Verdict]:
        """The card of this moment, with the moment as the ledger completes it."""
        now, policy, span = moment.now, moment.policy, moment.span
        moment = replace(moment, told=self._ledger.told(now - TOLD_SINCE))
        reason = closed(moment) or full(moment)
        due = self._ledger.due(now, reason)
        if reason is None and span is not None:
            digest = self._ledger.find(ReminderKind.DIGEST, 0, _start(span.starts_at, policy))
            unanswered = [] if digest is not None else self._ledger.again(span.starts_at)
            again = tuple(r for r in unanswered if self._wished(r, now))
            moment = replace(moment, digest_told=digest is not None, again=again)
        if not due and not moment.again:
            return moment, Verdict()
        if reason is None:
            today = wall(now, policy.zone).date()
            begins_at, ends_at = (at_time(day, time(0), policy.zone) for day in (today, today + DAY))
            people = self._ledger.people_told(begins_at)
            later = self._ledger.people_later(now, ends_at)
            moment = replace(moment, people=people, later=later)
        verdict = choose([r for r in due if self._wanted(r, now)], moment)
        for reminder, why in verdict.held:
            self._hold(reminder, now, why, held_until(why, moment))
        return moment, verdict

    def _hold(self, reminder: Reminder, now: datetime, why: Held, until: datetime | None) -> None:
        if (reminder.held, reminder.held_until) != (why, until):
            self._ledger.put(replace(reminder, held=why, held_until=until))
        if reminder.held is not why:
            self._ledger.log(reminder, now, Happened.HELD, why)

    def next_at(self, moment: Moment, settles_at: datetime) -> datetime | None:
        """The next instant at which a tick can have something to do; early rather than late."""
        now, policy = moment.now, moment.policy
        moment = replace(moment, told=self._ledger.told(now - TOLD_SINCE))
        found = [self._ledger.next_due_at(now), self._records.next_task_at()]
        again_at = self._ledger.next_again_at()
        if again_at is not None:
            found.append(policy.hours.next_start(max(now, again_at - DAY), policy.zone))
        if self._ledger.any_due(now):
            found.append(opens_at(moment, settles_at))
        review = plan.next_review(now, policy)
        if review is not None:
            found.append(review[1])
        return min((at for at in found if at is not None and at > now), default=None)

    def tell(self, verdict: Verdict, moment: Moment, *, suspect: bool) -> None:
        """Write down that these were on a card now."""
        now, policy = moment.now, moment.policy
        span = moment.span
        if verdict.digest and span is not None:
            row = Reminder(ReminderKind.DIGEST, 0, _start(span.starts_at, policy), span.starts_at)
            digest = replace(row, cause=Cause.DAY_BEGINS, state=State.SHOWN, shown_at=now, times=1, suspect=suspect)
            self._ledger.log(self._ledger.put(digest), now, Happened.SHOWN)
        for reminder in verdict.card:
            times = reminder.times + 1
            lasts = reminder.kind in LASTING
            again_at = day_after(now, wait_days(times, policy.limits), policy) if lasts else None
            told = replace(
                reminder,
                state=State.SHOWN,
                shown_at=now,
                times=times,
                again_at=again_at,
                snoozed=False,
                in_quiet=False,
                held=None,
                held_until=None,
                suspect=suspect,
            )
            self._ledger.log(self._ledger.put(told), now, Happened.IN_DIGEST if verdict.digest else Happened.SHOWN)
            if reminder.kind is ReminderKind.CADENCE:
                self.look_at(Subject.PERSON, reminder.subject_id, now, policy)
            elif reminder.kind is ReminderKind.WEEKLY:
                ask_about_overdue(self._ledger, now, policy)

    def look_at(self, subject: Subject, subject_id: int, now: datetime, policy: Policy) -> set[int]:
        """Make the rows about one record what it wants; the ids of those taken back."""
        wanted: list[Reminder] = []
        kinds: tuple[ReminderKind, ...] = ()
        if subject is Subject.SESSION:
            kinds = (ReminderKind.FIXED, ReminderKind.TALK, ReminderKind.FINISH)
            note = self._records.note(subject_id)
            wanted = [] if note is None else plan.of_note(note[0], note[1], now, policy, followed=note[2])
        elif subject is Subject.CHECK_IN:
            kinds = (ReminderKind.CHECK_IN, ReminderKind.RETENTION)
            found = self._records.check_in(subject_id)
            wanted = [] if found is None else plan.of_check_in(*found, now, policy)
        elif subject is Subject.PERSON:
            kinds = (ReminderKind.CADENCE,)
            person = self._records.person(subject_id)
            rows = self._ledger.newest(ReminderKind.CADENCE, subject_id)
            wanted = [] if person is None else plan.of_person(*person, rows, now, policy)
        elif subject is Subject.PERIOD:
            kinds = (ReminderKind.MILESTONE, ReminderKind.PEAK)
            period = self._records.period(subject_id)
            wanted = [] if period is None else plan.of_period(period, now, policy)
        else:
            return self._look_at_task(subject_id, now, policy)
        gone: set[int] = set()
        for kind in kinds:
            rows = self._ledger.newest(kind, subject_id)
            changed = plan.reconciled([r for r in wanted if r.kind is kind], rows)
            gone |= {self._write(row, now, Gone.NO_LONGER) for row in changed}
        return gone - {0}

    def _write(self, row: Reminder, now: datetime, why: Gone) -> int:
        """Store a changed row; its id when it was taken back, else 0."""
        stored = self._ledger.put(row)
        if row.state is not State.WITHDRAWN:
            return 0
        self._ledger.log(stored, now, Happened.WITHDRAWN, why)
        return stored.id

    def _look_at_task(self, key_task_id: int, now: datetime, policy: Policy) -> set[int]:
        """A key task's own row is entered when it is due; here it is only taken back, or comes back by undo."""
        task = self._records.task(key_task_id)
        gone: set[int] = set()
        for row in self._ledger.newest(ReminderKind.KEY_TASK, key_task_id):
            why = self._needless(task, row, policy)
            if row.is_open and why is not None:
                gone.add(self._write(replace(row, state=State.WITHDRAWN), now, why))
            elif row.state is State.WITHDRAWN and why is None and now - row.due_at < COMES_BACK:
                back = State.PENDING if row.shown_at is None else State.SHOWN
                self._ledger.put(replace(row, state=back))
        return gone

    def _needless(self, task: KeyTask | None, row: Reminder, policy: Policy) -> Gone | None:
        """Why nobody has to be asked about this occurrence."""
        if task is None or task.removed_at is not None:
            return Gone.NO_LONGER
        since = row.due_at - RECENT_CAPTURE
        if self._records.captured(task, row.occurrence, since, row.due_at):
            return Gone.CAPTURED
        day = wall(row.due_at, policy.zone).date()
        absent = task.person_ids and not self._records.present(task.person_ids, day)
        return Gone.NOBODY_PRESENT if absent else None

    def _enter_task(self, state: TaskState, now: datetime, policy: Policy, *, suspect: bool) -> None:
        task = self._records.task(state.id)
        if task is None:
            return
        grace = timedelta(minutes=task.grace_minutes)
        if task.asks and state.evaluated_until < now:
            found = list(occurrences(task, state.evaluated_until - grace, now - grace))
            rows = self._ledger.newest(ReminderKind.KEY_TASK, task.id) if found else []
            for row in plan.of_occurrences(found, rows, now, policy):
                if self._ledger.find(*row.identity) is None:
                    self._enter(replace(row, suspect=suspect), task, now, policy)
        following = next_occurrence(task, now - grace) if task.asks else None
        self._records.keep_state(TaskState(task.id, now, None if following is None else following.due_at))

    def _enter(self, row: Reminder, task: KeyTask, now: datetime, policy: Policy) -> None:
        why = self._needless(task, row, policy)
        if why is not None:
            self._write(replace(row, state=State.WITHDRAWN), now, why)
            return
        stored = self._ledger.put(row)
        if row.state is State.MISSED:
            self._ledger.log(stored, now, Happened.MISSED, row.held or Gone.TOO_LATE)

    def _wanted(self, reminder: Reminder, now: datetime) -> bool:
        """Whether the manager did not ask for fewer like this; what is turned off goes, what is weekly waits."""
        wish = self._ledger.wish(reminder)
        if wish is Wish.OFF:
            # What lasts stays in the lists; it is only not told.
            state = State.MISSED if reminder.kind in LASTING else State.WITHDRAWN
            self._ledger.put(replace(reminder, state=state, held=Held.TURNED_OFF))
            self._ledger.log(reminder, now, Happened.HELD, Held.TURNED_OFF)
            return False
        again_at = self._weekly_at(reminder, now) if wish is Wish.WEEKLY and not reminder.snoozed else None
        if again_at is not None:
            self._hold(reminder, now, Held.LESS_OFTEN, again_at)
        return again_at is None

    def _wished(self, reminder: Reminder, now: datetime) -> bool:
        """Whether one without an answer may be told again by what the manager wants of such."""
        wish = self._ledger.wish(reminder)
        return wish is Wish.KEEP or (wish is Wish.WEEKLY and self._weekly_at(reminder, now) is None)

    def _weekly_at(self, reminder: Reminder, now: datetime) -> datetime | None:
        """When a week has passed since such a one was told; None when it has."""
        last_at = self._ledger.last_told(reminder)
        if last_at is None or not timedelta(0) <= now - last_at < WEEKLY_GAP:
            return None
        return last_at + WEEKLY_GAP

    def _sweep(self, now: datetime, policy: Policy) -> None:
        """What was worth telling for a while only is a missed moment now."""
        for row in self._ledger.perishable(now):
            if plan.stale(row, now, policy):
                self._ledger.put(replace(row, state=State.MISSED))
                self._ledger.log(row, now, Happened.MISSED, row.held or Gone.TOO_LATE)

    def _arm_anew(self, now: datetime) -> None:
        """The clock stood ahead and was set back: what was told too early and not answered is told at its time."""
        for row in self._ledger.suspects(now):
            if row.kind is ReminderKind.DIGEST:
                self._ledger.remove(row)
            else:
                self._ledger.put(replace(row, state=State.PENDING, shown_at=None, again_at=None, suspect=False))


def _start(starts_at: datetime, policy: Policy) -> str:
    return wall(starts_at, policy.zone).isoformat(timespec="minutes")
