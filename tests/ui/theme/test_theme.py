from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from microcoach_desktop import paths
from microcoach_desktop.ui.theme.shapes import rounded
from microcoach_desktop.ui.theme.style import CoachStyle
from microcoach_desktop.ui.theme.theme import Contrast, FontRole, Mode
from microcoach_desktop.ui.theme.tokens import DARK, LIGHT
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.kit import Kit

ICON_FILES = sorted(path.stem for path in paths.resource("icons").glob("*.svg") if path.stem != "logo")


def test_the_bundled_font_has_its_weights(kit: Kit) -> None:
    strong = QFontInfo(kit.theme.font(FontRole.TITLE))
    assert (strong.family(), strong.weight()) == ("Inter", 600)
    assert strong.pixelSize() == 22


def test_dark_and_light_change_the_palette_and_say_so(kit: Kit, qtbot: QtBot, qapp: QApplication) -> None:
    assert isinstance(qapp.style(), CoachStyle)
    with qtbot.waitSignal(kit.theme.changed):
        kit.theme.set_mode(Mode.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.canvas)
    kit.theme.set_mode(Mode.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.canvas)


@pytest.mark.parametrize(("asked", "given"), [(0.1, 0.9), (1.25, 1.25), (5.0, 2.0)])
def test_text_size_stays_in_its_range(kit: Kit, asked: float, given: float, qapp: QApplication) -> None:
    kit.theme.set_text_scale(asked)
    assert kit.theme.scale == given
    assert qapp.font().pixelSize() == round(13 * given)
    assert kit.theme.font(FontRole.MICRO).pixelSize() >= 11


def test_a_name_keeps_its_hue(kit: Kit) -> None:
    assert kit.theme.avatar("Marek Nowak") == kit.theme.avatar("  marek nowak ")
    names = [f"Person {number}" for number in range(100)]
    assert len({kit.theme.avatar(name)[0].name() for name in names}) == 8


@pytest.mark.parametrize("name", ICON_FILES)
def test_every_icon_draws_in_the_colour_asked_for(kit: Kit, name: str) -> None:
    pixmap = kit.icons.pixmap(name, "danger", 16, 2.0)
    assert pixmap.width() == 32
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = {
        image.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.danger in solid
    assert kit.icons.pixmap(name, "danger", 16, 2.0) is pixmap


def test_a_menu_has_round_corners(kit: Kit, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Edit")
    menu.popup(QPoint(20, 20))
    picture = menu.grab().toImage()
    far = QPoint(picture.width() - 1, picture.height() - 1)
    assert [picture.pixelColor(at).alpha() for at in (QPoint(0, 0), far)] == [0, 0]
    assert picture.pixelColor(picture.rect().center()).alpha() == 255


def test_a_menu_keeps_room_for_icons_only_where_it_has_some(kit: Kit, qtbot: QtBot) -> None:
    plain, with_icon = QMenu(), QMenu()
    for menu in (plain, with_icon):
        qtbot.addWidget(menu)
        menu.addAction("A name that is longer than the least width")
    with_icon.actions()[0].setIcon(kit.icons.icon("check"))
    assert with_icon.sizeHint().width() - plain.sizeHint().width() == 24


@pytest.mark.parametrize("contrast", [Contrast.NORMAL, Contrast.HIGH])
def test_a_button_that_is_on_shows_its_icon(kit: Kit, qtbot: QtBot, contrast: Contrast) -> None:
    kit.theme.set_contrast(contrast)
    button = IconButton(kit, "inbox", "Rail")
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.setChecked(True)
    picture = button.grab().toImage()
    seen = {picture.pixelColor(x, y).name().upper() for x in range(8, 24) for y in range(8, 24)}
    assert {LIGHT.selected, LIGHT.accent_text} <= seen


@pytest.mark.parametrize("typed", ["<b>Ana</b>", "Ana &lt; Bo", "R&D <img src='file:///etc/hostname'>"])
def test_what_was_typed_is_no_markup_in_a_tool_tip(kit: Kit, qtbot: QtBot, typed: str) -> None:
    widget = IconButton(kit, "plus", "Add")
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(widget.mapToGlobal(QPoint(0, 0)), typed, widget)
    (tip,) = [shown for shown in QApplication.topLevelWidgets() if shown.inherits("QTipLabel") and shown.isVisible()]
    assert isinstance(tip, QLabel)
    assert (tip.text(), tip.textFormat()) == (typed, Qt.TextFormat.PlainText)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_rounded_region_is_the_shape_without_its_corners() -> None:
    region = rounded(QRect(QPoint(0, 0), QSize(40, 30)), 12)
    corners = [(0, 0), (39, 0), (0, 29), (39, 29), (2, 2), (37, 27)]
    assert not any(region.contains(QPoint(x, y)) for x, y in corners)
    assert all(region.contains(QPoint(x, y)) for x, y in ((12, 0), (0, 12), (4, 4), (39, 17), (35, 25)))


def test_licences_ship_with_what_they_cover() -> None:
    lucide = Path(paths.resource("icons", "LICENSE-Lucide.txt")).read_text("utf-8")
    assert "ISC License" in lucide
    assert "Cole Bemis" in lucide
    assert "SIL Open Font License" in paths.resource("fonts", "LICENSE-Inter.txt").read_text("utf-8")
