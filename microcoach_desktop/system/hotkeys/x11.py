"""Keys taken from an X11 screen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, combinations

from PySide6.QtCore import QSocketNotifier, QTimer
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, ConnectionClosedError

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.system.hotkeys.keys import Combination, Hotkeys, Modifier

MASKS = {
    Modifier.CTRL: X.ControlMask,
    Modifier.SHIFT: X.ShiftMask,
    Modifier.ALT: X.Mod1Mask,
    Modifier.META: X.Mod4Mask,
}
ALL_MASKS = X.ControlMask | X.ShiftMask | X.Mod1Mask | X.Mod4Mask


class X11Hotkeys(Hotkeys):
    """On a connection of its own. Raises Xlib's DisplayError where there is no screen."""

    def __init__(self, display: Display | None = None) -> None:
        super().__init__()
        self._display = display or Display()
        self._root = self._display.screen().root
        self._taken: dict[tuple[int, int], GlobalDeed] = {}
        self._wanted: dict[GlobalDeed, str] = {}
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def bind(self, keys: Mapping[GlobalDeed, str]) -> None:
        self._wanted = dict(keys)
        super().bind(keys)
        # What came while the answers were awaited lies in the library; the socket does not speak of it again.
        QTimer.singleShot(0, self, self._read)

    def close(self) -> None:
        super().close()
        self._notifier.setEnabled(False)
        self._display.close()

    def _take(self, deed: GlobalDeed, wanted: Combination) -> HotkeyState:
        name = wanted.key.lower() if len(wanted.key) == 1 or wanted.key == "Space" else wanted.key
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        if not code:
            return HotkeyState.UNUSABLE
        mask = 0
        for modifier in wanted.modifiers:
            mask |= MASKS[modifier]
        refused = CatchError(BadAccess)
        for locks in self._locks():
            self._root.grab_key(code, mask | locks, 1, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        if refused.get_error() is not None:
            self._release(code, mask)
            return HotkeyState.TAKEN
        self._taken[code, mask] = deed
        return HotkeyState.ACTIVE

    def _let_go(self) -> None:
        for code, mask in self._taken:
            self._release(code, mask)
        self._taken.clear()
        self._display.flush()

    def _release(self, code: int, mask: int) -> None:
        for locks in self._locks():
            self._root.ungrab_key(code, mask | locks, onerror=CatchError(BadAccess))

    def _locks(self) -> set[int]:
        """A grab means these modifiers and no others: once for each state of Caps Lock, Num Lock and Scroll Lock."""
        locks = {X.LockMask}
        codes = {self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in ("Num_Lock", "Scroll_Lock")}
        for place, held in enumerate(self._display.get_modifier_mapping()):
            if codes & {code for code in held if code}:
                locks.add(1 << place)
        locks -= {mask for mask in locks if mask & ALL_MASKS}
        several = chain.from_iterable(combinations(locks, count) for count in range(len(locks) + 1))
        return {sum(masks) for masks in several}

    def _read(self) -> None:
        try:
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == X.KeyPress:
                    self._on_key(event.detail, event.state & ALL_MASKS)
                elif event.type == X.MappingNotify and event.request != X.MappingPointer:
                    self._display.refresh_keyboard_mapping(event)
                    self.bind(self._wanted)
        except ConnectionClosedError:
            self._notifier.setEnabled(False)
            self._states = {}

    def _on_key(self, code: int, mask: int) -> None:
        deed = self._taken.get((code, mask))
        if deed is not None:
            # Until the key is up the keyboard would be ours, and the window that opens could not have it.
            self._display.ungrab_keyboard(X.CurrentTime)
            self._display.flush()
            self.pressed.emit(deed)
