"""The parts of a check-in: outcome tiles and the bar from start to target."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microcoach_desktop.domain.metrics import progress
from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring, smooth
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

TILE_RADIUS = 8


class OutcomeTile(QAbstractButton):
    """One outcome with its key and what it leads to; checkable, one of a group."""

    def __init__(self, kit: Kit, title: str, hint: str, key: str, look: tuple[str, str, str]) -> None:
        super().__init__()
        self._kit = kit
        self._hint = hint
        self._key = key
        self._icon, self._color, self._soft = look
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{hint} ({key})")
        self.setToolTip(f"{title}  {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        title = theme.metrics(FontRole.SECTION).horizontalAdvance(self.text()) + theme.px(76)
        lines = 1 if self._one_line() else 2
        return QSize(max(title, theme.px(118)), theme.px(54) + lines * theme.metrics(FontRole.SMALL).height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen = self._kit.theme, self.isChecked()
        painter = QPainter(self)
        fill = theme.color(self._soft if chosen else "hover" if self.underMouse() else "surface")
        line = theme.color(self._color if chosen else "control")
        box(painter, self.rect(), TILE_RADIUS, fill, line, width=2.0 if chosen else 1.0)
        side = theme.px(18)
        icon = QRect(theme.px(12), theme.px(13), side, side)
        draw_icon(painter, self._kit.icons, self._icon, self._color, icon, size=side)
        painter.setFont(theme.font(FontRole.SECTION))
        painter.setPen(theme.color(self._color if chosen else "text"))
        title = QRect(icon.right() + theme.px(8), theme.px(10), self.width(), theme.px(24))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self.text())
        key = QRect(self.width() - theme.px(30), theme.px(12), theme.px(20), theme.px(20))
        box(painter, key, 5, theme.color("surface" if chosen else "hover"))
        painter.setFont(theme.font(FontRole.MICRO))
        painter.setPen(theme.color("text2"))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setFont(theme.font(FontRole.SMALL))
        hint = QRect(theme.px(12), theme.px(40), self.width() - theme.px(20), self.height() - theme.px(44))
        painter.drawText(hint, Qt.TextFlag.TextWordWrap, self._hint)
        if self.hasFocus():
            focus_ring(painter, self.rect(), TILE_RADIUS, theme)
        painter.end()

    def _one_line(self) -> bool:
        return self._kit.theme.metrics(FontRole.SMALL).horizontalAdvance(self._hint) < self._kit.theme.px(100)


class ProgressBar(QWidget):
    """From the start to the target, with the reading between them; said in one sentence."""

    def __init__(self, kit: Kit, baseline: float, target: float, words: tuple[str, str, str]) -> None:
        super().__init__()
        self._kit = kit
        self._baseline, self._target = baseline, target
        self._start_word, self._now_word, self._target_word = words
        self._value: float | None = None
        self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: float | None, shown: str) -> None:
        self._value, self._shown = value, shown
        self.setAccessibleName(f"{self._start_word}, {self._now_word.format(shown)}, {self._target_word}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._kit.theme.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        left, right, y = 8.0, self.width() - 8.0, 12.0
        painter = QPainter(self)
        with smooth(painter):
            painter.setPen(QPen(theme.color("line"), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(int(left), int(y), int(right), int(y))
            at = left
            if self._value is not None:
                at = left + (right - left) * progress(self._baseline, self._target, self._value)
                painter.setPen(QPen(theme.color("win"), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(int(left), int(y), int(at), int(y))
            painter.setPen(Qt.PenStyle.NoPen)
            dots = [(left, "control"), (right, "win")] + ([(at, "text")] if self._value is not None else [])
            for x, color in dots:
                painter.setBrush(theme.color("surface"))
                painter.drawEllipse(QRectF(x - 7, y - 7, 14, 14))
                painter.setBrush(theme.color(color))
                painter.drawEllipse(QRectF(x - 5, y - 5, 10, 10))
        painter.setFont(theme.font(FontRole.SMALL))
        below = QRect(0, theme.px(24), self.width(), theme.px(20))
        for text, color, side in (
            (self._start_word, "text2", Qt.AlignmentFlag.AlignLeft),
            (self._target_word, "win", Qt.AlignmentFlag.AlignRight),
        ):
            painter.setPen(theme.color(color))
            painter.drawText(below, side, text)
        if self._value is not None:
            self._draw_now(painter, at)
        painter.end()

    def _draw_now(self, painter: QPainter, at: float) -> None:
        """Between start and target where there is room for it."""
        metrics = painter.fontMetrics()
        text = self._now_word.format(self._shown)
        width = metrics.horizontalAdvance(text)
        least = metrics.horizontalAdvance(self._start_word) + 12
        most = self.width() - metrics.horizontalAdvance(self._target_word) - 12 - width
        if most >= least:
            x = int(min(max(at - width / 2, least), most))
            painter.setPen(self._kit.theme.color("text"))
            painter.drawText(QRect(x, self._kit.theme.px(24), width + 2, metrics.height()), 0, text)
