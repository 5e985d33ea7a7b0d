"""The calendar: every way of moving ends in the same place, and only what shows is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.items import CalendarFilter, load_range
from microcoach_desktop.ui.calendar.month import MonthGrid
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CalendarPage:
    made = CalendarPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 832)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.grid.setFocus()
    return made


def plan(desk: Desk, clock: MovedClock, name: str, at: datetime) -> int:
    """A note of ten days ago with a check-in at this wall time."""
    now = clock.now()
    due = clock.at(at)
    clock.at(datetime(2025, 11, 1, 9))
    (person,) = desk.coach.save_people(Person(name))
    saved = desk.coach.capture(Session(person.id, Kind.OPPORTUNITY, "seen", action="Scan before stacking"), due)
    clock.move(seconds=(now - clock.now()).total_seconds())
    assert saved.check_in is not None
    return saved.check_in.id


def wall(desk: Desk, check_in_id: int) -> str:
    due_at = desk.coach.store.check_ins.get(check_in_id).due_at
    return "" if due_at is None else due_at.astimezone(desk.coach.zone()).strftime("%Y-%m-%d %H:%M")


def choose_first(page: CalendarPage, day: date) -> None:
    page.grid.day, page.grid._item = day, None
    QTest.keyClick(page.grid, Qt.Key.Key_Tab)


def test_it_opens_on_this_month(page: CalendarPage) -> None:
    assert page.title.text() == "November 2025"
    assert page.grid.day == date(2025, 11, 11)


def test_alt_and_arrows_move_by_day_and_week(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    choose_first(page, date(2025, 11, 13))
    QTest.keyClick(page.grid, Qt.Key.Key_Right, ALT)
    QTest.keyClick(page.grid, Qt.Key.Key_Down, ALT)
    assert wall(desk, check_in_id) == "2025-11-21 14:00"
    assert shell.toasts[-1] == "Marek moved to Fri 21 Nov, 14:00"
    desk.coach.undo()
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_space_picks_up_enter_drops_and_escape_puts_back(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    for last, expected in ((Qt.Key.Key_Escape, "2025-11-13 14:00"), (Qt.Key.Key_Return, "2025-11-14 14:00")):
        choose_first(page, date(2025, 11, 13))
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, last):
            QTest.keyClick(page.grid, key)
        assert wall(desk, check_in_id) == expected


def test_r_opens_the_date_field(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    choose_first(page, date(2025, 11, 13))
    QTest.keyClicks(page.grid, "r")
    dialog = page.findChild(RescheduleDialog)
    assert dialog is not None
    dialog.when.set_text("20 nov 10:30")
    dialog._accept_typed()
    assert wall(desk, check_in_id) == "2025-11-20 10:30"


def test_the_past_is_refused(page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    page.move_to(check_in_id, date(2025, 11, 5))
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    assert shell.toasts == ["This time has passed."]


def test_rail_buttons_move_the_overdue(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Tomás Silva", datetime(2025, 11, 7, 8))
    page.reload()
    next(b for b in page.rail.findChildren(QAbstractButton) if b.text() == "Wed").click()
    assert wall(desk, check_in_id) == "2025-11-12 08:00"
    desk.coach.undo()
    page.move_to(check_in_id, date(2025, 11, 11))
    assert wall(desk, check_in_id) == "2025-11-11 17:00"


def test_the_wall_time_is_kept_over_a_clock_change(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2026, 3, 27, 9))
    page.move_to(check_in_id, date(2026, 3, 30))
    assert wall(desk, check_in_id) == "2026-03-30 09:00"


def test_keys_open_and_remove_the_date(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    choose_first(page, date(2025, 11, 13))
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    QTest.keyClicks(page.grid, "c")
    assert shell.asked == [("check in", check_in_id)] * 2
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert wall(desk, check_in_id) == ""
    assert "No date yet" in [label.text() for label in page.rail.findChildren(QLabel)]


def test_an_empty_day_starts_a_capture_for_it(
    page: CalendarPage, desk: Desk, shell: RecordingShell, clock: MovedClock
) -> None:
    page.grid.day = date(2025, 11, 20)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    at = clock.at(datetime(2025, 11, 20, 14))
    (asked,) = shell.asked
    assert asked[0] == "quick capture"
    assert isinstance(asked[1], Prefill)
    assert asked[1].follow_up_at == at


def test_months_turn_and_today_comes_back(page: CalendarPage) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page.title.text() == "December 2025"
    QTest.keyClick(page.grid, Qt.Key.Key_PageUp)
    QTest.keyClick(page.grid, Qt.Key.Key_PageUp)
    assert page.title.text() == "October 2025"
    QTest.keyClicks(page.grid, "t")
    assert (page.title.text(), page.grid.day) == ("November 2025", date(2025, 11, 11))


def test_walking_over_the_edge_turns_the_month(page: CalendarPage) -> None:
    page.grid.day = date(2025, 11, 30)
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.grid.day == date(2025, 12, 1)
    assert page.title.text() == "December 2025"


def test_filters_leave_what_was_asked_for(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    late = plan(desk, clock, "Tomás Silva", datetime(2025, 11, 7, 8))
    plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    every = weekly_rule(frozenset(range(7)))
    desk.coach.save_key_task(KeyTask("Stand-up", datetime(2025, 11, 10, 8), "Europe/Berlin", rule=every))
    first, last = date(2025, 11, 1), date(2025, 11, 30)
    only_late = load_range(desk, first, last, CalendarFilter(only_late=True))
    found = [item.follow_up.id for items in only_late.values() for item in items if item.follow_up is not None]
    assert found == [late]
    marek = next(person for person in desk.coach.store.people.all() if person.name == "Marek Nowak")
    his = load_range(desk, first, last, CalendarFilter(person_id=marek.id))
    assert [day.day for day in his] == [13]


def test_only_the_visible_range_is_read(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    saved = desk.coach.capture(Session(ana.id, Kind.WIN, "seen"))
    for months in range(1, 25):
        desk.coach.plan(saved.session.id, clock.now() + timedelta(days=30 * months))
    days = load_range(desk, date(2025, 12, 1), date(2025, 12, 31), CalendarFilter())
    assert sum(len(items) for items in days.values()) == 1


def test_the_agenda_lists_sentences_and_takes_the_same_keys(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    QTest.keyClicks(page.grid, "a")
    assert desk.settings().calendar_view is CalendarView.AGENDA
    page.agenda.setCurrentRow(1)
    said = page.agenda.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Opportunity, Marek Nowak, Scan before stacking, 14:00"
    QTest.keyClick(page.agenda, Qt.Key.Key_Return)
    assert shell.asked[0] == ("check in", check_in_id)
    QTest.keyClick(page.agenda, Qt.Key.Key_Delete)
    assert wall(desk, check_in_id) == ""


def test_single_keys_can_be_switched_off(page: CalendarPage, desk: Desk) -> None:
    desk.change_settings(replace(desk.settings(), single_key_shortcuts=False))
    QTest.keyClicks(page.grid, "a")
    assert desk.settings().calendar_view is CalendarView.MONTH


def test_empty_weekends_are_narrow_until_they_hold_something(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    assert page.grid._columns()[5][1] == 58
    plan(desk, clock, "Marek Nowak", datetime(2025, 11, 15, 14))
    assert page.grid._columns()[5][1] > 58


def test_weeks_begin_as_the_locale_says() -> None:
    assert MonthGrid.weeks_of(date(2025, 11, 1), 0)[0][0] == date(2025, 10, 27)
    assert MonthGrid.weeks_of(date(2025, 11, 1), 6)[0][0] == date(2025, 10, 26)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_paints_at_any_text_size(scale: float, page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    for number in range(9):
        plan(desk, clock, f"Person {number}", datetime(2025, 11, 13, 8 + number))
    desk.kit.theme.set_text_scale(scale)
    page.resize(960, 640)
    picture = page.grab().toImage()
    assert not picture.isNull()
    hit = page.grid._hit(page.grid.width() // 2, page.grid.height() // 2)
    assert hit is not None
    controls = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert [b for b in controls if not (b.accessibleName() or b.text())] == []
