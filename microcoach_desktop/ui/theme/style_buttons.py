"""Push buttons with their key hint, check boxes and radio buttons."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionButton, QWidget

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, focus_ring, mixed, smooth
from microcoach_desktop.ui.theme.theme import FontRole, Theme

State = QStyle.StateFlag
FILLED = frozenset({"primary", "danger"})
RETURN_NAMES = ("Return", "Enter", "↵")


@dataclass(frozen=True, slots=True)
class ButtonLook:
    role: str
    keys: str
    icon: str
    icon_color: str
    compact: bool

    @classmethod
    def of(cls, widget: QWidget | None) -> "ButtonLook":
        def text(name: str) -> str:
            return str(widget.property(name) or "") if widget is not None else ""

        return cls(
            role=text("role") or "secondary",
            keys=text("keys"),
            icon=text("lineIcon"),
            icon_color=text("iconColor"),
            compact=bool(widget is not None and widget.property("compact")),
        )


class ButtonPainter:
    """Measures and paints buttons from the same numbers."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme = theme
        self._icons = icons

    def size(self, option: QStyleOptionButton, widget: QWidget | None) -> QSize:
        look = ButtonLook.of(widget)
        height = self._theme.px(28 if look.compact else 32)
        width = self._content_width(option, look)
        if not option.text:
            return QSize(max(height, width + self._theme.px(14)), height)
        return QSize(max(width + 2 * self._padding(look), self._theme.px(44)), height)

    def paint(self, painter: QPainter, option: QStyleOptionButton, widget: QWidget | None) -> None:
        look = ButtonLook.of(widget)
        fill, line, ink = self._colors(option, look)
        rect = option.rect
        box(painter, rect, self._radius(), fill, line)
        painter.save()
        painter.setFont(self._theme.font(_role(look)))
        painter.setPen(self._theme.color(ink))
        self._paint_content(painter, option, look, ink, fill)
        painter.restore()
        if option.state & State.State_HasFocus:
            focus_ring(painter, rect, self._radius(), self._theme, filled=look.role in FILLED)

    def _radius(self) -> float:
        return CONTROL_RADIUS + (1 if self._theme.scale > 1.4 else 0)

    def _padding(self, look: ButtonLook) -> int:
        return self._theme.px(10 if look.compact else 14)

    def _icon_side(self) -> int:
        return self._theme.px(16)

    def _has_icon(self, option: QStyleOptionButton, look: ButtonLook) -> bool:
        return bool(look.icon) or not option.icon.isNull()

    def _text_width(self, option: QStyleOptionButton, look: ButtonLook) -> int:
        return self._theme.metrics(_role(look)).size(Qt.TextFlag.TextShowMnemonic, option.text).width()

    def _content_width(self, option: QStyleOptionButton, look: ButtonLook) -> int:
        width = self._text_width(option, look) if option.text else 0
        if self._has_icon(option, look):
            width += self._icon_side() + (self._theme.px(7) if option.text else 0)
        if look.keys:
            width += self._theme.px(10) + key_chip_width(self._theme, look.keys)
        return width

    def _paint_content(
        self, painter: QPainter, option: QStyleOptionButton, look: ButtonLook, ink: str, fill: QColor | None
    ) -> None:
        total = self._content_width(option, look)
        area = option.rect
        left = area.x() + max((area.width() - total) // 2, self._theme.px(6) if option.text else 0)
        stretch = bool(look.keys) and area.width() > total + 2 * self._padding(look) + 4
        if stretch:
            left = area.x() + self._padding(look)
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft

        def turned(x: int, width: int) -> QRect:
            start = area.x() + area.right() - x - width + 1 if right_to_left else x
            return QRect(start, area.y(), width, area.height())

        if self._has_icon(option, look):
            side = self._icon_side()
            spot = turned(left, side)
            if look.icon:
                color = "disabled" if ink == "disabled" else look.icon_color or ink
                draw_icon(painter, self._icons, look.icon, color, spot, size=side)
            else:
                mode = QIcon.Mode.Normal if option.state & State.State_Enabled else QIcon.Mode.Disabled
                option.icon.paint(painter, spot, Qt.AlignmentFlag.AlignCenter, mode)
            left += side + self._theme.px(7)
        chip = key_chip_width(self._theme, look.keys) if look.keys else 0
        edge = area.right() + 1 - (self._padding(look) - self._theme.px(4) if stretch or chip else 0)
        if option.text:
            width = (edge - chip if chip else area.right() + 1) - left
            text_width = min(width, self._text_width(option, look))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextHideMnemonic
            painter.drawText(turned(left, text_width), flags, option.text)
            left += text_width + self._theme.px(10)
        if chip:
            spot = turned(edge - chip if stretch else left, chip)
            filled = look.role in FILLED and ink != "disabled"
            paint_key_chip(painter, self._theme, self._icons, look.keys, spot, on_fill=fill if filled else None)

    def _colors(self, option: QStyleOptionButton, look: ButtonLook) -> tuple[QColor | None, QColor | None, str]:
        """Fill, line and the token of the ink."""
        color = self._theme.color
        over = bool(option.state & State.State_MouseOver)
        down = bool(option.state & State.State_Sunken)
        if not option.state & State.State_Enabled:
            return (None, None, "disabled") if look.role == "ghost" else (color("surface"), color("line"), "disabled")
        if look.role == "primary":
            fill = color("accent_hover") if over or down else color("accent")
            return (mixed(fill, QColor("black"), 0.12) if down else fill), None, "on_accent"
        if look.role == "danger":
            fill = color("danger_fill")
            return (mixed(fill, QColor("black"), 0.14) if over or down else fill), None, "on_accent"
        if option.state & State.State_On:
            return color("selected"), color("accent_text") if self._theme.tokens.contrast else None, "accent_text"
        if look.role == "ghost":
            fill = mixed(color("hover"), color("text"), 0.08) if down else color("hover")
            return (fill if over or down else None), None, "text" if over or down else "text2"
        base = color("surface2") if self._theme.tokens.dark else color("surface")
        fill = color("hover") if down else mixed(base, color("hover"), 0.6) if over else base
        return fill, color("control") if over else color("line_strong"), "text"


def _role(look: ButtonLook) -> FontRole:
    return FontRole.SMALL_MEDIUM if look.compact else FontRole.BODY_MEDIUM


def key_chip_width(theme: Theme, keys: str) -> int:
    text, has_return = _split_return(keys)
    width = theme.metrics(FontRole.MICRO).horizontalAdvance(text) + theme.px(12)
    return width + (theme.px(12) if has_return else 0)


def _split_return(keys: str) -> tuple[str, bool]:
    for name in RETURN_NAMES:
        if keys.endswith(name):
            return keys.removesuffix(name), True
    return keys, False


def paint_key_chip(
    painter: QPainter, theme: Theme, icons: Icons, keys: str, rect: QRect, *, on_fill: QColor | None = None
) -> None:
    """The keys in a small grey box; `on_fill` is the colour of a filled button below it."""
    text, has_return = _split_return(keys)
    height = theme.px(18)
    spot = QRect(rect.x(), rect.y() + (rect.height() - height) // 2, rect.width(), height)
    if on_fill is None:
        fill, ink = theme.color("hover"), "text2"
    else:
        fill, ink = mixed(on_fill, QColor("black" if theme.tokens.dark else "white"), 0.14), "on_accent"
    painter.save()
    box(painter, spot, 4, fill)
    painter.setFont(theme.font(FontRole.MICRO))
    painter.setPen(theme.color(ink))
    inner = spot.adjusted(theme.px(6), 0, -theme.px(6), 0)
    if has_return:
        side = theme.px(12)
        mark = QRect(inner.right() + 1 - side, inner.y(), side, inner.height())
        draw_icon(painter, icons, "corner-down-left", ink, mark, size=side)
        inner.setRight(inner.right() - side)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # keys read the same way everywhere
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_check_box(painter: QPainter, theme: Theme, option: QStyleOption) -> None:
    rect, fill = _indicator(painter, theme, option, 4)
    if fill and option.state & (State.State_On | State.State_NoChange):
        with smooth(painter):
            side = rect.width()
            ink = theme.color("on_accent" if option.state & State.State_Enabled else "surface")
            pen = QPen(ink, side * 0.115, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            points = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.33))
            if option.state & State.State_NoChange:
                points = ((0.27, 0.5), (0.5, 0.5), (0.73, 0.5))
            painter.drawPolyline(QPolygonF([QPointF(rect.x() + x * side, rect.y() + y * side) for x, y in points]))


def paint_radio(painter: QPainter, theme: Theme, option: QStyleOption) -> None:
    rect, fill = _indicator(painter, theme, option, option.rect.height() / 2)
    if fill and option.state & State.State_On:
        with smooth(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_accent" if option.state & State.State_Enabled else "surface"))
            painter.drawEllipse(rect.center(), rect.width() * 0.2, rect.width() * 0.2)


def _indicator(painter: QPainter, theme: Theme, option: QStyleOption, radius: float) -> tuple[QRectF, bool]:
    rect = QRectF(option.rect)
    side = min(rect.width(), rect.height())
    rect = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
    chosen = bool(option.state & (State.State_On | State.State_NoChange))
    if not option.state & State.State_Enabled:
        box(painter, rect, radius, theme.color("line_strong" if chosen else "hover"), theme.color("line_strong"))
    elif chosen:
        box(painter, rect, radius, theme.color("accent_hover" if option.state & State.State_MouseOver else "accent"))
    else:
        over = bool(option.state & State.State_MouseOver)
        box(painter, rect, radius, theme.color("surface"), theme.color("text2" if over else "control"), width=1.25)
    return rect, chosen
