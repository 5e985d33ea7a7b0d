"""How far a long task has come, and whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable

from microcoach_desktop.domain.errors import MicroCoachError

# Is told the share that is done (0.0 to 1.0); answers whether to go on.
Progress = Callable[[float], bool]


class Stopped(MicroCoachError):
    """The manager has thought better of it. Nothing was written."""

    def __init__(self) -> None:
        super().__init__("Stopped.", "Nothing was changed.")


def unwatched(_done: float) -> bool:
    return True


class Steps:
    """Counts what is done of a known number. Raises Stopped as soon as it is no longer wanted."""

    def __init__(self, progress: Progress, of: int, share: float = 1.0, begin: float = 0.0) -> None:
        self._progress = progress
        self._each = share / max(1, of)
        self._done = begin

    def __call__(self, number: int) -> None:
        self._done += number * self._each
        if not self._progress(min(1.0, self._done)):
            raise Stopped
