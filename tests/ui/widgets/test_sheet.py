"""All widgets at once, in every look: nothing is cut off, everything has a name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.theme.theme import Contrast, Mode
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel
from tests.ui.widgets.sheet import build_sheet, show_floating

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


def shown(window: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("contrast", [Contrast.NORMAL, Contrast.HIGH])
def test_nothing_is_clipped(
    kit: Kit, qtbot: QtBot, tmp_path: Path, mode: Mode, scale: float, contrast: Contrast
) -> None:
    kit.theme.set_mode(mode)
    kit.theme.set_contrast(contrast)
    kit.theme.set_text_scale(scale)
    sheet = build_sheet(kit)
    qtbot.addWidget(sheet.window)
    sheet.window.show()
    show_floating(sheet)
    qtbot.waitUntil(sheet.completion.isVisible)
    picture = sheet.window.grab()
    assert picture.save(str(tmp_path / f"sheet-{mode.value}-{scale}.png"))
    for widget in [*shown(sheet.window, QLabel), *shown(sheet.window, QAbstractButton)]:
        assert isinstance(widget, QLabel | QAbstractButton)
        if isinstance(widget, ElidedLabel) or not widget.text():
            continue
        wanted = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
        assert widget.height() >= wanted, widget.text()
        if not (isinstance(widget, QLabel) and widget.wordWrap()):
            assert widget.width() >= widget.sizeHint().width(), widget.text()


def test_a_new_text_size_reaches_widgets_that_are_already_there(kit: Kit, qtbot: QtBot) -> None:
    sheet = build_sheet(kit)
    qtbot.addWidget(sheet.window)
    sheet.window.show()
    label = next(item for item in sheet.window.findChildren(QLabel) if item.text() == "Tuesday 11 November")
    before = label.sizeHint().height()
    kit.theme.set_text_scale(2.0)
    assert label.sizeHint().height() > before * 1.8


def test_every_control_has_a_name_and_a_target_size(kit: Kit, qtbot: QtBot) -> None:
    sheet = build_sheet(kit)
    qtbot.addWidget(sheet.window)
    sheet.window.show()
    for kind in CONTROLS:
        for control in shown(sheet.window, kind):
            if isinstance(control.parentWidget(), QComboBox | QAbstractSpinBox):
                continue
            said = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
            assert said, type(control).__name__
            assert control.height() >= 24, said
            assert control.width() >= 24, said


def test_right_to_left_mirrors_without_clipping(kit: Kit, qtbot: QtBot) -> None:
    sheet = build_sheet(kit)
    sheet.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(sheet.window)
    sheet.window.show()
    mirrored = sheet.window.grab().toImage()
    sheet.window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored != sheet.window.grab().toImage()
