"""Lock and idle time on Linux: the screen savers of the desktops and logind over D-Bus, X11's own idle time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant

from microcoach_desktop.system.presence import Presence

if TYPE_CHECKING:
    from microcoach_desktop.system.x11_screen import X11Screen

SAVERS = ("org.freedesktop.ScreenSaver", *(f"org.{desktop}.ScreenSaver" for desktop in ("gnome", "cinnamon", "mate")))
PROPERTIES = "org.freedesktop.DBus.Properties"
LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
SESSION = f"{LOGIND}.Session"
PATIENCE_MS = 300


class LinuxPresence(Presence):
    """Told by signals. Asked again only while the screen is said to be locked: the teller may have died since."""

    def __init__(
        self, *, on_x11: bool, desktop: QDBusConnection | None = None, system: QDBusConnection | None = None
    ) -> None:
        super().__init__()
        self._desktop = desktop or QDBusConnection.sessionBus()
        self._system = system or QDBusConnection.systemBus()
        self._saver: QDBusMessage | None = None
        self._screen: X11Screen | None = None
        if on_x11:
            from microcoach_desktop.system.x11_screen import X11Screen

            self._screen = X11Screen()
        for interface in SAVERS:
            # The stubs say bytes, the binding wants what SLOT() gives.
            self._desktop.connect("", "", interface, "ActiveChanged", self, SLOT("_on_saver(QDBusMessage)"))  # type: ignore[call-overload]
        self._session = self._find_session()
        self._locked = self._is_locked()
        if self._session:
            slot = SLOT("_on_session(QDBusMessage)")
            self._system.connect(LOGIND, self._session, PROPERTIES, "PropertiesChanged", self, slot)  # type: ignore[call-overload]

    def away(self) -> bool:
        if self._saver is not None:
            asked = (self._saver.service(), self._saver.path(), self._saver.interface(), "GetActive")
            if self._ask(self._desktop, *asked) is not True:
                self._saver = None
        self._locked = self._locked and self._is_locked()
        return self._saver is not None or self._locked

    def presenting(self) -> bool:
        return self._screen is not None and bool(self._screen.full_screen())

    def idle(self) -> timedelta | None:
        return None if self._screen is None else self._screen.idle()

    def close(self) -> None:
        if self._screen is not None:
            self._screen.close()

    @Slot(QDBusMessage)
    def _on_saver(self, told: QDBusMessage) -> None:
        self._saver = told if told.arguments() == [True] else None

    @Slot(QDBusMessage)
    def _on_session(self, told: QDBusMessage) -> None:
        if SESSION in told.arguments():
            self._locked = self._is_locked()

    def _find_session(self) -> str:
        """The object of this session; signals come from there and not from the short name "auto"."""
        if not self._system.isConnected():
            return ""
        own = self._ask(self._system, LOGIND, f"{MANAGER}/session/auto", PROPERTIES, "Get", SESSION, "Id")
        found = self._ask(self._system, LOGIND, MANAGER, f"{LOGIND}.Manager", "GetSession", own) if own else None
        return found.path() if isinstance(found, QDBusObjectPath) else ""

    def _is_locked(self) -> bool:
        if not self._session:
            return False
        return self._ask(self._system, LOGIND, self._session, PROPERTIES, "Get", SESSION, "LockedHint") is True

    @staticmethod
    def _ask(bus: QDBusConnection, service: str, path: str, interface: str, name: str, *words: object) -> object:
        """The first value of the answer; None where there is none in time."""
        message = QDBusMessage.createMethodCall(service, path, interface, name)
        message.setAutoStartService(False)
        message.setArguments(list(words))
        values = bus.call(message, QDBus.CallMode.Block, PATIENCE_MS)
        if values.type() is not QDBusMessage.MessageType.ReplyMessage or not values.arguments():
            return None
        value = values.arguments()[0]
        return value.variant() if isinstance(value, QDBusVariant) else value
