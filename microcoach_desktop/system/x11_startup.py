"""The end of a launch on X11, as the startup notification protocol of freedesktop.org has it."""

from __future__ import annotations

import re
from contextlib import suppress

from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError
from Xlib.protocol.event import ClientMessage

CHUNK = 20
FROM_AN_APPLICATION = 1


def finish_startup(token: str, window: int) -> None:
    """The window may take the focus as of the launch, and the launcher's waiting pointer ends. Never raises."""
    with suppress(DisplayError, XError, ConnectionClosedError, OSError):
        display = Display()
        try:
            _ask_for_focus(display, window, launched_at(token))
            _say_to_launchers(display, f"remove: ID={token}")
            display.sync()
        finally:
            display.close()


def launched_at(token: str) -> int:
    """Milliseconds of the X server's own clock; 0, which is "now", where the token does not say it."""
    found = re.search(r"_TIME(\d{1,10})$", token)
    return int(found[1]) & 0xFFFFFFFF if found else X.CurrentTime


def _ask_for_focus(display: Display, window: int, at: int) -> None:
    root = display.screen().root
    name = display.intern_atom("_NET_ACTIVE_WINDOW")
    told = ClientMessage(window=window, client_type=name, data=(32, [FROM_AN_APPLICATION, at, 0, 0, 0]))
    root.send_event(told, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)


def _say_to_launchers(display: Display, text: str) -> None:
    """In pieces of 20 bytes; the last is filled with zeros and tells that it is over."""
    root = display.screen().root
    speaker = root.create_window(-100, -100, 1, 1, 0, X.CopyFromParent, override_redirect=True)
    said = text.encode("ascii") + b"\0"
    for start in range(0, len(said), CHUNK):
        name = display.intern_atom("_NET_STARTUP_INFO" if start else "_NET_STARTUP_INFO_BEGIN")
        piece = said[start : start + CHUNK].ljust(CHUNK, b"\0")
        told = ClientMessage(window=speaker, client_type=name, data=(8, piece))
        root.send_event(told, event_mask=X.PropertyChangeMask)
    speaker.destroy()
