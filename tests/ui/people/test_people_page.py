"""The list of people, the header, filters and search."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.people_model import PersonRow, SectionRow
from tests.clock import MovedClock
from tests.ui.people.conftest import OpenPage, settle
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]
TEAM = ("Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva")


@pytest.fixture
def team(desk: Desk) -> dict[str, Person]:
    return {person.first_name: person for person in desk.coach.save_people(*(Person(name) for name in TEAM))}


def texts(page: PeoplePage) -> list[str]:
    return [row.session.observation for row in page.history.model.rows if isinstance(row, Note)]


def listed(page: PeoplePage) -> list[str]:
    model = page.pane.model
    return [str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


# who is listed --------------------------------------------------------------------------------------------------------


def test_nobody_yet_asks_for_people(open_page: OpenPage) -> None:
    page = open_page()
    assert page._nobody.isVisible()
    assert not page.pane.isVisible()
    assert page._nobody.action.text() == "Add people"


def test_one_person_needs_no_list(marek: Person, open_page: OpenPage, shell: RecordingShell) -> None:
    page = open_page()
    assert not page.pane.isVisible()
    assert page.header.name.text() == "Marek Nowak"
    assert page.header.line.text() == "Picker, early shift. Direct, data first."
    assert page.history.shown is page.history.none
    page.history.none.action.click()
    assert shell.asked == [("quick capture", Prefill(person_id=marek.id, kind=Kind.WIN))]


def test_two_hundred_people_stand_under_their_teams(desk: Desk, open_page: OpenPage, qtbot: QtBot) -> None:
    desk.coach.save_people(*(Person(f"Person {n:03d}", team=f"Team {n % 4}" if n % 5 else "") for n in range(200)))
    page = open_page()
    rows = page.pane.model.rows
    assert [row.section.name for row in rows if isinstance(row, SectionRow)] == [f"Team {n}" for n in range(4)] + [
        "Without a team"
    ]
    assert len(page.pane.ids()) == 200
    page.pane.search.setText("person 17")
    assert [row.person.name for row in page.pane.model.rows[:10] if isinstance(row, PersonRow)] == [
        f"Person 17{n}" for n in range(10)
    ]
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert page.header.name.text() == "Person 170"


def test_each_person_is_one_sentence(team: dict[str, Person], note: Save, open_page: OpenPage) -> None:
    note(team["Ana"], "seen", action="Close the list", kind=Kind.OPPORTUNITY, due_days=3)
    note(team["Marek"], "seen", datetime(2025, 11, 4, 9), action="Scan first", kind=Kind.OPPORTUNITY, due_days=2)
    note(team["Priya"], "seen", datetime(2025, 11, 5, 9))
    page = open_page()
    assert listed(page) == [
        "Ana Ruiz, Close the list, Fri, 1 session.",
        "Marek Nowak, Scan first, 5 days late, 1 session.",
        "Priya Shah, Last note Wed 5 Nov, 1 session.",
        "Tomás Silva, No sessions yet, 0 sessions.",
    ]


def test_numbers_of_the_header(
    desk: Desk, clock: MovedClock, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    for number in range(3):
        note(marek, f"win {number}")
    for outcome in (Outcome.WORKED, Outcome.WORKED, Outcome.PARTLY):
        session = Session(marek.id, Kind.OPPORTUNITY, "seen", action="do")
        check_in = desk.coach.capture(session, clock.now() + timedelta(days=1)).check_in
        assert check_in is not None
        desk.coach.review(check_in.id, Review(outcome, decision=Decision.STOP))
    page = open_page()
    header = page.header
    assert (header.sessions.text, header.ratio.text, header.worked.text) == ("6", "3 : 3", "67 %")
    note(marek, "one more")
    settle(page, qtbot)
    assert header.sessions.text == "7"


def test_archived_people_leave_and_come_back(
    desk: Desk, team: dict[str, Person], open_page: OpenPage, shell: RecordingShell, qtbot: QtBot
) -> None:
    page = open_page()
    page.show_person(team["Priya"].id)
    page.header.archive.trigger()
    settle(page, qtbot)
    assert team["Priya"].id not in page.pane.ids()
    assert page.header.name.text() != "Priya Shah"
    page.pane.show_archived.trigger()
    settle(page, qtbot)
    assert team["Priya"].id in page.pane.ids()
    page.show_person(team["Priya"].id)
    assert page.header.archive.text() == "Bring back"
    page.header.archive.trigger()
    assert desk.coach.store.people.get(team["Priya"].id).archived_at is None
    assert shell.toasts == ["Priya Shah is archived.", "Priya Shah is back."]


# getting around -------------------------------------------------------------------------------------------------------


def test_brackets_walk_through_the_people(team: dict[str, Person], open_page: OpenPage) -> None:
    page = open_page()
    walked = [page.header.name.text()]
    for key in "]]][":
        QTest.keyClicks(page.history.view, key)
        walked.append(page.header.name.text())
    assert walked == ["Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva", "Priya Shah"]


def test_arrows_in_the_list_choose(team: dict[str, Person], note: Save, open_page: OpenPage) -> None:
    note(team["Marek"], "of Marek")
    page = open_page()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Down)
    assert page.header.name.text() == "Marek Nowak"
    assert texts(page) == ["of Marek"]


def test_a_person_opens_at_a_session_whatever_the_filters(
    team: dict[str, Person], note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    wanted = note(team["Priya"], "wanted", datetime(2025, 1, 5, 9))
    for number in range(230):
        note(team["Priya"], f"later {number}", datetime(2025, 2, 1, 9) + timedelta(hours=number))
    page = open_page()
    page.bar.search.setText("nothing")
    settle(page, qtbot)
    page.show_person(team["Priya"].id, wanted.id)
    settle(page, qtbot)
    current = page.history.view.current_note()
    assert current is not None
    assert current.session.id == wanted.id
    assert page.history.view.visualRect(page.history.view.currentIndex()).intersects(
        page.history.view.viewport().rect()
    )
    assert page.bar.search.text() == ""


def test_a_narrow_window_shows_the_list_or_the_history(
    desk: Desk, team: dict[str, Person], open_page: OpenPage, qtbot: QtBot
) -> None:
    desk.kit.theme.set_text_scale(2.0)
    page = open_page(904, 600)
    assert not page.pane.isVisible()
    assert page.header.people.isVisible()
    page.header.people.click()
    assert page.pane.isVisible()
    assert not page.history.isVisible()
    row = page.pane.list.visualRect(page.pane.model.index(2, 0))
    QTest.mouseClick(page.pane.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    settle(page, qtbot)
    assert page.history.isVisible()
    assert page.header.name.text() == "Priya Shah"


# everybody can use it -------------------------------------------------------------------------------------------------


def test_every_control_has_a_name_and_room_for_a_finger(
    team: dict[str, Person], note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    note(team["Ana"], "aisle", kind=Kind.OPPORTUNITY, action="do", due_days=1)
    page = open_page()
    page.bar.search.setText("aisle")
    settle(page, qtbot)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    controls = [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    assert len(controls) >= 10
    for control in controls:
        name = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        assert name, control
        assert min(control.width(), control.height()) >= 24, name


def test_tab_reaches_every_part_and_comes_back(team: dict[str, Person], note: Save, open_page: OpenPage) -> None:
    note(team["Ana"], "seen")
    page = open_page()
    page.pane.search.setFocus()
    reached = set()
    for _ in range(20):
        reached.add(page.window().focusWidget())
        QTest.keyClick(page.window().focusWidget() or page, Qt.Key.Key_Tab)
    bar, header = page.bar, page.header
    wanted = {
        page.pane.search, page.pane.add, page.pane.list, header.more, header.capture, bar.search, bar.kind, bar.period,
        bar.everyone, page.history.view,
    }  # fmt: skip
    assert wanted <= reached


def test_a_draft_that_is_written_reads_nothing_again(
    desk: Desk, marek: Person, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    read: list[str] = []
    monkeypatch.setattr(page, "reload", lambda: read.append("again"))
    desk.coach.save_draft("page", "half a sentence")
    assert read == []
    desk.coach.save_people(Person("Ana"))
    assert read == ["again"]


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_long_name_in_a_small_window_is_not_clipped(
    desk: Desk, open_page: OpenPage, qtbot: QtBot, factor: float
) -> None:
    name = "Ángela-Maximiliane Hohenzollern-Sigmaringen y Fernández de la Cruz"
    ana, _ = desk.coach.save_people(Person(name, team="Early shift of the third floor"), Person("Émile Šťastný"))
    desk.coach.capture(Session(ana.id, Kind.WIN, "Rails checked", baseline=4), None, Metric("Falls per thousand days"))
    desk.kit.theme.set_text_scale(factor)
    page = open_page(896, 600)
    page.show_person(ana.id)
    settle(page, qtbot)
    qtbot.waitUntil(page.measure.isVisible)
    low = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.height() < label.heightForWidth(label.width())
    ]
    assert low == []
    assert page.history.height() >= desk.kit.theme.px(120)
