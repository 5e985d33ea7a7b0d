"""The card on one sheet: for a printer, its preview and a PDF file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from microcoach_desktop.ui.card.face import fitted
from microcoach_desktop.ui.card.words import Content
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Mode, Theme
from microcoach_desktop.ui.widgets.kit import Kit

MARGIN_MM = 20
RESOLUTION = 300
# Type is set in pixels of this many an inch, whatever the device has.
SET_AT = 96
LEAST = 7


def paint(content: Content, font: QFont, device: QPagedPaintDevice, *, mirrored: bool = False) -> None:
    """In the light colours: paper is white, whatever the theme of the screen is."""
    look = Theme()
    look.set_mode(Mode.LIGHT)
    painter = QPainter(device)
    try:
        scale = device.logicalDpiX() / SET_AT
        painter.scale(scale, scale)
        room = (device.width() / scale, device.height() / scale)
        fitted(content, font, *room, LEAST, mirrored=mirrored).paint(painter, Kit(look, Icons(look)))
    finally:
        painter.end()


def pdf(content: Content, font: QFont, *, mirrored: bool = False) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(content.name)
    writer.setCreator("MicroCoach")
    paint(content, font, writer, mirrored=mirrored)
    del writer
    buffer.close()
    return bytes(data.data())
