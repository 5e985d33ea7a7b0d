"""Adding people, changing one, editing a session."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Session, Source
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.edit_dialog import EditSessionDialog
from microcoach_desktop.ui.people.edit_fields import NumberEditor, TextEditor
from microcoach_desktop.ui.people.note_deeds import NoteDeeds
from microcoach_desktop.ui.people.person_dialog import PersonDialog
from microcoach_desktop.ui.people.reason_dialog import ReasonDialog
from microcoach_desktop.ui.people.team_dialog import TeamDialog
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import GrowingEdit
from tests.ui.people.conftest import OpenPage
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


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
        ["Nora Weiss", "Agent", "Calls", "Is added, 2 lines as one"],
        ["", "Nobody", "", "Line 3: A person needs a name."],
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


# a session ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def full(desk: Desk, marek: Person) -> Session:
    """A session with every field filled."""
    now = desk.now()
    session = Session(
        marek.id, Kind.OPPORTUNITY, "Two returns missing.\nOn the second page.",
        context="Handover", seen_at=now - timedelta(hours=1, seconds=7), exactness=Exactness.EXACT,
        planned_talk_at=now + timedelta(hours=1), talked_at=now - timedelta(minutes=5), first_tried_at=now,
        source=Source.TOLD, times_n=2, times_m=7, went_well="Complete.", impact="Lost half an hour.",
        impact_on=(Impacted.TEAMMATE, Impacted.SAFETY), opener="Two minutes?", reflection="I forgot.",
        action="Read aloud", proposed_by=Proposer.TOGETHER, cue="When signing", apply_by=now + timedelta(days=1),
        success="None missing", baseline=2.5, target=0, resource="Card", tone=Tone.DIRECT, template="Handover",
        tags=("hand over in full", "ask"), minutes=3, private_note="Lighting", sensitive=True, promise="A new lamp",
        promise_due_at=now + timedelta(days=7), promise_done_at=now, hold=Hold.PARKED, hold_reason="Facts first",
    )  # fmt: skip
    return desk.coach.capture(session, None, Metric("Missed", unit="a shift")).session


def opened(desk: Desk, session: Session, window: QWidget) -> EditSessionDialog:
    return EditSessionDialog(desk, session, NoteDeeds(desk, window), window)


def press(dialog: QWidget, start: str) -> None:
    next(b for b in dialog.findChildren(Button) if b.text().startswith(start)).click()


NOT_EDITED = {
    "person_id", "captured_at", "zone", "id", "key_task_id", "occurrence", "cue_task_id", "metric_id", "previous_id",
    "play_id", "hold", "hold_reason", "edited_at",
}  # fmt: skip


def test_every_field_has_an_editor_that_gives_back_what_it_got(desk: Desk, full: Session, window: QWidget) -> None:
    dialog = opened(desk, full, window)
    assert set(dialog.editors) == {field.name for field in fields(Session)} - NOT_EDITED
    assert dialog._typed() == full
    assert not dialog._changed()


def test_changes_are_saved_and_undone(desk: Desk, full: Session, window: QWidget, shell: RecordingShell) -> None:
    dialog = opened(desk, full, window)
    dialog.show()
    dialog.editors["observation"].put("Three returns missing.")
    dialog.editors["tags"].put(("one", "two"))
    dialog.editors["minutes"].put(None)
    dialog.editors["talked_at"].put(None)
    QTest.keyClick(dialog.editors["observation"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved = desk.coach.store.sessions.get(full.id)
    assert saved == replace(
        full,
        observation="Three returns missing.",
        tags=("one", "two"),
        minutes=None,
        talked_at=None,
        edited_at=saved.edited_at,
    )
    assert saved.edited_at is not None
    assert shell.toasts == ["Session saved."]
    desk.coach.undo()
    assert desk.coach.store.sessions.get(full.id) == full


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("observation", "", "Needs what you saw."),
        ("tags", ("a", "b", "c", "d"), "3 tags at most"),
        ("times_n", 9, "cannot be larger"),
        ("talked_at", datetime(2031, 1, 1).astimezone(), "in the future"),
    ],
)
def test_a_wrong_field_keeps_the_dialog_open(
    desk: Desk, full: Session, window: QWidget, name: str, value: object, said: str
) -> None:
    dialog = opened(desk, full, window)
    dialog.editors[name].put(value)
    dialog.save()
    assert dialog.result() == 0
    assert said in dialog.fields[name].widget.accessibleDescription()
    assert desk.coach.store.sessions.get(full.id) == full


def test_a_number_that_is_none_is_told_at_its_field(desk: Desk, full: Session, window: QWidget) -> None:
    dialog = opened(desk, full, window)
    editor = dialog.editors["baseline"]
    assert isinstance(editor, NumberEditor)
    editor.widget.setText("a few")
    dialog.save()
    assert "not a number" in editor.widget.accessibleDescription()


def test_a_failed_save_keeps_every_text(
    desk: Desk, full: Session, window: QWidget, shell: RecordingShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(desk, full, window)
    dialog.editors["impact"].put("A whole hour lost.")

    def fail(_: Session) -> None:
        raise DiskFull("Not saved: the disk is full.")

    monkeypatch.setattr(desk.coach, "edit", fail)
    dialog.save()
    assert "A whole hour lost." in shell.kept_text
    assert dialog.editors["impact"].value() == "A whole hour lost."
    monkeypatch.undo()
    assert shell.retry is not None
    shell.retry()
    assert desk.coach.store.sessions.get(full.id).impact == "A whole hour lost."


def test_deeds_of_the_dialog_save_what_was_typed_first(
    desk: Desk, marek: Person, note: Save, window: QWidget, shell: RecordingShell
) -> None:
    session = note(marek, "seen")
    dialog = opened(desk, session, window)
    dialog.editors["impact"].put("Typed before the click.")
    press(dialog, "Talked about")
    saved = desk.coach.store.sessions.get(session.id)
    assert saved.impact == "Typed before the click."
    assert saved.talked_at is not None
    dialog = opened(desk, saved, window)
    press(dialog, "Delete")
    assert desk.coach.store.sessions.count(HistoryFilter()) == 0
    desk.coach.undo()
    assert desk.coach.store.sessions.get(session.id) == saved


def test_parking_asks_for_a_reason(desk: Desk, marek: Person, note: Save, window: QWidget) -> None:
    session = note(marek, "seen")
    dialog = opened(desk, session, window)
    press(dialog, "Park")
    asked = window.findChildren(ReasonDialog)
    assert len(asked) == 1
    asked[0].reason.setPlainText("Check the facts.")
    press(asked[0], "Park")
    held = desk.coach.store.sessions.get(session.id)
    assert (held.hold, held.hold_reason) == (Hold.PARKED, "Check the facts.")


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
