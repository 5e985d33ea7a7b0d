"""The week: wall time downwards, also on days of 23 and 25 hours and on one that never was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.calendar.periods import Spot, turned, week_of
from microcoach_desktop.ui.calendar.pills import FollowUpPill, MoreButton
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.formats import Formats
from tests.clock import MovedClock
from tests.ui.calendar.plans import plan, wall
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier
THURSDAY = datetime(2025, 11, 13, 14)


@pytest.fixture
def week(page: CalendarPage) -> CalendarPage:
    QTest.keyClicks(page.month, "w")
    return page


def press(page: CalendarPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.week.focusWidget() or page.week, key, modifiers)


def choose(page: CalendarPage, day: date) -> FollowUpPill:
    page.week.go(Spot(day, time(9)))
    (pill, *_) = page.week.pills_of(day)
    pill.setFocus()
    return pill


def test_it_says_its_days_and_is_remembered(week: CalendarPage, desk: Desk) -> None:
    assert week.head.title.text() == "10 to 16 November 2025"
    assert desk.settings().calendar_view is CalendarView.WEEK
    assert week.week.isVisible()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 10, 27), date(2025, 11, 2), "27 October to 2 November 2025"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
    ],
)
def test_a_week_over_an_edge_says_both_sides(first: date, last: date, said: str, desk: Desk) -> None:
    assert desk.formats().days(first, last) == said


def test_the_week_begins_as_the_locale_says() -> None:
    assert week_of(date(2025, 11, 16), 0)[0] == date(2025, 11, 10)
    assert week_of(date(2025, 11, 16), 6)[0] == date(2025, 11, 16)
    assert turned(date(2025, 12, 31), CalendarView.MONTH, 2) == date(2026, 2, 1)
    assert turned(date(2025, 12, 31), CalendarView.WEEK, -1) == date(2025, 12, 24)


def test_the_hours_are_written_as_the_locale_says() -> None:
    american = Formats(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), zone_of("Europe/Berlin"))
    assert american.clock(14).replace("\N{NARROW NO-BREAK SPACE}", " ") == "2:00 PM"
    assert american.first_weekday == 6


def test_entries_stand_at_their_wall_time(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", THURSDAY)
    desk.coach.save_key_task(KeyTask("Stand-up", datetime(2025, 11, 12, 8), "Europe/Berlin", minutes=15))
    (follow_up,) = week.week.pills_of(THURSDAY.date())
    (task,) = week.week.pills_of(date(2025, 11, 12))
    layout = week.week.layout_now
    assert follow_up.y() == layout.y(14 * 60)
    assert follow_up.height() == 36
    assert task.geometry().bottom() + 1 == layout.y(8 * 60 + 15)


def test_a_key_task_over_midnight_stands_on_both_days(week: CalendarPage, desk: Desk) -> None:
    sunday = date(2025, 11, 16)
    for day in (12, 16):
        starts = datetime(2025, 11, day, 22)
        desk.coach.save_key_task(KeyTask("Night shift", starts, "Europe/Berlin", minutes=480))
    layout = week.week.layout_now
    (evening,) = week.week.pills_of(date(2025, 11, 12))
    assert (evening.y(), evening.geometry().bottom() + 1) == (layout.y(22 * 60), layout.y(24 * 60))
    (morning,) = week.week.pills_of(date(2025, 11, 13))
    assert morning.geometry().bottom() + 1 == layout.y(6 * 60)
    (last,) = week.week.pills_of(sunday)
    assert last.y() == layout.y(22 * 60)
    week.go_day(sunday + timedelta(days=1))
    assert len(week.week.pills_of(sunday + timedelta(days=1))) == 1


def test_what_ends_at_midnight_stands_on_one_day(week: CalendarPage, desk: Desk) -> None:
    starts = datetime(2025, 11, 12, 22)
    desk.coach.save_key_task(KeyTask("Late shift", starts, "Europe/Berlin", minutes=120))
    assert len(week.week.pills_of(date(2025, 11, 12))) == 1
    assert week.week.pills_of(date(2025, 11, 13)) == []


def test_it_opens_with_no_entry_cut_by_the_head(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", THURSDAY.replace(hour=7, minute=30))
    week.resize(900, 480)
    (pill,) = week.week.pills_of(THURSDAY.date())
    scrolled = week.week_view.area.verticalScrollBar().value
    assert 0 < scrolled() <= pill.y()
    assert pill.y() - scrolled() < pill.height()


@pytest.mark.parametrize(("day", "minute"), [(date(2026, 3, 29), 14 * 60), (date(2026, 10, 25), 14 * 60)])
def test_a_day_of_23_or_25_hours_keeps_the_places(
    day: date, minute: int, week: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    plan(desk, clock, "Marek Nowak", datetime(day.year, day.month, day.day, 14))
    week.go_day(day)
    (pill,) = week.week.pills_of(day)
    assert pill.y() == week.week.layout_now.y(minute)
    pill.setFocus()
    press(week, Qt.Key.Key_Up, ALT)
    assert week.week.pills_of(day)[0].y() == week.week.layout_now.y(minute - 15)


def test_both_passes_of_a_repeated_hour_stand_side_by_side(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    first = datetime(2026, 10, 25, 2, 30)
    plan(desk, clock, "Ana Ruiz", first)
    again = desk.coach.store.check_ins.follow_up(plan(desk, clock, "Marek Nowak", first))
    assert again.due_at is not None
    assert week.deeds.move(again, again.due_at + timedelta(hours=1))
    week.go_day(first.date())
    one, other = week.week.pills_of(first.date())
    assert week.week.layout_now.hours[0] <= 2
    assert one.y() == other.y()
    assert not one.geometry().intersects(other.geometry())


def test_a_day_that_never_was_is_shown_and_refuses_nothing(desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    clock.travel("Pacific/Apia")
    clock.at(datetime(2011, 12, 27, 9))
    check_in_id = plan(desk, clock, "Ana Ruiz", datetime(2011, 12, 29, 14))
    page = CalendarPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.show_view(CalendarView.WEEK)
    assert date(2011, 12, 30) in page.week.layout_now.cells
    (pill,) = page.week.pills_of(date(2011, 12, 29))
    assert pill.item is not None
    assert pill.item.follow_up is not None
    assert page.deeds.move_to(pill.item.follow_up, Spot(date(2011, 12, 30), time(14)))
    assert wall(desk, check_in_id) == "2011-12-31 00:00"
    assert not page.grab().toImage().isNull()


def test_what_overlaps_shares_the_day(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    for number in range(2):
        plan(desk, clock, f"Person {number}", THURSDAY.replace(minute=15 * number))
    one, other = week.week.pills_of(THURSDAY.date())
    assert not one.geometry().intersects(other.geometry())
    assert abs(one.width() - other.width()) <= 3


def test_more_than_fit_lead_to_the_list_of_the_day(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    for number in range(9):
        plan(desk, clock, f"Person {number}", THURSDAY)
    shown = week.week.pills_of(THURSDAY.date())
    (more,) = [button for button in week.week.findChildren(MoreButton) if button.isVisible()]
    assert more.text() == f"{9 - len(shown)} more"
    assert all(not pill.geometry().intersects(more.geometry()) for pill in shown)


def test_what_ends_at_midnight_belongs_to_the_day_before(week: CalendarPage, desk: Desk) -> None:
    desk.coach.save_key_task(KeyTask("Night shift", datetime(2025, 11, 13, 22), "Europe/Berlin", minutes=120))
    (task,) = week.week.pills_of(THURSDAY.date())
    layout = week.week.layout_now
    assert layout.hours[1] == 24
    assert (task.y(), task.geometry().bottom() + 1) == (layout.y(22 * 60), layout.y(24 * 60))


def test_alt_and_arrows_move_by_a_quarter_of_an_hour_and_a_day(
    week: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY.replace(minute=7))
    choose(week, THURSDAY.date())
    found = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        press(week, key, ALT)
        found.append(wall(desk, check_in_id)[-8:])
    assert found == ["13 14:15", "13 14:30", "13 14:15", "14 14:15", "15 14:15"]
    assert shell.toasts[-1] == "Marek moved to Sat 15 Nov, 14:15."
    for _ in range(5):
        desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:07"


def test_space_carries_to_a_slot_of_another_week(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose(week, THURSDAY.date())
    press(week, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        press(week, key)
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    assert week.head.title.text() == "17 to 23 November 2025"
    press(week, Qt.Key.Key_Return)
    assert wall(desk, check_in_id) == "2025-11-17 14:15"
    assert week.week.chosen is not None


def test_escape_goes_back_over_weeks(week: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose(week, THURSDAY.date())
    for key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Escape):
        press(week, key)
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    assert week.head.title.text() == "10 to 16 November 2025"
    assert week.week.chosen is not None


def test_a_slot_that_has_passed_is_refused(
    week: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 11, 9, 30))
    choose(week, date(2025, 11, 11))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(week, key, ALT)
    assert wall(desk, check_in_id) == "2025-11-11 09:15"
    assert shell.toasts[-1] == "This time has passed. Choose a later one."


def test_an_empty_slot_starts_a_capture(week: CalendarPage, shell: RecordingShell, clock: MovedClock) -> None:
    spot = week.week.area_of(Spot(date(2025, 11, 14), time(10, 30)))
    QTest.mouseClick(week.week, Qt.MouseButton.LeftButton, pos=spot.topLeft())
    passed = week.week.area_of(Spot(date(2025, 11, 11), time(8)))
    QTest.mouseClick(week.week, Qt.MouseButton.LeftButton, pos=passed.topLeft())
    assert shell.asked == [("quick capture", Prefill(follow_up_at=clock.at(datetime(2025, 11, 14, 10, 30))))]


def test_page_keys_turn_the_week_and_t_comes_back(week: CalendarPage) -> None:
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(week, key)
    assert week.head.title.text() == "17 to 23 November 2025"
    press(week, Qt.Key.Key_T)
    assert week.head.title.text() == "10 to 16 November 2025"
    assert week.week.spot.day == date(2025, 11, 11)


def test_the_views_keep_the_day(week: CalendarPage) -> None:
    week.week.go(Spot(date(2026, 2, 3), time(9)))
    QTest.keyClicks(week.week, "m")
    assert week.head.title.text() == "February 2026"
    QTest.keyClicks(week.month, "w")
    assert week.head.title.text() == "2 to 8 February 2026"


def test_it_scrolls_to_the_hours_of_work_until_somebody_scrolls(week: CalendarPage, desk: Desk) -> None:
    week.resize(1072, 560)
    bar = week.week_view.area.verticalScrollBar()
    seen = week.week.visibleRegion().boundingRect()
    layout = week.week.layout_now
    assert bar.maximum() > 0
    assert seen.top() <= layout.y(9 * 60) <= seen.bottom()
    assert seen.top() > layout.y(7 * 60)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_large_text_and_mirrored_days_keep_everything_in_its_column(
    scale: float, direction: Qt.LayoutDirection, week: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    for number in range(5):
        plan(desk, clock, f"Person {number}", THURSDAY)
    week.setLayoutDirection(direction)
    desk.kit.theme.set_text_scale(scale)
    week.resize(904, 600)
    assert not week.grab().toImage().isNull()
    pills = week.week.pills_of(THURSDAY.date())
    assert pills
    assert all(week.week.layout_now.cells[THURSDAY.date()].contains(pill.geometry()) for pill in pills)
    assert all(pill.height() >= 2 * pill.fontMetrics().height() * 0.9 for pill in pills)
