"""A short message over the page with a way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import SEGMENT_RADIUS, box, draw_icon, soft_shadow
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.theme.tokens import DARK
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter

SHADOW = 12
BOTTOM_GAP = 8
FILL = "#2B2A27"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done about a message; `keys` are shown beside it."""

    text: str
    act: Callable[[], object]
    keys: str = ""


class ToastAction(QPushButton):
    def __init__(self, kit: Kit, offer: Offer, parent: QWidget) -> None:
        super().__init__(offer.text, parent)
        self._kit = kit
        self.offer = offer
        self.setAccessibleName(offer.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        width = theme.metrics(FontRole.BODY_STRONG).horizontalAdvance(self._shown())
        return QSize(width + theme.px(16), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = QColor(DARK.accent_text)
        font = QFont(self._kit.theme.font(FontRole.BODY_STRONG))
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._shown())
        if self.hasFocus():
            box(painter, self.rect(), 5, None, ink, width=2)
        painter.end()

    def _shown(self) -> str:
        return f"{self.text()}  {self.offer.keys}" if self.offer.keys else self.text()


class Toast(QFrame):
    """Bottom centre of its parent. The time stands still under the pointer, with the keyboard inside or a reader on."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._home = parent
        self._icon = "check"
        self._text = ""
        self.choices: tuple[ToastAction, ...] = ()
        self._left = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        parent.installEventFilter(self)
        kit.theme.changed.connect(self._place)
        self.hide()

    @property
    def text(self) -> str:
        return self._text

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def show_text(
        self, text: str, icon: str = "check", offers: Sequence[Offer] = (), *, ms: int = 10_000, spoken: str = ""
    ) -> None:
        self._text = text
        self._icon = icon
        self._offer(offers)
        self._left = ms
        self.setAccessibleName(spoken or text)
        self._place()
        self.show()
        self.raise_()
        self._resume()
        announce(self, spoken or text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        bar = self._bar()
        soft_shadow(painter, bar, SEGMENT_RADIUS, SHADOW - 4, dark=theme.tokens.dark)
        line = theme.color("line_strong") if theme.tokens.dark else None
        box(painter, bar, SEGMENT_RADIUS, QColor(FILL), line)
        side = theme.px(16)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pad = theme.px(16)
        x = bar.right() - pad - side if right_to_left else bar.x() + pad
        white = "text" if theme.tokens.dark else "surface"
        draw_icon(painter, self._kit.icons, self._icon, white, QRect(x, bar.y(), side, bar.height()), size=side)
        lead, tail = pad + side + theme.px(10), self._action_room() + theme.px(12)
        area = bar.adjusted(tail, 0, -lead, 0) if right_to_left else bar.adjusted(lead, 0, -tail, 0)
        painter.setFont(theme.font(FontRole.BODY_MEDIUM))
        painter.setPen(QColor(DARK.text))
        flags = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(area, flags | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pause()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._resume()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self.choices and event.type() == QEvent.Type.FocusIn:
            self._pause()
        elif watched in self.choices and event.type() == QEvent.Type.FocusOut:
            self._resume()
        elif watched is self._home and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _bar(self) -> QRect:
        return self.rect().adjusted(SHADOW, SHADOW // 2, -SHADOW, -SHADOW)

    def _action_room(self) -> int:
        wanted = sum(action.sizeHint().width() + self._row.spacing() for action in self.choices)
        return wanted - self._row.spacing() + self._kit.theme.px(16) if self.choices else 0

    def _place(self) -> None:
        theme = self._kit.theme
        parent = self._home
        metrics = theme.metrics(FontRole.BODY_MEDIUM)
        chrome = theme.px(16 + 16 + 10 + 12) + self._action_room()
        widest = max(200, parent.width() - 2 * SHADOW - 16)
        width = min(metrics.horizontalAdvance(self._text) + chrome + theme.px(8), widest)
        width = max(width, min(theme.px(300), widest))
        wrapped = metrics.boundingRect(0, 0, max(width - chrome, 60), 400, Qt.TextFlag.TextWordWrap, self._text)
        height = max(theme.px(40), wrapped.height() + theme.px(20))
        self._row.setContentsMargins(SHADOW, SHADOW // 2, SHADOW + theme.px(10), SHADOW)
        x = (parent.width() - width) // 2 - SHADOW
        y = parent.height() - height - SHADOW - BOTTOM_GAP - SHADOW // 2
        self.setGeometry(x, y, width + 2 * SHADOW, height + SHADOW + SHADOW // 2)
        self.update()

    def _offer(self, offers: Sequence[Offer]) -> None:
        for action in self.choices:
            action.hide()
            action.deleteLater()
        self.choices = tuple(ToastAction(self._kit, offer, self) for offer in offers)
        for action in self.choices:
            action.clicked.connect(self._act)
            action.installEventFilter(self)
            self._row.addWidget(action)

    def _act(self) -> None:
        action = self.sender()
        self.hide()
        if isinstance(action, ToastAction):
            action.offer.act()

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left = self._timer.remainingTime()
            self._timer.stop()

    def _resume(self) -> None:
        focused = any(action.hasFocus() for action in self.choices)
        held = self.underMouse() or focused or QAccessible.isActive()
        if self.isVisible() and not held:
            self._timer.start(max(self._left, 1000))
