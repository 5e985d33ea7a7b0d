"""Own templates: made, changed, ordered, brought in and written out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.templates import Part, Template
from microcoach_desktop.services.templates import built_in
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.templates.dialog import TemplatesDialog
from tests.ui.shell import RecordingShell


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> TemplatesDialog:
    made = TemplatesDialog(desk)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def own(desk: Desk) -> list[str]:
    return [template.name for template in desk.coach.templates.own()]


def choose(dialog: TemplatesDialog, name: str) -> None:
    names = [template.name for template in dialog._templates]
    dialog.list.setCurrentIndex(dialog.list.model().index(names.index(name), 0))


def said(dialog: TemplatesDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def test_those_that_come_along_can_be_read_and_duplicated(dialog: TemplatesDialog, desk: Desk) -> None:
    choose(dialog, "Shift handover")
    assert not dialog.editor.isEnabled()
    assert "Comes with the program. Duplicate it to change it." in said(dialog)
    assert dialog.editor.prompts[Part.IMPACT].text() == "What did the next shift have to do?"
    dialog.duplicate()
    assert own(desk) == ["Shift handover (2)"]
    assert dialog.editor.isEnabled()
    assert dialog.editor.prompts[Part.IMPACT].text() == "What did the next shift have to do?"


def test_a_new_one_is_filled_and_saved(dialog: TemplatesDialog, desk: Desk, shell: RecordingShell) -> None:
    dialog.add()
    editor = dialog.editor
    QTest.keyClicks(editor.name, "Bay check")
    QTest.keyClicks(editor.intent, "One bay, one fact.")
    editor.boxes[Part.CUE].click()
    QTest.keyClicks(editor.prompts[Part.ACTION], "In the next hour?")
    QTest.keyClicks(editor.follow_up.edit, "in 2 days")
    QTest.keyClicks(editor.key_tasks, "bay, dock close")
    editor.opener.setCurrentIndex(1)
    dialog.save_button.click()
    (saved,) = desk.coach.templates.own()
    assert (saved.name, saved.intent, saved.follow_up) == ("Bay check", "One bay, one fact.", "in 2 days")
    assert Part.CUE in saved.parts
    assert saved.prompt(Part.ACTION) == "In the next hour?"
    assert (saved.opener, saved.key_tasks) == (Tone.DIRECT, ("bay", "dock close"))
    assert shell.toasts[-1] == "Template saved."


def test_what_was_typed_is_saved_when_another_one_is_chosen(dialog: TemplatesDialog, desk: Desk) -> None:
    dialog.add()
    QTest.keyClicks(dialog.editor.name, "Bay check")
    choose(dialog, "Quick win")
    assert own(desk) == ["Bay check"]
    assert dialog.editor.name.text() == "Quick win"


@pytest.mark.parametrize(
    ("name", "follow_up", "sentence"),
    [
        ("Quick win", "", "There is already a template with this name. Choose another name."),
        ("", "", "A template needs a name. For example: Bay check."),
        ("Bay check", "31 feb", "This day is not in the calendar."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_window_stays(
    name: str, follow_up: str, sentence: str, dialog: TemplatesDialog, desk: Desk
) -> None:
    dialog.add()
    dialog.editor.name.clear()
    QTest.keyClicks(dialog.editor.name, f"{name} ")
    QTest.keyClicks(dialog.editor.follow_up.edit, follow_up)
    dialog.reject()
    assert dialog.isVisible()
    assert sentence in said(dialog)
    assert own(desk) == ["New template"]
    dialog.editor.follow_up.edit.clear()
    dialog.editor.name.setText("Dock")
    dialog.reject()
    assert not dialog.isVisible()
    assert own(desk) == ["Dock"]


def test_own_ones_are_ordered_and_removed(dialog: TemplatesDialog, desk: Desk) -> None:
    for name in ("One", "Two"):
        desk.coach.templates.save(Template(name))
    dialog.reload()
    assert dialog.current.name == "One"
    dialog.down.click()
    assert own(desk) == ["Two", "One"]
    assert dialog.current.name == "One"
    assert not dialog.down.isEnabled()
    dialog.up.click()
    assert own(desk) == ["One", "Two"]
    dialog.remove_button.click()
    assert own(desk) == ["Two"]
    desk.coach.undo()
    assert own(desk) == ["One", "Two"]


def test_files_go_out_and_come_in(dialog: TemplatesDialog, desk: Desk, tmp_path: Path) -> None:
    choose(dialog, "Feed-forward")
    dialog.export_to(tmp_path / "ahead.toml")
    dialog.import_from(tmp_path / "ahead.toml")
    assert own(desk) == ["Feed-forward (2)"]
    assert dialog.current.name == "Feed-forward (2)"


def test_a_bad_file_is_told_where_it_was_chosen(dialog: TemplatesDialog, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = 'x'\nfields = ['mood']")
    dialog.import_from(tmp_path / "bad.toml")
    assert any(text.startswith("There is no field “mood”. Use some of: opener") for text in said(dialog))
    assert own(desk) == []


@pytest.mark.parametrize(("scale", "width"), [(1.0, 760), (2.0, 760), (2.0, 960)])
def test_every_control_has_a_name_and_nothing_scrolls_sideways(
    scale: float, width: int, dialog: TemplatesDialog, desk: Desk, qtbot: QtBot
) -> None:
    desk.kit.theme.set_text_scale(scale)
    dialog.resize(width, 640)
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName() and not getattr(widget, "text", str)()
        and not widget.objectName().startswith("qt_")
    ]  # fmt: skip
    assert nameless == []
    area = dialog.findChildren(QScrollArea)[0]
    qtbot.waitUntil(lambda: dialog.width() == width and area.horizontalScrollBar().maximum() == 0)


def test_every_shipped_one_fits_the_editor(dialog: TemplatesDialog) -> None:
    for template in built_in():
        dialog.editor.show_template(template, own=True)
        entered = dialog.editor.entered()
        assert set(entered.parts) == set(template.parts)
        assert (dict(entered.prompts), entered.key_tasks) == (dict(template.prompts), template.key_tasks)
