"""What the desktop around the windows offers. Each part begins when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from microcoach_desktop.services.ports import GlobalDeed
    from microcoach_desktop.system.hotkeys.keys import Hotkeys
    from microcoach_desktop.system.notifications import DesktopNotices
    from microcoach_desktop.system.presence import Presence


class Surroundings:
    """The parts; `close` ends those that have begun. `deeds` are what the hotkeys do."""

    def __init__(self, app: QGuiApplication, deeds: Mapping[GlobalDeed, Callable[[], None]]) -> None:
        self._app = app
        self._deeds = deeds

    @cached_property
    def notices(self) -> DesktopNotices:
        from microcoach_desktop.system.notifications import DesktopNotices

        return DesktopNotices()

    @cached_property
    def presence(self) -> Presence:
        from microcoach_desktop.system.presence import system_presence

        return system_presence(self._app.platformName())

    @cached_property
    def hotkeys(self) -> Hotkeys:
        from microcoach_desktop.system.hotkeys import system_hotkeys

        hotkeys = system_hotkeys(self._app)
        hotkeys.pressed.connect(lambda deed: self._deeds[deed]())
        return hotkeys

    def close(self) -> None:
        for name in ("notices", "presence", "hotkeys"):
            if (part := self.__dict__.get(name)) is not None:
                part.close()
