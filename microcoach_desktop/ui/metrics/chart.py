"""A line of readings with the notes about them; the arrows choose the note around which is compared."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.metrics.drawing import WIDE, Drawing
from microcoach_desktop.ui.metrics.story import Story
from microcoach_desktop.ui.metrics.wording import sentence
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, focus_ring
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.kit import Kit

HEIGHT = 176


class MetricChart(QWidget):
    """`chosen` carries the place of a note. Time runs from left to right in every language."""

    chosen = Signal(int)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown: tuple[Story, Formats, datetime] | None = None
        self._mark = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    @property
    def mark(self) -> int:
        """The place of the chosen note."""
        return self._mark

    def show_story(self, story: Story, mark: int, formats: Formats, now: datetime) -> None:
        self._shown = story, formats, now
        self._mark = max(0, min(mark, len(story.marks) - 1))
        self.setAccessibleName(self.tr("Chart of {metric}").format(metric=story.metric.name))
        self._describe()
        self.update()

    def choose(self, mark: int) -> None:
        """Compare around another note."""
        if self._shown is None or not 0 <= mark < len(self._shown[0].marks) or mark == self._mark:
            return
        self._mark = mark
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()
        self.chosen.emit(mark)

    def drawing(self, size: QSize) -> Drawing | None:
        """None where there is nothing to draw."""
        if self._shown is None or not self._shown[0].readings:
            return None
        story, formats, now = self._shown
        return Drawing(self._kit, story, self._mark, size, formats, now)

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(WIDE), self._kit.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._shown[0].marks) - 1 if self._shown is not None else -1
        places = {
            Qt.Key.Key_Left: max(0, self._mark - 1),
            Qt.Key.Key_Right: min(last, self._mark + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key not in places or last < 0:
            super().keyPressEvent(event)
            return
        self.choose(places[key])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        drawing = self.drawing(self.size())
        near = None if drawing is None else drawing.mark_near(event.position().x())
        if near is None:
            super().mousePressEvent(event)
        else:
            self.choose(near)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            drawing = self.drawing(self.size())
            QToolTip.showText(event.globalPos(), "" if drawing is None else drawing.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawing = self.drawing(self.size())
        painter = QPainter(self)
        if drawing is not None:
            drawing.paint(painter)
        if self.hasFocus():
            focus_ring(painter, self.rect(), CARD_RADIUS, self._kit.theme)
        painter.end()

    def _describe(self) -> None:
        if self._shown is not None:
            story, formats, now = self._shown
            self.setAccessibleDescription(sentence(story, self._mark, formats, now))
