"""The list of people: sections, several at once, and typing a name."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.people_model import SectionRow
from microcoach_desktop.ui.people.team_choice import TeamChoice
from tests.ui.people.conftest import OpenPage, settle
from tests.ui.shell import RecordingShell

Page = Callable[[], PeoplePage]


@pytest.fixture
def many(desk: Desk) -> list[Person]:
    """24 people, half of them in each of two teams."""
    return desk.coach.save_people(*(Person(f"Person {n:02d}", team=("Calls", "Returns")[n % 2]) for n in range(24)))


@pytest.fixture
def few(desk: Desk) -> list[Person]:
    names = ("Ana Ruiz", "Ben Okri", "Émile Zola", "Elena Maes", "Marek Nowak")
    desk.coach.save_people(*map(Person, names))
    return desk.coach.store.people.all()


def row(page: PeoplePage, number: int) -> QModelIndex:
    return page.pane.model.index(number, 0)


def click(page: PeoplePage, number: int, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = page.pane.list.visualRect(row(page, number)).center()
    QTest.mouseClick(page.pane.list.viewport(), Qt.MouseButton.LeftButton, how, place)


def marked(page: PeoplePage) -> list[str]:
    return [person.name for person in page.pane.list.selected_people()]


def headings(page: PeoplePage) -> list[tuple[str, int, bool]]:
    found = (shown for shown in page.pane.model.rows if isinstance(shown, SectionRow))
    return [(shown.section.name, shown.people, shown.shut) for shown in found]


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_who_is_shown_is_marked_alone_whatever_key_is_still_held(
    held: Qt.KeyboardModifier, few: Sequence[Person], open_page: OpenPage
) -> None:
    page = open_page()
    window = page.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_F12, held)  # as by Ctrl+Enter in the dialog that added somebody
    try:
        page.show_person(few[3].id)
        assert marked(page) == ["Émile Zola"]
        page.pane.list.keyboardSearch("B")
        assert marked(page) == ["Ben Okri"]
    finally:
        QTest.keyRelease(window, Qt.Key.Key_F12)
    assert not page.pane.bulk.isVisible()


def test_several_are_marked_and_only_one_is_shown(few: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    assert not page.pane.bulk.isVisible()
    click(page, 1)
    click(page, 3, Qt.KeyboardModifier.ControlModifier)
    assert marked(page) == ["Ben Okri", "Émile Zola"]
    assert page.header.name.text() == "Ben Okri"
    assert page.pane.bulk.isVisible()
    assert page.pane.bulk.count.text() == "2 selected"
    assert page.pane.bulk.merge.isVisible()
    QTest.keyClick(page.pane.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(marked(page)) == 5
    assert not page.pane.bulk.merge.isVisible()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Escape)
    assert marked(page) == ["Ben Okri"]
    assert not page.pane.bulk.isVisible()


def test_shift_and_arrows_mark_a_stretch(few: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    page.pane.list.setFocus()
    for _ in range(2):
        QTest.keyClick(page.pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(marked(page)) == 3
    assert page.header.name.text() == "Ana Ruiz"


def test_a_stretch_begins_at_who_is_shown(few: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    click(page, 0)
    page.show_person(few[2].id)
    QTest.keyClick(page.pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert marked(page) == ["Elena Maes", "Émile Zola"]


def test_marked_people_stay_marked_when_something_is_read_again(
    desk: Desk, few: Sequence[Person], open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    QTest.keyClick(page.pane.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.coach.save_people(Person("Aaron"))
    settle(page, qtbot)
    assert len(marked(page)) == 5
    assert page.pane.bulk.count.text() == "5 selected"


def test_a_search_of_everyone_marks_nobody(few: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    QTest.keyClick(page.pane.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.search_everyone()
    assert marked(page) == []
    assert not page.pane.bulk.isVisible()


def test_several_are_archived_and_brought_back_in_one_step(
    desk: Desk, few: Sequence[Person], open_page: OpenPage, shell: RecordingShell, qtbot: QtBot
) -> None:
    page = open_page()
    click(page, 0)
    click(page, 2, Qt.KeyboardModifier.ShiftModifier)
    page.pane.bulk.archive.click()
    settle(page, qtbot)
    assert len(desk.coach.store.people.all()) == 2
    assert shell.toasts == ["3 people are archived."]
    page.pane.show_archived.trigger()
    settle(page, qtbot)
    assert headings(page) == [("Archived", 3, False)]
    page.pane.list.select_people([person.id for person in few[:3]])
    assert page.pane.bulk.archive.text() == "Bring back"
    page.pane.bulk.archive.click()
    assert shell.toasts[1:] == ["3 people are back."]
    for left in (2, 5):
        desk.coach.undo()
        assert len(desk.coach.store.people.all()) == left


def test_a_team_is_changed_for_several_in_one_step(
    desk: Desk, many: Sequence[Person], open_page: OpenPage, shell: RecordingShell
) -> None:
    page = open_page()
    QTest.keyClick(page.pane.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.pane.bulk.team.click()
    (dialog,) = page.findChildren(TeamChoice)
    assert dialog.windowTitle() == "Change the team of 24 people"
    assert dialog.team.text() == ""
    dialog.team.setText("  Night ")
    dialog._give()
    assert {person.team for person in desk.coach.store.people.all()} == {"Night"}
    assert shell.toasts == ["24 people are in Night."]
    desk.coach.undo()
    assert {person.team for person in desk.coach.store.people.all()} == {"Calls", "Returns"}


def test_a_full_disk_can_be_tried_again(
    desk: Desk, few: Sequence[Person], open_page: OpenPage, shell: RecordingShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()

    def fail(*_: object) -> None:
        raise DiskFull("Not saved: the disk is full.")

    monkeypatch.setattr(desk.coach, "save_people", fail)
    page.team._turn_archived(list(few))
    monkeypatch.undo()
    assert shell.retry is not None
    shell.retry()
    assert desk.coach.store.people.all() == []


def test_sections_open_and_shut_by_mouse_and_keys(many: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    assert headings(page) == [("Calls", 12, False), ("Returns", 12, False)]
    assert page.pane.model.data(row(page, 0), Qt.ItemDataRole.AccessibleTextRole) == "Calls, 12 people, open"
    click(page, 0)
    assert headings(page)[0] == ("Calls", 12, True)
    assert len(page.pane.ids()) == 12
    QTest.keyClick(page.pane.list, Qt.Key.Key_Right)
    assert headings(page)[0] == ("Calls", 12, False)
    click(page, 3)
    QTest.keyClick(page.pane.list, Qt.Key.Key_Left)
    assert page.pane.list.currentIndex().row() == 0
    QTest.keyClick(page.pane.list, Qt.Key.Key_Return)
    assert headings(page)[0] == ("Calls", 12, True)


def test_each_row_is_as_high_as_what_stands_in_it(many: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    click(page, 0)
    heights = {type(shown): page.pane.list.rowHeight(number) for number, shown in enumerate(page.pane.model.rows)}
    assert [page.pane.list.rowHeight(number) for number in range(len(page.pane.model.rows))] == [
        heights[type(shown)] for shown in page.pane.model.rows
    ]
    assert len(set(heights.values())) == 2


def test_who_is_opened_from_elsewhere_is_not_hidden(many: Sequence[Person], open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    click(page, 0)
    page.show_person(many[4].id)
    settle(page, qtbot)
    assert headings(page)[0] == ("Calls", 12, False)
    assert marked(page) == ["Person 04"]


@pytest.mark.parametrize(("typed", "shown"), [("m", "Marek Nowak"), ("now", "Marek Nowak"), ("emi", "Émile Zola")])
def test_typed_letters_lead_to_a_name(few: Sequence[Person], open_page: OpenPage, typed: str, shown: str) -> None:
    page = open_page()
    page.pane.list.setFocus()
    QTest.keyClicks(page.pane.list, typed)
    assert page.header.name.text() == shown


def test_one_letter_again_walks_on(few: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    page.pane.list.setFocus()
    walked = []
    for _ in range(3):
        QTest.keyClicks(page.pane.list, "e")
        walked.append(page.header.name.text())
    assert set(walked) == {"Elena Maes", "Émile Zola"}
    assert walked[0] == walked[2] != walked[1]


@pytest.mark.parametrize("sought", ["", "nobody is called so"])
def test_a_letter_typed_at_the_end_or_in_an_empty_list_is_harmless(
    few: Sequence[Person], open_page: OpenPage, qtbot: QtBot, sought: str
) -> None:
    page = open_page()
    page.pane.search.setText(sought)
    settle(page, qtbot)
    people = page.pane.list
    people.choose(max(0, people.model().rowCount() - 1))
    people.keyboardSearch("q")
    people.keyboardSearch("q")
    assert people.model().rowCount() == (0 if sought else len(few))


def test_the_other_button_offers_the_same(few: Sequence[Person], open_page: OpenPage) -> None:
    page = open_page()
    click(page, 1)
    menu = page.pane.bulk.menu()
    page.pane.bulk.show_people(page.pane.list.selected_people())
    assert [action.text() for action in menu.actions()] == ["Archive", "Change team…", "Merge with…"]
    menu.deleteLater()
