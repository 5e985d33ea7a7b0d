"""Keys that a Wayland desktop gives through its portal. Which keys they are the desktop decides."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.system.activation import keep_token
from microcoach_desktop.system.hotkeys.keys import Combination, Hotkeys, Modifier
from microcoach_desktop.system.hotkeys.portal import Shortcut, ShortcutSession
from microcoach_desktop.system.loop_thread import LoopThread

NAMES = {Modifier.CTRL: "CTRL", Modifier.ALT: "ALT", Modifier.SHIFT: "SHIFT", Modifier.META: "LOGO"}
LEAVE_SECONDS = 1.0


class WaylandHotkeys(Hotkeys):
    """Asks in a thread of its own and never waits; answers to an earlier question do not count."""

    _answered = Signal(int, object)
    _activated = Signal(str, str)
    _lost = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thread = LoopThread("hotkeys")
        self._session: ShortcutSession | None = None
        self._keys: dict[GlobalDeed, str] = {}
        self._asked: dict[GlobalDeed, Combination] = {}
        self._question = 0
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._on_answered, queued)
        self._activated.connect(self._on_activated, queued)
        self._lost.connect(self._on_lost, queued)

    def bind(self, keys: Mapping[GlobalDeed, str]) -> None:
        self._keys = dict(keys)
        super().bind(keys)
        self._question += 1
        if self._asked or self._session is not None:
            wanted = [Shortcut(deed.value, _said(deed), trigger(keys)) for deed, keys in self._asked.items()]
            self._thread.run(self._ask(self._question, wanted))

    def close(self) -> None:
        self._question += 1
        self._keys = {}
        if self._session is not None:
            left = threading.Event()
            self._thread.run(self._leave(self._session, left))
            left.wait(LEAVE_SECONDS)
        self._thread.close()

    def _take(self, deed: GlobalDeed, wanted: Combination) -> HotkeyState:
        self._asked[deed] = wanted
        return HotkeyState.ASKED

    def _let_go(self) -> None:
        self._asked.clear()

    async def _ask(self, question: int, wanted: list[Shortcut]) -> None:
        given: frozenset[str] = frozenset()
        try:
            if self._session is None:
                self._session = ShortcutSession(self._activated.emit, self._lost.emit)
            given = await self._session.bind(wanted)
        except Exception:  # noqa: BLE001 - no bus, no portal, an old one, or one that refuses: then there are no keys
            given = frozenset()
        self._answered.emit(question, given)

    async def _leave(self, session: ShortcutSession, left: threading.Event) -> None:
        try:
            await session.close()
        finally:
            left.set()

    @Slot(int, object)
    def _on_answered(self, question: int, given: frozenset[str]) -> None:
        if question == self._question:
            for deed in self._asked:
                self._states[deed] = HotkeyState.DESKTOP if deed.value in given else HotkeyState.UNAVAILABLE

    @Slot(str, str)
    def _on_activated(self, name: str, token: str) -> None:
        for deed in self._asked:
            if deed.value == name:
                keep_token(token)
                self.pressed.emit(deed)

    @Slot()
    def _on_lost(self) -> None:
        # The news may come after the end.
        if self._keys:
            self.bind(self._keys)


def trigger(keys: Combination) -> str:
    """As the shortcuts specification of freedesktop.org writes it: modifiers in capitals, then the keysym."""
    modifiers = [name for modifier, name in NAMES.items() if modifier in keys.modifiers]
    key = keys.key if keys.key.startswith("F") and len(keys.key) > 1 else keys.key.lower()
    return "+".join((*modifiers, key))


def _said(deed: GlobalDeed) -> str:
    """What the desktop's own settings call it."""
    words = {
        GlobalDeed.CAPTURE: QCoreApplication.translate("GlobalDeed", "Quick capture"),
        GlobalDeed.REMINDER: QCoreApplication.translate("GlobalDeed", "Go to the reminder"),
    }
    return words[deed]
