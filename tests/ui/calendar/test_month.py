"""What the month shows, to whom, and how it is laid out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.calendar.day_list import DayList
from microcoach_desktop.ui.calendar.filter_panel import FilterPanel
from microcoach_desktop.ui.calendar.items import CalendarFilter, load_range
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.calendar.periods import weeks_of
from microcoach_desktop.ui.calendar.pills import FollowUpPill, MoreButton
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock
from tests.ui.calendar.plans import carry_many, plan, press, wall

ALT = Qt.KeyboardModifier.AltModifier
THURSDAY = datetime(2025, 11, 13, 14)


class Painted(QObject):
    """Where a widget was painted."""

    area = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.area += event.region()
        return False


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


def test_the_ring_waits_for_the_keyboard(page: CalendarPage) -> None:
    plain = page.month.grab().toImage()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    assert page.month.grab().toImage() != plain


def test_a_pill_looks_otherwise_under_the_mouse_and_with_the_focus(
    page: CalendarPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    for name in ("Marek Nowak", "Priya Shah"):
        plan(desk, clock, name, THURSDAY)
    first, second = page.month.pills_of(THURSDAY.date())
    first.setFocus()
    page.month.repaint()
    painted = Painted()
    page.month.installEventFilter(painted)
    second.setFocus()
    qtbot.waitUntil(lambda: painted.area.contains(first.geometry()) and painted.area.contains(second.geometry()))
    painted.area = QRegion()
    middle = QPointF(first.rect().center())
    QApplication.sendEvent(first, QEnterEvent(middle, middle, middle))
    qtbot.waitUntil(lambda: painted.area.contains(first.geometry()))


def test_the_first_visit_focuses_the_grid_and_no_button(desk: Desk, qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    before = QPushButton("Before")
    pages.addWidget(before)
    with qtbot.waitActive(pages):
        pages.show()
        pages.activateWindow()
    before.setFocus()
    opened = CalendarPage(desk)
    pages.addWidget(opened)
    pages.setCurrentWidget(opened)
    assert QApplication.focusWidget() is opened.month


def test_each_day_of_a_month_with_a_clock_change_has_its_own_items(
    page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    for day in (28, 29, 30):
        plan(desk, clock, f"Person {day}", datetime(2026, 3, day, 0, 30))
    days = load_range(desk, date(2026, 3, 1), date(2026, 3, 31), CalendarFilter())
    assert [day.day for day in days] == [28, 29, 30]


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


def test_ten_thousand_check_ins_and_only_the_visible_weeks_are_read(
    page: CalendarPage, desk: Desk, clock: MovedClock
) -> None:
    carry_many(desk, clock, 10_000)
    days = load_range(desk, date(2025, 10, 27), date(2025, 11, 30), CalendarFilter())
    page.turn(0)
    pills = [pill for pill in page.month.findChildren(FollowUpPill) if pill.isVisible()]
    assert 0 < sum(len(items) for items in days.values()) < 600
    assert 0 < len(pills) <= 140


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
