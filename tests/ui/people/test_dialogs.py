"""Adding people, changing one, editing a session."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Hold, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.edit_fields import TextEditor
from microcoach_desktop.ui.people.person_dialog import PersonDialog
from microcoach_desktop.ui.people.team_dialog import TeamDialog
from microcoach_desktop.ui.reason_dialog import ReasonDialog
from microcoach_desktop.ui.widgets.edits import GrowingEdit
from tests.ui.people.conftest import OpenPage, opened
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]


# a team ---------------------------------------------------------------------------------------------------------------


def test_a_pasted_team_is_previewed_and_saved(
    desk: Desk, marek: Person, window: QWidget, shell: RecordingShell, qtbot: QtBot
) -> None:
    dialog = TeamDialog(desk, window)
    saved: list[int] = []
    dialog.saved.connect(saved.append)
    assert not dialog.save.isEnabled()
    dialog.text.setPlainText("Nora Weiss, Agent, Calls\nnora weiss\n, Nobody\nMarek Nowak, Boss\nLi <b>Na</b>")
    qtbot.waitUntil(lambda: dialog.save.text() == "Add 2 people")
    model = dialog.model
    shown = [[model.data(model.index(row, column)) for column in range(4)] for row in range(model.rowCount())]
    assert shown == [
        ["", "Nobody", "", "Line 3: A person needs a name."],
        ["Nora Weiss", "Agent", "Calls", "Is added, 2 lines as one"],
        ["Marek Nowak", "Picker", "early shift", "Is already here"],
        ["Li <b>Na</b>", "", "", "Is added"],
    ]
    dialog.save.click()
    assert [person.name for person in desk.coach.store.people.all()] == ["Li <b>Na</b>", "Marek Nowak", "Nora Weiss"]
    assert shell.toasts == ["Saved 2 people."]
    assert len(saved) == 1
    desk.coach.undo()
    assert [person.name for person in desk.coach.store.people.all()] == ["Marek Nowak"]


def test_a_full_disk_keeps_the_pasted_list(
    desk: Desk, window: QWidget, shell: RecordingShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = TeamDialog(desk, window)
    dialog.text.setPlainText("Nora Weiss")

    def fail(*_: object) -> None:
        raise DiskFull("Not saved: the disk is full.")

    monkeypatch.setattr(desk.coach, "save_people", fail)
    dialog._save()
    assert shell.kept_text == "Nora Weiss"
    monkeypatch.undo()
    assert shell.retry is not None
    shell.retry()
    assert [person.name for person in desk.coach.store.people.all()] == ["Nora Weiss"]


def test_a_new_page_starts_with_the_added_person(desk: Desk, open_page: OpenPage) -> None:
    page = open_page()
    person = desk.coach.save_people(Person("Zoe"), Person("Ana"))[0]
    page.team.saved.emit(person.id)
    assert page.header.name.text() == "Zoe"


# one person -----------------------------------------------------------------------------------------------------------


def test_a_person_is_added_with_all_fields(desk: Desk, window: QWidget, shell: RecordingShell) -> None:
    dialog = PersonDialog(desk, Person(""), window)
    dialog.show()
    dialog.name.setText("  Tomás Silva ")
    dialog.others.setText("Tom, , T. Silva")
    dialog.role.setText("Agent")
    dialog.team.setText("Calls")
    dialog.tone.set_value("collaborative")
    dialog.gap.setText("14")
    dialog.away_from.known.setChecked(True)
    dialog.away_from.day.setDate(QDate(2025, 12, 20))
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    person = desk.coach.store.people.all()[0]
    assert person == Person(
        "Tomás Silva",
        id=person.id,
        other_names=("Tom", "T. Silva"),
        role="Agent",
        team="Calls",
        tone=Tone.COLLABORATIVE,
        wanted_gap_days=14,
        away_from=date(2025, 12, 20),
    )
    assert shell.toasts == ["Added Tomás Silva."]


@pytest.mark.parametrize(
    ("name", "gap", "wrong", "said"),
    [
        ("  ", "", "name", "A person needs a name."),
        ("x" * 121, "", "name", "longer than 120"),
        ("Ana", "0", "wanted_gap_days", "between 1 and 366"),
        ("Ana", "two", "wanted_gap_days", "not a number"),
        ("Ana", "1.5", "wanted_gap_days", "whole numbers"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    desk: Desk, window: QWidget, name: str, gap: str, wrong: str, said: str
) -> None:
    dialog = PersonDialog(desk, Person(""), window)
    dialog.name.setText(name)
    dialog.gap.setText(gap)
    dialog.save.click()
    assert desk.coach.store.people.all() == []
    assert said in dialog.fields[wrong].widget.accessibleDescription()


def test_editing_keeps_what_the_form_does_not_show(desk: Desk, window: QWidget) -> None:
    person = desk.coach.save_people(Person("Ana", longest_gap_days=30, away_until=date(2026, 1, 7)))[0]
    dialog = PersonDialog(desk, person, window)
    dialog.save.click()
    assert desk.coach.store.people.get(person.id) == person


@pytest.mark.parametrize("make", ["session", "person", "team", "reason"])
def test_every_field_of_a_dialog_has_a_name(desk: Desk, full: Session, window: QWidget, make: str) -> None:
    makers: dict[str, Callable[[], QDialog]] = {
        "session": lambda: opened(desk, full, window),
        "person": lambda: PersonDialog(desk, Person(""), window),
        "team": lambda: TeamDialog(desk, window),
        "reason": lambda: ReasonDialog(desk.kit, Hold.LET_GO, window),
    }
    dialog = makers[make]()
    dialog.show()
    for child in dialog.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.focusProxy() is None:
            text = child.property("text")
            assert child.accessibleName() or text, (type(child).__name__, child.parent())


def test_html_in_an_editor_stays_text(desk: Desk, marek: Person, note: Save, window: QWidget) -> None:
    session = note(marek, "<b>bold</b>")
    editor = opened(desk, session, window).editors["observation"]
    assert isinstance(editor, TextEditor)
    assert isinstance(editor.widget, GrowingEdit)
    assert editor.value() == "<b>bold</b>"
