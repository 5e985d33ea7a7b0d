"""What a second start says to the running program: one JSON line each way, spoken without Qt.

The second process should cost little more than `python -c pass`, so this module loads as little as it can.
"""
# ruff: noqa: PTH110, PTH118, PTH123 - pathlib costs more than the whole call

from __future__ import annotations

import os
import sys
from enum import Enum

VERSION = 1
LINE_BYTES = 256
TIMEOUT_SECONDS = 1.0
ACCEPTED = b'{"v":1,"ok":true}\n'


TOKEN_CHARACTERS = 160
TOKEN_VARIABLES = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


class Command(Enum):
    """Words only: what was typed never travels here, the other end might be an impostor."""

    SHOW = "show"
    CAPTURE = "capture"
    QUIT = "quit"


def launch_token() -> str:
    """The launcher's word that a window of this start may come to the front; "" where it gave none that is usable."""
    found = (os.environ.get(name, "") for name in TOKEN_VARIABLES)
    return next((token for token in found if token and is_token(token)), "")


def is_token(text: str) -> bool:
    """Short and of signs that need no escape anywhere; "" is none and allowed."""
    return len(text) <= TOKEN_CHARACTERS and all("!" <= sign <= "~" and sign not in '"\\' for sign in text)


def encode(command: Command, token: str = "") -> bytes:
    extra = f',"token":"{token}"' if token else ""
    return f'{{"v":{VERSION},"command":"{command.value}"{extra}}}\n'.encode()


def decode(line: bytes) -> tuple[Command, str] | None:
    """The command and its launch token; None for everything that is not exactly one of our lines."""
    import json

    if len(line) > LINE_BYTES:
        return None
    try:
        told = json.loads(line.decode("ascii"))
        # The type is compared too: JSON's true would pass as version 1.
        if type(told) is not dict or set(told) - {"token"} != {"v", "command"} or type(told["v"]) is not int:
            return None
        token = told.get("token", "")
        if told["v"] != VERSION or type(token) is not str or not is_token(token):
            return None
        return Command(told["command"]), token
    except (ValueError, TypeError, RecursionError):
        return None


def address(runtime: str | os.PathLike[str]) -> str:
    """Where the server of this runtime folder listens: a socket's path, or on Windows a pipe's name."""
    if sys.platform == "win32":
        from zlib import crc32

        return rf"\\.\pipe\microcoach-{crc32(os.fsencode(runtime)):08x}"
    return os.path.join(runtime, "socket")


def send(runtime: str | os.PathLike[str], command: Command | None, token: str = "") -> bool:
    """Whether the running program took the command; with None, whether one is running. Waits at most about 2 s."""
    line = b"" if command is None else encode(command, token)
    if sys.platform == "win32":
        return _send_by_pipe(address(runtime), line)
    return _send_by_socket(address(runtime), line)


def is_own_peer(connection: object) -> bool:
    """Whether the other end runs as this user; True where the system cannot tell (the folder is 0700 anyway)."""
    import socket

    if sys.platform != "linux" or not isinstance(connection, socket.socket):
        return True
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return int.from_bytes(credentials[4:8], sys.byteorder) == os.getuid()


def _send_by_socket(path: str, line: bytes) -> bool:
    if not os.path.exists(path):
        return False
    import socket

    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
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


def _send_by_pipe(name: str, line: bytes) -> bool:
    try:
        with open(name, "r+b", buffering=0) as pipe:
            if not line:
                return True
            pipe.write(line)
            return pipe.read(LINE_BYTES) == ACCEPTED
    except OSError:
        return False
