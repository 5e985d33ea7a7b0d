"""Keys that work while another program has the keyboard, apart from how a system takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState

KEY = re.compile(r"[A-Z0-9]|F([1-9]|1[0-9]|2[0-4])|Space")


class Modifier(Enum):
    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"
    META = "Meta"


TYPING = frozenset({Modifier.SHIFT})


@dataclass(frozen=True, slots=True)
class Combination:
    """`key` is a capital letter, a digit, F1 to F24 or Space."""

    modifiers: frozenset[Modifier]
    key: str


def combination(text: str) -> Combination | None:
    """None for keys that every system names differently, and for those that other programs need to type."""
    *words, key = text.split("+")
    try:
        modifiers = frozenset(Modifier(word) for word in words)
    except ValueError:
        return None
    if not KEY.fullmatch(key) or (modifiers <= TYPING and not re.fullmatch(r"F\d+", key)):
        return None
    return Combination(modifiers, key)


class Hotkeys(QObject):
    """Fills the port; `pressed` carries a GlobalDeed. As it is: a system that lets no program take keys."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._states: dict[GlobalDeed, HotkeyState] = {}

    def bind(self, keys: Mapping[GlobalDeed, str]) -> None:
        self._let_go()
        taken: set[Combination] = set()
        for deed, text in keys.items():
            wanted = combination(text)
            if wanted is None:
                self._states[deed] = HotkeyState.UNUSABLE if text else HotkeyState.OFF
            elif wanted in taken:
                self._states[deed] = HotkeyState.TAKEN
            else:
                self._states[deed] = self._take(deed, wanted)
                taken.add(wanted)

    def state(self, deed: GlobalDeed) -> HotkeyState:
        return self._states.get(deed, HotkeyState.UNAVAILABLE)

    def close(self) -> None:
        self._let_go()

    def _take(self, _deed: GlobalDeed, _wanted: Combination) -> HotkeyState:
        return HotkeyState.UNAVAILABLE

    def _let_go(self) -> None:
        """All that was taken."""
