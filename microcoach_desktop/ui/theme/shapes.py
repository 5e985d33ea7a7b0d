"""Crisp rounded boxes, focus rings and icons: the strokes that the style and the painted widgets share."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import hypot, sqrt

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QStyleOption, QWidget

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Theme

CONTROL_RADIUS = 6
SEGMENT_RADIUS = 8
CARD_RADIUS = 10
POPUP_RADIUS = 12


@contextmanager
def smooth(painter: QPainter) -> Iterator[QPainter]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.restore()


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    *,
    width: float = 1.0,
    pen_style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A rounded rectangle whose line lies wholly inside `rect`, so that one pixel stays one pixel."""
    with smooth(painter):
        area = QRectF(rect)
        if line is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            area.adjust(width / 2, width / 2, -width / 2, -width / 2)
            painter.setPen(QPen(line, width, pen_style))
            radius -= width / 2
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        radius = max(0.0, min(radius, area.height() / 2, area.width() / 2))
        painter.drawRoundedRect(area, radius, radius)


def make_see_through(window: QWidget) -> None:
    """Before it is shown, so that round corners are smooth; on X11 nobody tells whether there is a compositor."""
    window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, not _cut_by_mask())


def cut_corners(window: QWidget) -> None:
    """After each change of size, where the corners cannot be see-through."""
    if _cut_by_mask():
        window.setMask(rounded(window.rect(), POPUP_RADIUS))


def _cut_by_mask() -> bool:
    return QGuiApplication.platformName() == "xcb"


def rounded(rect: QRect, radius: int) -> QRegion:
    """The pixels whose middle lies in a rounded rectangle."""
    region = QRegion(rect.adjusted(0, radius, 0, -radius))
    for row in range(radius):
        inset = round(radius - sqrt(radius**2 - (radius - row - 0.5) ** 2))
        region += QRegion(rect.x() + inset, rect.y() + row, rect.width() - 2 * inset, 1)
        region += QRegion(rect.x() + inset, rect.bottom() - row, rect.width() - 2 * inset, 1)
    return region


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float, theme: Theme, *, filled: bool = False) -> None:
    """Two pixels inside the bounds; on a filled control a light line inside keeps the ring visible."""
    width = 3.0 if theme.tokens.contrast else 2.0
    box(painter, rect, radius, None, theme.color("focus"), width=width)
    if filled:
        inner = QRectF(rect).adjusted(width, width, -width, -width)
        box(painter, inner, radius - width, None, theme.color("on_accent"), width=1.5)


def mixed(below: QColor, above: QColor, share: float) -> QColor:
    """`above` laid over `below` with this opacity, as a solid colour."""

    def part(low: float, high: float) -> float:
        return low + (high - low) * share

    return QColor.fromRgbF(
        part(below.redF(), above.redF()), part(below.greenF(), above.greenF()), part(below.blueF(), above.blueF())
    )


def draw_icon(painter: QPainter, icons: Icons, name: str, color: str, rect: QRect | QRectF, *, size: int) -> None:
    """Centred in `rect` on whole pixels."""
    area = QRectF(rect)
    at = QPointF(round(area.x() + (area.width() - size) / 2), round(area.y() + (area.height() - size) / 2))
    painter.drawPixmap(at, icons.pixmap(name, color, size, device_ratio(painter)))


def device_ratio(painter: QPainter) -> float:
    # Not QPainter.device(): Python may hold a wrapper of a device that is gone at the same address, and crashes.
    scaled = painter.deviceTransform()
    return max(1.0, round(hypot(scaled.m11(), scaled.m12()), 2))


def tinted(pixmap: QPixmap, color: QColor) -> QPixmap:
    """A line drawing in another colour."""
    result = QPixmap(pixmap)
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(result.rect(), color)
    painter.end()
    return result


def placed(option: QStyleOption, x: int, y: int, width: int, height: int) -> QRect:
    """A rectangle given from the leading edge of the option, mirrored for right-to-left."""
    area = option.rect
    if option.direction == Qt.LayoutDirection.RightToLeft:
        return QRect(area.x() + area.width() - x - width, area.y() + y, width, height)
    return QRect(area.x() + x, area.y() + y, width, height)


def repainted(option: QStyleOption, pairs: dict[QPalette.ColorRole, QColor]) -> None:
    palette = QPalette(option.palette)
    for role, color in pairs.items():
        palette.setColor(role, color)
    option.palette = palette


def soft_shadow(painter: QPainter, rect: QRect, radius: float, depth: int, *, dark: bool) -> None:
    """Only under popups, toasts and drag ghosts; fades over `depth` pixels around `rect`."""
    with smooth(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 14 if dark else 4))
        for spread in range(depth, 0, -1):
            area = QRectF(rect).adjusted(-spread, -spread + depth * 0.35, spread, spread + depth * 0.35)
            painter.drawRoundedRect(area, radius + spread, radius + spread)
