"""Fusion with the product's own shapes; there are no style sheets."""

from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionTab,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)

from microcoach_desktop.ui.theme import style_buttons, style_inputs, style_items
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.shapes import (
    CONTROL_RADIUS,
    POPUP_RADIUS,
    box,
    cut_corners,
    focus_ring,
    make_see_through,
)
from microcoach_desktop.ui.theme.theme import Theme

PE = QStyle.PrimitiveElement
CE = QStyle.ControlElement
CC = QStyle.ComplexControl
CT = QStyle.ContentsType
PM = QStyle.PixelMetric
SE = QStyle.SubElement
SH = QStyle.StyleHint
State = QStyle.StateFlag

NOT_DRAWN = frozenset(
    {
        PE.PE_FrameLineEdit,
        PE.PE_FrameButtonTool,
        PE.PE_FrameTabBarBase,
        PE.PE_FrameTabWidget,
        PE.PE_FrameMenu,
        PE.PE_PanelItemViewRow,
    }
)
PANELS = frozenset({PE.PE_PanelLineEdit, PE.PE_PanelMenu, PE.PE_PanelTipLabel, PE.PE_Frame})
CHECK_MARKS = frozenset({PE.PE_IndicatorCheckBox, PE.PE_IndicatorItemViewItemCheck})
METRICS = {
    PM.PM_ScrollBarExtent: style_items.SCROLL_WIDTH,
    PM.PM_IndicatorWidth: 18,
    PM.PM_IndicatorHeight: 18,
    PM.PM_ExclusiveIndicatorWidth: 18,
    PM.PM_ExclusiveIndicatorHeight: 18,
    PM.PM_CheckBoxLabelSpacing: 8,
    PM.PM_RadioButtonLabelSpacing: 8,
    PM.PM_SmallIconSize: 16,
    PM.PM_ButtonIconSize: 16,
    PM.PM_LineEditIconSize: 16,
    PM.PM_SliderThickness: 24,
    PM.PM_SliderLength: 16,
    PM.PM_SliderControlThickness: 16,
    PM.PM_TabBarTabHSpace: 24,
    PM.PM_TabBarTabVSpace: 14,
    PM.PM_FocusFrameHMargin: 8,
}
FIXED_METRICS = {
    PM.PM_DefaultFrameWidth: 2,
    PM.PM_ComboBoxFrameWidth: 2,
    PM.PM_SpinBoxFrameWidth: 2,
    PM.PM_ButtonShiftHorizontal: 0,
    PM.PM_ButtonShiftVertical: 0,
    PM.PM_ButtonDefaultIndicator: 0,
    PM.PM_TabBarTabShiftVertical: 0,
    PM.PM_TabBarBaseOverlap: 0,
    PM.PM_MenuPanelWidth: 1,
    PM.PM_MenuHMargin: 5,
    PM.PM_MenuVMargin: 5,
    PM.PM_SubMenuOverlap: -2,
    PM.PM_ToolTipLabelFrameWidth: 6,
    PM.PM_ScrollView_ScrollBarSpacing: 0,
    PM.PM_ScrollView_ScrollBarOverlap: 0,
}
HINTS = {
    SH.SH_EtchDisabledText: 0,
    SH.SH_DitherDisabledText: 0,
    SH.SH_ComboBox_Popup: 0,
    SH.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    SH.SH_ScrollBar_Transient: 0,
    SH.SH_Widget_Animation_Duration: 0,
    SH.SH_ToolTip_WakeUpDelay: 400,
    SH.SH_ItemView_ChangeHighlightOnFocus: 0,
    SH.SH_ScrollView_FrameOnlyAroundContents: 0,
}


