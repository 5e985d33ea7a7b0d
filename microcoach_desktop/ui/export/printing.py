"""A report on pages: for a printer, its preview and PDF files."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.services.exchange import Progress, Stopped, unwatched
from microcoach_desktop.ui.export.pages import cut_into_pages
from microcoach_desktop.ui.printing import MARGIN_MM

POINTS = 10
FOOT_MM = 10
RESOLUTION = 300
LEAST_RESOLUTION = 50
# Behind 2^23 dots Qt's layout of text ends the program. Reports have 170 to 400 characters of HTML an inch.
MOST_DOTS = 5_000_000
CHARACTERS_AN_INCH = 250
# Of the time that a report takes; the rest goes into painting its pages.
LAYING_OUT = 0.4
# Each part of a report: how large against the text, the space before it in parts of a line, and the rest of its look.
PARTS = {
    "title": (1.7, 0.0, "font-weight: 600;"),
    "intro": (1.0, 0.3, "color: #555555;"),
    "month": (1.25, 1.4, "font-weight: 600;"),
    "head": (1.0, 1.1, "font-weight: 600;"),
    "text": (1.0, 0.3, "margin-bottom: 3px;"),
    "label": (1.0, 0.0, "color: #555555;"),
}


def set_in(target: QTextDocument, html: str, font: QFont, points: float) -> None:
    """`html` is a report's: its texts are escaped."""
    own = QFont(font)
    own.setPointSizeF(points)
    target.setUndoRedoEnabled(False)
    target.setDefaultFont(own)
    line = QFontMetricsF(own).lineSpacing()
    rules = []
    for part, (size, before, look) in PARTS.items():
        spaces = f"margin-top: {line * before:.0f}px; margin-bottom: 0px;"
        rules.append(f".{part} {{ font-size: {points * size:.1f}pt; {spaces} {look} }}")
    # Labels stand below the first letter of what is above them.
    rules.append("td.label { padding-left: 0px; }")
    target.setDefaultStyleSheet("\n".join(rules))
    target.setHtml(html)


def resolution_for(html: str) -> int:
    """Dots per inch at which a report can be laid out as one column, fewer for a very long one.

    Raises InvalidRecord for one that is too long even so.
    """
    fits = MOST_DOTS * CHARACTERS_AN_INCH // max(1, len(html))
    if fits < LEAST_RESOLUTION:
        raise InvalidRecord(
            "export", "These are too many notes for paper.", "Choose a person or a period, or Markdown."
        )
    return min(RESOLUTION, fits)


def pdf(html: str, title: str, font: QFont, progress: Progress = unwatched) -> bytes:
    """Raises Stopped or InvalidRecord. Works in any thread."""
    # The layout of a long text asks for timers, and a thread of Python's has nothing that could give them.
    loop = QEventLoop()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(resolution_for(html))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setCreator("MicroCoach")
    whole = paint(html, title, font, writer, progress)
    buffer.close()
    del loop
    # Raised here: what an error carries along would be taken apart in the window's thread.
    if not whole:
        raise Stopped
    return bytes(data.data())


def paint(html: str, title: str, font: QFont, device: QPagedPaintDevice, progress: Progress = unwatched) -> bool:
    """On every page the title and the number at the foot. False when it was stopped."""
    made = QTextDocument()
    set_in(made, html, font, POINTS)
    layout = made.documentLayout()
    layout.setPaintDevice(device)
    foot = FOOT_MM / 25.4 * device.logicalDpiY()
    page = QSizeF(device.width(), device.height() - foot)
    made.setDocumentMargin(0)
    # One endless page: where it is cut is decided afterwards.
    made.setTextWidth(page.width())
    shown = cut_into_pages(made, page.height(), lambda done: progress(done * LAYING_OUT))
    if not shown:
        return False
    pages = len(shown)
    painter = QPainter(device)
    try:
        for number, (top, bottom) in enumerate(shown):
            if not progress(LAYING_OUT + (1 - LAYING_OUT) * number / pages):
                return False
            if number:
                device.newPage()
            _paint_page(painter, layout, QRectF(0, top, page.width(), bottom - top))
            painter.setFont(made.defaultFont())
            painter.setPen(QColor(Qt.GlobalColor.darkGray))
            line = QRectF(0, page.height(), page.width(), foot)
            painter.drawText(line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, f"{number + 1} / {pages}"
            )
    finally:
        painter.end()
    return True


def _paint_page(painter: QPainter, layout: QAbstractTextDocumentLayout, shown: QRectF) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown
    # Paper is white, whatever the theme of the screen is.
    context.palette = QPalette(Qt.GlobalColor.black, Qt.GlobalColor.white)
    painter.save()
    painter.translate(0, -shown.top())
    painter.setClipRect(shown)
    layout.draw(painter, context)
    painter.restore()
