"""The card on the screen: it fills what the window gives, and scrolls only when nothing else helps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from microcoach_desktop.ui.card.face import Face, fitted
from microcoach_desktop.ui.card.words import Content
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

LEAST = 11
PADDING = 0.055
LEAST_PADDING = 22
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class CardView(QScrollArea):
    """Scrolls with the arrow keys. The ring shows when a key brought the focus here."""

    def __init__(self, kit: Kit, content: Content) -> None:
        super().__init__()
        self._kit = kit
        self.face = _Painted(kit, content)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(content.name)
        self.setWidget(self.face)
        kit.theme.changed.connect(self._fit)

    def put(self, content: Content) -> None:
        self.setAccessibleName(content.name)
        self.face.put(content)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.face.show_ring(event.reason() in BY_KEY)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.face.show_ring(False)

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        if self.face.set_for(room.width(), room.height()) > room.height():
            bar = self.verticalScrollBar().sizeHint().width()
            self.face.set_for(room.width() - bar, room.height())


class _Painted(QLabel):
    """A label to screen readers: its text is what is painted."""

    def __init__(self, kit: Kit, content: Content) -> None:
        super().__init__()
        self._kit = kit
        self._content = content
        self._ringed = False
        self._padding = LEAST_PADDING
        self._face: Face | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(content.text)

    def put(self, content: Content) -> None:
        self._content = content
        self.setText(content.text)

    def set_for(self, width: int, height: int) -> int:
        """Its height, which is not less than the given one."""
        theme = self._kit.theme
        self._padding = max(LEAST_PADDING, round(min(width, 1.5 * height) * PADDING))
        around = 2 * self._padding
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        font, least = theme.font(FontRole.BODY), theme.px(LEAST)
        self._face = fitted(self._content, font, width - around, height - around, least, mirrored=mirrored)
        high = max(height, round(self._face.height) + around)
        self.setFixedSize(width, high)
        self.update()
        return high

    def show_ring(self, ringed: bool) -> None:
        self._ringed = ringed
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        # The label's own font and palette have no part in what is painted.
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._face is None:
            return
        theme = self._kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), CARD_RADIUS, theme.color("surface"), theme.color("line"))
        if self._ringed:
            focus_ring(painter, self.rect(), CARD_RADIUS, theme)
        # Optically centred: a little more below than above.
        free = self.height() - 2 * self._padding - self._face.height
        painter.translate(self._padding, self._padding + max(0.0, free * 0.4))
        self._face.paint(painter, self._kit)
        painter.end()
