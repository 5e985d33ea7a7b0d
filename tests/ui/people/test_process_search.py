"""Matters of the process in a search of everyone."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.filter_bar import Wish
from microcoach_desktop.ui.people.matter_dialog import MatterDialog
from microcoach_desktop.ui.people.notes import Matter
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.timeline_model import Month, ProcessHead
from microcoach_desktop.ui.widgets.text import Label
from tests.ui.people.conftest import OpenPage, settle
from tests.ui.shell import RecordingShell

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
        "Process, 2 items",
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
    QTest.keyClicks(view, "crp")
    assert page.history.model.expanded_id == 0, "there is nothing more to unfold"
    assert not page.grab().isNull()


def matter_at(page: PeoplePage, row: int) -> Matter:
    view = page.history.view
    view.setCurrentIndex(page.history.model.index(row, 0))
    found = view.current_matter()
    assert found is not None
    return found


def dialog_of(page: PeoplePage) -> MatterDialog:
    (dialog,) = [found for found in page.findChildren(MatterDialog) if found.isVisible()]
    return dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_E])
def test_a_matter_opens_by_key_and_is_changed(
    key: Qt.Key, desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot, shell: RecordingShell
) -> None:
    review(desk)
    page = open_page()
    look_for(page, qtbot, Wish("wrapp", everyone=True))
    item = matter_at(page, 2).item
    QTest.keyClick(page.history.view, key)
    dialog = dialog_of(page)
    assert dialog.fields.edits["next_step"].toPlainText() == "Number on the wrapper"
    dialog.fields.edits["next_step"].setPlainText("Number on both wrappers")
    dialog.done_box.setChecked(True)
    dialog.save()
    stored = desk.coach.store.process_items.get(item.id)
    assert (stored.next_step, stored.done_at, stored.noted_at) == ("Number on both wrappers", desk.now(), item.noted_at)
    assert shell.toasts == ["Process item saved."]
    settle(page, qtbot)
    said = str(page.history.model.data(page.history.model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole))
    assert said.endswith("Next time: Number on both wrappers, Done, Tue 11 Nov.")
    desk.coach.undo()
    assert desk.coach.store.process_items.get(item.id) == item


def test_a_matter_without_a_word_says_what_it_needs(
    desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot
) -> None:
    review(desk)
    page = open_page()
    look_for(page, qtbot, Wish("wrapp", everyone=True))
    page.matters.edit(matter_at(page, 1))
    dialog = dialog_of(page)
    dialog.fields.edits["happened"].setPlainText("  ")
    dialog.save()
    assert dialog.isVisible()
    assert "Needs what happened or what comes next." in [label.text() for label in dialog.findChildren(Label)]
    assert desk.coach.store.process_items.get(2).happened == "The wrapper was locked"


def test_the_menu_finishes_reopens_deletes_and_leads_to_the_review(
    desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot, shell: RecordingShell
) -> None:
    review(desk)
    page = open_page()
    look_for(page, qtbot, Wish("wrapp", everyone=True))

    def choose(row: int, words: str) -> None:
        menu = page.matters.menu_for(matter_at(page, row))
        next(action for action in menu.actions() if action.text().startswith(words)).trigger()
        settle(page, qtbot)

    task = desk.coach.store.key_tasks.all()[0]
    choose(2, "Go to the review of Dock close")
    assert shell.asked[-1] == ("after_action", (task.id, ""))
    choose(2, "Mark as done")
    assert desk.coach.store.process_items.open_of(task.id) == []
    choose(2, "Open it again")
    assert [item.id for item in desk.coach.store.process_items.open_of(task.id)] == [1]
    assert not any("review" in action.text() for action in page.matters.menu_for(matter_at(page, 1)).actions())
    choose(1, "Delete")
    assert shell.toasts == ["Marked as done.", "Opened again.", "Process item deleted."]
    assert [matter.item.id for matter in page.history.model.rows[1:] if isinstance(matter, Matter)] == [1]
    desk.coach.undo()
    assert desk.coach.store.process_items.get(2).happened == "The wrapper was locked"


def test_the_pointer_opens_a_matter_and_its_menu(desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot) -> None:
    review(desk)
    page = open_page()
    look_for(page, qtbot, Wish("wrapp", everyone=True))
    view = page.history.view
    area = view.visualRect(page.history.model.index(2, 0))
    menu = view._delegate.button_rects(area, mirrored=False)[1]
    with qtbot.waitSignal(view.matter_menu_wanted):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=menu.center())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    dialog = dialog_of(page)
    dialog.review.click()
    assert not dialog.isVisible()


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
