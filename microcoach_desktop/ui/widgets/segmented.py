"""A few choices side by side, one of them or none yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import SEGMENT_RADIUS, box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.tones import tone_colors

FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


@dataclass(frozen=True, slots=True)
class Segment:
    key: str
    text: str
    icon: str = ""
    tone: str = "plain"


class SegmentButton(QAbstractButton):
    def __init__(self, kit: Kit, item: Segment, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self.item = item
        self.setText(item.text)
        self.setAccessibleName(item.text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        icon = theme.px(22) if self.item.icon else 0
        text = theme.metrics(FontRole.BODY_MEDIUM).horizontalAdvance(self.item.text)
        return QSize(text + icon + theme.px(26), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in FORWARD + BACK:
            event.ignore()  # the control moves between its segments
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        toned = self.item.tone != "plain"
        colors = tone_colors(self.item.tone, contrast=theme.tokens.contrast)
        ink = "text2" if self.isEnabled() else "disabled"
        if self.isChecked():
            ink = colors.ink
            fill = theme.color(colors.fill or "surface")
            box(painter, self.rect(), SEGMENT_RADIUS - 2, fill, theme.color(colors.ink if toned else "control"))
        elif self.underMouse() and self.isEnabled():
            ink = "text"
        text_width = theme.metrics(FontRole.BODY_MEDIUM).horizontalAdvance(self.item.text) + 1
        side = theme.px(16) if self.item.icon else 0
        gap = theme.px(6) if side else 0
        x = (self.width() - text_width - side - gap) // 2
        if side:
            draw_icon(painter, self._kit.icons, self.item.icon, ink, self._mirrored(x, side), size=side)
        painter.setFont(theme.font(FontRole.BODY_MEDIUM))
        painter.setPen(theme.color(ink))
        painter.drawText(self._mirrored(x + side + gap, text_width), Qt.AlignmentFlag.AlignCenter, self.item.text)
        if self.hasFocus():
            focus_ring(painter, self.rect(), SEGMENT_RADIUS - 2, theme)
        painter.end()

    def _mirrored(self, x: int, width: int) -> QRect:
        start = self.width() - x - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x
        return QRect(start, 0, width, self.height())


class SegmentedControl(QWidget):
    """One tab stop; arrows move and choose. Nothing is chosen at first: choosing is the thought."""

    changed = Signal(str)

    def __init__(self, kit: Kit, items: Sequence[Segment], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._group = QButtonGroup(self)
        self._buttons: list[SegmentButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for item in items:
            button = SegmentButton(kit, item, self)
            self._buttons.append(button)
            self._group.addButton(button)
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._chosen)
        kit.theme.changed.connect(self._renew)
        self._set_stop()

    @property
    def value(self) -> str | None:
        button = self._group.checkedButton()
        return button.item.key if isinstance(button, SegmentButton) else None

    def set_value(self, key: str | None) -> None:
        """Does not emit `changed`."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.item.key == key)
        self._group.setExclusive(True)
        self._set_stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), SEGMENT_RADIUS, theme.color("hover"), theme.color("line_strong"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in FORWARD + BACK:
            super().keyPressEvent(event)
            return
        step = 1 if key in FORWARD else -1
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = -step
        focused = self.focusWidget()
        at = self._buttons.index(focused) if isinstance(focused, SegmentButton) else 0
        if self.value is None:
            at = -1 if step > 0 else 0
        target = self._buttons[(at + step) % len(self._buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _chosen(self, button: QAbstractButton) -> None:
        self._set_stop()
        if isinstance(button, SegmentButton):
            self.changed.emit(button.item.key)

    def _set_stop(self) -> None:
        stop = self._group.checkedButton() or self._buttons[0]
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def _renew(self) -> None:
        for button in self._buttons:
            button.updateGeometry()
        self.updateGeometry()
        self.update()
