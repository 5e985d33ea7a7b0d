"""A key task outside the usual hours is asked about all the same."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.hours import Window, WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask, occurrences, weekly_rule
from microcoach_desktop.services.rhythm import HoursNow, hours_with_work, working_hours
from microcoach_desktop.services.settings import Settings

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 10, 8, 0, tzinfo=UTC)
OFFICE = working_hours(Settings())
HOURS = st.one_of(
    st.none(), st.builds(Window, st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.just(time(22, 45)))
)


def dock_close(**more: object) -> KeyTask:
    weekdays = weekly_rule(frozenset(range(5)))
    return KeyTask("Dock close", datetime(2025, 11, 3, 21, 30), "Europe/Berlin", rule=weekdays, minutes=30, **more)  # type: ignore[arg-type]


def test_a_late_shift_is_asked_though_the_office_is_closed() -> None:
    hours = hours_with_work(OFFICE, [dock_close()], NOW, BERLIN)
    assert hours.days[0] == Window(time(9), time(22, 40))
    assert hours.days[5:] == (None, None)


def test_work_that_ends_inside_the_hours_changes_nothing() -> None:
    until_late = WorkingHours((Window(time(14), time(22, 5)),) * 7)
    assert hours_with_work(until_late, [dock_close()], NOW, BERLIN) == until_late


def test_a_paused_task_opens_nothing() -> None:
    assert hours_with_work(OFFICE, [dock_close(paused=True)], NOW, BERLIN) == OFFICE


def test_once_on_a_free_day_opens_that_day() -> None:
    audit = KeyTask("Audit", datetime(2025, 11, 15, 23, 0), "Europe/Berlin", minutes=90)
    hours = hours_with_work(OFFICE, [audit], NOW, BERLIN)
    assert hours.days[5] == Window(time(23), time(1, 10))
    assert hours_with_work(OFFICE, [audit], NOW + timedelta(days=14), BERLIN) == OFFICE


def test_work_on_every_night_keeps_the_days_open() -> None:
    friday = WorkingHours((*[None] * 5, Window(time(0), time(22, 45)), None))
    every_day = weekly_rule(frozenset(range(7)))
    task = KeyTask("Night", datetime(2025, 11, 3, 13, 31), "Europe/Berlin", rule=every_day, minutes=600)
    hours = hours_with_work(friday, [task], NOW, BERLIN)
    for happening in occurrences(task, NOW, NOW + timedelta(days=6)):
        assert hours.span(happening.due_at, BERLIN) is not None


@settings(max_examples=150, deadline=None)
@given(
    st.tuples(*[HOURS] * 7),
    st.integers(0, 24 * 60 - 1),
    st.integers(5, 600),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 60),
)
def test_it_can_always_ask_in_its_own_time(
    days: tuple[Window | None, ...], minute: int, length: int, weekdays: frozenset[int], grace: int
) -> None:
    starts = datetime(2025, 11, 3) + timedelta(minutes=minute)
    task = KeyTask("Task", starts, "Europe/Berlin", rule=weekly_rule(weekdays), minutes=length, grace_minutes=grace)
    before = WorkingHours(days)
    after = hours_with_work(before, [task], NOW, BERLIN)
    for happening in occurrences(task, NOW, NOW + timedelta(days=6)):
        if before.span(happening.ends_at, BERLIN) is None:
            assert after.span(happening.due_at, BERLIN) is not None


def test_the_hours_follow_the_key_tasks(tmp_path: Path) -> None:
    with open_coach(tmp_path) as coach:
        hours = HoursNow(coach.store)
        assert hours.at(NOW, Settings(), BERLIN) == OFFICE
        task = coach.save_key_task(dock_close())
        assert hours.at(NOW, Settings(), BERLIN).days[0] == Window(time(9), time(22, 40))
        coach.delete_key_task(task.id)
        assert hours.at(NOW, Settings(), BERLIN) == OFFICE
