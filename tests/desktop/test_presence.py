"""What the real X11 screen tells about the person before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from microcoach_desktop.system.x11_screen import X11Screen
from tests.desktop.conftest import OtherProgram
from tests.desktop.screen import Screen
from tests.desktop.waiting import wait_for


@pytest.fixture
def x11(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> Iterator[X11Screen]:
    monkeypatch.setenv("DISPLAY", screen.env["DISPLAY"])
    made = X11Screen()
    yield made
    made.close()


def idle(x11: X11Screen) -> timedelta:
    told = x11.idle()
    assert told is not None
    return told


def test_idle_since_the_last_key(x11: X11Screen, screen: Screen, other: OtherProgram) -> None:
    wait_for(lambda: idle(x11) > timedelta(seconds=1), "an idle second")
    screen.key("space")
    assert idle(x11) < timedelta(seconds=1)


def test_a_window_that_fills_the_screen(x11: X11Screen, screen: Screen, other: OtherProgram) -> None:
    assert x11.full_screen() is False
    screen.key("F11")
    wait_for(x11.full_screen, "the full screen")


# The library leaves the sockets of a connection that failed to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9876")
    assert X11Screen().idle() is None
    assert X11Screen().full_screen() is None
