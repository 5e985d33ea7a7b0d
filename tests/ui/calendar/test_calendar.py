"""Every way of moving a follow-up ends in the same place, with one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QInputDialog, QLabel, QMenu, QWidget

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.calendar.periods import Spot
from microcoach_desktop.ui.calendar.pills import FollowUpPill
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from tests.clock import MovedClock
from tests.ui.calendar.plans import plan, press, wall
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier
THURSDAY = datetime(2025, 11, 13, 14)


def choose_first(page: CalendarPage, day: date) -> FollowUpPill:
    page.month.go(Spot(day))
    press(Qt.Key.Key_Tab)
    focused = page.month.focusWidget()
    assert isinstance(focused, FollowUpPill)
    return focused


def named(page: QWidget, text: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == text and not b.isHidden())


def test_alt_and_arrows_move_by_day_and_week(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose_first(page, THURSDAY.date())
    press(Qt.Key.Key_Right, ALT)
    press(Qt.Key.Key_Down, ALT)
    assert wall(desk, check_in_id) == "2025-11-21 14:00"
    assert shell.toasts[-1] == "Marek moved to Fri 21 Nov, 14:00."
    assert page.month.chosen is not None
    assert page.month.spot.day == date(2025, 11, 21)
    desk.coach.undo()
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_calendars_are_imported_and_exported_from_the_page(
    page: CalendarPage,
    desk: Desk,
    clock: MovedClock,
    shell: RecordingShell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan(desk, clock, "Marek Nowak", THURSDAY)
    place = tmp_path / "out.ics"
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_args, **_more: ("Everyone", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(place), ""))
    take_in, give_out = page.head.menu.actions()
    take_in.trigger()
    assert shell.asked == [("import calendar", None)]
    give_out.trigger()
    assert b"DTSTART" in place.read_bytes()


def test_a_move_is_said_in_full(page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell) -> None:
    follow_up = desk.coach.store.check_ins.follow_up(plan(desk, clock, "Marek Nowak", THURSDAY))
    page.deeds.move_to_day(follow_up, date(2025, 11, 12))
    page.deeds.move(follow_up, None)
    page.deeds.move_to_day(follow_up, date(2025, 11, 5))
    assert shell.spoken == [
        "Marek moved to Wednesday 12 November, 14:00.",
        "Marek has no date now.",
        "This time has passed. Choose a later one.",
    ]


def test_moving_over_the_end_of_the_month_turns_it(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 27, 14))
    choose_first(page, date(2025, 11, 27))
    press(Qt.Key.Key_Down, ALT)
    assert wall(desk, check_in_id) == "2025-12-04 14:00"
    assert page.head.title.text() == "December 2025"
    assert page.month.chosen is not None


def test_space_picks_up_enter_drops_and_escape_puts_back(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    for last, expected in ((Qt.Key.Key_Escape, "2025-11-13 14:00"), (Qt.Key.Key_Return, "2025-11-14 14:00")):
        choose_first(page, THURSDAY.date())
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, last):
            press(key)
        assert wall(desk, check_in_id) == expected
        assert page.month.chosen is not None
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_a_click_drops_what_was_picked_up(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose_first(page, THURSDAY.date())
    press(Qt.Key.Key_Space)
    target = page.month.layout_now.cells[date(2025, 11, 20)]
    QTest.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=target.center())
    assert wall(desk, check_in_id) == "2025-11-20 14:00"


def test_r_opens_the_date_field(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose_first(page, THURSDAY.date())
    press(Qt.Key.Key_R)
    dialog = page.findChild(RescheduleDialog)
    assert dialog is not None
    dialog.when.set_text("20 nov 10:30")
    dialog._accept_typed()
    assert wall(desk, check_in_id) == "2025-11-20 10:30"
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_the_past_is_refused_with_a_note(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose_first(page, THURSDAY.date())
    press(Qt.Key.Key_Up, ALT)
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    assert shell.toasts == ["This time has passed. Choose a later one."]
    assert page.month.chosen is not None


def test_an_hour_of_today_that_is_over_becomes_the_end_of_the_day(
    page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    check_in_id = plan(desk, clock, "Tomás Silva", datetime(2025, 11, 7, 8))
    named(page.rail, "Wed").click()
    assert wall(desk, check_in_id) == "2025-11-12 08:00"
    desk.coach.undo()
    named(page.rail, "Today").click()
    assert wall(desk, check_in_id) == "2025-11-11 17:00"


@pytest.mark.parametrize(
    ("start", "to", "expected"),
    [
        (datetime(2026, 3, 27, 9), date(2026, 3, 30), "2026-03-30 09:00"),
        (datetime(2026, 3, 28, 2, 30), date(2026, 3, 29), "2026-03-29 03:00"),
        (datetime(2026, 10, 24, 2, 30), date(2026, 10, 25), "2026-10-25 02:30"),
    ],
)
def test_the_wall_time_is_kept_over_a_clock_change(
    start: datetime, to: date, expected: str, page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", start)
    assert page.deeds.move_to_day(desk.coach.store.check_ins.follow_up(check_in_id), to)
    assert wall(desk, check_in_id) == expected


def test_keys_open_and_remove_the_date(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose_first(page, THURSDAY.date())
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_C)
    assert shell.asked == [("check in", check_in_id)] * 2
    press(Qt.Key.Key_Delete)
    assert wall(desk, check_in_id) == ""
    assert "No date yet" in [label.text() for label in page.rail.findChildren(QLabel)]
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_what_was_recorded_stays_where_it_is(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    desk.coach.review(check_in_id, Review(Outcome.WORKED, Decision.STOP))
    pill = choose_first(page, THURSDAY.date())
    assert pill.accessibleName().endswith("checked in")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_R, Qt.Key.Key_Space):
        press(key)
    press(Qt.Key.Key_Right, ALT)
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    press(Qt.Key.Key_Return)
    assert shell.asked[-1][0] == "person"


def test_a_key_task_opens_its_own_window(page: CalendarPage, desk: Desk, shell: RecordingShell) -> None:
    start = datetime(2025, 11, 13, 8)
    task = desk.coach.save_key_task(KeyTask("Stand-up", start, "Europe/Berlin", minutes=15))
    pill = choose_first(page, start.date())
    assert pill.accessibleName() == "Key task, Stand-up, ends 08:15"
    press(Qt.Key.Key_Right, ALT)
    press(Qt.Key.Key_Return)
    assert shell.asked == [("key tasks", task.id)]


def test_an_empty_day_starts_a_capture_for_it(
    page: CalendarPage, desk: Desk, shell: RecordingShell, clock: MovedClock
) -> None:
    page.month.go(Spot(date(2025, 11, 20)))
    press(Qt.Key.Key_Return)
    spot = page.month.layout_now.cells[date(2025, 11, 21)].center()
    QTest.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=spot)
    wanted = [clock.at(datetime(2025, 11, day, 14)) for day in (20, 21)]
    asked = [what.follow_up_at for _, what in shell.asked if isinstance(what, Prefill)]
    assert asked == wanted


def test_a_day_that_has_passed_starts_nothing(page: CalendarPage, shell: RecordingShell) -> None:
    page.month.go(Spot(date(2025, 11, 5)))
    press(Qt.Key.Key_Return)
    assert shell.asked == []
    assert shell.toasts == ["This time has passed. Choose a later one."]


def test_months_turn_and_today_comes_back(page: CalendarPage) -> None:
    press(Qt.Key.Key_PageDown)
    assert page.head.title.text() == "December 2025"
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert page.head.title.text() == "October 2025"
    press(Qt.Key.Key_T)
    assert (page.head.title.text(), page.month.spot.day) == ("November 2025", date(2025, 11, 11))


def test_walking_over_the_edge_turns_the_month(page: CalendarPage) -> None:
    page.month.go(Spot(date(2025, 11, 30)))
    press(Qt.Key.Key_Right)
    assert page.month.spot.day == date(2025, 12, 1)
    assert page.head.title.text() == "December 2025"


def test_a_right_click_offers_the_same_deeds(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    (pill,) = page.month.pills_of(THURSDAY.date())
    assert pill.item is not None
    page.deeds.menu(pill.item, page.month.mapToGlobal(pill.pos()))
    (menu,) = (found for found in page.findChildren(QMenu) if found is not page.head.menu)
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Check in…", "Reschedule…", "Remove the date", "Show in the history"]
    menu.actions()[0].trigger()
    assert shell.asked == [("check in", check_in_id)]
    menu.close()


def test_single_keys_can_be_switched_off(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", THURSDAY)
    desk.change_settings(replace(desk.settings(), single_key_shortcuts=False))
    choose_first(page, THURSDAY.date())
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_C):
        press(key)
    assert desk.settings().calendar_view is CalendarView.MONTH
    assert page.findChild(RescheduleDialog) is None
