"""A bar for pages that are laid out in the window's own thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOW_AFTER_MS = 300
WHOLE = 100


class LayoutBar(QProgressDialog):
    """Shown only for what takes long. `progress` lets the window answer at each part of a hundred."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setLabelText(self.tr("Laying out the pages"))
        self.setCancelButtonText(self.tr("Stop"))
        self.setWindowTitle(self.tr("Print"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOW_AFTER_MS)
        self.setAutoReset(False)
        self.setRange(0, WHOLE)
        self.setValue(0)

    def progress(self, done: float) -> bool:
        """False once it was stopped."""
        part = round(done * WHOLE)
        if part != self.value():
            self.setValue(part)
        return not self.wasCanceled()
