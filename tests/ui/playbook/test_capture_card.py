"""The card beside the capture form: one action that suits, and nothing typed is lost by taking it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.playbook import Play
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.desk import Desk, Prefill
from tests.ui.playbook.conftest import Bench
from tests.ui.shell import RecordingShell


@pytest.fixture
def capture(desk: Desk, book: dict[str, Play], bench: Bench, qtbot: QtBot) -> CapturePage:
    made = CapturePage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 832)
    with qtbot.waitActive(made):
        made.show()
    made.start(Prefill(person_id=bench.people[1].id))
    return made


def test_one_play_is_proposed_with_what_came_of_it(capture: CapturePage, qtbot: QtBot) -> None:
    card, form = capture.play_card, capture.panel.form
    assert card.isHidden()
    form.context.set_text("shift handover")
    qtbot.waitUntil(card.isVisible)
    assert card.words.text() == "“Read the board aloud before signing off” worked in 8 of 11 tries."
    assert card.range.text().startswith("likely ")
    assert card.button.accessibleDescription() == card.words.text()
    form.kind.set_value("win")
    form.kind.changed.emit("win")
    qtbot.waitUntil(card.isHidden)


def test_the_words_of_what_was_seen_are_enough(capture: CapturePage, qtbot: QtBot) -> None:
    capture.panel.form.observation.setPlainText("Three items had no owner.")
    qtbot.waitUntil(capture.play_card.isVisible)
    assert "Name one owner" in capture.play_card.words.text()


def test_using_it_keeps_what_is_typed_and_counts_as_a_try(
    desk: Desk, capture: CapturePage, book: dict[str, Play], shell: RecordingShell
) -> None:
    panel, form = capture.panel, capture.panel.form
    form.context.set_text("Shift handover")
    form.kind.set_value("opportunity")
    form.observation.setPlainText("Two returns were not on the sheet.")
    form.success.setText("None for a week")
    form.when.set_text("fri 14:00")
    capture.play_card.look()
    capture.play_card.button.click()

    body = panel.typed()
    assert body["action"] == "Read the board aloud before signing off"
    assert (body["success"], body["when"], body["metric"]) == ("None for a week", "fri 14:00", "Missed")
    assert body["observation"] == "Two returns were not on the sheet."
    assert capture.play_card.isHidden()
    assert shell.toasts == []
    assert panel.save()
    note = desk.coach.store.sessions.page(HistoryFilter(), limit=1)[0]
    assert (note.play_id, note.success) == (book["Read"].id, "None for a week")


def test_an_action_that_gives_way_can_be_brought_back(capture: CapturePage, shell: RecordingShell) -> None:
    form = capture.panel.form
    form.context.set_text("Shift handover")
    form.action.setPlainText("Count twice")
    capture.play_card.look()
    capture.play_card.button.click()
    assert form.action.toPlainText().startswith("Read the board")
    assert shell.toasts == ["Action replaced."]
    assert shell.on_action is not None
    shell.on_action()
    assert form.action.toPlainText() == "Count twice"
    assert capture.panel.play_uid == ""


def test_a_metric_of_ones_own_keeps_its_unit_field(capture: CapturePage) -> None:
    form = capture.panel.form
    form.context.set_text("Shift handover")
    form.measure.set_name("Late vans")
    capture.play_card.look()
    capture.play_card.button.click()
    assert (form.measure.name.currentText(), form.measure.unit.text()) == ("Late vans", "")


def test_a_play_can_be_the_resource(capture: CapturePage) -> None:
    field = capture.panel.form.resource
    menu = field.menu()
    plays = next(found for found in menu.findChildren(QMenu) if found.title() == "A playbook action")
    plays.actions()[0].trigger()
    assert field.edit.text() == "Playbook: Read the board aloud before signing off"
