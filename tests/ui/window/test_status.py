"""What the badge, the tray and the foot of the sidebar say as time goes by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.rhythm import policy_of
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import PageName
from microcoach_desktop.ui.status import Status
from microcoach_desktop.ui.tray_state import state_of
from microcoach_desktop.ui.windows import Windows
from tests.clock import MovedClock
from tests.fakes import FakeNotifier
from tests.ui.window.plain_page import page


def test_the_badge_counts_due_and_late(windows: Windows, status: Status, clock: MovedClock) -> None:
    (ana,) = windows.desk.coach.save_people(Person("Ana Ruiz"))
    for days in (1, 2):
        note = Session(ana.id, Kind.WIN, "seen", action="do it")
        windows.desk.coach.capture(note, clock.now() + timedelta(days=days))
    clock.move(days=2)
    status.refresh()
    lines = [action.text() for action in status.tray.menu.actions()]
    assert "1 follow-up late" in lines
    assert any(line.startswith("Check in: Ana\t1 day late") for line in lines)
    assert any(line.startswith("Today\t2 due") for line in lines)


def test_pausing_and_resuming_is_said_everywhere(windows: Windows, status: Status, deeds: list[Deeds]) -> None:
    deeds[0].pause(1)
    assert windows.desk.settings().paused_until == windows.desk.now() + timedelta(hours=1)
    assert windows.main.sidebar.reminders.text() == "Reminders paused"
    assert "Resume reminders" in [action.text() for action in status.tray.menu.actions()]
    deeds[0].pause(0)
    assert windows.main.sidebar.reminders.text() == "Reminders on"


@pytest.mark.parametrize(
    ("day", "hour", "said"), [(14, 18, "Quiet until Mon 09:00"), (12, 8, "Quiet until 09:00"), (12, 9, "Reminders on")]
)
def test_outside_the_working_hours_it_is_said_until_when(
    windows: Windows, deeds: list[Deeds], clock: MovedClock, notifier: FakeNotifier, day: int, hour: int, said: str
) -> None:
    desk = windows.desk
    usual = Reminding(desk.coach.store, notifier, lambda: policy_of(Settings(), desk.coach.zone()))
    windows.desk = replace(desk, reminding=usual)
    clock.at(datetime(2025, 11, day, hour))
    Status(windows, deeds[0]).refresh()
    assert windows.main.sidebar.reminders.text() == said


def test_own_time_off_is_quiet_until_work_begins_again(
    windows: Windows, deeds: list[Deeds], clock: MovedClock, notifier: FakeNotifier
) -> None:
    desk = windows.desk
    usual = Reminding(desk.coach.store, notifier, lambda: policy_of(Settings(), desk.coach.zone()))
    windows.desk = replace(desk, reminding=usual)
    first, last = date(2025, 11, 11), date(2025, 11, 14)
    desk.coach.periods.save(Period(PeriodKind.ABSENCE, "", first, last, "Europe/Berlin"))
    clock.at(datetime(2025, 11, 12, 11))
    Status(windows, deeds[0]).refresh()
    assert windows.main.sidebar.reminders.text() == "Quiet until Mon 09:00"
    assert state_of(windows.desk, clock.now()).tooltip == "quiet until Mon 09:00"


def test_midnight_reads_every_page_again(windows: Windows, status: Status, clock: MovedClock) -> None:
    today = page(windows, PageName.TODAY)
    before = today.reads
    clock.move(days=1)
    status.refresh()
    assert today.reads == before + 1
