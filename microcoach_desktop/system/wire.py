"""What may be said between a later start and the running program: see knock.py for the way it is said."""

from __future__ import annotations

import json
import os
from enum import Enum

from microcoach_desktop.system import knock


class Command(Enum):
    SHOW = knock.SHOW
    CAPTURE = knock.CAPTURE
    QUIT = knock.QUIT


def encode(command: Command, token: str = "") -> bytes:
    return knock.line_of(command.value, token)


def decode(line: bytes) -> tuple[Command, str] | None:
    """The command and its launch token; None for everything that is not exactly one of our lines."""
    if len(line) > knock.LINE_BYTES:
        return None
    try:
        told = json.loads(line.decode("ascii"))
        # The type is compared too: JSON's true would pass as version 1.
        if type(told) is not dict or set(told) - {"token"} != {"v", "command"} or type(told["v"]) is not int:
            return None
        token = told.get("token", "")
        if told["v"] != knock.VERSION or type(token) is not str or not knock.is_token(token):
            return None
        return Command(told["command"]), token
    except (ValueError, TypeError, RecursionError):
        return None


def send(runtime: str | os.PathLike[str], command: Command | None, token: str = "") -> bool:
    """Whether the running program took the command; with None, whether one is running. Waits at most about 2 s."""
    return knock.knock(runtime, None if command is None else command.value, token)
