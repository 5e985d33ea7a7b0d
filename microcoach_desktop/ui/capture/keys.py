"""The keys of the capture panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from microcoach_desktop.domain.sessions import Kind

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
        "Alt+P": lambda: panel.go_to("person_id"),
        "Alt+W": lambda: panel.choose_kind(Kind.WIN),
        "Alt+O": lambda: panel.choose_kind(Kind.OPPORTUNITY),
        "Alt+C": lambda: panel.go_to("context"),
        "Alt+F": lambda: panel.go_to("follow_up"),
        "Alt+A": lambda: panel.go_to("action"),
        "Alt+M": lambda: panel.go_to("metric"),
        "Ctrl+Shift+Backspace": panel.discard,
        "Ctrl+Shift+C": panel.form.opener.copy,
    }
    for sequence, deed in deeds.items():
        shortcut = QShortcut(QKeySequence(sequence), panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(deed)
