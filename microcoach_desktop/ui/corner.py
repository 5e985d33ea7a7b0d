"""Windows in the corner of the screen that never take the focus: the reminder card and the note that it was saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from microcoach_desktop.ui.theme.shapes import POPUP_RADIUS, box, cut_corners, make_see_through
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.toast import Offer

MARGIN = 12
RISE = 8


class CornerWindow(QFrame):
    """Shown without activating; `timed_out` is called when nobody came near it for `shown_ms`."""

    def __init__(self, kit: Kit, shown_ms: int) -> None:
        super().__init__(None)
        self._kit = kit
        self.setWindowFlags(
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        make_see_through(self)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(shown_ms)
        self._timer.timeout.connect(self.timed_out)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(180)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def timed_out(self) -> None:
        self.hide()

    def rise(self) -> None:
        """Come up in the corner of the screen where the manager works."""
        self.adjustSize()
        corner = self.corner()
        self.move(corner + QPoint(0, RISE))
        self.show()
        self.raise_()
        self._slide.setStartValue(corner + QPoint(0, RISE))
        self._slide.setEndValue(corner)
        self._slide.start()
        self._timer.start()

    def corner(self) -> QPoint:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        return QPoint(area.right() - self.width() - MARGIN, area.bottom() - self.height() - MARGIN)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()
        self._slide.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), POPUP_RADIUS, theme.color("raised"), theme.color("line_strong"))
        painter.end()


class CornerNote(CornerWindow):
    """What the toast is when the main window is away."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, shown_ms=10_000)
        self._line: QWidget | None = None

    def say(self, text: str, offers: Sequence[Offer] = (), *, spoken: str = "") -> None:
        if self._line is not None:
            self._line.hide()
            self._line.deleteLater()
        self._line = QWidget(self)
        outer = self.layout() or QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._line)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(10)
        mark = Label(self._kit)
        mark.setPixmap(self._kit.icons.pixmap("circle-check", "win", 18))
        row.addWidget(mark)
        words = Label(self._kit, text, FontRole.BODY_MEDIUM, wrap=True)
        words.setMinimumWidth(self._kit.theme.px(220))
        row.addWidget(words, 1)
        for offer in offers:
            button = Button(self._kit, offer.text, role="ghost", compact=True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, offer=offer: offer.act())
            row.addWidget(button)
        self.setAccessibleName(spoken or text)
        self._line.show()
        self.rise()
        announce(self, spoken or text)
