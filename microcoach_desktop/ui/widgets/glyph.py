"""An icon that stands alone; the word beside it carries the meaning for screen readers."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import POPUP_RADIUS, box, draw_icon
from microcoach_desktop.ui.widgets.kit import Kit


class Glyph(QWidget):
    def __init__(
        self,
        kit: Kit,
        icon: str,
        color: str = "text2",
        size: int = 16,
        parent: QWidget | None = None,
        *,
        tile: bool = False,
    ) -> None:
        """With `tile` on a soft square of twice the size."""
        super().__init__(parent)
        self._tile = tile
        self._kit = kit
        self._icon = icon
        self._color = color
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self._renew)

    def set_icon(self, icon: str, color: str) -> None:
        self._icon, self._color = icon, color
        self.update()

    def sizeHint(self) -> QSize:
        side = self._kit.theme.px(self._size * (2 if self._tile else 1))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tile:
            box(painter, self.rect(), POPUP_RADIUS, self._kit.theme.color("hover"))
        draw_icon(painter, self._kit.icons, self._icon, self._color, self.rect(), size=self._kit.theme.px(self._size))
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
