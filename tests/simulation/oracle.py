"""A second opinion, worked out day by day and card by card, knowing nothing of the engine."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask, rule_weekdays
from microcoach_desktop.domain.periods import PeriodKind
from microcoach_desktop.domain.reminders import Happened, Reminder, ReminderKind, State, Wish
from tests.simulation.life import DAY, Life
from tests.simulation.seen import Looked, Shown, Snooze, Version, Wished

UNASKED = (ReminderKind.CADENCE, ReminderKind.MILESTONE, ReminderKind.PEAK)
ASKED_AGAIN = (ReminderKind.DIGEST, ReminderKind.WEEKLY)
IN_PEAKS = (ReminderKind.FIXED, ReminderKind.CHECK_IN)
ALL_OF_A_KIND = (ReminderKind.CHECK_IN, ReminderKind.RETENTION)
SETTLED = timedelta(minutes=2)
LOOKED_BACK = 150
"""Cards: more than in two weeks, whatever the clock was set to."""
SLACK = timedelta(minutes=1)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """A wall time that does not exist moves on minute by minute; of two, the first."""
    while True:
        at = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None, fold=0) == local:
            return at
        local += timedelta(minutes=1)


def expected(version: Version) -> Iterator[str]:
    """The nominal starts of one version of a key task that became due while it was in force."""
    task: KeyTask = version.task
    zone, days = ZoneInfo(task.zone), rule_weekdays(task.rule)
    day = max(task.starts.date(), (version.since - 3 * DAY).date())
    while day <= (version.until + 3 * DAY).date():
        start = datetime.combine(day, task.starts.time())
        if day.weekday() in days:
            due_at = instant_of(start + timedelta(minutes=task.minutes), zone) + timedelta(minutes=task.grace_minutes)
            if version.since < due_at <= version.until:
                yield start.isoformat(timespec="minutes")
        day += DAY


def missed(life: Life) -> list[tuple[int, str]]:
    """Occurrences that nobody was told about and no list has."""
    known = {(r.subject_id, r.occurrence) for r in life.ledger.rows.values() if r.kind is ReminderKind.KEY_TASK}
    wanted = {(v.task.id, nominal) for v in life.versions for nominal in expected(v)}
    return sorted(wanted - known)


def forgotten(life: Life) -> list[int]:
    """Open check-ins that have long been due and were on no card."""
    told = {r.subject_id for card in life.shown for r in card.reminders if r.kind.value in ("check_in", "retention")}
    ends_at = life.wall
    found = []
    for check_in in life.records.check_ins.values():
        away = lately_away(life, check_in.session_id)
        late = check_in.due_at is not None and check_in.due_at < ends_at - 14 * DAY
        kind = ReminderKind.RETENTION if check_in.retention else ReminderKind.CHECK_IN
        unwanted = check_in.due_at is not None and fewer_between(life, kind, check_in.due_at, ends_at)
        if late and check_in.is_open and not away and not unwanted and check_in.id not in told:
            found.append(check_in.id)
    return found


def lately_away(life: Life, person_id: int) -> bool:
    """Too lately for everything about them to have been told since."""
    until = life.records.people[person_id].away_until
    return until is not None and until >= (life.wall - 14 * DAY).date()


def fewer_between(life: Life, kind: ReminderKind, since: datetime, until: datetime) -> bool:
    """Whether the manager wanted fewer of all of this kind at some time in between."""
    said = [wished for wished in life.wishes if (wished.kind, wished.subject_id) == (kind, 0)]
    ends = [*(wished.at for wished in said[1:]), until]
    return any(w.wish is not Wish.KEEP and w.at < until and end > since for w, end in zip(said, ends, strict=False))


def told_twice(life: Life) -> list[tuple[int, int]]:
    """Reminders on more popups than were asked for, but for those told too early by a clock that was ahead."""
    times = Counter(
        r.id
        for card in life.shown
        for r in card.reminders
        if not card.digest and card.ahead <= timedelta(0) and r.kind not in ASKED_AGAIN
    )
    put_off = Counter(snooze.reminder.id for snooze in life.snoozes)
    return [(row, count) for row, count in times.items() if count > 1 + put_off[row]]


def works(hours: WorkingHours, at: datetime, zone: ZoneInfo) -> bool:
    """By the minutes on the wall: in today's window, or still in the one of yesterday."""
    local = at.astimezone(zone)
    clock = local.time()
    today, yesterday = hours.days[local.weekday()], hours.days[(local.weekday() - 1) % 7]
    if today is not None:
        over = today.ends <= today.starts
        if today.starts <= clock and (over or clock < today.ends):
            return True
    return yesterday is not None and yesterday.ends <= yesterday.starts and clock < yesterday.ends


def in_the_quiet(life: Life) -> list[datetime]:
    """Cards outside the working hours that were not wished for there."""
    return [
        card.at
        for card in life.shown
        if not works(card.hours, card.at, card.zone) and not all(told.in_quiet for told in card.reminders)
    ]


def shut(moment: Shown | Looked) -> str:
    """Why nothing at all may be told, apart from the hours: a pause, or a day on which the manager is away."""
    if moment.paused_until is not None and moment.at < moment.paused_until:
        return "paused"
    today = moment.at.astimezone(moment.zone).date()
    away = any(p.kind is PeriodKind.ABSENCE and p.starts_on <= today <= p.ends_on for p in moment.periods)
    return "absent" if away else ""


def while_shut(life: Life) -> list[tuple[datetime, str]]:
    return [(card.at, why) for card in life.shown if (why := shut(card))]


