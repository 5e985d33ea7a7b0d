"""Where the fields scroll when the window is short."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class FormScroll(QScrollArea):
    """`body` takes the rows; the surface behind shows through."""

    def __init__(self, margin: int) -> None:
        super().__init__()
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(margin, 16, margin, 8)
        self.body.setSpacing(0)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
