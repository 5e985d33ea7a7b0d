"""Rows of lists and menus, scroll bars, tabs, headers and progress."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOption,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionTab,
    QStyleOptionViewItem,
    QTabBar,
)

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, device_ratio, draw_icon, placed, repainted, tinted
from microcoach_desktop.ui.theme.theme import FontRole, Theme

State = QStyle.StateFlag
SubControl = QStyle.SubControl
MenuType = QStyleOptionMenuItem.MenuItemType
Align = Qt.AlignmentFlag
SCROLL_WIDTH = 10
MENU_ROW = 30


def paint_row(painter: QPainter, theme: Theme, option: QStyleOptionViewItem) -> None:
    selected = bool(option.state & State.State_Selected)
    if selected or option.state & State.State_MouseOver:
        box(painter, row_box(option.rect), CONTROL_RADIUS, theme.color("selected" if selected else "hover"))


def shows_focus(view: QAbstractItemView, option: QStyleOption) -> bool:
    """In the list of a combo box the chosen row is all that there is to see."""
    popup = view.window().windowType() == Qt.WindowType.Popup
    return not popup and bool(option.state & State.State_KeyboardFocusChange)


def row_box(area: QRect) -> QRect:
    return area.adjusted(1, 0, -1, 0)


def calm_selection(theme: Theme, option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """Selected rows keep dark text on a pale tint instead of white on the accent."""
    own = QStyleOptionViewItem(option)
    repainted(
        own,
        {
            QPalette.ColorRole.Highlight: theme.color("selected"),
            QPalette.ColorRole.HighlightedText: theme.color("text"),
        },
    )
    return own


class MenuPainter:
    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme = theme
        self._icons = icons

    def size(self, option: QStyleOptionMenuItem) -> QSize:
        if option.menuItemType == MenuType.Separator:
            return QSize(10, self._theme.px(9))
        text, _, keys = option.text.partition("\t")
        metrics = QFontMetrics(option.font)
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, text).width() + self._lead(option) + self._theme.px(40)
        if keys:
            width += metrics.horizontalAdvance(keys) + self._theme.px(24)
        return QSize(width, self._theme.px(MENU_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionMenuItem) -> None:
        area = option.rect
        if option.menuItemType == MenuType.Separator:
            painter.fillRect(QRect(area.x(), area.center().y(), area.width(), 1), self._theme.color("line"))
            return
        enabled = bool(option.state & State.State_Enabled)
        chosen = enabled and bool(option.state & State.State_Selected)
        if chosen:
            box(painter, area, CONTROL_RADIUS, self._theme.color("accent"))
        ink = "on_accent" if chosen else "text" if enabled else "disabled"
        text, _, keys = option.text.partition("\t")
        painter.save()
        painter.setFont(option.font)
        self._paint_mark(painter, option, ink)
        lead, tail = self._lead(option), self._theme.px(12)
        row = placed(option, lead, 0, area.width() - lead - tail, area.height())
        painter.setPen(self._theme.color(ink))
        flags = Align.AlignVCenter | Qt.TextFlag.TextHideMnemonic | Qt.TextFlag.TextSingleLine
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        painter.drawText(row, flags | (Align.AlignRight if right_to_left else Align.AlignLeft), text)
        painter.setPen(self._theme.color(ink if ink != "text" else "text3"))
        painter.drawText(row, flags | (Align.AlignLeft if right_to_left else Align.AlignRight), keys)
        if option.menuItemType == MenuType.SubMenu:
            side = self._theme.px(16)
            spot = placed(option, area.width() - side - self._theme.px(8), 0, side, area.height())
            name = "chevron-left" if right_to_left else "chevron-right"
            draw_icon(painter, self._icons, name, ink, spot, size=side)
        painter.restore()

    def _lead(self, option: QStyleOptionMenuItem) -> int:
        """Room for icons and ticks where the menu has any."""
        return self._theme.px(36 if option.maxIconWidth or option.menuHasCheckableItems else 12)

    def _paint_mark(self, painter: QPainter, option: QStyleOptionMenuItem, ink: str) -> None:
        side = self._theme.px(16)
        spot = placed(option, self._theme.px(10), 0, side, option.rect.height())
        if option.checked:
            draw_icon(painter, self._icons, "check", ink, spot, size=side)
        elif not option.icon.isNull():
            mode = QIcon.Mode.Normal if option.state & State.State_Enabled else QIcon.Mode.Disabled
            drawing = option.icon.pixmap(QSize(side, side), device_ratio(painter), mode)
            drawn = drawing.deviceIndependentSize().toSize()
            at = QPoint(spot.x() + (side - drawn.width()) // 2, spot.y() + (spot.height() - drawn.height()) // 2)
            painter.drawPixmap(at, tinted(drawing, self._theme.color(ink)) if ink == "on_accent" else drawing)


def scroll_part(theme: Theme, option: QStyleOptionSlider, part: SubControl) -> QRect:
    """No arrow buttons: the groove is the whole bar and the handle never shrinks below a target size."""
    area = option.rect
    if part == SubControl.SC_ScrollBarGroove:
        return area
    flat = option.orientation == Qt.Orientation.Horizontal
    room = area.width() if flat else area.height()
    span = option.maximum - option.minimum
    length = room
    if span > 0:
        length = min(room, max(theme.px(28), round(room * option.pageStep / (span + option.pageStep))))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - length, option.upsideDown
    )
    pieces = {
        SubControl.SC_ScrollBarSlider: (start, length),
        SubControl.SC_ScrollBarSubPage: (0, start),
        SubControl.SC_ScrollBarAddPage: (start + length, room - start - length),
    }
    if part not in pieces:
        return QRect()
    at, size = pieces[part]
    if flat:
        return QRect(area.x() + at, area.y(), size, area.height())
    return QRect(area.x(), area.y() + at, area.width(), size)


def paint_scroll_bar(painter: QPainter, theme: Theme, option: QStyleOptionSlider) -> None:
    if option.maximum <= option.minimum:
        return
    active = bool(option.state & (State.State_MouseOver | State.State_Sunken))
    aside, along = theme.px(2 if active else 3), 2
    if option.orientation == Qt.Orientation.Horizontal:
        aside, along = along, aside
    handle = scroll_part(theme, option, SubControl.SC_ScrollBarSlider).adjusted(aside, along, -aside, -along)
    box(painter, handle, min(handle.width(), handle.height()) / 2, theme.color("text3" if active else "control"))


def paint_tab(painter: QPainter, theme: Theme, option: QStyleOptionTab) -> None:
    selected = bool(option.state & State.State_Selected)
    inner = option.rect.adjusted(2, 3, -2, -3)
    if not selected and option.state & State.State_MouseOver:
        box(painter, inner, CONTROL_RADIUS, theme.color("hover"))
    if not selected:
        return
    area = option.rect
    if option.shape in {QTabBar.Shape.RoundedWest, QTabBar.Shape.TriangularWest}:
        bar = QRect(area.right() - 1, area.y() + 6, 2, area.height() - 12)
    else:
        bar = QRect(area.x() + 8, area.bottom() - 1, area.width() - 16, 2)
    box(painter, bar, 1, theme.color("accent"))


def paint_tab_label(painter: QPainter, theme: Theme, option: QStyleOptionTab) -> None:
    chosen = bool(option.state & State.State_Selected)
    enabled = bool(option.state & State.State_Enabled)
    painter.save()
    painter.setFont(theme.font(FontRole.BODY_MEDIUM))
    painter.setPen(theme.color("disabled" if not enabled else "accent_text" if chosen else "text2"))
    painter.drawText(option.rect, Align.AlignCenter | Qt.TextFlag.TextHideMnemonic, option.text)
    painter.restore()


def paint_header(painter: QPainter, theme: Theme, option: QStyleOption) -> None:
    painter.fillRect(option.rect, theme.color("surface2"))
    area = option.rect
    painter.fillRect(QRect(area.x(), area.bottom(), area.width(), 1), theme.color("line"))


def paint_progress(painter: QPainter, theme: Theme, option: QStyleOptionProgressBar, *, groove: bool) -> None:
    area = QRectF(option.rect)
    thick = min(area.height(), 6.0)
    bar = QRectF(area.x(), area.center().y() - thick / 2, area.width(), thick)
    if groove:
        box(painter, bar, thick / 2, theme.color("hover"), theme.color("line"))
        return
    span = option.maximum - option.minimum
    share = 0.35 if span <= 0 else (option.progress - option.minimum) / span
    done = QRectF(bar)
    done.setWidth(max(thick, bar.width() * share) if share > 0 else 0)
    if option.direction == Qt.LayoutDirection.RightToLeft:
        done.moveRight(bar.right())
    if done.width() > 0:
        box(painter, done, thick / 2, theme.color("accent"))
