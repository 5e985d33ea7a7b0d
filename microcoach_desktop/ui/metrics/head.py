"""The small parts of a metric card: its title that opens a choice, and what changed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.tones import tone_colors

MOST = 300


class TitleButton(QPushButton):
    """A title with a chevron; without a choice it is only a title."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def show_title(self, title: str, *, choice: bool) -> None:
        self._title = title
        self.setText(title.replace("&", "&&"))
        self.setToolTip(title)
        self.setAccessibleName(self.tr("Metric: {name}").format(name=title) if choice else title)
        self.setEnabled(choice)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        width = theme.metrics(FontRole.BODY_STRONG).horizontalAdvance(self.text()) + theme.px(self._tail()) + 4
        return QSize(min(width, theme.px(MOST)), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(theme.color("text"))
        tail = theme.px(self._tail())
        room = self.rect().adjusted(tail if self.isRightToLeft() else 2, 0, -2 if self.isRightToLeft() else -tail, 0)
        shown = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.isEnabled():
            width = painter.fontMetrics().horizontalAdvance(shown) + theme.px(6)
            x = self.width() - width - theme.px(16) if self.isRightToLeft() else width
            area = QRect(x, 0, theme.px(16), self.height())
            draw_icon(painter, self._kit.icons, "chevron-down", "text2", area, size=theme.px(16))
        if self.hasFocus():
            focus_ring(painter, self.rect(), 5, theme)
        painter.end()

    def _tail(self) -> int:
        return 22 if self.isEnabled() else 0


class TrendTag(QLabel):
    """What changed, with the way it went: tinted where it went to the good side."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icon, self._tone = "", "neutral"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def show_trend(self, text: str, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        icon = theme.px(20) if self._icon else 0
        width = theme.metrics(FontRole.BODY_MEDIUM).horizontalAdvance(self.text()) + icon + theme.px(22)
        return QSize(width, theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        colors = tone_colors(self._tone, contrast=theme.tokens.contrast)
        painter = QPainter(self)
        line = theme.color(colors.line) if colors.line else None
        box(painter, self.rect(), self.height() / 2, theme.color(colors.fill), line)
        size, lead = theme.px(14), theme.px(11)
        mirrored = self.isRightToLeft()
        start = lead
        if self._icon:
            x = self.width() - lead - size if mirrored else lead
            draw_icon(painter, self._kit.icons, self._icon, colors.ink, QRect(x, 0, size, self.height()), size=size)
            start += theme.px(20)
        painter.setFont(theme.tabular(theme.font(FontRole.BODY_MEDIUM)))
        painter.setPen(theme.color(colors.ink))
        area = self.rect().adjusted(0 if mirrored else start, 0, -start if mirrored else 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        painter.end()