def through_a_peak(life: Life) -> list[tuple[datetime, ReminderKind]]:
    """What may wait came up in a peak."""
    found = []
    for card in life.shown:
        today = card.at.astimezone(card.zone).date()
        if any(p.kind is PeriodKind.PEAK and p.starts_on <= today <= p.ends_on for p in card.periods):
            found += [(card.at, r.kind) for r in card.reminders if r.kind not in IN_PEAKS and not r.snoozed]
    return found


def last_wish(wishes: Iterable[Wished], reminder: Reminder) -> Wish:
    """What the manager said last about it, or about all of its kind."""
    said = {(w.kind, w.subject_id): w.wish for w in wishes}
    of_all = said.get((reminder.kind, 0), Wish.KEEP)
    return said.get((reminder.kind, reminder.subject_id), of_all)


def against_a_wish(life: Life) -> list[tuple[datetime, ReminderKind, int]]:
    """Told though it was turned off, or within a week of the last one where that is the limit."""
    found = []
    last: dict[tuple[ReminderKind, int], datetime] = {}
    for place, card in enumerate(life.shown):
        wishes = [wished for wished in life.wishes if wished.place <= place]
        for r in card.reminders:
            about = (r.kind, 0 if r.kind in ALL_OF_A_KIND else r.subject_id)
            wish, before = last_wish(wishes, r), last.get(about)
            soon = before is not None and timedelta(0) < card.at - before < 7 * DAY
            if not r.snoozed and (wish is Wish.OFF or (wish is Wish.WEEKLY and soon)):
                found.append((card.at, r.kind, r.id))
        for r in card.reminders if card.ahead <= timedelta(0) else ():
            # What was told early by a clock that was ahead is told again at its time.
            last[r.kind, 0 if r.kind in ALL_OF_A_KIND else r.subject_id] = card.at
    return found


def late_snoozes(life: Life) -> list[tuple[datetime, datetime | None, ReminderKind]]:
    """Not told when the computer was first awake after their time and something could be told."""
    shown = {(r.id, card.at) for card in life.shown for r in card.reminders}
    looked_at = [look.at for look in life.looks]
    found: list[tuple[datetime, datetime | None, ReminderKind]] = []
    for snooze in life.snoozes:
        if any(began < snooze.until + DAY and snooze.at < ended + DAY for began, ended in life.faults):
            continue
        first = bisect_left(looked_at, snooze.until)
        awake = next((look for look in islice(life.looks, first, None) if can_tell(look, snooze)), None)
        told_at = min((at for row, at in shown if row == snooze.reminder.id and at >= snooze.until), default=None)
        if awake is None or over(life, snooze, awake.at):
            continue
        if told_at is None or told_at - awake.at > SLACK:
            found.append((snooze.until, told_at, snooze.reminder.kind))
    return found


def can_tell(look: Looked, snooze: Snooze) -> bool:
    return not shut(look) and look.awake >= SETTLED and (snooze.in_quiet or works(look.hours, look.at, look.zone))


def over(life: Life, snooze: Snooze, at: datetime) -> bool:
    """It was answered, taken back or put off once more before it could be told, or is no longer worth it."""
    if snooze.reminder.kind in (ReminderKind.MILESTONE, ReminderKind.PEAK):
        return True
    if snooze.reminder.kind is ReminderKind.KEY_TASK and at - snooze.until > timedelta(minutes=85):
        return True
    ends = {Happened.ANSWERED, Happened.WITHDRAWN, Happened.SNOOZED}
    events = islice(life.ledger.events, snooze.place, None)
    since = takewhile(lambda event: event[0] <= at + SLACK, events)
    ended = any(row == snooze.reminder.id and what in ends for _, row, what in since)
    wishes = [wished for wished in life.wishes if wished.at <= at + SLACK]
    return ended or last_wish(wishes, snooze.reminder) is Wish.OFF


def over_limit(life: Life) -> list[str]:
    """Three a day, 45 minutes apart, one unasked-for a day and three in any seven days, a person once a day."""
    found = []
    for place, card in enumerate(life.shown):
        if card.asked_for:
            continue
        before = life.shown[max(0, place - LOOKED_BACK) : place]
        today = [other for other in before if _day(other, card.zone) == _day(card, card.zone)]
        if len(today) >= 3:
            found.append(f"{card.at}: card {len(today) + 1} of the day")
        if any(abs(other.at - card.at) < timedelta(minutes=45) for other in before[-40:]):
            found.append(f"{card.at}: too soon after another")
        people = {r.person_id for other in today for r in other.reminders} - {None}
        again = {r.person_id for r in card.reminders if r.kind is not ReminderKind.FIXED} & people
        if again:
            found.append(f"{card.at}: person {again} for the second time")
        if _unasked(card):
            week = [other for other in before if _unasked(other) and _within_a_week(other, card)]
            if any(_day(other, card.zone) == _day(card, card.zone) for other in week) or len(week) >= 3:
                found.append(f"{card.at}: unasked-for once too often")
    return found


def stuck(life: Life) -> list[int]:
    """What has been pending for a fortnight though it is worth telling at any time."""
    long_ago = life.wall - 14 * DAY
    rows = [r for r in life.ledger.rows.values() if r.state is State.PENDING and r.due_at < long_ago]
    rows = [r for r in rows if r.person_id is None or not lately_away(life, r.person_id)]
    return [r.id for r in rows if not fewer_between(life, r.kind, r.due_at, life.wall)]


def _unasked(card: Shown) -> bool:
    return not card.digest and any(r.kind in UNASKED for r in card.reminders)


def _within_a_week(other: Shown, card: Shown) -> bool:
    return timedelta(0) <= _day(card, card.zone) - _day(other, card.zone) <= 6 * DAY


def _day(card: Shown, zone: ZoneInfo) -> date:
    return card.at.astimezone(zone).date()
