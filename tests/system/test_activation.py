"""The launcher's token, from a later start's environment to the running program's window."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from Xlib.display import Display
from Xlib.error import DisplayError

from microcoach_desktop.system import knock, wire
from microcoach_desktop.system.activation import VARIABLE, finish_launch, keep_token
from microcoach_desktop.system.knock import TOKEN_CHARACTERS
from microcoach_desktop.system.wire import Command
from microcoach_desktop.system.x11_startup import finish_startup, launched_at

GNOME = "gnome-shell/MicroCoach/2211-3-desk_TIME8841230"


@pytest.mark.parametrize("token", ["a", GNOME, "{5f3c-11}", "x" * TOKEN_CHARACTERS])
def test_travels_with_the_command(token: str) -> None:
    line = wire.encode(Command.CAPTURE, token)
    assert len(line) <= knock.LINE_BYTES
    assert wire.decode(line) == (Command.CAPTURE, token)


@pytest.mark.parametrize("token", ["x" * (TOKEN_CHARACTERS + 1), "a b", 'a"b', "a\\b", "a\nb", "ä", "\x7f", "\0"])
def test_nothing_else_does(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not knock.is_token(token)
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)
    if "\0" not in token:
        monkeypatch.setenv(VARIABLE, token)
        assert knock.launch_token() == ""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    monkeypatch.setenv(VARIABLE, "before")
    keep_token(token)
    assert os.environ[VARIABLE] == "before"


@given(st.text(max_size=200))
def test_what_is_a_token_needs_no_escape(text: str) -> None:
    if knock.is_token(text):
        assert wire.decode(wire.encode(Command.SHOW, text)) == (Command.SHOW, text)


@pytest.mark.parametrize("extra", [b',"token":7', b',"token":null', b',"token":"a b"', b',"token":"a","more":1'])
def test_almost_right_is_nothing(extra: bytes) -> None:
    assert wire.decode(b'{"v":1,"command":"show"' + extra + b"}\n") is None


def test_wayland_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKTOP_STARTUP_ID", GNOME)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert knock.launch_token() == GNOME
    monkeypatch.setenv(VARIABLE, "kwin-5")
    assert knock.launch_token() == "kwin-5"
    monkeypatch.setenv(VARIABLE, "not usable")
    assert knock.launch_token() == GNOME


@pytest.mark.parametrize(("token", "at"), [(GNOME, 8841230), ("kwin-5", 0), ("a_TIME", 0), ("a_TIME12345678901", 0)])
def test_when_it_was(token: str, at: int) -> None:
    assert launched_at(token) == at


def test_kept_only_where_qt_looks_for_it(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "before")
    keep_token("kwin-5")
    finish_launch("kwin-5", 1)
    assert os.environ[VARIABLE] == "before"
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    keep_token("kwin-5")
    assert os.environ[VARIABLE] == "kwin-5"


def test_without_a_screen_nothing_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "nowhere")
    finish_startup(GNOME, 1)
    with pytest.raises(DisplayError):
        Display()
