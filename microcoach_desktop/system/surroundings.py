"""What the desktop around the windows offers. Each part begins when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microcoach_desktop.system.notifications import DesktopNotices
    from microcoach_desktop.system.presence import Presence


class Surroundings:
    """The parts; `close` ends those that have begun. `platform` is Qt's name of what draws the windows."""

    def __init__(self, platform: str) -> None:
        self._platform = platform

    @cached_property
    def notices(self) -> DesktopNotices:
        from microcoach_desktop.system.notifications import DesktopNotices

        return DesktopNotices()

    @cached_property
    def presence(self) -> Presence:
        from microcoach_desktop.system.presence import system_presence

        return system_presence(self._platform)

    def close(self) -> None:
        for name in ("notices", "presence"):
            if (part := self.__dict__.get(name)) is not None:
                part.close()
