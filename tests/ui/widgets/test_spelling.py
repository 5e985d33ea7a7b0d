"""Misspelt words in the note fields: marked when finished, mended from the menu, never a name of the team."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.system.dictionaries import dictionaries_for
from microcoach_desktop.ui.capture.hosts import PagePanel
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.dressing import redress
from microcoach_desktop.ui.widgets import spelling
from microcoach_desktop.ui.widgets.edits import GrowingEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.proofreader import Proofreader
from microcoach_desktop.ui.widgets.prose_line import ProseLine
from microcoach_desktop.ui.widgets.spelling_menu import menu_at


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "PAUSE_MS", 20)


@pytest.fixture
def checked(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose fields are checked with the shipped dictionaries; settings take effect as in the program."""

    def change(settings: Settings) -> None:
        before = desk.settings()
        desk.change_settings(settings)
        redress(kit, before, settings)

    desk.coach.save_people(Person("Tomás Silva"), Person("Priya Shah", other_names=("Pri",)))
    proofreader = Proofreader(
        dictionaries_for(tmp_path),
        desk.settings,
        change,
        lambda: desk.coach.store.people.all(archived=True),
        "en-GB",
    )
    desk.hub.changed.connect(proofreader.follow_team)
    kit = replace(desk.kit, proofreader=proofreader)
    return replace(desk, kit=kit, change_settings=change)


@pytest.fixture
def edit(checked: Desk, qtbot: QtBot) -> GrowingEdit:
    made = GrowingEdit(checked.kit)
    qtbot.addWidget(made)
    shown(made, qtbot)
    return made


def shown(widget: QWidget, qtbot: QtBot) -> None:
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def reader(kit: Kit) -> Proofreader:
    assert kit.proofreader is not None
    return kit.proofreader


def marked(edit: QPlainTextEdit) -> list[str]:
    """The words with a wavy line, as they are drawn."""
    wavy = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    return [mark.cursor.selectedText() for mark in edit.extraSelections() if mark.format.underlineStyle() == wavy]


def type_and_wait(edit: QPlainTextEdit, text: str, expected: list[str], qtbot: QtBot) -> None:
    edit.insertPlainText(text[:-1])
    QTest.keyClicks(edit, text[-1:])
    qtbot.waitUntil(lambda: marked(edit) == expected)


def action(menu: QMenu, text: str) -> Callable[[], None]:
    return next(action.trigger for action in menu.actions() if action.text() == text)


def test_a_word_is_marked_when_it_is_finished(edit: GrowingEdit, qtbot: QtBot) -> None:
    type_and_wait(edit, "Closed teh chekclist", ["teh"], qtbot)
    type_and_wait(edit, " ", ["teh", "chekclist"], qtbot)


def test_the_last_word_is_marked_when_the_field_is_left(edit: GrowingEdit, qtbot: QtBot) -> None:
    type_and_wait(edit, "teh chekclist", ["teh"], qtbot)
    edit.clearFocus()
    qtbot.waitUntil(lambda: marked(edit) == ["teh", "chekclist"])


def test_names_of_the_team_are_never_misspelt(edit: GrowingEdit, checked: Desk, qtbot: QtBot) -> None:
    type_and_wait(
        edit, "Tomás and tomas took Priya's and PRIYA's and pri\u2019s teh Wojciech ", ["teh", "Wojciech"], qtbot
    )
    checked.coach.save_people(Person("Wojciech Nowak"))
    qtbot.waitUntil(lambda: marked(edit) == ["teh"])


def test_marks_stand_right_behind_signs_beyond_the_first_plane(edit: GrowingEdit, qtbot: QtBot) -> None:
    edit.setPlainText("\U0001f600\U0001f600 teh")
    type_and_wait(edit, " ", ["teh"], qtbot)


def test_a_better_word_takes_its_place_and_can_be_undone(edit: GrowingEdit, qtbot: QtBot) -> None:
    type_and_wait(edit, "Closed teh list ", ["teh"], qtbot)
    menu = menu_at(edit.spelling, 8)
    suggestions = [action.text() for action in menu.actions()][: [a.isSeparator() for a in menu.actions()].index(True)]
    assert suggestions[0] == "the"
    assert len(suggestions) <= 5
    action(menu, "the")()
    assert edit.toPlainText() == "Closed the list "
    assert marked(edit) == []
    edit.undo()
    assert edit.toPlainText() == "Closed teh list "
    qtbot.waitUntil(lambda: marked(edit) == ["teh"])