class CoachStyle(QProxyStyle):
    """Qt hands over no widget at times, which its type stubs do not say: hence the casts.

    Belongs on the application object; on single widgets it would outlive them and crash at exit.
    """

    def __init__(self, base: str, theme: Theme) -> None:
        super().__init__(base)
        self.use(theme)

    def use(self, theme: Theme) -> None:
        self._theme = theme
        self._icons = Icons(theme)
        self._buttons = style_buttons.ButtonPainter(theme, self._icons)
        self._menus = style_items.MenuPainter(theme, self._icons)

    def polish(self, what: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]
        if isinstance(what, QMenu):
            make_see_through(what)
        elif isinstance(what, QLabel) and what.inherits("QTipLabel"):
            # It guesses markup, and tells what people typed.
            what.setTextFormat(Qt.TextFormat.PlainText)
        super().polish(what)

    def drawPrimitive(
        self, element: PE, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element in NOT_DRAWN:
            return
        if element in PANELS:
            self._draw_panel(element, option, painter, widget)
        elif element == PE.PE_FrameFocusRect:
            if not isinstance(widget, QAbstractItemView) or style_items.shows_focus(widget, option):
                focus_ring(painter, option.rect, CONTROL_RADIUS, self._theme)
        elif element in CHECK_MARKS:
            style_buttons.paint_check_box(painter, self._theme, option)
        elif element == PE.PE_IndicatorRadioButton:
            style_buttons.paint_radio(painter, self._theme, option)
        elif element == PE.PE_PanelItemViewItem and isinstance(option, QStyleOptionViewItem):
            style_items.paint_row(painter, self._theme, option)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def _draw_panel(self, element: PE, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        theme = self._theme
        if element == PE.PE_PanelLineEdit:
            if not style_inputs.is_inner_field(widget) and getattr(option, "lineWidth", 1) > 0:
                style_inputs.paint_field(painter, theme, option)
        elif element == PE.PE_PanelMenu:
            box(painter, option.rect, POPUP_RADIUS, theme.color("raised"), theme.color("line_strong"))
        elif element == PE.PE_PanelTipLabel:
            painter.fillRect(option.rect, option.palette.toolTipBase())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            style_inputs.paint_field(painter, theme, option)
        else:
            box(painter, option.rect, CONTROL_RADIUS, None, theme.color("line"))

    def drawControl(self, element: CE, option: QStyleOption, painter: QPainter, widget: QWidget | None = None) -> None:
        theme = self._theme
        match element, option:
            case CE.CE_PushButton, QStyleOptionButton():
                self._buttons.paint(painter, option, widget)
            case CE.CE_MenuItem, QStyleOptionMenuItem():
                self._menus.paint(painter, option)
            case ((CE.CE_MenuEmptyArea | CE.CE_ProgressBarLabel), _):
                pass
            case CE.CE_TabBarTabShape, QStyleOptionTab():
                style_items.paint_tab(painter, theme, option)
            case CE.CE_TabBarTabLabel, QStyleOptionTab():
                style_items.paint_tab_label(painter, theme, option)
            case CE.CE_ItemViewItem, QStyleOptionViewItem():
                super().drawControl(element, style_items.calm_selection(theme, option), painter, widget)
            case ((CE.CE_HeaderSection | CE.CE_HeaderEmptyArea), _):
                style_items.paint_header(painter, theme, option)
            case ((CE.CE_ProgressBarGroove | CE.CE_ProgressBarContents), QStyleOptionProgressBar()):
                style_items.paint_progress(painter, theme, option, groove=element == CE.CE_ProgressBarGroove)
            case _:
                super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self, control: CC, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        match control, option:
            case CC.CC_ComboBox, QStyleOptionComboBox():
                style_inputs.paint_combo(painter, self._theme, self._icons, option)
            case CC.CC_SpinBox, QStyleOptionSpinBox():
                style_inputs.paint_spin(painter, self._theme, self._icons, option)
            case CC.CC_ScrollBar, QStyleOptionSlider():
                style_items.paint_scroll_bar(painter, self._theme, option)
            case CC.CC_Slider, QStyleOptionSlider():
                handle = super().subControlRect(
                    control, option, QStyle.SubControl.SC_SliderHandle, cast(QWidget, widget)
                )
                style_inputs.paint_slider(painter, self._theme, option, handle)
            case _:
                super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self, control: CC, option: QStyleOptionComplex, part: QStyle.SubControl, widget: QWidget | None = None
    ) -> QRect:
        rect: QRect | None = None
        match control, option:
            case CC.CC_ComboBox, QStyleOptionComboBox():
                rect = style_inputs.combo_part(self._theme, option, part)
            case CC.CC_SpinBox, QStyleOptionSpinBox():
                rect = style_inputs.spin_part(self._theme, option, part)
            case CC.CC_ScrollBar, QStyleOptionSlider():
                rect = style_items.scroll_part(self._theme, option, part)
        return super().subControlRect(control, option, part, cast(QWidget, widget)) if rect is None else rect

    def subElementRect(self, element: SE, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        if element == SE.SE_ItemViewItemFocusRect:
            return style_items.row_box(option.rect)
        rect = super().subElementRect(element, option, cast(QWidget, widget))
        if element == SE.SE_LineEditContents and getattr(option, "lineWidth", 1) > 0:
            return rect.adjusted(self._theme.px(7), 0, -self._theme.px(7), 0)
        if element == SE.SE_LineEditContents and style_inputs.is_inner_field(widget):
            return rect.adjusted(self._theme.px(7), 0, 0, 0)
        return rect

    def pixelMetric(self, metric: PM, option: QStyleOption | None = None, widget: QWidget | None = None) -> int:
        if metric in FIXED_METRICS:
            return FIXED_METRICS[metric]
        if metric in METRICS:
            return self._theme.px(METRICS[metric])
        return super().pixelMetric(metric, option, widget)

    def sizeFromContents(self, kind: CT, option: QStyleOption, size: QSize, widget: QWidget | None = None) -> QSize:
        match kind, option:
            case CT.CT_PushButton, QStyleOptionButton():
                return self._buttons.size(option, widget)
            case CT.CT_MenuItem, QStyleOptionMenuItem():
                return self._menus.size(option)
            case CT.CT_ComboBox, QStyleOptionComboBox():
                return style_inputs.combo_size(self._theme, size)
        natural = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        return style_inputs.roomy(self._theme, kind, option, size, natural)

    def styleHint(
        self,
        hint: SH,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint in HINTS:
            return HINTS[hint]
        if hint == SH.SH_Menu_Mask and widget is not None:
            # A menu asks after each change of size, and what it asks with cannot carry a region from here.
            cut_corners(widget)
            return 0
        return super().styleHint(hint, option, widget, returned)
