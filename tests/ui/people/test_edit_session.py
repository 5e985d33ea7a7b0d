"""Editing a session."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Hold, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.edit_fields import NumberEditor
from microcoach_desktop.ui.reason_dialog import ReasonDialog
from microcoach_desktop.ui.widgets.buttons import Button
from tests.ui.people.conftest import opened
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]


def press(dialog: QWidget, start: str) -> None:
    next(b for b in dialog.findChildren(Button) if b.text().startswith(start)).click()


NOT_EDITED = {
    "person_id", "captured_at", "zone", "id", "key_task_id", "occurrence", "cue_task_id", "metric_id", "previous_id",
    "play_id", "hold", "hold_reason", "edited_at", "original",
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
        original=("observation=Two returns missing.\nOn the second page.",),
    )
    assert saved.edited_at is not None
    assert shell.toasts == ["Session saved."]
    desk.coach.undo()
    assert desk.coach.store.sessions.get(full.id) == full


def test_what_was_typed_is_left_at_the_second_time_only(desk: Desk, full: Session, window: QWidget) -> None:
    dialog = opened(desk, full, window)
    dialog.show()
    dialog.editors["observation"].put("Three returns missing.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not saved yet" in dialog.banner.text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert desk.coach.store.sessions.get(full.id) == full


def test_without_a_change_it_closes_at_once(desk: Desk, full: Session, window: QWidget) -> None:
    dialog = opened(desk, full, window)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_cancel_leaves_what_was_typed(desk: Desk, full: Session, window: QWidget) -> None:
    dialog = opened(desk, full, window)
    dialog.show()
    dialog.editors["observation"].put("Three returns missing.")
    press(dialog, "Cancel")
    assert not dialog.isVisible()


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
