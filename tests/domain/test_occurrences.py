from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from microcoach_desktop.domain.keytasks import (
    KeyTask,
    first_start,
    latest_occurrence,
    next_occurrence,
    occurrences,
    rule_weekdays,
    weekly_rule,
)
from microcoach_desktop.domain.local_time import add_working_days, at_time, instant, wall

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo",
    "Pacific/Apia", "America/Sao_Paulo",
)  # fmt: skip
MINUTE = timedelta(minutes=1)

zones = st.sampled_from(ZONES)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
walls = st.datetimes(datetime(2008, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))
rules = st.one_of(
    weekdays.map(weekly_rule),
    st.integers(1, 4).map(lambda n: f"FREQ=DAILY;INTERVAL={n}"),
    st.tuples(weekdays, st.integers(1, 3)).map(lambda both: f"{weekly_rule(both[0])};INTERVAL={both[1]}"),
    st.sampled_from(["", "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=DAILY;COUNT=9", "FREQ=MONTHLY;BYMONTHDAY=31"]),
)


def brute_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first UTC minute whose wall clock shows `local`, or else the first that shows more."""
    at = local.replace(tzinfo=UTC) - timedelta(hours=27)
    shown = None
    for minute in range(54 * 60):
        moment = at + minute * MINUTE
        here = moment.astimezone(zone).replace(tzinfo=None)
        if here == local:
            return moment
        if shown is None and here > local:
            shown = moment
        if shown is not None and moment - shown > timedelta(hours=26):
            break
    assert shown is not None
    return shown


EDGES = [
    (datetime(2025, 3, 30, 2, 30), "Europe/Berlin", datetime(2025, 3, 30, 1, 0)),
    (datetime(2025, 10, 26, 2, 30), "Europe/Berlin", datetime(2025, 10, 26, 0, 30)),
    (datetime(2025, 10, 5, 2, 15), "Australia/Lord_Howe", datetime(2025, 10, 4, 15, 30)),
    (datetime(2025, 4, 6, 1, 45), "Australia/Lord_Howe", datetime(2025, 4, 5, 14, 45)),
    (datetime(2011, 12, 30, 10, 0), "Pacific/Apia", datetime(2011, 12, 30, 10, 0)),
    (datetime(2025, 4, 25, 0, 30), "Africa/Cairo", datetime(2025, 4, 24, 22, 0)),
    (datetime(2018, 11, 4, 0, 30), "America/Sao_Paulo", datetime(2018, 11, 4, 3, 0)),
]


@pytest.mark.parametrize(("local", "zone", "utc"), EDGES)
def test_a_time_that_is_missing_moves_on_and_one_that_repeats_is_the_first(
    local: datetime, zone: str, utc: datetime
) -> None:
    assert instant(local, ZoneInfo(zone)) == utc.replace(tzinfo=UTC)
    assert brute_instant(local, ZoneInfo(zone)) == utc.replace(tzinfo=UTC)


@given(walls, zones)
@example(datetime(2025, 3, 30, 2, 0), "Europe/Berlin")
@example(datetime(2025, 3, 30, 3, 0), "Europe/Berlin")
@example(datetime(2011, 12, 30, 0, 0), "Pacific/Apia")
def test_wall_and_instant_agree_wherever_the_time_exists(local: datetime, zone: str) -> None:
    place = ZoneInfo(zone)
    at = instant(local, place)
    assert wall(at, place) >= local
    assert wall(at - MINUTE, place) < local or wall(at, place) == local
    assert instant(local + MINUTE, place) >= at


def brute(task: KeyTask, after: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """From DTSTART, step by step, without any short cut."""
    zone = ZoneInfo(task.zone)
    found = []
    starts = [task.starts] if not task.rule else rrulestr(task.rule, dtstart=task.starts)
    for start in starts:
        if start > wall(until, zone) + timedelta(days=3):
            break
        ends_at = brute_or_quick(start + timedelta(minutes=task.minutes), zone)
        if after < ends_at <= until:
            found.append((start.isoformat(timespec="minutes"), ends_at))
    return found


def brute_or_quick(local: datetime, zone: ZoneInfo) -> datetime:
    """Minute by minute only around a clock change: elsewhere both folds agree and round trip."""
    both = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return both.pop() if len(both) == 1 else brute_instant(local, zone)


@given(
    walls,
    rules,
    zones,
    st.integers(1, 24 * 60),
    st.integers(-5, 2000),
    st.integers(0, 40 * 24 * 60),
    st.integers(0, 59),
)
@example(datetime(2025, 3, 1, 2, 30), "FREQ=DAILY", "Europe/Berlin", 20, 28, 3 * 24 * 60, 0)
@example(datetime(2025, 10, 1, 2, 15), "FREQ=DAILY", "Australia/Lord_Howe", 20, 3, 3 * 24 * 60, 0)
@example(datetime(2011, 12, 1, 10, 0), "FREQ=DAILY", "Pacific/Apia", 30, 27, 5 * 24 * 60, 0)
def test_occurrences_are_those_of_a_walk_from_the_start(
    starts: datetime, rule: str, zone: str, minutes: int, days_on: int, window: int, second: int
) -> None:
    task = KeyTask("x", starts, zone, rule=rule, minutes=minutes)
    after = instant(starts, ZoneInfo(zone)) + timedelta(days=days_on, seconds=second)
    until = after + timedelta(minutes=window)
    found = list(occurrences(task, after, until))
    assert [(o.nominal, o.ends_at) for o in found] == brute(task, after, until)
    assert all(o.starts_at <= o.ends_at for o in found)
    assert all(o.due_at - o.ends_at == timedelta(minutes=10) for o in found)
    assert len({o.nominal for o in found}) == len(found)


@given(walls, rules, zones, st.integers(0, 900))
def test_the_next_is_the_first_of_all_that_follow(starts: datetime, rule: str, zone: str, days_on: int) -> None:
    task = KeyTask("x", starts, zone, rule=rule)
    after = instant(starts, ZoneInfo(zone)) + timedelta(days=days_on)
    following = next(iter(occurrences(task, after, after + timedelta(days=800))), None)
    assert next_occurrence(task, after) == following


def test_windows_that_touch_hold_each_occurrence_once() -> None:
    task = KeyTask("x", datetime(2025, 10, 1, 2, 30), "Europe/Berlin", rule="FREQ=DAILY")
    start = datetime(2025, 10, 1, tzinfo=UTC)
    step = timedelta(minutes=37)
    found = [o.nominal for n in range(1500) for o in occurrences(task, start + n * step, start + (n + 1) * step)]
    assert found == [
        (datetime(2025, 10, 1, 2, 30) + timedelta(days=n)).isoformat(timespec="minutes") for n in range(39)
    ]


def test_a_storm_of_occurrences_is_bounded() -> None:
    task = KeyTask("x", datetime(1990, 1, 1), "UTC", rule="FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11")
    assert len(list(occurrences(task, datetime(1990, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)))) == 5000


def test_the_latest_runs_or_has_ended_a_little_while_ago() -> None:
    task = KeyTask("x", datetime(2025, 11, 10, 21, 30), "Europe/Berlin", rule="FREQ=DAILY")
    zone, hours = ZoneInfo("Europe/Berlin"), timedelta(hours=3)

    def nominal(local: datetime) -> str | None:
        found = latest_occurrence(task, instant(local, zone), hours)
        return None if found is None else found.nominal

    assert nominal(datetime(2025, 11, 10, 21, 29)) is None
    assert nominal(datetime(2025, 11, 10, 21, 30)) == "2025-11-10T21:30"
    assert nominal(datetime(2025, 11, 11, 0, 59)) == "2025-11-10T21:30"
    assert nominal(datetime(2025, 11, 11, 1, 0)) is None


def test_rules_and_weekdays() -> None:
    assert weekly_rule(frozenset((4, 0))) == "FREQ=WEEKLY;BYDAY=MO,FR"
    assert rule_weekdays("FREQ=WEEKLY;BYDAY=MO,FR") == {0, 4}
    assert rule_weekdays("freq=weekly;byday=su") == {6}
    assert rule_weekdays("FREQ=DAILY") == rule_weekdays("") == frozenset()
    monday = datetime(2025, 11, 10, 9)
    assert first_start(frozenset((2,)), time(7), monday) == datetime(2025, 11, 12, 7)
    assert first_start(frozenset(), time(7), monday) == datetime(2025, 11, 10, 7)


def test_a_changed_time_is_another_schedule_and_a_name_is_not() -> None:
    task = KeyTask("x", datetime(2025, 11, 10, 21, 30), "Europe/Berlin")
    assert task.checked() is task
    assert task.same_schedule(replace(task, name="y", grace_minutes=0))
    assert not task.same_schedule(replace(task, minutes=31))
    assert not task.same_schedule(replace(task, paused=True))


def test_working_days() -> None:
    friday = datetime(2025, 11, 14).date()
    assert add_working_days(friday, 2, frozenset(range(5))).isoformat() == "2025-11-18"
    assert add_working_days(friday, 0, frozenset(range(5))) == friday
    assert add_working_days(friday, 2, frozenset()).isoformat() == "2025-11-16"
    assert at_time(friday, time(14), ZoneInfo("Europe/Berlin")) == datetime(2025, 11, 14, 13, tzinfo=UTC)
