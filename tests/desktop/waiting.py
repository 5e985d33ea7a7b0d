"""Waiting with a deadline: a desktop says nothing when it is ready, so it is asked again and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

EVERY = 0.03


def wait_for(ask: Callable[[], Found | None], what: str, seconds: float = 15) -> Found:
    """The first true answer; fails with what was awaited when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds} s still waiting: {what}")
        time.sleep(EVERY)
    return answer
