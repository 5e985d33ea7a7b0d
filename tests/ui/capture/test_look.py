"""How the capture panel stands in its window: room, names, signs, what is beside it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.theme.theme import Mode
from microcoach_desktop.ui.widgets.buttons import Button
from tests.clock import MovedClock


def test_the_buttons_stay_on_the_screen_when_the_window_grows(quick: QuickWindow) -> None:
    area = quick.screen().availableGeometry()
    quick.move(area.right() - 100, area.bottom() - 200)
    quick.toggle_detail()
    assert area.contains(quick.frameGeometry())


def test_the_longer_keys_go_first_where_there_is_little_room(quick: QuickWindow) -> None:
    footer = quick.panel.footer
    buttons = footer.findChildren(Button)
    footer.stack(2000)
    wide = sum(button.sizeHint().width() for button in buttons) + 60
    shown = []
    for width in (wide, wide - 30, 200, wide):
        footer.stack(width)
        shown.append([button.property("keys") for button in buttons])
    assert shown == [["", "Ctrl+Shift+↵", "Ctrl+↵"], ["", "", "Ctrl+↵"], ["", "", ""], ["", "Ctrl+Shift+↵", "Ctrl+↵"]]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_of_what_went_wrong_is_cut(quick: QuickWindow, desk: Desk, qtbot: QtBot, scale: float) -> None:
    desk.kit.theme.set_text_scale(scale)
    quick.open(Prefill())
    sentence = "Not saved: the disk is full. Your text is still here. Free some space and try again."
    quick.panel.footer.say(sentence, doubt=True)
    (words,) = (label for label in quick.panel.footer.findChildren(QLabel) if label.text() == sentence)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    quick.panel.footer.say("")
    assert not quick.panel.footer.doubting


def test_another_look_leaves_the_context_as_it_was_typed(quick: QuickWindow, desk: Desk) -> None:
    desk.coach.save_key_task(KeyTask("Handover", datetime(2025, 11, 12, 22, 0), "Europe/Berlin"))
    quick.open(Prefill())
    field = quick.panel.form.context
    field.setCurrentIndex(0)
    field.setEditText("Handover on Monday")

    desk.kit.theme.set_mode(Mode.DARK)

    assert field.currentText() == "Handover on Monday"


def test_the_sign_of_a_key_task_follows_the_look(quick: QuickWindow, desk: Desk) -> None:
    desk.coach.save_key_task(KeyTask("Night count", datetime(2025, 11, 12, 22, 0), "Europe/Berlin"))
    quick.open(Prefill())
    context = quick.panel.form.context
    before = context.itemIcon(0).pixmap(16).toImage()
    desk.kit.theme.set_mode(Mode.DARK)
    assert context.itemIcon(0).pixmap(16).toImage() != before


def test_the_rail_shows_the_chosen_person(page: CapturePage, desk: Desk, team: list[Person], clock: MovedClock) -> None:
    note = Session(team[1].id, Kind.OPPORTUNITY, "seen", action="Scan before stacking")
    desk.coach.capture(note, clock.now() + timedelta(hours=1))
    page.panel.form.person.set_person(team[1].id)
    shown = " ".join(label.text() for label in page.rail.findChildren(QLabel))
    assert "Marek Nowak" in shown
    assert "Scan before stacking" in shown
    assert "1 opportunity" in shown


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_input_has_a_name_at_any_text_size(scale: float, page: CapturePage, desk: Desk) -> None:
    desk.kit.theme.set_text_scale(scale)
    inputs = [field.widget for field in page.panel.form.fields.values()]
    assert all(widget.accessibleName() for widget in inputs)
    assert all(field.label.buddy() is field.widget for field in page.panel.form.fields.values())
