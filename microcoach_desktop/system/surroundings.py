"""What the desktop around the windows offers. Each part begins when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microcoach_desktop.system.notifications import DesktopNotices


class Surroundings:
    """The parts; `close` ends those that have begun."""

    @cached_property
    def notices(self) -> DesktopNotices:
        from microcoach_desktop.system.notifications import DesktopNotices

        return DesktopNotices()

    def close(self) -> None:
        for part in self.__dict__.values():
            part.close()
