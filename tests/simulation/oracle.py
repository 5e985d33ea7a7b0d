"""A second opinion, worked out day by day and card by card, knowing nothing of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask, rule_weekdays
from microcoach_desktop.domain.reminders import ReminderKind, State
from tests.simulation.life import DAY, Life, Shown, Version

UNASKED = (ReminderKind.CADENCE, ReminderKind.MILESTONE, ReminderKind.PEAK)
ASKED_AGAIN = (ReminderKind.DIGEST, ReminderKind.WEEKLY)


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
        person = life.records.people[check_in.session_id]
        away = person.away_until is not None and person.away_until >= (ends_at - 14 * DAY).date()
        late = check_in.due_at is not None and check_in.due_at < ends_at - 14 * DAY
        if late and check_in.is_open and not away and check_in.id not in told:
            found.append(check_in.id)
    return found


def told_twice(life: Life) -> list[tuple[int, int]]:
    """Reminders on more than one popup, but for those told too early by a clock that was ahead."""
    times = Counter(
        r.id
        for card in life.shown
        for r in card.reminders
        if not card.digest and card.ahead <= timedelta(0) and r.kind not in ASKED_AGAIN
    )
    return [(row, count) for row, count in times.items() if count > 1]


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
    return [card.at for card in life.shown if not works(card.hours, card.at, card.zone)]


def over_limit(life: Life) -> list[str]:
    """Three a day, 45 minutes apart, one unasked-for a day and three in any seven days, a person once a day."""
    found = []
    for place, card in enumerate(life.shown):
        before = life.shown[:place] if life.steps else life.shown[max(0, place - 40) : place]
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
    rows = life.ledger.rows.values()
    return [r.id for r in rows if r.state is State.PENDING and r.due_at < long_ago]


def _unasked(card: Shown) -> bool:
    return not card.digest and any(r.kind in UNASKED for r in card.reminders)


def _within_a_week(other: Shown, card: Shown) -> bool:
    return timedelta(0) <= _day(card, card.zone) - _day(other, card.zone) <= 6 * DAY


def _day(card: Shown, zone: ZoneInfo) -> date:
    return card.at.astimezone(zone).date()
