"""The window that comes up when the data cannot be opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


def show_start_trouble(error: MicroCoachError, kit: Kit) -> None:
    """What happened, what is safe, what to do; returns when it is closed."""
    dialog = QDialog()
    dialog.setWindowTitle(QCoreApplication.translate("StartTrouble", "MicroCoach cannot start"))
    dialog.setMinimumWidth(kit.theme.px(420))
    rows = QVBoxLayout(dialog)
    rows.setContentsMargins(24, 24, 24, 20)
    rows.setSpacing(10)
    rows.addWidget(Label(kit, error.what_happened, FontRole.SUBTITLE, wrap=True))
    for sentence in (error.what_is_safe, error.what_to_do):
        if sentence:
            rows.addWidget(Label(kit, sentence, color="text2", wrap=True))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    rows.addWidget(buttons)
    dialog.exec()
