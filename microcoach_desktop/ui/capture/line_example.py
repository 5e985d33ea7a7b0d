"""What an empty line could say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit

from microcoach_desktop.ui.theme.shapes import box
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.tones import tone_colors

RADIUS = 5


def paint_example(painter: QPainter, kit: Kit, example: Sequence[tuple[str, str]], edit: QPlainTextEdit) -> None:
    """Words with their tones, the tokens among them tinted, cut where the room ends."""
    theme, metrics = kit.theme, edit.fontMetrics()
    painter.setFont(edit.font())
    x, room = 6.0, float(edit.viewport().width())
    mirrored = edit.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for word, tone in example:
        width = metrics.horizontalAdvance(word)
        if x + width + 6 > room:
            return
        area = QRectF(x, 4, width + 6, metrics.height())
        if mirrored:
            area.moveRight(room - area.x())
        colors = tone_colors(tone, contrast=theme.tokens.contrast) if tone else None
        if colors is not None:
            box(painter, area.adjusted(0, -1, 0, 1), RADIUS, theme.color(colors.fill))
        painter.setPen(theme.color(colors.ink if colors is not None else "text3"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)
        x += width + 12
