"""A desktop's GlobalShortcuts portal on the session bus. Started by the tests; says what it was asked, one line each.

Told by lines on its input: "press NAME TOKEN" sends the signal for a shortcut, "close" ends the session.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

PORTAL, DESKTOP = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"


class FakePortal:
    """`manner` is "gives", "refuses", "silent", or "old", which has paths of its own and no shortcuts."""

    def __init__(self, bus: MessageBus, manner: str) -> None:
        self._bus = bus
        self._manner = manner
        self._session = ""
        self._client = ""
        bus.add_message_handler(self.on_message)

    def on_message(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == "CreateSession" and self._manner != "old":
            return self._create(message)
        if message.member == "BindShortcuts":
            return self._bind(message)
        if message.member == "Close":
            say(f"closed {message.path}")
            return Message.new_method_return(message)
        if message.path == DESKTOP:
            return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "not here")
        return None

    def told(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        if word == "press":
            name, _, token = rest.partition(" ")
            options = {"activation_token": Variant("s", token)} if token else {}
            body = [self._session, name, 1234, options]
            self._signal("org.freedesktop.portal.GlobalShortcuts", "Activated", "osta{sv}", body, DESKTOP)
        elif word == "close":
            self._signal("org.freedesktop.portal.Session", "Closed", "a{sv}", [{}], self._session)

    def _create(self, message: Message) -> Message:
        options = message.body[0]
        self._client = str(message.sender)
        sender = self._client.removeprefix(":").replace(".", "_")
        self._session = f"{DESKTOP}/session/{sender}/{options['session_handle_token'].value}"
        return self._answered(message, options, {"session_handle": Variant("s", self._session)}, 0)

    def _bind(self, message: Message) -> Message:
        session, shortcuts, _window, options = message.body
        assert session == self._session
        for name, told in shortcuts:
            say(f"bind {name} {told['preferred_trigger'].value} {told['description'].value}")
        if self._manner == "silent":
            return Message.new_method_return(message, "o", [self._path(options)])
        given = [[name, {"trigger_description": Variant("s", "Press K")}] for name, _ in shortcuts[:1]]
        results = {"shortcuts": Variant("a(sa{sv})", given)}
        return self._answered(message, options, results, 1 if self._manner == "refuses" else 0)

    def _answered(self, message: Message, options: dict[str, Any], results: dict[str, Variant], code: int) -> Message:
        path = self._path(options)
        loop = asyncio.get_running_loop()
        loop.call_soon(self._signal, "org.freedesktop.portal.Request", "Response", "ua{sv}", [code, results], path)
        return Message.new_method_return(message, "o", [path])

    def _path(self, options: dict[str, Any]) -> str:
        sender = self._client.removeprefix(":").replace(".", "_")
        return f"{DESKTOP}/request/{sender}/{options['handle_token'].value}"

    def _signal(self, interface: str, member: str, signature: str, body: list[Any], path: str) -> None:
        self._bus.send(Message.new_signal(path, interface, member, signature, body))


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


async def main() -> None:
    bus = await MessageBus().connect()
    portal = FakePortal(bus, sys.argv[1])
    await bus.request_name(PORTAL)
    say("ready")
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        portal.told(line)


if __name__ == "__main__":
    asyncio.run(main())
