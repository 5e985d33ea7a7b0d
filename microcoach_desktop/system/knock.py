"""How a second start tells the running program what it was started for: one line each way, spoken without Qt.

It should cost little more than `python -c pass`, so this module loads as little as it can.
"""
# ruff: noqa: PTH110, PTH118, PTH123 - pathlib costs more than the whole call

from __future__ import annotations

import os
import sys

VERSION = 1
LINE_BYTES = 256
TIMEOUT_SECONDS = 1.0
ACCEPTED = b'{"v":1,"ok":true}\n'

# Words only: what was typed never travels here, the other end might be an impostor.
SHOW = "show"
CAPTURE = "capture"
QUIT = "quit"

TOKEN_CHARACTERS = 160
TOKEN_VARIABLES = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def launch_token() -> str:
    """The launcher's word that a window of this start may come to the front; "" where it gave none that is usable."""
    found = (os.environ.get(name, "") for name in TOKEN_VARIABLES)
    return next((token for token in found if token and is_token(token)), "")


def is_token(text: str) -> bool:
    """Short and of signs that need no escape anywhere; "" is none and allowed."""
    return len(text) <= TOKEN_CHARACTERS and all("!" <= sign <= "~" and sign not in '"\\' for sign in text)


def line_of(word: str, token: str = "") -> bytes:
    extra = f',"token":"{token}"' if token else ""
    return f'{{"v":{VERSION},"command":"{word}"{extra}}}\n'.encode()


def address(runtime: str | os.PathLike[str]) -> str:
    """Where the server of this runtime folder listens: a socket's path, or on Windows a pipe's name."""
    if sys.platform == "win32":
        from zlib import crc32

        return rf"\\.\pipe\microcoach-{crc32(os.fsencode(runtime)):08x}"
    return os.path.join(runtime, "socket")


def knock(runtime: str | os.PathLike[str], word: str | None, token: str = "") -> bool:
    """Whether the running program took the word; with None, whether one is running. Waits at most about 2 s."""
    line = b"" if word is None else line_of(word, token)
    if sys.platform == "win32":
        return _knock_at_pipe(address(runtime), line)
    return _knock_at_socket(address(runtime), line)


def is_own_peer(connection: object) -> bool:
    """Whether the other end runs as this user; True where the system cannot tell (the folder is 0700 anyway)."""
    import _socket

    if sys.platform != "linux" or not isinstance(connection, _socket.socket):
        return True
    credentials = connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
    return int.from_bytes(credentials[4:8], sys.byteorder) == os.getuid()


def _knock_at_socket(path: str, line: bytes) -> bool:
    if not os.path.exists(path):
        return False
    # The C half alone: what socket.py puts on top of it (enums, selectors) is half a start of Python.
    import _socket

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(path)
        if not is_own_peer(connection):
            return False
        if not line:
            return True
        connection.sendall(line)
        return connection.recv(LINE_BYTES) == ACCEPTED
    except OSError:
        return False
    finally:
        connection.close()


def _knock_at_pipe(name: str, line: bytes) -> bool:
    try:
        with open(name, "r+b", buffering=0) as pipe:
            if not line:
                return True
            pipe.write(line)
            return pipe.read(LINE_BYTES) == ACCEPTED
    except OSError:
        return False
