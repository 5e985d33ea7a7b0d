"""Text fields, combo boxes, spin boxes and sliders."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QWidget,
)

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, focus_ring, placed
from microcoach_desktop.ui.theme.theme import Theme

State = QStyle.StateFlag
SubControl = QStyle.SubControl
ARROW_WIDTH = 28
SPIN_WIDTH = 24


def paint_field(painter: QPainter, theme: Theme, option: QStyleOption, *, focused: bool | None = None) -> None:
    """The panel of every input: `control` line, two pixels of `focus` inside when it has the keyboard."""
    enabled = bool(option.state & State.State_Enabled)
    has_focus = bool(option.state & State.State_HasFocus) if focused is None else focused
    fill = theme.color("surface" if enabled else "surface2")
    over = enabled and bool(option.state & State.State_MouseOver)
    line = theme.color("text3" if over else "control") if enabled else theme.color("line")
    box(painter, option.rect, CONTROL_RADIUS, fill, line)
    if has_focus and enabled:
        focus_ring(painter, option.rect, CONTROL_RADIUS, theme)


def is_inner_field(widget: QWidget | None) -> bool:
    """A line edit that lives inside a combo or spin box, which draws the panel itself."""
    return widget is not None and isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def paint_combo(painter: QPainter, theme: Theme, icons: Icons, option: QStyleOptionComboBox) -> None:
    if option.frame:
        paint_field(painter, theme, option)
    arrow = combo_part(theme, option, SubControl.SC_ComboBoxArrow) or option.rect
    ink = "text2" if option.state & State.State_Enabled else "disabled"
    draw_icon(painter, icons, "chevron-down", ink, arrow, size=theme.px(16))


def combo_part(theme: Theme, option: QStyleOptionComboBox, part: SubControl) -> QRect | None:
    width, height = option.rect.width(), option.rect.height()
    arrow = theme.px(ARROW_WIDTH)
    if part == SubControl.SC_ComboBoxArrow:
        return placed(option, width - arrow, 0, arrow, height)
    if part == SubControl.SC_ComboBoxEditField:
        lead = theme.px(2 if option.editable else 10)
        return placed(option, lead, 2, width - lead - arrow, height - 4)
    if part == SubControl.SC_ComboBoxListBoxPopup:
        return option.rect.adjusted(0, 2, 0, 2)
    return option.rect if part == SubControl.SC_ComboBoxFrame else None


def combo_size(theme: Theme, content: QSize) -> QSize:
    return QSize(content.width() + theme.px(14 + ARROW_WIDTH), theme.px(32))


def paint_spin(painter: QPainter, theme: Theme, icons: Icons, option: QStyleOptionSpinBox) -> None:
    if option.frame:
        paint_field(painter, theme, option)
    if option.buttonSymbols == QAbstractSpinBox.ButtonSymbols.NoButtons:
        return
    enabled = option.stepEnabled
    for part, name, flag in (
        (SubControl.SC_SpinBoxUp, "chevron-up", QAbstractSpinBox.StepEnabledFlag.StepUpEnabled),
        (SubControl.SC_SpinBoxDown, "chevron-down", QAbstractSpinBox.StepEnabledFlag.StepDownEnabled),
    ):
        rect = spin_part(theme, option, part)
        if rect is None:
            continue
        able = bool(enabled & flag) and bool(option.state & State.State_Enabled)
        if able and option.activeSubControls == part and option.state & State.State_MouseOver:
            box(painter, rect.adjusted(0, 1, -1, -1), 4, theme.color("hover"))
        draw_icon(painter, icons, name, "text2" if able else "disabled", rect, size=theme.px(12))


def spin_part(theme: Theme, option: QStyleOptionSpinBox, part: SubControl) -> QRect | None:
    width, height = option.rect.width(), option.rect.height()
    bare = option.buttonSymbols == QAbstractSpinBox.ButtonSymbols.NoButtons
    side = 0 if bare else theme.px(SPIN_WIDTH)
    half = (height - 4) // 2
    if part == SubControl.SC_SpinBoxUp:
        return placed(option, width - side - 2, 2, side, half)
    if part == SubControl.SC_SpinBoxDown:
        return placed(option, width - side - 2, 2 + half, side, half)
    if part == SubControl.SC_SpinBoxEditField:
        return placed(option, 2, 2, width - side - 4, height - 4)
    return option.rect if part == SubControl.SC_SpinBoxFrame else None


def roomy(theme: Theme, kind: QStyle.ContentsType, option: QStyleOption, content: QSize, natural: QSize) -> QSize:
    """Heights that hold text at every text size."""
    kinds = QStyle.ContentsType
    if kind == kinds.CT_LineEdit and getattr(option, "lineWidth", 1) > 0:
        return QSize(content.width() + theme.px(18), theme.px(32))
    if kind == kinds.CT_SpinBox:
        return QSize(content.width() + theme.px(SPIN_WIDTH + 18), theme.px(32))
    if kind in {kinds.CT_CheckBox, kinds.CT_RadioButton}:
        return QSize(natural.width() + 4, max(natural.height(), theme.px(24)))
    if kind == kinds.CT_ItemViewItem:
        return QSize(natural.width(), max(natural.height(), theme.px(28)))
    return natural


def paint_slider(painter: QPainter, theme: Theme, option: QStyleOptionSlider, handle: QRect) -> None:
    groove = QRectF(option.rect)
    centre = QRectF(handle).center()
    enabled = bool(option.state & State.State_Enabled)
    if option.orientation == Qt.Orientation.Horizontal:
        groove = QRectF(groove.x() + 2, centre.y() - 2, groove.width() - 4, 4)
        done = QRectF(groove)
        if option.upsideDown:
            done.setLeft(centre.x())
        else:
            done.setRight(centre.x())
    else:
        groove = QRectF(centre.x() - 2, groove.y() + 2, 4, groove.height() - 4)
        done = QRectF(groove)
        done.setTop(centre.y())
    box(painter, groove, 2, theme.color("control" if enabled else "line"))
    box(painter, done, 2, theme.color("accent" if enabled else "line_strong"))
    side = theme.px(16)
    knob = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    box(painter, knob, side, theme.color("surface"), theme.color("accent" if enabled else "line_strong"), width=2)
    if option.state & State.State_HasFocus:
        focus_ring(painter, knob.adjusted(-3, -3, 3, 3), side, theme)
