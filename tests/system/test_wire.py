from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.system import knock, wire
from microcoach_desktop.system.wire import Command


@pytest.mark.parametrize("command", list(Command))
def test_round_trip(command: Command) -> None:
    line = wire.encode(command)
    assert wire.decode(line) == (command, "")
    assert line.count(b"\n") == 1
    assert json.loads(line)["v"] == knock.VERSION


@given(st.binary(max_size=400))
def test_junk_is_nothing(line: bytes) -> None:
    assert wire.decode(line) is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b"[" * 250,
        b'{"v":1}',
        b'{"v":2,"command":"show"}',
        b'{"v":true,"command":"show"}',
        b'{"v":1.0,"command":"show"}',
        b'{"v":1,"command":"SHOW"}',
        b'{"v":1,"command":["show"]}',
        b'{"v":1,"command":"show","text":"a note"}',
        b'{"v":1,"command":"show"}' + b" " * 256,
        b'{"v":1,"command":"sh\xc3\xb6w"}',
        b'{"v":' + b"9" * 240 + b"}",
    ],
)
def test_almost_right_is_nothing(line: bytes) -> None:
    assert wire.decode(line) is None


def test_nobody_is_there(tmp_path: Path) -> None:
    assert not wire.send(tmp_path, Command.SHOW)
    (tmp_path / "socket").write_text("not a socket")
    assert not wire.send(tmp_path, None)
