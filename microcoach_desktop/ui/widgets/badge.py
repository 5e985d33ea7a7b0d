"""A small rounded count or word."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import box
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.tones import tone_colors


class Badge(QLabel):
    def __init__(self, kit: Kit, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        kit.theme.changed.connect(self._renew)

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        height = theme.px(20)
        width = theme.metrics(FontRole.MICRO).horizontalAdvance(self.text()) + theme.px(16)
        return QSize(max(width, theme.px(26)), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        colors = tone_colors(self._tone, contrast=theme.tokens.contrast)
        painter = QPainter(self)
        line = theme.color(colors.line) if colors.line else None
        box(painter, self.rect(), self.height() / 2, theme.color(colors.fill) if colors.fill else None, line)
        font = theme.tabular(theme.font(FontRole.MICRO))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color(colors.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
