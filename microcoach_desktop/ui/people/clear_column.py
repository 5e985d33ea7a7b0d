"""A column that keeps its chosen row clear of a message standing over the page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtWidgets import QAbstractItemView, QWidget

from microcoach_desktop.ui.widgets.column import ColumnView
from microcoach_desktop.ui.widgets.kit import Kit

# A message of one line with its distance from the edge.
MESSAGE_ROOM = 64
Hint = QAbstractItemView.ScrollHint


class ClearColumn(ColumnView):
    """Scrolls a little further than its rows, so that the last one can stand above a message too."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        self._kit = kit  # the view asks for its geometry while it is made
        super().__init__(parent)

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex, hint: Hint = Hint.EnsureVisible) -> None:
        super().scrollTo(index, hint)
        self._clear_message(self.visualRect(index))

    def keep_clear(self) -> None:
        """Lift the chosen card above a message, if it can be seen at all."""
        spot = self.visualRect(self.currentIndex())
        if spot.intersects(self.viewport().rect()):
            self._clear_message(spot)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        super().updateGeometries()
        if bar.maximum() > 0:
            bar.setMaximum(bar.maximum() + self._kit.theme.px(MESSAGE_ROOM))
            bar.setValue(value)

    def _clear_message(self, spot: QRect) -> None:
        """The beginning of a high card stays in sight."""
        room = self._kit.theme.px(MESSAGE_ROOM)
        hidden = min(spot.bottom() + room - self.viewport().height(), spot.top())
        if hidden > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + hidden)
