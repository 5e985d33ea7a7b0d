"""The GlobalShortcuts portal of Linux desktops, spoken with in coroutines of one loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

from dbus_fast import BusType, DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

APP_ID = "microcoach"
BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PORTAL, DESKTOP = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
REGISTRY = "org.freedesktop.host.portal.Registry"
CALL_SECONDS = 10.0
DIALOG_SECONDS = 600.0
"""The desktop may ask the manager, who may be away."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`trigger` as the shortcuts specification writes it, such as "CTRL+ALT+k": a wish that the desktop may refuse."""

    name: str
    description: str
    trigger: str


class ShortcutSession:
    """One connection and at most one session. What raises is told by the caller; a lost session by `lost`.

    `activated` gets the name of a shortcut and the token that lets a window take the focus, or "".
    """

    def __init__(self, activated: Callable[[str, str], object], lost: Callable[[], object]) -> None:
        self._activated = activated
        self._lost = lost
        self._bus: MessageBus | None = None
        self._portal = ""
        self._handle = ""
        self._numbers = count(1)
        self._answers: dict[str, asyncio.Future[tuple[int, dict[str, Any]]]] = {}
        self._turn = asyncio.Lock()

    async def bind(self, shortcuts: Sequence[Shortcut]) -> frozenset[str]:
        """In place of what was bound before; the names that the desktop gave keys to. Raises whatever a bus can."""
        async with self._turn:
            await self._leave()
            if not shortcuts:
                return frozenset()
            if self._bus is None or not self._bus.connected:
                await self._connect()
            token = f"microcoach{next(self._numbers)}"
            made = await self._ask("CreateSession", "a{sv}", [], {"session_handle_token": Variant("s", token)})
            self._handle = str(made["session_handle"].value)
            wanted = [[each.name, _options(each)] for each in shortcuts]
            told = await self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", [self._handle, wanted, ""], {})
            return frozenset(str(name) for name, _ in told["shortcuts"].value)

    async def close(self) -> None:
        """The portal ends the session of a program that has left the bus."""
        self._handle = ""
        bus, self._bus = self._bus, None
        if bus is not None and bus.connected:
            bus.disconnect()
            with suppress(OSError, EOFError):
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    async def _connect(self) -> None:
        bus = await MessageBus(bus_type=BusType.SESSION).connect()
        self._bus = bus
        bus.add_message_handler(self._on_message)
        try:
            await self._find_portal()
        except BaseException:
            await self.close()
            raise

    async def _find_portal(self) -> None:
        with suppress(DBusError):
            # Where nobody can start it, it may run already.
            await self._call(BUS, BUS_PATH, BUS, "StartServiceByName", "su", [PORTAL, 0])
        owner = await self._call(BUS, BUS_PATH, BUS, "GetNameOwner", "s", [PORTAL])
        self._portal = str(owner.body[0])
        for interface in (SHORTCUTS, REQUEST, SESSION):
            rule = f"type='signal',sender='{PORTAL}',interface='{interface}'"
            await self._call(BUS, BUS_PATH, BUS, "AddMatch", "s", [rule])
        owned = f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{PORTAL}'"
        await self._call(BUS, BUS_PATH, BUS, "AddMatch", "s", [owned])
        with suppress(DBusError):
            # Newer portals want to know who asks; the older have no such question.
            await self._call(PORTAL, DESKTOP, REGISTRY, "Register", "sa{sv}", [APP_ID, {}])

    async def _leave(self) -> None:
        """A session can bind only once."""
        handle, self._handle = self._handle, ""
        if handle and self._bus is not None and self._bus.connected:
            with suppress(DBusError):
                await self._call(PORTAL, handle, SESSION, "Close", "", [])

    async def _ask(self, member: str, signature: str, words: list[Any], options: dict[str, Variant]) -> dict[str, Any]:
        """A portal's request: its answer comes later, as a signal."""
        token = f"microcoach{next(self._numbers)}"
        sender = str(self._joined().unique_name).removeprefix(":").replace(".", "_")
        path = f"{DESKTOP}/request/{sender}/{token}"
        answer: asyncio.Future[tuple[int, dict[str, Any]]] = asyncio.get_running_loop().create_future()
        self._answers[path] = answer
        try:
            body = [*words, {**options, "handle_token": Variant("s", token)}]
            reply = await self._call(PORTAL, DESKTOP, SHORTCUTS, member, signature, body)
            # Old portals choose a path of their own.
            self._answers[str(reply.body[0])] = answer
            async with asyncio.timeout(DIALOG_SECONDS):
                refused, results = await answer
        finally:
            for known in [known for known, waiting in self._answers.items() if waiting is answer]:
                del self._answers[known]
        if refused:
            raise DBusError("org.freedesktop.portal.Error.Cancelled", f"{member}: {refused}")
        return results

    async def _call(
        self, service: str, path: str, interface: str, member: str, signature: str, body: list[Any]
    ) -> Message:
        message = Message(
            destination=service, path=path, interface=interface, member=member, signature=signature, body=body
        )
        async with asyncio.timeout(CALL_SECONDS):
            reply = await self._joined().call(message)
        if reply is None or reply.message_type is MessageType.ERROR:
            raise DBusError(str(reply and reply.error_name), f"{member} failed")
        return reply

    def _joined(self) -> MessageBus:
        """Raises EOFError when the bus was left while something was awaited."""
        if self._bus is None:
            raise EOFError("the bus was left")
        return self._bus

    def _on_message(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        said = (message.interface, message.member, message.signature)
        if said == (BUS, "NameOwnerChanged", "sss") and message.body[0] == PORTAL:
            self._gone()
        elif message.sender != self._portal:
            return
        elif said == (REQUEST, "Response", "ua{sv}"):
            answer = self._answers.get(message.path or "")
            if answer is not None and not answer.done():
                answer.set_result((message.body[0], message.body[1]))
        elif said == (SESSION, "Closed", "a{sv}") and message.path == self._handle:
            self._gone()
        elif said == (SHORTCUTS, "Activated", "osta{sv}") and message.body[0] == self._handle:
            token = message.body[3].get("activation_token")
            self._activated(message.body[1], str(token.value) if token is not None else "")

    def _gone(self) -> None:
        """A portal that started again knows nothing of the session."""
        if self._handle:
            self._handle = ""
            if self._bus is not None:
                self._bus.disconnect()
            self._bus = None
            self._lost()


def _options(shortcut: Shortcut) -> dict[str, Variant]:
    return {
        "description": Variant("s", shortcut.description),
        "preferred_trigger": Variant("s", shortcut.trigger),
    }
