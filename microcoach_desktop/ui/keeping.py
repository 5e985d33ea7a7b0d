"""Windows that may have no parent: when only a reminder's window is open, they stand alone."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def keep_until_closed(dialog: QDialog) -> None:
    """Nothing else holds a dialog without a parent. The connection does, and goes with it."""
    dialog.finished.connect(lambda _result: dialog)
