"""Where the fields scroll when the window is short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class FormScroll(QScrollArea):
    """`body` takes the rows; the surface behind shows through. `laid_out` when they want another height."""

    laid_out = Signal()

    def __init__(self, margin: int) -> None:
        super().__init__()
        inner = _Inner(self)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(margin, 16, margin, 8)
        self.body.setSpacing(0)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)


class _Inner(QWidget):
    def __init__(self, area: FormScroll) -> None:
        super().__init__()
        self._area = area

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._area.laid_out.emit()
        return done
