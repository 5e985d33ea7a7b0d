"""Initials on a hue that stays with the name."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import smooth
from microcoach_desktop.ui.theme.theme import FontRole, Theme
from microcoach_desktop.ui.widgets.kit import Kit


def initials(name: str) -> str:
    """First letters of the first and last word; never empty."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()[:2]


def paint_avatar(painter: QPainter, rect: QRect | QRectF, name: str, theme: Theme) -> None:
    soft, strong = theme.avatar(name)
    with smooth(painter):
        painter.setPen(theme.color("text") if theme.tokens.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawEllipse(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        font = theme.font(FontRole.BODY)
        font.setPixelSize(max(8, round(rect.height() * (0.4 if rect.height() < 24 else 0.36))))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(strong)
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, initials(name))


class Avatar(QWidget):
    def __init__(self, kit: Kit, name: str, size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._name = name
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        kit.theme.changed.connect(self._renew)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._kit.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, self.rect(), self._name, self._kit.theme)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


class AvatarStack(QWidget):
    """Overlapping circles, at most four and then a count; the names are in the tooltip."""

    SHOWN = 4

    def __init__(self, kit: Kit, names: Sequence[str], size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._size = size
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self._renew)
        self.set_names(names)

    def set_names(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self.setAccessibleName(", ".join(names))
        self.setToolTip(", ".join(names))
        self._renew()

    def sizeHint(self) -> QSize:
        side = self._kit.theme.px(self._size)
        count = len(self._names[: self.SHOWN]) + (len(self._names) > self.SHOWN)
        return QSize(side + self._step() * (count - 1) if count else 0, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        side = self.height()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        shown = self._names[: self.SHOWN]
        rest = len(self._names) - len(shown)
        for place in reversed(range(len(shown) + (rest > 0))):
            x = place * self._step()
            spot = QRectF(self.width() - side - x if right_to_left else x, 0, side, side)
            with smooth(painter):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("surface"))
                painter.drawEllipse(spot)
            inner = spot.adjusted(1.5, 1.5, -1.5, -1.5)
            if place < len(shown):
                paint_avatar(painter, inner, shown[place], theme)
            else:
                self._paint_rest(painter, inner, rest)
        painter.end()

    def _paint_rest(self, painter: QPainter, spot: QRectF, rest: int) -> None:
        theme = self._kit.theme
        with smooth(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawEllipse(spot)
            painter.setFont(theme.font(FontRole.MICRO))
            painter.setPen(theme.color("text2"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, f"+{rest}")

    def _step(self) -> int:
        return self._kit.theme.px(self._size) - self._kit.theme.px(7)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
