"""Line icons in any token colour."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from microcoach_desktop import paths
from microcoach_desktop.ui.theme.theme import Theme


class Icons:
    """Draws each (name, colour, size, device ratio) once: parsing a drawing costs more than painting it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, color_token: str = "text2", size: int = 16, dpr: float | None = None) -> QPixmap:  # noqa: S107 - a colour, no secret
        ratio = QGuiApplication.primaryScreen().devicePixelRatio() if dpr is None else dpr
        color = getattr(self._theme.tokens, color_token)
        key = (name, color, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, color, size, ratio)
        return self._drawn[key]

    def icon(self, name: str, color_token: str = "text2", size: int = 0) -> QIcon:  # noqa: S107 - a colour, no secret
        """In the colours and, without `size`, at the text size of this moment: ask again after `Theme.changed`."""
        icon = QIcon()
        size = size or self._theme.px(16)
        for ratio in (1.0, 1.5, 2.0, 3.0):
            icon.addPixmap(self.pixmap(name, color_token, size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
        return icon

    def _draw(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = paths.resource("icons", f"{name}.svg").read_text("utf-8")
        drawing = QSvgRenderer(QByteArray(self._sources[name].replace("currentColor", color).encode()))
        side = round(size * ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
