"""A screen saver and a logind on the message bus, started by the tests: blank, show, lock and unlock on its input."""

from __future__ import annotations

import asyncio
import sys

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.annotations import DBusBool, DBusObjectPath, DBusStr
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

LOGIND = "/org/freedesktop/login1"
SESSION = f"{LOGIND}/session/_32"


class Saver(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.gnome.ScreenSaver")
        self.active = False

    @dbus_method()
    def GetActive(self) -> DBusBool:
        return self.active

    @dbus_signal()
    def ActiveChanged(self) -> DBusBool:
        return self.active


class Manager(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Manager")

    @dbus_method()
    def GetSession(self, name: DBusStr) -> DBusObjectPath:
        assert name == "2"
        return SESSION


class Session(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Session")
        self.locked = False

    @dbus_property(PropertyAccess.READ)
    def Id(self) -> DBusStr:
        return "2"

    @dbus_property(PropertyAccess.READ)
    def LockedHint(self) -> DBusBool:
        return self.locked


async def main() -> None:
    bus = await MessageBus().connect()
    saver, session, short = Saver(), Session(), Session()
    bus.export("/org/gnome/ScreenSaver", saver)
    bus.export(LOGIND, Manager())
    bus.export(SESSION, session)
    bus.export(f"{LOGIND}/session/auto", short)
    for name in ("org.gnome.ScreenSaver", "org.freedesktop.login1"):
        await bus.request_name(name)
    print("ready", flush=True)  # noqa: T201
    while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if word in ("blank", "show"):
            saver.active = word == "blank"
            saver.ActiveChanged()
        else:
            session.locked = word == "lock"
            session.emit_properties_changed({"LockedHint": session.locked})


if __name__ == "__main__":
    asyncio.run(main())
