"""Wording hints: one quiet line after typing stopped, gone when dismissed, never in the way of saving."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.clarity import Label
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.hosts import PagePanel
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PagePanel:
    desk.coach.save_people(Person("Ben Okoro"), Person("Tomas Hill"))
    made = PagePanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.start(Prefill())
    return made


def shown(page: PagePanel | QuickWindow) -> dict[str, str]:
    help_ = page.panel.hints if isinstance(page, QuickWindow) else page.hints
    names = ("went_well", "observation", "impact", "action", "success")
    return {name: help_.line(name).text() for name in names if help_.line(name).text()}


def wait_for(qtbot: QtBot, page: PagePanel | QuickWindow, name: str, words: str) -> None:
    qtbot.waitUntil(lambda: words in shown(page).get(name, ""), timeout=8000)


def test_one_hint_comes_when_the_typing_stopped(page: PagePanel, qtbot: QtBot) -> None:
    page.form.observation.setPlainText("do better emails, you're always vague")
    assert shown(page) == {}
    wait_for(qtbot, page, "observation", "“you're always vague”")
    assert list(shown(page)) == ["observation"]
    assert "what you saw or heard" in shown(page)["observation"]


def test_a_dismissed_hint_stays_away_for_this_note_and_its_draft(page: PagePanel, qtbot: QtBot) -> None:
    page.form.observation.setPlainText("You always come late.")
    wait_for(qtbot, page, "observation", "always")
    QTest.mouseClick(page.hints.line("observation").close_button, Qt.MouseButton.LeftButton)
    assert shown(page) == {}
    body = page.typed()
    page.fill(body)
    page.form.observation.setPlainText("You always come late to handovers. You are lazy.")
    wait_for(qtbot, page, "observation", "lazy")
    page.fill({})
    page.form.observation.setPlainText("You always come late.")
    wait_for(qtbot, page, "observation", "always")


def test_the_line_of_the_quick_window_is_read_as_what_was_seen(desk: Desk, qtbot: QtBot) -> None:
    desk.coach.save_people(Person("Tomas Hill"))
    window = QuickWindow(desk)
    qtbot.addWidget(window)
    window.open(Prefill(kind=Kind.OPPORTUNITY))
    window.panel.line.edit.set_line("@Tomas opp careless with the harness, you are careless >fri 14:00")
    wait_for(qtbot, window, "observation", "careless")
    assert "report incidents in your safety system" in shown(window)["observation"].lower()
    assert window.panel.save()
    assert [note.observation for note in desk.coach.store.sessions.page(HistoryFilter())] == [
        "careless with the harness, you are careless"
    ]


def test_each_rule_and_all_of_them_can_be_turned_off(page: PagePanel, desk: Desk, qtbot: QtBot) -> None:
    desk.change_settings(replace(desk.settings(), silent_hints=(Label.ABSOLUTE,)))
    page.form.observation.setPlainText("You always come late. You are lazy.")
    wait_for(qtbot, page, "observation", "lazy")
    page.form.observation.setPlainText("You always come late and leave the gate open at 15:20.")
    page.form.action.setPlainText("Be more proactive.")
    wait_for(qtbot, page, "action", "proactive")
    assert list(shown(page)) == ["action"]
    desk.change_settings(replace(desk.settings(), wording_hints=False))
    page.form.action.setPlainText("Be more proactive")
    assert shown(page) == {}
