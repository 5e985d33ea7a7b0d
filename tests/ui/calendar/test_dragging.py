"""Dragging as the window system tells of it: the pointer over the window, not over a widget."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar import dragging
from microcoach_desktop.ui.calendar.dragging import EDGE
from microcoach_desktop.ui.calendar.late_card import LateCard
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.calendar.periods import Spot
from microcoach_desktop.ui.calendar.pull import Grip
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock
from tests.ui.calendar.plans import plan, wall
from tests.ui.shell import RecordingShell

LEFT = Qt.MouseButton.LeftButton
THURSDAY = datetime(2025, 11, 13, 14)


class Mouse:
    """Presses, moves and lets go in places of the page."""

    def __init__(self, page: CalendarPage) -> None:
        self.page = page
        handle = page.windowHandle()
        assert handle is not None
        self.window = handle

    def press(self, widget: QWidget, at: QPoint | None = None) -> None:
        QApplication.processEvents()  # lays out
        place = widget.mapTo(self.page, widget.rect().center() if at is None else at)
        QTest.mousePress(self.window, LEFT, Qt.KeyboardModifier.NoModifier, place)
        for way in (3, 20):
            QTest.mouseMove(self.window, place + QPoint(way, way // 2))

    def to(self, widget: QWidget, at: QPoint) -> QPoint:
        place = widget.mapTo(self.page, at)
        QTest.mouseMove(self.window, place)
        return place

    def drop(self, widget: QWidget, at: QPoint) -> None:
        QTest.mouseRelease(self.window, LEFT, Qt.KeyboardModifier.NoModifier, self.to(widget, at))


@pytest.fixture
def mouse(page: CalendarPage) -> Mouse:
    return Mouse(page)


def center(page: CalendarPage, day: date) -> QPoint:
    return page.month.layout_now.cells[day].center()


def test_a_drop_on_a_day_keeps_the_time(
    page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY.replace(minute=40))
    (pill,) = page.month.pills_of(THURSDAY.date())
    mouse.press(pill)
    assert page.dragging.carried is not None
    mouse.drop(page.month, center(page, date(2025, 11, 20)))
    assert wall(desk, check_in_id) == "2025-11-20 14:40"
    assert shell.toasts == ["Marek moved to Thu 20 Nov, 14:40."]
    assert shell.asked == []
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:40"


def test_a_drop_on_a_slot_takes_its_quarter_of_an_hour(
    page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    page.show_view(CalendarView.WEEK)
    (pill,) = page.week.pills_of(THURSDAY.date())
    mouse.press(pill)
    slot = page.week.area_of(Spot(date(2025, 11, 14), time(10, 15)))
    mouse.drop(page.week, slot.topLeft() + QPoint(slot.width() // 2, 2))
    assert wall(desk, check_in_id) == "2025-11-14 10:15"
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_escape_leaves_all_as_it_was(page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    (pill,) = page.month.pills_of(THURSDAY.date())
    mouse.press(pill)
    mouse.to(page.month, center(page, date(2025, 11, 20)))
    QTest.keyClick(mouse.window, Qt.Key.Key_Escape)
    assert page.dragging.carried is None
    mouse.drop(page.month, center(page, date(2025, 11, 20)))
    assert wall(desk, check_in_id) == "2025-11-13 14:00"


def test_the_past_is_refused_with_a_note(
    page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    (pill,) = page.month.pills_of(THURSDAY.date())
    mouse.press(pill)
    mouse.drop(page.month, center(page, date(2025, 11, 5)))
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    assert shell.toasts == ["This time has passed. Choose a later one."]


def test_outside_of_the_grid_nothing_happens(
    page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    (pill,) = page.month.pills_of(THURSDAY.date())
    mouse.press(pill)
    mouse.drop(page.head, QPoint(5, 5))
    assert wall(desk, check_in_id) == "2025-11-13 14:00"
    assert shell.toasts == []


def test_a_late_one_is_dragged_from_the_rail(page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock) -> None:
    check_in_id = plan(desk, clock, "Tomás Silva", datetime(2025, 11, 7, 8))
    (card,) = page.rail.findChildren(LateCard)
    mouse.press(card, QPoint(8, 8))
    assert card.graphicsEffect() is not None
    mouse.drop(page.month, center(page, date(2025, 11, 20)))
    assert wall(desk, check_in_id) == "2025-11-20 08:00"


def test_one_without_a_date_gets_the_usual_time(
    page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock
) -> None:
    check_in_id = plan(desk, clock, "Jonas Berg", THURSDAY)
    assert page.deeds.move(desk.coach.store.check_ins.follow_up(check_in_id), None)
    (grip,) = page.rail.findChildren(Grip)
    row = grip.parent()
    assert isinstance(row, QWidget)
    mouse.press(row, QPoint(8, 10))
    mouse.drop(page.month, center(page, date(2025, 11, 18)))
    assert wall(desk, check_in_id) == "2025-11-18 14:00"


@pytest.mark.parametrize(("view", "title"), [(CalendarView.MONTH, "December 2025"), (CalendarView.WEEK, "17 to 23")])
def test_waiting_at_an_edge_turns_the_page(
    view: CalendarView,
    title: str,
    page: CalendarPage,
    mouse: Mouse,
    desk: Desk,
    clock: MovedClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    page.show_view(view)
    grid = page.grid()
    assert grid is not None
    (pill,) = grid.pills_of(THURSDAY.date())
    mouse.press(pill)
    mouse.to(grid, QPoint(grid.width() - EDGE // 2, 300))
    assert page.dragging.edge.interval() == dragging.TURN_AFTER == 700
    with qtbot.waitSignal(grid.turn_wanted, timeout=3_000):
        pass
    assert page.head.title.text().startswith(title)
    monday = grid.layout_now.cells[date(2025, 12, 1) if view is CalendarView.MONTH else date(2025, 11, 17)]
    mouse.drop(grid, QPoint(monday.center().x(), monday.y() + monday.height() // 2))
    assert wall(desk, check_in_id)[:10] == ("2025-12-01" if view is CalendarView.MONTH else "2025-11-17")


def test_what_was_recorded_and_key_tasks_stay(
    page: CalendarPage, mouse: Mouse, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    desk.coach.review(check_in_id, Review(Outcome.WORKED, Decision.STOP))
    desk.coach.save_key_task(KeyTask("Stand-up", datetime(2025, 11, 14, 8), "Europe/Berlin", minutes=15))
    for day in (13, 14):
        (pill,) = page.month.pills_of(date(2025, 11, day))
        mouse.press(pill)
        assert page.dragging.carried is None
        mouse.drop(page.month, center(page, date(2025, 11, 20)))
    assert shell.toasts == [
        "This check-in has been recorded, so it stays.",
        "A key task is moved in Edit key tasks.",
    ]


def test_a_click_is_no_drag(page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", THURSDAY)
    (pill,) = page.month.pills_of(THURSDAY.date())
    QTest.mouseClick(pill, LEFT)
    assert shell.asked == [("check in", check_in_id)]
