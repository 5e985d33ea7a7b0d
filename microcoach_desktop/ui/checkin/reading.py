"""The reading of a check-in: one number, and how far it is from start to target."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import Metric, progress
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.shapes import box, smooth
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

BAR = 6


class ReadingPart(QWidget):
    """The bar is there when the note has a start and a target."""

    def __init__(self, kit: Kit, metric: Metric, session: Session, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._bar: ProgressBar | None = None
        self.edit = LineEdit(kit, 14, suffix=self.tr("today"))
        self.edit.setAccessibleName(self.tr("Reading, {metric}").format(metric=metric.name))
        self.edit.setFixedWidth(kit.theme.px(120))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.edit)
        row.addWidget(Label(kit, metric.unit or metric.name, color="text2", wrap=True), 1)
        line.setFocusProxy(self.edit)
        helper = self.tr("optional")
        if metric.unit:
            helper = self.tr("{metric}, optional").format(metric=metric.name)
        self._field = Field(kit, self.tr("Reading"), line, helper)
        self._field.label.setBuddy(self.edit)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self._field)
        if session.baseline is not None and session.target is not None:
            self._bar = ProgressBar(kit, session.baseline, session.target, formats)
            rows.addWidget(self._bar)
        self.edit.textChanged.connect(self._follow)

    def value(self) -> float | None:
        """None where nothing is typed. Raises InvalidRecord("reading")."""
        try:
            return self._formats.parse_number(self.edit.text())
        except InvalidRecord as error:
            raise InvalidRecord("reading", error.what_happened, error.what_to_do) from error

    def point_at(self, sentence: str) -> None:
        self._field.set_error(sentence)
        self.edit.setAccessibleDescription(sentence)
        self.edit.setFocus()

    def _follow(self) -> None:
        self._field.set_error(None)
        self.edit.setAccessibleDescription("")
        if self._bar is not None:
            try:
                self._bar.set_value(self.value())
            except InvalidRecord:
                self._bar.set_value(None)


class ProgressBar(QWidget):
    """From the start to the target, with the reading between them; said in one sentence."""

    def __init__(self, kit: Kit, baseline: float, target: float, formats: Formats) -> None:
        super().__init__()
        self._kit = kit
        self._formats = formats
        self._baseline, self._target = baseline, target
        self._start_word = self.tr("Start {value}").format(value=formats.number(baseline))
        self._target_word = self.tr("Target {value}").format(value=formats.number(target))
        self._value: float | None = None
        self._now_word = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)
        self.set_value(None)

    def set_value(self, value: float | None) -> None:
        self._value = value
        self._now_word = ""
        if value is not None:
            self._now_word = self.tr("Now {value}").format(value=self._formats.number(value))
        words = (self._start_word, self._now_word, self._target_word)
        self.setAccessibleName(", ".join(word for word in words if word))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(200), self._kit.theme.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        if self.isRightToLeft():
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        middle, first, last = theme.px(12), theme.px(7), self.width() - theme.px(7)
        at = first
        track = QRectF(first, middle - BAR / 2, last - first, BAR)
        box(painter, self._turned(track), BAR / 2, theme.color("hover"), theme.color("line"))
        if self._value is not None:
            at = round(first + (last - first) * progress(self._baseline, self._target, self._value))
            done = QRectF(first, middle - BAR / 2, at - first, BAR)
            box(painter, self._turned(done), BAR / 2, theme.color("win"))
        self._dot(painter, first, "control", 5)
        self._dot(painter, last, "win", 5)
        if self._value is not None:
            self._dot(painter, at, "text", 6)
        self._words(painter, at)
        painter.end()

    def _dot(self, painter: QPainter, x: int, color: str, radius: int) -> None:
        theme = self._kit.theme
        spot = self._turned(QRectF(x - 1, theme.px(12) - 1, 2, 2)).center()
        with smooth(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            for name, size in (("surface", radius + 2), (color, radius)):
                painter.setBrush(theme.color(name))
                painter.drawEllipse(spot, theme.px(size), theme.px(size))

    def _words(self, painter: QPainter, at: int) -> None:
        theme = self._kit.theme
        painter.setFont(theme.font(FontRole.SMALL))
        width = painter.fontMetrics().horizontalAdvance
        start, last = width(self._start_word) + 4, self.width() - width(self._target_word) - 4
        self._word(painter, 0, self._start_word, "text2")
        self._word(painter, last, self._target_word, "win")
        now = width(self._now_word) + 4
        least, most = start + theme.px(10), last - theme.px(10) - now
        # Between its neighbours where there is room for it; the dot stays where it is.
        if self._now_word and most >= least:
            self._word(painter, min(max(at - now // 2, least), most), self._now_word, "text")

    def _word(self, painter: QPainter, x: int, text: str, color: str) -> None:
        metrics = painter.fontMetrics()
        area = QRect(QPoint(x, self._kit.theme.px(24)), QSize(metrics.horizontalAdvance(text) + 4, metrics.height()))
        painter.setPen(self._kit.theme.color(color))
        painter.drawText(self._turned(QRectF(area)), Qt.AlignmentFlag.AlignCenter, text)

    def _turned(self, area: QRectF) -> QRectF:
        if not self.isRightToLeft():
            return area
        return QRectF(self.width() - area.x() - area.width(), area.y(), area.width(), area.height())
