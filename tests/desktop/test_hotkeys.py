"""Keys pressed while another program has the keyboard, on the real X11 screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest

from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from tests.desktop.conftest import OtherProgram
from tests.desktop.running import MAIN, Running
from tests.desktop.screen import Screen
from tests.desktop.test_story import POPUP, QUICK, round_the_clock
from tests.desktop.waiting import wait_for

RIVAL = """
from Xlib import X, XK, display
screen = display.Display()
code = screen.keysym_to_keycode(XK.string_to_keysym("k"))
screen.screen().root.grab_key(code, X.ControlMask | X.Mod1Mask, 1, X.GrabModeAsync, X.GrabModeAsync)
screen.sync()
print("taken", flush=True)
while True:
    screen.next_event()
"""


def pressed_until(screen: Screen, keys: str, title: str) -> None:
    """The keys are taken a moment after the window is there."""

    def try_it() -> bool:
        screen.key(keys)
        return screen.focused() == title

    wait_for(try_it, f"the keyboard in “{title}” by {keys}")


@pytest.fixture
def rival(screen: Screen) -> Iterator[None]:
    """A program that had Ctrl+Alt+K first."""
    with subprocess.Popen([sys.executable, "-c", RIVAL], env=screen.env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "taken\n"
        yield
        process.kill()


def test_quick_capture_over_another_program(program: Running, screen: Screen, other: OtherProgram) -> None:
    program.start()
    screen.activate(other.title)
    pressed_until(screen, "ctrl+alt+k", QUICK)
    screen.key("Escape")
    screen.wait_gone(QUICK)
    screen.activate(other.title)
    screen.key("Num_Lock", "Caps_Lock")
    try:
        screen.key("ctrl+alt+k")
        screen.window(QUICK)
    finally:
        screen.key("Num_Lock", "Caps_Lock")
    assert "k" not in other.text()


def test_the_reminder_gets_the_keyboard_on_request(program: Running, screen: Screen, other: OtherProgram) -> None:
    round_the_clock(program.data)
    with open_coach(program.data) as coach:
        (luis,) = coach.save_people(Person("Luis Ortega"))
        coach.capture(Session(luis.id, Kind.WIN, "Swept the dock"), coach.now() - timedelta(minutes=1))
    program.start()
    screen.window(POPUP)
    screen.activate(other.title)
    pressed_until(screen, "ctrl+alt+j", POPUP)
    assert screen.focused() == POPUP


def test_keys_of_another_program_stay_its_own(program: Running, screen: Screen, rival: None) -> None:
    program.start()
    screen.close(MAIN)
    screen.wait_gone(MAIN)
    pressed_until(screen, "ctrl+alt+j", MAIN)
    screen.key("ctrl+alt+k")
    assert not screen.windows(QUICK)
    assert program.alive()
