"""What can be done with a note by key and menu."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Hold, Kind, Session
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.playbook.wording_dialog import WordingDialog
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from tests.ui.people.conftest import OpenPage
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]
ROLE = Qt.ItemDataRole.AccessibleTextRole


def texts(page: PeoplePage) -> list[str]:
    return [row.session.observation for row in page.history.model.rows if isinstance(row, Note)]


def sentence(page: PeoplePage, session: Session) -> str:
    model = page.history.model
    row = model.row_of(session.id)
    assert row is not None
    return str(model.data(model.index(row, 0), ROLE))


def test_the_letters_walk_through_the_notes(marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot) -> None:
    for number in range(4):
        note(marek, f"note {number}", datetime(2025, 11 - number % 2, 3 + number, 9))
    page = open_page()
    view = page.history.view
    walked = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(view, key)
        current = view.current_note()
        walked.append("" if current is None else current.session.observation)
    newest = texts(page)
    assert walked == [newest[1], newest[2], newest[3], newest[3], newest[2], newest[0], newest[3]]


def test_months_and_search_have_keys(marek: Person, note: Save, open_page: OpenPage) -> None:
    for month in (8, 9, 9, 10, 11):
        note(marek, f"month {month}", datetime(2025, month, 3, 9))
    page = open_page()
    view = page.history.view
    walked = []
    down, up = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp
    for key in (down, down, down, down, up, up, up, up):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        current = view.current_note()
        walked.append("" if current is None else current.session.observation.removeprefix("month "))
    assert walked == ["10", "9", "8", "8", "9", "10", "11", "11"]
    QTest.keyClicks(view, "/")
    assert page.bar.search.hasFocus()
    QTest.keyClicks(page.bar.search, "j/k[]")
    assert page.bar.search.text() == "j/k[]", "in a field they are letters"


def test_a_check_in_moves_and_loses_its_date(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, shell: RecordingShell
) -> None:
    session = note(marek, "seen", kind=Kind.OPPORTUNITY, action="do", due_days=2)
    note(marek, "nothing agreed")
    page = open_page()
    QTest.keyClicks(page.history.view, "r")
    QTest.keyClick(page.history.view, Qt.Key.Key_Delete)
    assert shell.toasts == ["No check-in is open here."] * 2
    QTest.keyClicks(page.history.view, "jr")
    dialog = page.findChild(RescheduleDialog)
    assert dialog is not None
    at = dialog.picks()[-1][1]
    dialog._take(at)
    assert desk.coach.store.check_ins.of_sessions([session.id])[session.id][0].due_at == at
    QTest.keyClick(page.history.view, Qt.Key.Key_Delete)
    assert desk.coach.store.check_ins.of_sessions([session.id])[session.id][0].due_at is None
    assert "Waiting, No date yet" in sentence(page, session)
    desk.coach.undo()
    assert desk.coach.store.check_ins.of_sessions([session.id])[session.id][0].due_at == at


def test_every_way_of_the_keys_stands_in_the_menu(marek: Person, note: Save, open_page: OpenPage) -> None:
    note(marek, "older")
    note(marek, "newer")
    page = open_page()
    current = page.history.view.current_note()
    assert current is not None
    menu = next(a.menu() for a in page.notes.menu_for(current).actions() if a.text() == "Go to")
    assert isinstance(menu, QMenu)
    ways = {action.text(): action for action in menu.actions()}
    assert [text.partition("\t")[2] for text in ways] == [
        "J", "K", "Home", "End", "Ctrl+PgDown", "Ctrl+PgUp", "P", "N", "]", "[", "/", "T",
    ]  # fmt: skip
    ways["Next session\tJ"].trigger()
    current = page.history.view.current_note()
    assert current is not None
    assert current.session.observation == "older"


def test_letters_rest_where_they_are_switched_off(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(marek, "one")
    note(marek, "two")
    desk.change_settings(replace(desk.settings(), single_key_shortcuts=False))
    page = open_page()
    QTest.keyClick(page.history.view, Qt.Key.Key_J)
    current = page.history.view.current_note()
    assert current is not None
    assert current.session.observation == "two"


def test_a_check_in_opens_by_key_and_menu(
    marek: Person, note: Save, open_page: OpenPage, shell: RecordingShell
) -> None:
    note(marek, "seen", kind=Kind.OPPORTUNITY, action="do", due_days=2)
    page = open_page()
    QTest.keyClick(page.history.view, Qt.Key.Key_C)
    assert shell.asked == [("check in", 1)]
    current = page.history.view.current_note()
    assert current is not None
    labels = [action.text() for action in page.notes.menu_for(current).actions() if action.text()]
    assert labels == [
        "Unfold or fold\tEnter", "Check in…\tC", "Reschedule…\tR", "Remove the date\tDel", "Edit…\tE",
        "Show the card\tS", "Add to playbook…",
        "Talked about it just now", "Not now: talk about it", "Tried for the first time just now", "Park…", "Let go…",
        "Go to", "Delete",
    ]  # fmt: skip


def test_the_card_opens_by_key(marek: Person, note: Save, open_page: OpenPage) -> None:
    note(marek, "seen", kind=Kind.OPPORTUNITY, action="do")
    page = open_page()
    QTest.keyClick(page.history.view, Qt.Key.Key_S)
    (card,) = page.findChildren(CardWindow)
    assert card.content.sections[0].lead == "do"
    card.close()


def test_an_action_is_offered_to_the_playbook_once(desk: Desk, marek: Person, note: Save, open_page: OpenPage) -> None:
    session = note(marek, "seen", kind=Kind.OPPORTUNITY, action="Read the list aloud")
    page = open_page()

    def offered() -> list[QAction]:
        current = page.history.view.current_note()
        assert current is not None
        return [a for a in page.notes.menu_for(current).actions() if a.text() == "Add to playbook…"]

    offered()[0].trigger()
    (dialog,) = page.findChildren(WordingDialog)
    dialog.save_button.click()
    assert desk.coach.store.sessions.get(session.id).play_id
    page.reload()
    assert offered() == []


def test_the_menu_does_what_it_says(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, shell: RecordingShell, qtbot: QtBot
) -> None:
    session = note(marek, "seen")
    page = open_page()

    def choose(start: str) -> None:
        current = page.history.view.current_note()
        assert current is not None
        next(a for a in page.notes.menu_for(current).actions() if a.text().startswith(start)).trigger()

    choose("Talked about")
    assert desk.coach.store.sessions.get(session.id).talked_at is not None
    page.notes.set_aside(session.id, Hold.PARKED, "Away.")
    assert "Parked, Away" in sentence(page, session)
    choose("Bring back")
    assert desk.coach.store.sessions.get(session.id).hold is None
    choose("Delete")
    assert page.history.shown is page.history.none
    desk.coach.undo()
    assert texts(page) == ["seen"]
    assert shell.toasts == ["Noted that you talked about it.", "Parked.", "Brought back.", "Session deleted."]
    assert shell.troubles == []
