"""What is late, spread over the days ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.today.day import read_day
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.today.spread import SpreadDialog, spread
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell
from tests.ui.today.seen import plan, shown, texts


def test_many_late_ones_are_capped_and_spread_three_a_day(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    for number in range(13):
        plan(desk, clock, f"Person {number:02d}", f"Action {number}", timedelta(days=-2, minutes=number))
    shown(page, qtbot)
    assert len(page.rows) == 10
    assert "Show all 13" in texts(page)
    next(b for b in page.findChildren(QAbstractButton) if b.text() == "Show all 13").click()
    assert len(page.rows) == 13
    assert page.rows[10].hasFocus()
    page.reschedule_all()
    dialog = page.findChild(SpreadDialog)
    assert dialog is not None
    assert "Wed 12 Nov" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.agree.click()
    assert page.rows == []
    assert shell.toasts == ["13 follow-ups moved."]
    moved = desk.coach.store.check_ins.between(clock.now(), clock.now() + timedelta(days=30))
    days = [f.due_at.astimezone(desk.coach.zone()).date() for f in moved if f.due_at is not None]
    assert len(days) == 13
    assert max(days.count(day) for day in days) == 3
    assert all(day.weekday() < 5 for day in days)
    desk.coach.undo()
    assert len(page.rows) == 13


def test_the_spread_leaves_room_for_what_is_planned(desk: Desk, clock: MovedClock) -> None:
    for number in range(2):
        plan(desk, clock, f"Planned {number}", "Action", timedelta(days=1, minutes=number))
    for number in range(2):
        plan(desk, clock, f"Late {number}", "Action", timedelta(days=-3, minutes=number))
    late = read_day(desk).late
    times = [at.astimezone(desk.coach.zone()) for at in spread(desk, late).values()]
    assert [f"{at:%a %H:%M}" for at in times] == ["Wed 15:00", "Thu 14:00"]


@given(start=st.times(), late=st.integers(1, 20), weekdays=st.sets(st.integers(0, 6)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spread_is_always_ahead_and_three_a_day(desk: Desk, start: time, late: int, weekdays: set[int]) -> None:
    chosen = replace(desk.settings(), default_time=start, working_days=tuple(sorted(weekdays)))
    due_at = desk.now() - timedelta(days=3)
    follow_ups = [
        FollowUp(number, 1, 1, "Ana", Kind.WIN, "Action", "", due_at, None, None, retention=False)
        for number in range(late)
    ]
    times = list(spread(replace(desk, settings=lambda: chosen), follow_ups).values())
    days = [at.astimezone(desk.coach.zone()).date() for at in times]
    assert len(times) == late
    assert min(days) > desk.now().date()
    assert max(days.count(day) for day in days) <= 3
    assert all(day.weekday() in weekdays for day in days) or not weekdays


def test_200_late_ones_show_ten_rows(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    due = clock.now() - timedelta(days=2)
    clock.move(days=-10)
    for number in range(200):
        desk.coach.capture(Session(ana.id, Kind.OPPORTUNITY, "seen", action=f"Action {number}"), due)
    clock.move(days=10)
    shown(page, qtbot)
    assert len(page.rows) == 10
    assert "Show all 200" in texts(page)
