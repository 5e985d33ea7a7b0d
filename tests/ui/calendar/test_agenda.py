"""The agenda: one sentence a row, the same keys as in the month."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.calendar.agenda import Agenda
from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock
from tests.ui.calendar.plans import plan, wall
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def agenda_first(page: CalendarPage) -> None:
    QTest.keyClicks(page.month, "a")


def said(agenda: Agenda) -> list[object]:
    model = agenda.entries
    return [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_rows_are_sentences_by_day(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    plan(desk, clock, "Ana Ruiz", datetime(2025, 11, 11, 16))
    desk.coach.save_key_task(KeyTask("Stand-up", datetime(2025, 11, 13, 8), "Europe/Berlin", minutes=15))
    plan(desk, clock, "Far Away", datetime(2026, 2, 1, 14))
    assert desk.settings().calendar_view is CalendarView.AGENDA
    assert said(page.agenda) == [
        "Tuesday 11 November, today",
        "Opportunity, Ana Ruiz, Scan before stacking, 16:00, Tuesday 11 November",
        "Thursday 13 November, in 2 days",
        "Key task, Stand-up, ends 08:15, Thursday 13 November",
        "Opportunity, Marek Nowak, Scan before stacking, 14:00, Thursday 13 November",
    ]


def test_arrows_pass_over_headings(page: CalendarPage, desk: Desk, clock: MovedClock) -> None:
    first = plan(desk, clock, "Ana Ruiz", datetime(2025, 11, 11, 16))
    second = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    page.agenda.choose(0)
    ids = []
    for key in (None, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        if key is not None:
            QTest.keyClick(page.agenda, key)
        assert page.agenda.chosen is not None
        assert page.agenda.chosen.follow_up is not None
        ids.append(page.agenda.chosen.follow_up.id)
    assert ids == [first, second, second, first, first]


def test_it_takes_the_keys_of_the_month(
    page: CalendarPage, desk: Desk, clock: MovedClock, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", datetime(2025, 11, 13, 14))
    page.agenda.choose(0)
    QTest.keyClick(page.agenda, Qt.Key.Key_Return)
    QTest.keyClicks(page.agenda, "c")
    assert shell.asked == [("check in", check_in_id)] * 2
    QTest.keyClick(page.agenda, Qt.Key.Key_Right, ALT)
    QTest.keyClick(page.agenda, Qt.Key.Key_Down, ALT)
    assert wall(desk, check_in_id) == "2025-11-21 14:00"
    assert page.agenda.chosen is not None
    QTest.keyClick(page.agenda, Qt.Key.Key_Delete)
    assert wall(desk, check_in_id) == ""
    desk.coach.undo()
    assert wall(desk, check_in_id) == "2025-11-21 14:00"


def test_m_goes_back_to_the_month(page: CalendarPage, desk: Desk) -> None:
    QTest.keyClicks(page.agenda, "m")
    assert desk.settings().calendar_view is CalendarView.MONTH
    assert page.month.isVisible()


def test_an_empty_agenda_says_so(page: CalendarPage) -> None:
    assert page.agenda.entries.rowCount() == 0
    assert not page.grab().toImage().isNull()
