"""Search, kind, context, outcome, tag, period and everyone."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.errors import Damaged
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.details import Line
from microcoach_desktop.ui.people.filter_bar import Period, since
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.widgets.filter_chip import FilterChip
from tests.ui.people.conftest import OpenPage, settle
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]
TEAM = ("Ana Ruiz", "Marek Nowak")


@pytest.fixture
def team(desk: Desk) -> dict[str, Person]:
    return {person.first_name: person for person in desk.coach.save_people(*(Person(name) for name in TEAM))}


def texts(page: PeoplePage) -> list[str]:
    return [row.session.observation for row in page.history.model.rows if isinstance(row, Note)]


# searching and filtering ----------------------------------------------------------------------------------------------


def test_search_shows_hits_and_how_many(team: dict[str, Person], note: Save, open_page: OpenPage, qtbot: QtBot) -> None:
    for number in range(10):
        note(team["Ana"], f"aisle {number}" if number < 4 else f"dock {number}")
    note(team["Marek"], "aisle of Marek")
    page = open_page()
    page.bar.search.setText("ais")
    settle(page, qtbot)
    assert texts(page) == ["aisle 3", "aisle 2", "aisle 1", "aisle 0"]
    assert page.bar.search.count == "4 of 10"
    page.bar.search.setText("zebra")
    settle(page, qtbot)
    assert page.history.shown is page.history.no_match
    assert page.bar.search.count == "0 of 10"
    page.history.no_match.action.click()
    settle(page, qtbot)
    assert len(texts(page)) == 10
    assert (page.bar.search.text(), page.bar.search.count) == ("", "")


def test_search_everyone_names_the_people(
    team: dict[str, Person], note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    note(team["Ana"], "aisle of Ana")
    note(team["Marek"], "aisle of Marek")
    page = open_page()
    page.search_everyone()
    assert page.bar.search.hasFocus()
    QTest.keyClicks(page.bar.search, "aisle")
    settle(page, qtbot)
    assert texts(page) == ["aisle of Marek", "aisle of Ana"]
    model = page.history.model
    first = str(model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole))
    assert first.startswith("Win, Marek Nowak, Today 09:14")
    assert page.header.name.text() == "Everyone"
    page.pane.list.setCurrentIndex(page.pane.model.index(0, 0))
    settle(page, qtbot)
    assert page.header.name.text() == "Ana Ruiz"
    assert texts(page) == ["aisle of Ana"]


def test_chips_narrow_and_clear(marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot) -> None:
    note(marek, "old win", datetime(2025, 7, 1, 9))
    note(marek, "old opportunity", datetime(2025, 7, 2, 9), kind=Kind.OPPORTUNITY)
    note(marek, "new win", datetime(2025, 11, 1, 9))
    page = open_page()
    page.bar.kind.menu.actions()[1].trigger()
    settle(page, qtbot)
    assert texts(page) == ["new win", "old win"]
    assert page.bar.kind.accessibleName() == "Kind: Wins"
    assert page.bar.search.count == "2 of 3"
    page.bar.period.menu.actions()[2].trigger()
    settle(page, qtbot)
    assert texts(page) == ["new win"]
    QTest.keyClick(page.bar.kind, Qt.Key.Key_Delete)
    settle(page, qtbot)
    assert page.bar.kind.accessibleName() == "Kind: All"
    cross = QPoint(page.bar.period.width() - 12, page.bar.period.height() // 2)
    QTest.mouseClick(page.bar.period, Qt.MouseButton.LeftButton, pos=cross)
    settle(page, qtbot)
    assert len(texts(page)) == 3


def pick(chip: FilterChip, text: str) -> None:
    """Open the menu of a chip as a click does, and choose a line."""
    chip.click()
    next(action for action in chip.menu.actions() if action.iconText() == text).trigger()
    chip.menu.close()


def test_context_outcome_and_tag_go_together_with_a_search(
    desk: Desk, team: dict[str, Person], note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    for number, context in enumerate(("Van & dock", "Van & dock", "Desk")):
        action = {"action": "do", "due_days": 1, "kind": Kind.OPPORTUNITY}
        note(team["Ana"], f"aisle {number}", context=context, tags=("ask",) if number else (), **action)
        desk.coach.review(number + 1, Review(Outcome.PARTLY if number else Outcome.WORKED, Decision.STOP))
    note(team["Marek"], "aisle of Marek", context="Gate", tags=("scan",))
    page = open_page()
    bar = page.bar
    pick(bar.context, "Van & dock")
    settle(page, qtbot)
    assert texts(page) == ["aisle 1", "aisle 0"]
    assert bar.context.accessibleName() == "Context: Van & dock"
    pick(bar.outcome, "Partly")
    settle(page, qtbot)
    assert (texts(page), bar.search.count) == (["aisle 1"], "1 of 3")
    pick(bar.tag, "ask")
    bar.search.setText("ais")
    settle(page, qtbot)
    assert texts(page) == ["aisle 1"]
    bar.search.setText("dock")
    settle(page, qtbot)
    assert texts(page) == ["aisle 1"], "the context is searched, too"
    QTest.keyClick(bar.context, Qt.Key.Key_Delete)
    QTest.keyClick(bar.tag, Qt.Key.Key_Delete)
    bar.search.clear()
    settle(page, qtbot)
    assert texts(page) == ["aisle 2", "aisle 1"]
    assert (bar.wish.context, bar.wish.tag, bar.wish.outcome) == (None, None, Outcome.PARTLY)


def test_menus_offer_what_is_in_use_and_what_is_chosen(
    team: dict[str, Person], note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    note(team["Ana"], "one", context="Van")
    note(team["Marek"], "two", context="Gate")
    page = open_page()
    pick(page.bar.context, "Van")
    page.pane.list.setCurrentIndex(page.pane.model.index(1, 0))
    settle(page, qtbot)
    assert page.history.shown is page.history.no_match, "the choice stays with the next person"
    page.bar.context.menu.aboutToShow.emit()
    offered = [action.iconText() for action in page.bar.context.menu.actions() if not action.isSeparator()]
    assert offered == ["All", "Gate", "Van"]
    page.bar.everyone.click()
    settle(page, qtbot)
    assert texts(page) == ["one"]
    page.history.clear_wanted.emit()
    settle(page, qtbot)
    assert (len(texts(page)), page.bar.wish.narrows) == (2, False)


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (Period.ALL, None),
        (Period.DAYS_30, datetime(2025, 10, 12)),
        (Period.MONTHS_3, datetime(2025, 8, 11)),
        (Period.YEAR, datetime(2025, 1, 1)),
    ],
)
def test_periods_begin_at_midnight_of_the_manager(desk: Desk, period: Period, first: datetime | None) -> None:
    found = since(period, desk.now())
    assert (found is None) == (first is None)
    if found is not None and first is not None:
        assert found.astimezone(desk.now().tzinfo).replace(tzinfo=None) == first


def test_a_failed_search_says_so_and_can_be_tried_again(
    desk: Desk,
    marek: Person,
    note: Save,
    open_page: OpenPage,
    shell: RecordingShell,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note(marek, "aisle")
    note(marek, "dock")
    page = open_page()

    def fail(*_: object, **__: object) -> None:
        raise Damaged("The file is damaged.")

    monkeypatch.setattr(desk.coach.store.sessions, "page", fail)
    page.bar.search.setText("aisle")
    qtbot.waitUntil(lambda: bool(shell.troubles))
    assert texts(page) == ["dock", "aisle"], "the old content stays"
    monkeypatch.undo()
    assert shell.retry is not None
    shell.retry()
    settle(page, qtbot)
    assert texts(page) == ["aisle"]


# why a note was found -------------------------------------------------------------------------------------------------


def test_a_folded_card_shows_the_field_that_was_found(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    session = note(
        marek, "Totes in the aisle", kind=Kind.OPPORTUNITY, action="Scan first", due_days=1, impact="A café waited.",
        private_note="Ask Zoë", tags=("ask first",),
    )  # fmt: skip
    desk.coach.review(1, Review(Outcome.PARTLY, Decision.STOP, learned="The scanner's battery was flat"))
    page = open_page()
    model = page.history.model

    def told(query: str) -> str:
        page.bar.search.setText(query)
        settle(page, qtbot)
        assert model.note_count == 1, query
        row = model.row_of(session.id) or 0
        assert page.history.view.rowHeight(row) == page.history.view._delegate.height(row, page.history.view.width())
        return str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole))

    plain = told("totes scan")
    assert "Impact" not in plain
    assert told("CAFE tote") == plain[:-1] + ", Impact: A café waited."
    found = told("“was flat” zoe")
    assert ("Private note: Ask Zoë" in found, "The scanner's battery was flat" in found) == (True, True)
    assert "Tags: ask first" in told('"ask first"')


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("flat", ["flat"]),
        ("partly", []),
        ('"was fl"', []),
        ("batt café", ["batt"]),
        ("„battery was“", ["battery was"]),
    ],
)
def test_only_what_a_person_wrote_is_marked(query: str, marked: list[str]) -> None:
    line = Line("Check-in", "Wed 12 Nov, Partly. The battery was flat", "The battery was flat")
    assert [line.value[start:end] for start, end in line.spans(query)] == marked


def test_the_name_begins_where_the_search_begins_without_an_avatar(
    marek: Person, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    avatar = page.header.avatar
    assert page.header.name.mapTo(page, QPoint()).x() > avatar.mapTo(page, QPoint(avatar.width(), 0)).x()
    page.search_everyone()
    settle(page, qtbot)
    edge = page.bar.search.mapTo(page, QPoint()).x()
    qtbot.waitUntil(lambda: page.header.name.mapTo(page, QPoint()).x() == edge)
    page.show_person(marek.id)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: page.header.name.mapTo(page, QPoint()).x() > edge)
