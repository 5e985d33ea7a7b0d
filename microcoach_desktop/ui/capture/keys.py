"""The keys of the capture panel, the same on the page and in the quick window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.form_layout import FIELD_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from microcoach_desktop.ui.capture.panel import CapturePanel


def add_keys(panel: CapturePanel) -> None:
    """They work while the focus is in the panel; the page adds its own for the whole page."""
    deeds: dict[str, Callable[[], object]] = {
        "Ctrl+Return": panel.save,
        "Ctrl+Enter": panel.save,
        "Ctrl+Shift+Return": panel.save_and_new,
        "Ctrl+Shift+Enter": panel.save_and_new,
        "Alt+W": lambda: panel.choose_kind(Kind.WIN),
        "Alt+O": lambda: panel.choose_kind(Kind.OPPORTUNITY),
        "Ctrl+Shift+Backspace": panel.discard,
        "Ctrl+Shift+C": panel.form.opener.copy,
    }
    deeds |= {keys: partial(panel.go_to, name) for name, keys in FIELD_KEYS.items()}
    for sequence, deed in deeds.items():
        shortcut = QShortcut(QKeySequence(sequence), panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(deed)
