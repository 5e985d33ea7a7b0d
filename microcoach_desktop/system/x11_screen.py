"""What an X11 screen tells about the person before it, when asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError

Told = TypeVar("Told")


class X11Screen:
    """On a connection of its own, opened with the first question. None where the screen does not answer."""

    @cached_property
    def _display(self) -> Display:
        return Display()

    def idle(self) -> timedelta | None:
        return self._told(self._idle)

    def full_screen(self) -> bool | None:
        """Whether the window that is worked in fills the screen: slides, a film, a call."""
        return self._told(self._full_screen)

    def close(self) -> None:
        if "_display" in self.__dict__:
            self._display.close()

    def _idle(self) -> timedelta | None:
        if not self._display.has_extension("MIT-SCREEN-SAVER"):
            return None
        return timedelta(milliseconds=self._display.screen().root.screensaver_query_info().idle)

    def _full_screen(self) -> bool:
        active = self._property(self._display.screen().root.id, "_NET_ACTIVE_WINDOW")
        states = self._property(active[0], "_NET_WM_STATE") if active and active[0] else []
        return self._display.intern_atom("_NET_WM_STATE_FULLSCREEN") in states

    def _property(self, window: int, name: str) -> list[int]:
        asked = self._display.create_resource_object("window", window)
        found = asked.get_full_property(self._display.intern_atom(name), X.AnyPropertyType)
        return [] if found is None else list(found.value)

    @staticmethod
    def _told(ask: Callable[[], Told]) -> Told | None:
        try:
            return ask()
        except (DisplayError, XError, ConnectionClosedError, OSError):
            return None
