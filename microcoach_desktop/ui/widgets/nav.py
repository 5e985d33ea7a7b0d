"""One place in the sidebar."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, focus_ring, mixed
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter


class NavItem(QAbstractButton):
    """Checkable; `keys` is in the tooltip. In compact form only the icon and a dot for the badge remain."""

    def __init__(self, kit: Kit, icon: str, text: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icon = icon
        self._keys = keys
        self._badge = ""
        self._late = False
        self._compact = False
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{text}  {keys}" if keys else text)
        self.setAccessibleName(text)
        kit.theme.changed.connect(self._renew)

    @property
    def badge(self) -> str:
        return self._badge

    def set_badge(self, text: str, *, late: bool = False) -> None:
        """Empty takes it away; `late` makes it red and is said in words."""
        if (text, late) == (self._badge, self._late):
            return
        self._badge, self._late = text, late
        said = self.tr("{count}, some are late") if late else self.tr("{count} due")
        self.setAccessibleDescription(said.format(count=text) if text else "")
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        height = theme.px(34)
        if self._compact:
            return QSize(max(theme.px(40), height), height)
        text = theme.metrics(FontRole.BODY_MEDIUM).horizontalAdvance(self.text())
        return QSize(text + theme.px(13 + 16 + 12 + 44), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        on = self.isChecked()
        if on:
            box(painter, self.rect(), CONTROL_RADIUS, theme.color("selected"))
            box(painter, self._spot(0, 3).adjusted(0, theme.px(9), 0, -theme.px(9)), 1.5, theme.color("accent_text"))
        elif self.underMouse():
            box(painter, self.rect(), CONTROL_RADIUS, mixed(theme.color("sidebar"), theme.color("text"), 0.05))
        ink = "accent_text" if on else "text2" if self.isEnabled() else "disabled"
        side = theme.px(16)
        lead = (self.width() - side) // 2 if self._compact else theme.px(13)
        draw_icon(painter, self._kit.icons, self._icon, ink, self._spot(lead, side), size=side)
        if self._compact:
            self._paint_dot(painter, lead + side)
        else:
            self._paint_text(painter, ink, lead + side + theme.px(12))
        if self.hasFocus():
            focus_ring(painter, self.rect(), CONTROL_RADIUS, theme)
        painter.end()

    def _paint_text(self, painter: QPainter, ink: str, x: int) -> None:
        theme = self._kit.theme
        painter.setFont(theme.font(FontRole.BODY_MEDIUM))
        painter.setPen(theme.color(ink))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align |= Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self._spot(x, self.width() - x - theme.px(6)), align, self.text())
        if not self._badge:
            return
        font = theme.tabular(theme.font(FontRole.MICRO))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        height = theme.px(20)
        width = max(painter.fontMetrics().horizontalAdvance(self._badge) + theme.px(12), height)
        spot = self._spot(self.width() - width - theme.px(8), width)
        pill = QRect(spot.x(), (self.height() - height) // 2, width, height)
        fill = "danger_soft" if self._late else "surface"
        box(painter, pill, height / 2, theme.color("surface" if self.isChecked() else fill))
        painter.setPen(theme.color("danger" if self._late else "text2"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._badge)

    def _paint_dot(self, painter: QPainter, x: int) -> None:
        if self._badge:
            side = self._kit.theme.px(7)
            spot = self._spot(x - side // 2, side)
            dot = QRect(spot.x(), self._kit.theme.px(7), side, side)
            box(painter, dot, side / 2, self._kit.theme.color("danger" if self._late else "accent_text"))

    def _spot(self, x: int, width: int) -> QRect:
        start = self.width() - x - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x
        return QRect(start, 0, width, self.height())

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
