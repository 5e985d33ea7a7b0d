"""Chains of experiments in the timeline: what is said, where the lines run, and how one comes from try to try."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.blocks import inside
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.timeline_chains import Strand, strands
from tests.clock import MovedClock
from tests.ui.people.conftest import OpenPage, settle

Save = Callable[..., Session]
Try = Callable[..., list[int]]


@pytest.fixture
def tried(desk: Desk, clock: MovedClock) -> Try:
    """Save a chain; each outcome leads to the next try, two days later."""

    def save(person: Person, name: str, *outcomes: Outcome) -> list[int]:
        session = Session(person.id, Kind.OPPORTUNITY, f"{name} seen", action=f"{name} 1")
        captured = desk.coach.capture(session, clock.now() + timedelta(days=1))
        ids, check_in = [captured.session.id], captured.check_in
        for number, outcome in enumerate(outcomes, 2):
            clock.move(days=2)
            assert check_in is not None
            said = Review(outcome, Decision.ADJUST, learned=f"{name} learned", next_action=f"{name} {number}")
            reviewed = desk.coach.review(check_in.id, said)
            assert reviewed.next_session is not None
            ids.append(reviewed.next_session.id)
            check_in = reviewed.next_check_in
        return ids

    return save


def sentence(page: PeoplePage, session_id: int) -> str:
    model = page.history.model
    row = model.row_of(session_id)
    assert row is not None
    return str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole))


def current_id(page: PeoplePage) -> int:
    note = page.history.view.current_note()
    return 0 if note is None else note.session.id


def shape(found: list[Strand]) -> list[tuple[tuple[int, ...], int, int, bool]]:
    return [(strand.rows, strand.lane, strand.last, strand.crowded) for strand in found]


def test_a_try_says_its_place_and_how_the_others_went(marek: Person, tried: Try, open_page: OpenPage) -> None:
    first, second, third = tried(marek, "scan", Outcome.PARTLY, Outcome.NOT_YET)
    page = open_page()
    assert "first try of three, the second: not yet" in sentence(page, first)
    assert "second try of three, the first: partly, Next step of: scan 1" in sentence(page, second)
    assert "third try of three, the first: partly, the second: not yet" in sentence(page, third)


def test_keys_lead_from_try_to_try(marek: Person, note: Save, tried: Try, open_page: OpenPage) -> None:
    first, second = tried(marek, "scan", Outcome.PARTLY)
    note(marek, "in between")
    page = open_page()
    view = page.history.view
    view.go_to(second)
    walked = []
    for letter in "ppnn":
        QTest.keyClicks(view, letter)
        walked.append(current_id(page))
    assert walked == [first, first, second, second]


def test_a_try_that_a_filter_hides_is_shown(marek: Person, tried: Try, open_page: OpenPage, qtbot: QtBot) -> None:
    first, second, _ = tried(marek, "scan", Outcome.PARTLY, Outcome.NOT_YET)
    page = open_page()
    page.bar.search.setText('"scan 2"')
    settle(page, qtbot)
    assert page.history.model.note_count == 1
    QTest.keyClicks(page.history.view, "p")
    settle(page, qtbot)
    assert (current_id(page), page.bar.wish.narrows) == (first, False)
    assert page.history.model.row_of(second) is not None


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_arrows_and_steps_are_clicked(
    marek: Person, tried: Try, open_page: OpenPage, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    first, second, third = tried(marek, "scan", Outcome.PARTLY, Outcome.NOT_YET)
    page = open_page(1072, 1400)
    page.setLayoutDirection(direction)
    settle(page, qtbot)
    view = page.history.view

    def targets(session_id: int) -> dict[int, QPoint]:
        """A point for each session that a click on this card leads to."""
        index = page.history.model.index(page.history.model.row_of(session_id) or 0, 0)
        area = view.visualRect(index)
        points = (QPoint(x, y) for y in range(area.top(), area.bottom(), 4) for x in range(0, area.width(), 4))
        found = {view._target_at(point): point for point in points}
        return {target: point for target, point in found.items() if target}

    folded = targets(second)
    assert set(folded) == {first, third}
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=folded[first])
    assert current_id(page) == first
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert set(targets(first)) == {second, third}
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=targets(first)[third])
    assert current_id(page) == third


def test_what_is_painted_says_its_name_and_key(marek: Person, tried: Try, open_page: OpenPage) -> None:
    _, second, _ = tried(marek, "scan", Outcome.PARTLY, Outcome.NOT_YET)
    page = open_page(1072, 1400)
    view = page.history.view
    index = page.history.model.index(page.history.model.row_of(second) or 0, 0)
    note = page.history.model.note(index)
    assert note is not None
    option = QStyleOptionViewItem()
    option.rect = view.visualRect(index)
    area = option.rect
    points = (QPoint(x, y) for y in range(area.top(), area.bottom(), 6) for x in range(0, area.width(), 6))
    assert {view._delegate.tip(point, option, note) for point in points} == {
        "", "Unfold  Enter", "More about this session", "Previous try  P", "Next try  N",
    }  # fmt: skip


def test_lines_run_from_the_newest_to_the_oldest_try(
    marek: Person, note: Save, tried: Try, open_page: OpenPage
) -> None:
    tried(marek, "early", Outcome.WORKED)
    tried(marek, "late", Outcome.WORKED)
    note(marek, "alone")
    page = open_page()
    # A month and the one alone stand above; where a line ends, the next one takes its lane.
    assert shape(page.history.model.strands) == [((2, 3), 0, 3, False), ((4, 5), 0, 5, False)]


def test_a_line_goes_on_where_older_tries_are_still_to_be_read(
    desk: Desk, marek: Person, tried: Try, open_page: OpenPage
) -> None:
    tried(marek, "scan", Outcome.WORKED)
    page = open_page()
    rows = page.history.model.rows
    assert [strand.last for strand in strands(rows[:2], complete=True)] == [1]
    (going_on,) = strands(rows[:2], complete=False)
    assert (going_on.open_end, going_on.passes(1), going_on.passes(2)) == (True, True, False)


def test_a_third_line_is_drawn_only_while_it_is_chosen(
    desk: Desk, marek: Person, clock: MovedClock, open_page: OpenPage
) -> None:
    for name in ("one", "two", "three"):
        session = Session(marek.id, Kind.OPPORTUNITY, name, action=name)
        desk.coach.capture(session, clock.now() + timedelta(days=1))
    clock.move(days=2)
    for number in (1, 2, 3):
        desk.coach.review(number, Review(Outcome.PARTLY, Decision.ADJUST))
    page = open_page(1072, 1400)
    view = page.history.view
    lanes = [(strand.lane, strand.crowded) for strand in page.history.model.strands]
    assert lanes == [(0, False), (1, False), (1, True)]
    crowded = page.history.model.strands[2]
    accent = desk.kit.theme.color("accent").rgb()

    def has_accent() -> bool:
        """In the gutter of a row that the line only passes."""
        area = view.visualRect(page.history.model.index(crowded.last - 1, 0))
        gutter = inside(area, 29, 40, 10, area.height() - 40, mirrored=False)
        image = view.viewport().grab(gutter).toImage()
        return any(image.pixel(x, image.height() // 2) == accent for x in range(image.width()))

    view.setCurrentIndex(page.history.model.index(crowded.last, 0))
    assert has_accent()
    view.setCurrentIndex(page.history.model.index(page.history.model.strands[0].first, 0))
    first_is_there = page.history.model.strands[0].passes(crowded.last - 1)
    assert has_accent() == first_is_there


def test_cards_with_steps_have_their_height(
    desk: Desk, marek: Person, tried: Try, open_page: OpenPage, qtbot: QtBot
) -> None:
    ids = tried(marek, "a rather long name of what is tried " * 3, Outcome.PARTLY, Outcome.NOT_YET)
    page = open_page(904, 640)
    view = page.history.view
    view.go_to(ids[1])
    QTest.keyClick(view, Qt.Key.Key_Return)
    for scale in (1.0, 2.0):
        desk.kit.theme.set_text_scale(scale)
        settle(page, qtbot)
        row = page.history.model.row_of(ids[1]) or 0
        assert view.rowHeight(row) == view._delegate.height(row, view.viewport().width())
        assert view.rowHeight(row) > 10 * desk.kit.theme.px(20)
