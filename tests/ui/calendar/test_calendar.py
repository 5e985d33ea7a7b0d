"""The month: every way of moving ends in the same place, and only what shows is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.day_list import DayList
from microcoach_desktop.ui.calendar.filter_panel import FilterPanel
from microcoach_desktop.ui.calendar.items import CalendarFilter, load_range
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.calendar.periods import Spot, weeks_of
from microcoach_desktop.ui.calendar.pills import FollowUpPill, MoreButton
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from tests.clock import MovedClock
from tests.ui.calendar.plans import carry_many, plan, wall
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier
THURSDAY = datetime(2025, 11, 13, 14)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """At whatever has the focus, as a keyboard would."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def choose_first(page: CalendarPage, day: date) -> FollowUpPill:
    page.month.go(Spot(day))
    press(Qt.Key.Key_Tab)
    focused = page.month.focusWidget()
    assert isinstance(focused, FollowUpPill)
    return focused


def named(page: QWidget, text: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == text and not b.isHidden())


def test_it_opens_on_this_month(page: CalendarPage) -> None:
    assert page.head.title.text() == "November 2025"
    assert page.month.spot.day == date(2025, 11, 11)


def test_a_pill_says_its_whole_sentence(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", datetime(2025, 11, 10, 14))
    (pill,) = page.month.pills_of(date(2025, 11, 10))
    assert pill.accessibleName() == "Opportunity, Marek Nowak, Scan before stacking, 1 day late"


def test_a_day_says_what_it_holds(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", THURSDAY)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert page.month.accessibleDescription() == "Tuesday 11 November, 0 items"
    assert page.month.spot_sentence(page.month.spot) == "Thursday 13 November, 1 item"


def test_alt_and_arrows_move_by_day_and_week(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    choose_first(page, THURSDAY.date())
    press(Qt.Key.Key_Right, ALT)
    press(Qt.Key.Key_Down, ALT)
    assert wall(desk, check_in_id) == "2025-11-21 14:00"
    assert shell.toasts[-1] == "Marek moved to Fri 21 Nov, 14:00"
    assert page.month.chosen is not None
    assert page.month.spot.day == date(2025, 11, 21)
    desk.coach.undo()
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


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


def test_each_day_of_a_month_with_a_clock_change_has_its_own_items(
    page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    for day in (28, 29, 30):
        plan(desk, clock, f"Person {day}", datetime(2026, 3, day, 0, 30))
    days = load_range(desk, date(2026, 3, 1), date(2026, 3, 31), CalendarFilter())
    assert [day.day for day in days] == [28, 29, 30]


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


def test_filters_leave_what_was_asked_for(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    late = plan(desk, clock, "Tomás Silva", datetime(2025, 11, 7, 8))
    marek = plan(desk, clock, "Marek Nowak", THURSDAY, Kind.WIN)
    every = weekly_rule(frozenset(range(7)))
    desk.coach.save_key_task(KeyTask("Stand-up", datetime(2025, 11, 10, 8), "Europe/Berlin", rule=every))
    person_id = desk.coach.store.check_ins.follow_up(marek).person_id
    for wanted, found, said in (
        (CalendarFilter(only_late=True), {late}, "Only late"),
        (CalendarFilter(person_id=person_id), {marek}, "Marek"),
        (CalendarFilter(kind=Kind.WIN), {marek}, "Wins"),
        (CalendarFilter(person_id=person_id, only_late=True), set(), "Marek, only late"),
    ):
        page.narrow(wanted)
        pills = [pill.item for pill in page.month.findChildren(FollowUpPill) if pill.isVisible()]
        assert {item.follow_up.id for item in pills if item is not None and item.follow_up} == found
        assert all(item is not None and item.follow_up is not None for item in pills)
        assert page.head.filter.text() == said


def test_a_context_is_chosen_from_those_there_are(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Ana Ruiz", THURSDAY)
    (marek,) = desk.coach.save_people(Person("Marek Nowak"))
    session = Session(marek.id, Kind.WIN, "seen", context="Gemba walk")
    kept = desk.coach.capture(session, clock.now() + timedelta(days=2)).check_in
    desk.coach.save_key_task(KeyTask("Stand-up", THURSDAY, "Europe/Berlin"))
    page.focus_search()
    panel = page.findChild(FilterPanel)
    assert panel is not None
    names = [panel.contexts.itemText(row) for row in range(panel.contexts.count())]
    assert names == ["Every context", "Stand-up", "Gemba walk"]
    panel.contexts.activated.emit(2)
    (pill,) = page.month.pills_of(THURSDAY.date())
    assert kept is not None
    assert pill.item is not None
    assert pill.item.follow_up is not None
    assert pill.item.follow_up.id == kept.id
    assert page.head.filter.text() == "Gemba walk"
    panel.close()


def test_a_person_is_found_by_typing(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    for number in range(9):
        plan(desk, clock, f"Person {number}", THURSDAY)
    plan(desk, clock, "Tomás Silva", THURSDAY)
    page.focus_search()
    panel = page.findChild(FilterPanel)
    assert panel is not None
    QTest.keyClicks(panel.search, "tomas")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert page.head.filter.text() == "Tomás"
    assert len(page.month.pills_of(THURSDAY.date())) == 1


def test_a_full_day_leads_to_its_list(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    ids = [plan(desk, clock, f"Person {number}", datetime(2025, 11, 13, 8 + number)) for number in range(9)]
    shown = page.month.pills_of(THURSDAY.date())
    (more,) = [button for button in page.month.findChildren(MoreButton) if button.isVisible()]
    assert more.text() == f"{9 - len(shown)} more"
    more.click()
    listed = page.findChild(DayList)
    assert listed is not None
    assert listed.agenda.entries.rowCount() == 9
    listed.agenda.choose(8)
    QTest.keyClick(listed.agenda, Qt.Key.Key_Right, ALT)
    assert wall(desk, ids[8]) == "2025-11-14 16:00"
    assert listed.agenda.entries.rowCount() == 8


def test_a_right_click_offers_the_same_deeds(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    (pill,) = page.month.pills_of(THURSDAY.date())
    assert pill.item is not None
    page.deeds.menu(pill.item, page.month.mapToGlobal(pill.pos()))
    (menu,) = page.findChildren(QMenu)
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Check in…", "Reschedule…", "Remove the date", "Show the note"]
    menu.actions()[0].trigger()
    assert shell.asked == [("check in", check_in_id)]
    menu.close()


def test_ten_thousand_check_ins_and_only_the_visible_weeks_are_read(
    page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    carry_many(desk, clock, 10_000)
    days = load_range(desk, date(2025, 10, 27), date(2025, 11, 30), CalendarFilter())
    page.turn(0)
    pills = [pill for pill in page.month.findChildren(FollowUpPill) if pill.isVisible()]
    assert 0 < sum(len(items) for items in days.values()) < 600
    assert 0 < len(pills) <= 140


def test_single_keys_can_be_switched_off(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", THURSDAY)
    desk.change_settings(replace(desk.settings(), single_key_shortcuts=False))
    choose_first(page, THURSDAY.date())
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_C):
        press(key)
    assert desk.settings().calendar_view is CalendarView.MONTH
    assert page.findChild(RescheduleDialog) is None


def test_empty_weekends_are_narrow_until_they_hold_something(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    assert page.month.layout_now.columns[5][1] == 58
    plan(desk, clock, "Marek Nowak", datetime(2025, 11, 15, 14))
    assert page.month.layout_now.columns[5][1] > 58


def test_weeks_begin_as_the_locale_says() -> None:
    assert weeks_of(date(2025, 11, 1), 0)[0][0] == date(2025, 10, 27)
    assert weeks_of(date(2025, 11, 1), 6)[0][0] == date(2025, 10, 26)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_cut_or_nameless_at_any_text_size(
    scale: float, direction: Qt.LayoutDirection, page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    for number in range(9):
        plan(desk, clock, f"Person {number}", datetime(2025, 11, 13, 8 + number))
    page.setLayoutDirection(direction)
    desk.kit.theme.set_text_scale(scale)
    page.resize(904, 600)
    assert not page.grab().toImage().isNull()
    controls = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert [b for b in controls if not (b.accessibleName() or b.text())] == []
    pills = page.month.pills_of(THURSDAY.date())
    assert pills
    assert all(page.month.rect().contains(pill.geometry()) for pill in pills)
    assert all(pill.height() >= pill.fontMetrics().height() for pill in pills)


def test_a_narrow_window_shows_the_rail_in_the_place_of_the_month(page: CalendarPage) -> None:
    page.resize(904, 640)
    assert page.month.isVisible()
    assert not page.rail.isVisible()
    page.head.fold.click()
    assert page.rail.isVisible()
    assert not page.month.isVisible()
