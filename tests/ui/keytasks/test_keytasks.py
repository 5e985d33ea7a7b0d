"""Key tasks are made, changed, paused and removed; a wrong entry gets a clear sentence."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, rule_weekdays, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.dialog import KeyTasksDialog
from tests.ui.shell import RecordingShell


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> KeyTasksDialog:
    desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
    made = KeyTasksDialog(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: KeyTasksDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def handover(desk: Desk) -> KeyTask:
    start = datetime(2025, 11, 10, 21, 30)
    rule = weekly_rule(frozenset(range(5)))
    return desk.coach.save_key_task(KeyTask("Dock close", start, "Europe/Berlin", rule=rule, minutes=30))


def test_a_new_one_is_saved_with_its_people(dialog: KeyTasksDialog, desk: Desk, shell: RecordingShell) -> None:
    form = dialog.form
    form.name.setText("Shift handover")
    form.starts.setTime(QTime(21, 30))
    form.ends.setTime(QTime(22, 0))
    assert "Mon to Fri 21:30\u201322:00, asks at 22:10. Next: today." in shown(dialog)
    dialog.save()
    (task,) = desk.coach.store.key_tasks.all()
    assert (task.name, task.minutes, task.zone) == ("Shift handover", 30, "Europe/Berlin")
    assert rule_weekdays(task.rule) == frozenset(range(5))
    assert len(task.person_ids) == 2
    assert shell.toasts == ["Shift handover saved."]


def test_a_night_shift_ends_on_the_next_day(dialog: KeyTasksDialog, desk: Desk) -> None:
    dialog.form.name.setText("Night shift")
    dialog.form.starts.setTime(QTime(22, 0))
    dialog.form.ends.setTime(QTime(6, 0))
    dialog.save()
    assert desk.coach.store.key_tasks.all()[0].minutes == 8 * 60


def test_without_days_it_happens_once(dialog: KeyTasksDialog, desk: Desk) -> None:
    dialog.form.name.setText("Audit")
    for day in dialog.form.days.weekdays:
        dialog.form.days.days[day].click()
    assert dialog.form.fields["on"].isVisibleTo(dialog)
    dialog.save()
    assert desk.coach.store.key_tasks.all()[0].rule == ""


@pytest.mark.parametrize(
    ("name", "zone", "field", "sentence"),
    [
        ("", "Europe/Berlin", "name", "A key task needs a name."),
        ("Dock", "Mars/Olympus", "zone", "This time zone is not known."),
        ("Dock", "", "zone", "This time zone is not known."),
    ],
)
def test_a_wrong_entry_is_named_at_its_field(
    name: str, zone: str, field: str, sentence: str, dialog: KeyTasksDialog, desk: Desk
) -> None:
    dialog.form.name.setText(name)
    dialog.form.zone.setCurrentText(zone)
    dialog.save()
    words = [label.text() for label in dialog.form.fields[field].findChildren(QLabel)]
    assert any(text.startswith(sentence) for text in words)
    assert desk.coach.store.key_tasks.all() == []
    assert dialog.form.name.text() == name


def test_editing_keeps_the_first_day(desk: Desk, qtbot: QtBot) -> None:
    task = handover(desk)
    dialog = KeyTasksDialog(desk, task.id)
    qtbot.addWidget(dialog)
    dialog.form.grace.setValue(5)
    dialog.save()
    (changed,) = desk.coach.store.key_tasks.all()
    assert (changed.grace_minutes, changed.starts, changed.id) == (5, task.starts, task.id)


def test_pausing_is_said_in_the_list(desk: Desk, qtbot: QtBot) -> None:
    task = handover(desk)
    dialog = KeyTasksDialog(desk, task.id)
    qtbot.addWidget(dialog)
    dialog.form.paused.click()
    dialog.save()
    assert desk.coach.store.key_tasks.get(task.id).paused
    assert dialog.list.item(0).text() == "Dock close (paused)"


def test_removing_can_be_undone(desk: Desk, qtbot: QtBot, shell: RecordingShell) -> None:
    task = handover(desk)
    dialog = KeyTasksDialog(desk, task.id)
    qtbot.addWidget(dialog)
    dialog.remove()
    assert desk.coach.store.key_tasks.all() == []
    assert shell.toasts == ["Dock close removed. Its notes stay."]
    desk.coach.undo()
    assert [left.name for left in desk.coach.store.key_tasks.all()] == ["Dock close"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name(scale: float, dialog: KeyTasksDialog, desk: Desk) -> None:
    desk.kit.theme.set_text_scale(scale)
    buttons = [b for b in dialog.findChildren(QAbstractButton) if b.isVisible() and b.focusPolicy().value]
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
    assert all(field.widget.accessibleName() for field in dialog.form.fields.values())
