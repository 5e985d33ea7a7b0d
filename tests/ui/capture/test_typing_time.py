"""Five typical captures, typed key by key: how long they take by the keystroke model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill

A_KEY, A_DECISION, OPENING = 0.28, 1.35, 0.8
SAVE = ("Ctrl+Return",)
Steps = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Typed:
    """Each step is one decision and the keys for it; a saved note is its proof. `from_popup` has the person already."""

    steps: Steps
    most_seconds: float
    most_keys: int
    from_popup: bool = False


CAPTURES = {
    "a win": Typed((("@an", "Tab"), ("win ", "Closed the checklist before leaving"), SAVE), 20, 50),
    "a win from the popup": Typed((("Alt+W", "Closed the checklist before leaving"), SAVE), 20, 50, from_popup=True),
    "an opportunity with its usual follow-up": Typed(
        (("@ma", "Tab"), ("opp ", "2 of 9 returns not on the sheet"), SAVE), 20, 50
    ),
    "a win with context and date": Typed(
        (("@an", "Tab"), ("win ",), ("#hand ", "Closed the checklist"), (">fri 14:00",), SAVE), 22, 54
    ),
    "an opportunity with action and measure": Typed(
        (
            ("@ma", "Tab"),
            ("opp ", "2 returns not on the sheet "),
            ("+ read the board aloud ",),
            ("= missed returns 2 to 0",),
            SAVE,
        ),
        40,
        90,
    ),
}


def press(window: QuickWindow, keys: str) -> int:
    """Types the text or presses the named key; how many keys that were."""
    named = {"Tab": (Qt.Key.Key_Tab, 1), "Alt+W": (Qt.Key.Key_W, 2), "Ctrl+Return": (Qt.Key.Key_Return, 2)}
    target = window.focusWidget() or window
    if keys not in named:
        QTest.keyClicks(target, keys)
        return len(keys)
    key, count = named[keys]
    held = {"Alt+W": Qt.KeyboardModifier.AltModifier, "Ctrl+Return": Qt.KeyboardModifier.ControlModifier}
    QTest.keyClick(target, key, held.get(keys, Qt.KeyboardModifier.NoModifier))
    return count


@pytest.mark.parametrize("name", CAPTURES)
def test_a_typical_capture_is_typed_in_time(name: str, desk: Desk, qtbot: QtBot) -> None:
    typed = CAPTURES[name]
    desk.coach.save_key_task(
        KeyTask("Shift handover", datetime(2025, 11, 3, 13, 30), "Europe/Berlin", rule=weekly_rule(frozenset({2})))
    )
    ana, marek = desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
    window = QuickWindow(desk)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.open(Prefill(ana.id if typed.from_popup else None))
    count = sum(press(window, keys) for step in typed.steps for keys in step)
    seconds = OPENING + A_KEY * count + A_DECISION * (len(typed.steps) - 1)
    (saved,) = desk.coach.store.sessions.page(HistoryFilter())
    assert (saved.person_id, saved.kind) == expected(name, ana, marek)
    assert saved.observation
    assert count <= typed.most_keys
    assert seconds <= typed.most_seconds


def expected(name: str, ana: Person, marek: Person) -> tuple[int, Kind]:
    return (marek.id, Kind.OPPORTUNITY) if "opportunity" in name else (ana.id, Kind.WIN)


def test_what_was_typed_arrives_in_its_fields(desk: Desk, qtbot: QtBot) -> None:
    desk.coach.save_people(Person("Marek Nowak"))
    window = QuickWindow(desk)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.open(Prefill())
    for step in CAPTURES["an opportunity with action and measure"].steps:
        for keys in step:
            press(window, keys)
    saved: Session = desk.coach.store.sessions.page(HistoryFilter())[0]
    assert (saved.action, saved.baseline, saved.target) == ("read the board aloud", 2.0, 0.0)
