"""The quick window is as high as what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill

LINES = (
    "",
    "@Ana win #handover Closed the checklist before leaving >fri 14:00",
    "@Zoe win nobody of that name",
    "@Ana win " + "told the next shift about the two open returns behind bay number four " * 3,
    "@Ana win #" + "a_very_long_context_of_a_key_task_" * 2 + " saw it >fri 14:00",
)


@pytest.fixture
def quick(desk: Desk, qtbot: QtBot) -> QuickWindow:
    desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
    made = QuickWindow(desk)
    qtbot.addWidget(made)
    return made


def hidden_by_scrolling(quick: QuickWindow) -> int:
    return quick.panel.area.verticalScrollBar().maximum()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("line", LINES)
def test_nothing_is_scrolled_away_while_folded(line: str, scale: float, quick: QuickWindow, qtbot: QtBot) -> None:
    quick._desk.kit.theme.set_text_scale(scale)
    with qtbot.waitActive(quick):
        quick.open(Prefill())
    for letter in line:
        quick.panel.line.edit.insertPlainText(letter)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: hidden_by_scrolling(quick) == 0)


def test_it_opens_again_as_low_as_an_empty_line(quick: QuickWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(quick):
        quick.open(Prefill())
    empty = quick.height()
    quick.panel.line.edit.insertPlainText(LINES[3])
    qtbot.waitUntil(lambda: quick.height() > empty)
    quick.panel.discard()
    quick.close()
    with qtbot.waitActive(quick):
        quick.open(Prefill())
    assert quick.height() == empty


def test_it_opens_as_low_after_the_text_was_enlarged_for_a_while(quick: QuickWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(quick):
        quick.open(Prefill())
    before = quick.height()
    for scale in (2.0, 1.0):
        quick.close()
        quick._desk.kit.theme.set_text_scale(scale)
        with qtbot.waitActive(quick):
            quick.open(Prefill())
    qtbot.waitUntil(lambda: quick.height() == before)


def test_it_grows_and_shrinks_with_the_text(quick: QuickWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(quick):
        quick.open(Prefill())
    before = quick.height()
    quick._desk.kit.theme.set_text_scale(2.0)
    qtbot.waitUntil(lambda: quick.height() > before)
    quick._desk.kit.theme.set_text_scale(1.0)
    qtbot.waitUntil(lambda: quick.height() == before)
