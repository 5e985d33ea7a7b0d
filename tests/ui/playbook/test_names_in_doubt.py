"""What may be the name of somebody outside the team: the manager decides before it enters the playbook."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.playbook import Play
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.page import PlaybookPage
from microcoach_desktop.ui.playbook.wording_dialog import WordingDialog, promote, revise
from tests.ui.playbook.conftest import Bench


@pytest.fixture
def host(desk: Desk, qtbot: QtBot) -> PlaybookPage:
    made = PlaybookPage(desk)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(desk: Desk, bench: Bench, host: PlaybookPage) -> WordingDialog:
    note = bench.note(bench.people[0], action="Show the card to Wrenlow first", success="Wrenlow and Costcutter say it")
    made = promote(desk, note.id, host)
    assert made is not None
    return made


def press(dialog: WordingDialog, label: str) -> None:
    """The newest of that name: those of the question before go with the next event."""
    [button for button in dialog.banner.findChildren(QPushButton) if button.text() == label][-1].click()


def test_each_word_is_asked_about_before_saving(dialog: WordingDialog, desk: Desk) -> None:
    assert dialog.banner.text == "“Wrenlow” may be a person's name."
    assert not dialog.save_button.isEnabled()
    assert dialog.edits["action"].extraSelections()[0].cursor.selectedText() == "Wrenlow"
    press(dialog, "Take it out")
    assert dialog.wording.action == "Show the card to [person] first"
    assert dialog.wording.success == "[person] and Costcutter say it"
    assert dialog.banner.text == "“Costcutter” may be a person's name."
    press(dialog, "Keep it")
    assert dialog.banner.isHidden()
    dialog.save_button.click()
    (entry,) = desk.coach.playbook.entries()
    assert entry.play.wording.success == "[person] and Costcutter say it"


def test_what_was_taken_out_comes_back_with_undo(dialog: WordingDialog) -> None:
    press(dialog, "Take it out")
    dialog.edits["action"].undo()
    assert dialog.wording.action == "Show the card to Wrenlow first"


def test_a_name_typed_just_before_saving_is_asked_about(dialog: WordingDialog, desk: Desk) -> None:
    press(dialog, "Take it out")
    press(dialog, "Take it out")
    dialog.edits["action"].setPlainText("Ask Zbyszko first")
    dialog.save_button.click()
    assert desk.coach.playbook.entries() == []
    assert dialog.banner.text == "“Zbyszko” may be a person's name."


def test_what_stands_in_the_playbook_is_not_asked_again(desk: Desk, book: dict[str, Play], host: PlaybookPage) -> None:
    wording = desk.coach.playbook.get(book["Read"].uid).play.wording
    kept = type(wording)(f"{wording.action} in Costcutter", wording.contexts)
    desk.coach.playbook.revise(book["Read"].uid, kept)
    dialog = revise(desk, book["Read"].uid, host)
    assert dialog is not None
    assert dialog.banner.isHidden()
    dialog.edits["action"].setPlainText("Ask Zbyszko in Costcutter")
    dialog.look()
    assert dialog.banner.text == "“Zbyszko” may be a person's name."
