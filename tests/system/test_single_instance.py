from __future__ import annotations

import os
import random
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from microcoach_desktop.paths import Places
from microcoach_desktop.system import knock, wire
from microcoach_desktop.system.single_instance import CONNECTIONS, HAND_OVER_SECONDS, SingleInstance
from microcoach_desktop.system.wire import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are looked at as files")


@pytest.fixture
def runtime() -> Iterator[Path]:
    # Not tmp_path: a socket's address must be short.
    before = os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix="mc") as folder:
        yield Path(folder) / "run"
    os.umask(before)


@pytest.fixture
def instance(runtime: Path, qtbot: QtBot) -> Iterator[SingleInstance]:
    first = SingleInstance(Places(runtime, runtime, runtime, runtime))
    assert first.acquire()
    assert first.serve()
    yield first
    first.release()


@contextmanager
def start(runtime: Path) -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-m", "tests.system.primary", str(runtime)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
            process.wait(10)
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def connect(runtime: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(5)
    connection.connect(knock.address(runtime))
    return connection


def test_a_second_process_is_heard_and_leaves(runtime: Path) -> None:
    with start(runtime) as first:
        assert line(first) == "first"
        with start(runtime) as second:
            assert line(second) == "second True"
        assert line(first) == "Command.SHOW"
        assert wire.send(runtime, None)
        assert wire.send(runtime, Command.CAPTURE)
        assert line(first) == "Command.CAPTURE"
        assert wire.send(runtime, Command.QUIT)
    assert first.returncode == 0
    assert not wire.send(runtime, Command.SHOW)


def test_after_a_kill_the_next_start_takes_over(runtime: Path) -> None:
    with start(runtime) as first:
        assert line(first) == "first"
        first.send_signal(signal.SIGKILL)
    assert (runtime / "socket").exists()
    with start(runtime) as heir:
        assert line(heir) == "first"
        assert wire.send(runtime, Command.QUIT)
    assert heir.returncode == 0


def test_six_starts_at_once_have_one_first(runtime: Path) -> None:
    with ExitStack() as stack:
        six = [stack.enter_context(start(runtime)) for _ in range(6)]
        became = [line(process) for process in six]
        assert sorted(became) == ["first", *["second True"] * 5]
        assert wire.send(runtime, Command.QUIT)
    assert [process.returncode for process in six] == [0] * 6


def test_socket_and_folder_are_private(instance: SingleInstance, runtime: Path) -> None:
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700
    assert stat.S_IMODE((runtime / "socket").stat().st_mode) == 0o600


def test_junk_is_ignored_and_a_command_still_heard(instance: SingleInstance, runtime: Path, qtbot: QtBot) -> None:
    chance = random.Random(7)  # noqa: S311 - the same junk each time
    heard: list[object] = []
    most = 0
    instance.command.connect(lambda *told: heard.append(told))
    whole = wire.encode(Command.QUIT)
    for turn in range(300):
        junk = [
            chance.randbytes(chance.randrange(600)),
            b"{" * 300,
            whole[: chance.randrange(len(whole) - 1)],
            whole.replace(b"1", b"2"),
            b" " * 300 + whole,
            b"",
        ][turn % 6]
        with closing(connect(runtime)) as hostile, suppress(OSError):
            hostile.sendall(junk)
            hostile.shutdown(socket.SHUT_WR)
            qtbot.waitUntil(partial(is_closed, hostile))
        most = max(most, len(instance._visitors))
    assert most <= CONNECTIONS
    assert heard == []
    with qtbot.waitSignal(instance.command) as told, closing(connect(runtime)) as honest:
        honest.sendall(wire.encode(Command.CAPTURE, "kwin-1_TIME77"))
    assert told.args == [Command.CAPTURE, "kwin-1_TIME77"]


def test_the_silent_are_sent_away_after_a_second(instance: SingleInstance, runtime: Path, qtbot: QtBot) -> None:
    crowd = [connect(runtime) for _ in range(CONNECTIONS)]
    qtbot.waitUntil(lambda: len(instance._visitors) == CONNECTIONS)
    with closing(connect(runtime)) as one_too_many:
        qtbot.waitUntil(lambda: is_closed(one_too_many))
    assert len(instance._visitors) == CONNECTIONS
    qtbot.waitUntil(lambda: not instance._visitors, timeout=3000)
    for connection in crowd:
        assert is_closed(connection)
        connection.close()


def test_a_flood_is_cut_off(instance: SingleInstance, runtime: Path, qtbot: QtBot) -> None:
    with closing(connect(runtime)) as flood:
        flood.setblocking(False)

        def is_refused() -> bool:
            try:
                flood.send(b"x" * 65536)
            except BlockingIOError:
                return False
            except OSError:
                return True
            return False

        qtbot.waitUntil(is_refused)
    qtbot.waitUntil(lambda: not instance._visitors)


def test_other_users_are_not_let_in(
    instance: SingleInstance, runtime: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knock, "is_own_peer", lambda _: False)
    with closing(connect(runtime)) as stranger:
        stranger.sendall(wire.encode(Command.QUIT))
        with qtbot.assertNotEmitted(instance.command):
            qtbot.waitUntil(lambda: is_closed(stranger))
    assert not wire.send(runtime, None)


def a_message(chance: random.Random) -> bytes:
    """What a hostile or broken program of the same user could send."""
    right = wire.encode(Command.QUIT)
    return chance.choice(
        [
            b"",
            chance.randbytes(chance.randrange(1, 4_000)),
            chance.randbytes(chance.randrange(1, 200)) + b"\n",
            right[: chance.randrange(1, len(right))],
            right.replace(b":1", b":%d" % chance.randrange(2, 10**9)),
            right.replace(b"quit", bytes(chance.choices(b"abcdefgh", k=4))),
            b'{"v":1,"command":' + b"[" * chance.randrange(1, 200) + b"\n",
            b"{" * 100_000,
            b" " * chance.randrange(300, 5_000) + right,
            right.replace(b"}", b',"text":"' + b"x" * 200 + b'"}'),
            "{“v”:1}\n".encode("utf-16"),
        ]
    )


def kilobytes(process: subprocess.Popen[str]) -> int:
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_thousand_hostile_messages(runtime: Path) -> None:
    """Sent to a real process: most are heard to the end, some stay open in silence, some slam the door."""
    chance = random.Random(11)  # noqa: S311 - the same messages each time
    silent: list[socket.socket] = []
    with start(runtime) as first:
        assert line(first) == "first"
        before = kilobytes(first)
        for turn in range(1_000):
            hostile = pushed_in(runtime)
            # Sent away already, because the house was full or the message too long.
            with suppress(OSError):
                for part in parted(a_message(chance), pieces=1 + turn % 3):
                    hostile.sendall(part)
                if turn % 5:
                    hostile.shutdown(socket.SHUT_WR)
                    assert hostile.recv(1) == b"", "nothing of this is accepted"
            silent.append(hostile)
            while len(silent) > 3:
                silent.pop(0).close()
            assert first.poll() is None
        grown = kilobytes(first) - before
        assert sent_at_last(runtime, Command.SHOW)
        assert line(first) == "Command.SHOW", "the first thing that it believed"
        assert grown < 8_000
        for hostile in silent:
            hostile.close()
        assert sent_at_last(runtime, Command.QUIT)
    assert first.returncode == 0


def parted(message: bytes, pieces: int) -> list[bytes]:
    size = len(message) // pieces + 1
    return [message[start : start + size] for start in range(0, len(message), size)]


def pushed_in(runtime: Path) -> socket.socket:
    """A connection, also while the others wait before the door."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(5)
    while True:
        try:
            connection.connect(knock.address(runtime))
        except BlockingIOError:
            time.sleep(0.001)
        else:
            return connection


def sent_at_last(runtime: Path, command: Command) -> bool:
    """As a second start does: the silent are sent away within a second, then there is a place."""
    until = time.monotonic() + HAND_OVER_SECONDS
    while not (sent := wire.send(runtime, command)) and time.monotonic() < until:
        time.sleep(0.05)
    return sent


def is_closed(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
