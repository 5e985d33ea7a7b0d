"""Matters of the process in a search of everyone."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.filter_bar import Wish
from microcoach_desktop.ui.people.notes import Matter
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.timeline_model import Month, ProcessHead
from tests.ui.people.conftest import OpenPage, settle

Save = Callable[..., Session]


def review(desk: Desk) -> None:
    """Two matters, one of them done."""
    task = desk.coach.save_key_task(KeyTask("Dock close", datetime(2025, 10, 1, 21, 30), "Europe/Berlin"))
    first = ProcessItem("Ten", "", "No café paper", "Number on the wrapper", task.id)
    desk.coach.capture_many([], process=[first, ProcessItem(happened="The wrapper was locked")])
    desk.coach.routines.finish_process_item(2)


def look_for(page: PeoplePage, qtbot: QtBot, wish: Wish) -> list[str]:
    """What stands in the rows, as it is said."""
    page.bar.put(wish)
    page.bar.changed.emit()
    settle(page, qtbot)
    model = page.history.model
    return [str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_a_search_of_everyone_finds_the_process_above_the_notes(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    review(desk)
    note(marek, "Stopped the wrapper in time")
    page = open_page()
    said = look_for(page, qtbot, Wish("wrapp", everyone=True))
    assert said[:3] == [
        "Process, 2 matters",
        "Process, Tue 11 Nov, What happened: The wrapper was locked, Done, Tue 11 Nov.",
        "Process, Tue 11 Nov, Dock close, Planned: Ten, Why: No café paper, Next time: Number on the wrapper, Open.",
    ]
    assert [type(row) for row in page.history.model.rows[3:4]] == [Month]
    assert "Stopped the wrapper in time" in said[4]
    assert page.bar.search.count == "1 of 1"
    view = page.history.view
    walked = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
        walked.append(view.currentIndex().row())
    assert walked == [1, 2, 4, 4, 2]
    QTest.keyClicks(view, "ecrp")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.history.model.expanded_id == 0, "there is nothing more to unfold"
    assert not page.grab().isNull()


def test_the_process_is_left_out_where_a_person_or_an_outcome_is_asked_for(
    desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot
) -> None:
    review(desk)
    page = open_page()
    assert look_for(page, qtbot, Wish("wrapper")) == []
    assert page.history.shown is page.history.no_match
    assert look_for(page, qtbot, Wish("wrapper", kind=Kind.WIN, everyone=True)) == []
    assert look_for(page, qtbot, Wish("wrapper", tag="ask", everyone=True)) == []
    assert look_for(page, qtbot, Wish(everyone=True)) == []
    found = look_for(page, qtbot, Wish('"café paper" ten', everyone=True))
    assert len(found) == 2
    assert page.history.view.isVisible()
    assert [type(row) for row in page.history.model.rows] == [ProcessHead, Matter]
    assert page.bar.search.count == "0 of 0"