def test_the_menu_of_a_right_word_is_the_usual_one(edit: GrowingEdit, qtbot: QtBot) -> None:
    type_and_wait(edit, "Closed teh list ", ["teh"], qtbot)
    assert "Add to dictionary" not in [action.text() for action in menu_at(edit.spelling, 3).actions()]


def test_the_menu_key_offers_the_word_at_the_caret(edit: GrowingEdit, qtbot: QtBot) -> None:
    type_and_wait(edit, "teh list ", ["teh"], qtbot)
    cursor = edit.textCursor()
    cursor.setPosition(1)
    edit.setTextCursor(cursor)
    corner = edit.rect().bottomRight()
    edit.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, corner, edit.mapToGlobal(corner)))
    menu = next(menu for menu in edit.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[0].text() == "the"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert edit.toPlainText() == "the list "


def test_an_own_word_is_kept_and_right_everywhere(edit: GrowingEdit, checked: Desk, qtbot: QtBot) -> None:
    type_and_wait(edit, "a kaizenboard ", ["kaizenboard"], qtbot)
    action(menu_at(edit.spelling, 4), "Add to dictionary")()
    qtbot.waitUntil(lambda: marked(edit) == [])
    assert checked.settings().own_words == ("kaizenboard",)
    type_and_wait(edit, "Kaizenboard teh ", ["teh"], qtbot)


def test_the_switch_takes_the_marks_away_and_brings_them_back(edit: GrowingEdit, checked: Desk, qtbot: QtBot) -> None:
    type_and_wait(edit, "teh ", ["teh"], qtbot)
    checked.change_settings(replace(checked.settings(), check_spelling=False))
    qtbot.waitUntil(lambda: marked(edit) == [])
    checked.change_settings(replace(checked.settings(), check_spelling=True))
    qtbot.waitUntil(lambda: marked(edit) == ["teh"])


def test_switched_off_nothing_is_read(checked: Desk, qtbot: QtBot) -> None:
    checked.change_settings(replace(checked.settings(), check_spelling=False))
    edit = GrowingEdit(checked.kit)
    qtbot.addWidget(edit)
    shown(edit, qtbot)
    QTest.keyClicks(edit, "teh ")
    reader(checked.kit).prepare()
    assert reader(checked.kit).misspelt("teh ") == []
    assert "dictionary" not in {thread.name for thread in threading.enumerate()}


def test_another_language_is_another_dictionary_at_once(edit: GrowingEdit, checked: Desk, qtbot: QtBot) -> None:
    type_and_wait(edit, "color colour ", ["color"], qtbot)
    checked.change_settings(replace(checked.settings(), spelling_language="en_US"))
    qtbot.waitUntil(lambda: marked(edit) == ["colour"])


def test_marks_are_no_change_of_the_text(edit: GrowingEdit, qtbot: QtBot) -> None:
    changes: list[str] = []
    edit.setPlainText("teh")
    edit.textChanged.connect(lambda: changes.append(edit.toPlainText()))
    edit.clearFocus()
    edit.setFocus()
    qtbot.waitUntil(lambda: marked(edit) == ["teh"])
    assert changes == []
    assert not edit.document().isUndoAvailable()


def test_a_word_is_ignored_in_all_fields_of_one_note(checked: Desk, qtbot: QtBot) -> None:
    panel = PagePanel(checked)
    qtbot.addWidget(panel)
    panel.start(Prefill())
    panel.resize(900, 700)
    panel.show()
    seen, impact = panel.form.observation, panel.form.impact
    impact.setPlainText("kaizenboard teh")
    shown(seen, qtbot)
    type_and_wait(seen, "kaizenboard ", ["kaizenboard"], qtbot)
    action(menu_at(seen.spelling, 1), "Ignore in this note")()
    qtbot.waitUntil(lambda: (marked(seen), marked(impact)) == ([], ["teh"]))
    panel.fill({"observation": "kaizenboard"})
    qtbot.waitUntil(lambda: marked(seen) == ["kaizenboard"])


def test_marks_of_the_line_are_not_words(checked: Desk, qtbot: QtBot) -> None:
    panel = PagePanel(checked)
    qtbot.addWidget(panel)
    panel.start(Prefill())
    panel.show()
    line = panel.line.edit
    shown(line, qtbot)
    type_and_wait(line, "@Tomás win #hndover closed teh list >fri 14:00 ", ["teh"], qtbot)


def test_marks_go_along_while_the_text_changes(edit: GrowingEdit, qtbot: QtBot) -> None:
    type_and_wait(edit, "Closed teh list ", ["teh"], qtbot)
    cursor = edit.textCursor()
    cursor.setPosition(0)
    cursor.insertText("Yesterday: ")
    assert marked(edit) == ["teh"]
    cursor.setPosition(len("Yesterday: Closed teh"))
    cursor.insertText(" whole")
    assert marked(edit) == ["teh"]
    action(menu_at(edit.spelling, len("Yesterday: Closed t")), "the")()
    assert edit.toPlainText() == "Yesterday: Closed the whole list "


def test_the_line_survives_that_its_text_is_taken(checked: Desk, qtbot: QtBot) -> None:
    panel = PagePanel(checked)
    qtbot.addWidget(panel)
    panel.start(Prefill())
    panel.show()
    line = panel.line.edit
    shown(line, qtbot)
    type_and_wait(line, "closed teh list and the doors ", ["teh"], qtbot)
    line.set_line("x")
    line.read_again()
    qtbot.waitUntil(lambda: marked(line) == [])


@pytest.fixture
def line(checked: Desk, qtbot: QtBot) -> ProseLine:
    made = ProseLine(checked.kit)
    qtbot.addWidget(made)
    shown(made, qtbot)
    return made


def red(line: ProseLine) -> int:
    """How many pixels are reddish: the wavy line and nothing else is."""
    image = line.grab().toImage()
    colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(color.red() - max(color.green(), color.blue()) > 40 for color in colors)


def test_a_field_of_one_line_is_marked_and_mended(line: ProseLine, qtbot: QtBot) -> None:
    edited: list[str] = []
    QTest.keyClicks(line, "teh list")
    line.textChanged.connect(edited.append)
    qtbot.waitUntil(lambda: red(line) > 10)
    assert edited == []
    action(menu_at(line.spelling, 1), "the")()
    assert line.text() == "the list"
    qtbot.waitUntil(lambda: red(line) == 0)
    line.undo()
    assert line.text() == "teh list"
    line.end(False)
    qtbot.waitUntil(lambda: red(line) > 10)


def test_a_field_of_one_line_can_be_emptied_and_chosen_from(line: ProseLine, qtbot: QtBot) -> None:
    QTest.keyClicks(line, "Tomás saw teh list"[5:])
    qtbot.waitUntil(lambda: red(line) > 10)
    with qtbot.waitSignal(line.spelling._pause.timeout):
        line.setSelection(0, 3)
    assert line.selectedText() == " sa"
    line.clear()
    qtbot.waitUntil(lambda: red(line) == 0)
    assert menu_at(line.spelling, 0).actions()[0].text() != "the"


def test_marks_wait_for_an_input_method(line: ProseLine, checked: Desk, qtbot: QtBot) -> None:
    reader(checked.kit).prepare()
    qtbot.waitUntil(lambda: reader(checked.kit).misspelt("teh") != [])
    with qtbot.waitSignal(line.spelling._pause.timeout):
        QTest.keyClicks(line, "teh ")
        QCoreApplication.sendEvent(line, QInputMethodEvent("ni", []))
    assert line.spelling.word_at(1) == "teh"
    assert red(line) == 0
    done = QInputMethodEvent("", [])
    done.setCommitString("\u4f60")
    QCoreApplication.sendEvent(line, done)
    assert line.text() == "teh \u4f60"
    qtbot.waitUntil(lambda: red(line) > 10)


def test_the_menu_key_works_in_a_field_of_one_line(line: ProseLine, qtbot: QtBot) -> None:
    QTest.keyClicks(line, "teh list")
    qtbot.waitUntil(lambda: red(line) > 10)
    line.setCursorPosition(2)
    line.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, line.pos(), line.pos()))
    menu = next(menu for menu in line.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[0].text() == "the"
    menu.close()
