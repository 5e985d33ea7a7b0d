"""Key tasks over midnight: one day in the month and the agenda, the one on which they start; both in the week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel

from microcoach_desktop.domain.keytasks import MAX_MINUTES, KeyTask
from microcoach_desktop.domain.local_time import instant, wall
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.items import CalendarFilter, load_range
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.calendar.periods import week_of
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock

NIGHT = datetime(2025, 11, 12, 22)
# With clock changes at night, at midnight, by half an hour, and a day that never was.
ZONES = ("Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
starts = st.datetimes(datetime(2011, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))


@pytest.fixture
def night(desk: Desk) -> None:
    desk.coach.save_key_task(KeyTask("Night shift", NIGHT, "Europe/Berlin", minutes=480))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(starts, st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(1, MAX_MINUTES))
@example(datetime(2025, 10, 25, 22), "Europe/Berlin", "Europe/Berlin", MAX_MINUTES)
@example(datetime(2026, 4, 24, 0, 10), "Africa/Cairo", "Africa/Cairo", 10)
@example(datetime(2011, 12, 29, 23), "Pacific/Apia", "Pacific/Apia", 120)
def test_each_stands_on_the_day_on_which_it_starts_and_on_no_other(
    desk: Desk, clock: MovedClock, starts: datetime, zone: str, here: str, minutes: int
) -> None:
    clock.travel(here)
    task = desk.coach.save_key_task(KeyTask("Night shift", starts, zone, minutes=minutes))
    try:
        day = wall(instant(starts, ZoneInfo(zone)), ZoneInfo(here)).date()
        around = load_range(desk, day - timedelta(days=3), day + timedelta(days=3), CalendarFilter())
        assert list(around) == [day]
        assert load_range(desk, day, day, CalendarFilter()) == around
        for other in (day - timedelta(days=1), day + timedelta(days=1)):
            assert load_range(desk, other, other, CalendarFilter()) == {}
    finally:
        desk.coach.delete_key_task(task.id)


@pytest.mark.usefixtures("night")
def test_the_month_shows_it_once(page: CalendarPage) -> None:
    (pill,) = page.month.pills_of(NIGHT.date())
    assert pill.accessibleName() == "Key task, Night shift, ends Thu 06:00"
    assert page.month.pills_of(date(2025, 11, 13)) == []


@pytest.mark.usefixtures("night")
def test_the_agenda_shows_it_at_its_start(page: CalendarPage) -> None:
    page.show_view(CalendarView.AGENDA)
    model = page.agenda.entries
    assert [model.data(model.index(row, 0)) for row in range(model.rowCount())] == [
        "Wednesday 12 November, tomorrow",
        "Key task, Night shift, ends Thu 06:00",
    ]


@pytest.mark.usefixtures("night")
def test_the_rail_tells_when_it_ends(page: CalendarPage, clock: MovedClock) -> None:
    clock.move(days=1)
    page.reload()
    assert {"22:00", "Reminder when it ends, Thu 06:00"} <= texts(page)


def test_the_week_shows_both_days_and_stays_when_the_morning_is_clicked(page: CalendarPage, desk: Desk) -> None:
    page.show_view(CalendarView.WEEK)
    desk.coach.save_key_task(KeyTask("Night shift", datetime(2025, 11, 9, 22), "Europe/Berlin", minutes=480))
    monday = date(2025, 11, 10)
    (morning,) = page.week.pills_of(monday)
    morning.click()
    assert page.week.spot.day in week_of(monday, 0)
    page.go_day(monday - timedelta(days=1))
    assert len(page.week.pills_of(monday - timedelta(days=1))) == 1


def texts(page: CalendarPage) -> set[str]:
    return {label.text() for label in page.rail.findChildren(QLabel)}


@pytest.mark.parametrize(
    ("asked", "there"), [(datetime(2025, 11, 11, 5, 59), True), (datetime(2025, 11, 11, 6), False)]
)
def test_a_night_that_goes_on_is_still_ahead(
    page: CalendarPage, desk: Desk, clock: MovedClock, asked: datetime, there: bool
) -> None:
    clock.at(asked)
    desk.coach.save_key_task(KeyTask("Night shift", datetime(2025, 11, 10, 22), "Europe/Berlin", minutes=480))
    page.show_view(CalendarView.AGENDA)
    page.reload()
    model = page.agenda.entries
    rows = ["Monday 10 November, yesterday", "Key task, Night shift, ends Tue 06:00"] if there else []
    assert [model.data(model.index(row, 0)) for row in range(model.rowCount())] == rows
    assert ("Reminder when it ends, Tue 06:00" in texts(page)) is there
