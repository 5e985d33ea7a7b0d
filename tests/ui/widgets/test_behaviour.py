"""What the widgets do under keys, mouse and hostile text."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.widgets.avatar import initials
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.cleaning import clean_line, clean_text
from microcoach_desktop.ui.widgets.completion import CompletionList, CompletionRow
from microcoach_desktop.ui.widgets.edits import MOST_PASTED
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.nav import NavItem
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import ElidedLabel, LinkButton
from microcoach_desktop.ui.widgets.toast import Offer, Toast, ToastAction

Key = Qt.Key
HUGE = "a" * 10_000_000


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(640, 400)
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_focused_button_is_pressed(kit: Kit, window: QWidget, key: Qt.Key) -> None:
    pressed: list[str] = []
    offer = Offer("Undo", list)
    buttons = (
        Button(kit, "Add people", parent=window),
        IconButton(kit, "ellipsis", "More", parent=window),
        LinkButton(kit, "Show the card", window),
        NavItem(kit, "sun", "Today", parent=window),
        ToastAction(kit, offer, window),
    )
    for button in buttons:
        button.clicked.connect(partial(pressed.append, type(button).__name__))
        QTest.keyClick(button, key)
    assert pressed == [type(button).__name__ for button in buttons]


def test_enter_with_ctrl_belongs_to_the_window(kit: Kit, window: QWidget, qtbot: QtBot) -> None:
    button = Button(kit, "Discard", parent=window)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_huge_paste_is_cut_before_it_goes_in(kit: Kit, qtbot: QtBot) -> None:
    edit = GrowingEdit(kit, 2, 500)
    qtbot.addWidget(edit)
    mime = QMimeData()
    mime.setText(HUGE)
    edit.insertFromMimeData(mime)
    assert len(edit.toPlainText()) == MOST_PASTED
    QTest.keyClicks(edit, "more")
    assert len(edit.toPlainText()) == MOST_PASTED + 4


def test_a_text_that_is_too_long_stays_with_a_sentence(kit: Kit, qtbot: QtBot) -> None:
    edit = GrowingEdit(kit, 1, 10)
    field = Field(kit, "What you saw", edit)
    qtbot.addWidget(field)
    QTest.keyClicks(edit, "a" * 23)
    assert edit.toPlainText() == "a" * 23
    sentence = "This field holds 20 characters at most. Shorten it by 3 to save it."
    assert sentence in edit.accessibleDescription()
    assert sentence in [label.text() for label in field.findChildren(QLabel)]
    for _ in range(3):
        QTest.keyClick(edit, Key.Key_Backspace)
    assert edit.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("a\x00b\x1bc", "abc"), ("one\r\ntwo\rthree", "one\ntwo\nthree"), ("\ud800x\udfff", "x"), ("a\tb", "a b")],
)
def test_control_characters_stay_out(kit: Kit, qtbot: QtBot, raw: str, kept: str) -> None:
    assert clean_text(raw, 100) == kept
    assert clean_line(raw, 100) == kept.replace("\n", " ")


def test_a_line_cleans_what_is_pasted(kit: Kit, qtbot: QtBot, qapp: QApplication) -> None:
    edit = LineEdit(kit, 12)
    qtbot.addWidget(edit)
    qapp.clipboard().setText("Ana\x01\nRuiz and much more")
    edit.setFocus()
    QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert edit.text() in {"Ana Ruiz and", "Ana Ruiz an"}


def test_the_counter_comes_near_the_budget_only(kit: Kit, qtbot: QtBot) -> None:
    edit = GrowingEdit(kit, 1, 100)
    qtbot.addWidget(edit)
    edit.setPlainText("a" * 79)
    assert edit.counter == ""
    edit.setPlainText("a" * 90)
    assert edit.counter == "10 left"
    edit.setPlainText("a" * 110)
    assert edit.counter == "10 over"


def test_text_grows_the_field(kit: Kit, qtbot: QtBot) -> None:
    edit = GrowingEdit(kit, 1, 500)
    qtbot.addWidget(edit)
    edit.show()
    small = edit.height()
    edit.setPlainText("one\ntwo\nthree\nfour")
    assert edit.height() >= small + 3 * edit.fontMetrics().lineSpacing()


def test_segments_start_empty_and_follow_the_arrows(kit: Kit, qtbot: QtBot, window: QWidget) -> None:
    control = SegmentedControl(kit, [Segment("win", "Win"), Segment("opp", "Opportunity")], window)
    window.show()
    assert control.value is None
    first = control.focusProxy()
    assert first is not None
    first.setFocus()
    with qtbot.waitSignal(control.changed) as heard:
        QTest.keyClick(first, Key.Key_Right)
    assert heard.args == ["win"]
    second = control.focusProxy()
    assert second is not None
    QTest.keyClick(second, Key.Key_Right)
    assert control.value == "opp"
    stops = [button for button in control.findChildren(QWidget) if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1


def test_a_chip_closes_by_its_cross_and_by_the_key(kit: Kit, qtbot: QtBot) -> None:
    chip = Chip(kit, "returns", closable=True)
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.closed), qtbot.assertNotEmitted(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + chip.rect().center() * 0.8)
    with qtbot.waitSignal(chip.closed):
        QTest.keyClick(chip, Key.Key_Delete)
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, Key.Key_Return)


def test_a_toast_acts_once_and_goes(kit: Kit, qtbot: QtBot, window: QWidget) -> None:
    undone: list[bool] = []
    toast = Toast(kit, window)
    window.show()
    toast.show_text("Ana moved", offers=[Offer("Undo", lambda: undone.append(True))])
    assert window.rect().contains(toast.geometry())
    QTest.mouseClick(toast.choices[0], Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_offers_two_things_and_does_the_one_that_is_clicked(kit: Kit, qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    toast = Toast(kit, window)
    window.show()
    offers = [
        Offer("Add to playbook", lambda: done.append("add")),
        Offer("Undo", lambda: done.append("undo"), "Ctrl+Z"),
    ]
    toast.show_text("Worked.", offers=offers)
    first, second = toast.choices
    assert first.geometry().right() < second.x()
    assert toast.rect().contains(second.geometry())
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert done == ["add"]
    toast.show_text("Added.")
    assert toast.choices == ()


def test_a_toast_waits_while_it_has_the_keyboard(kit: Kit, qtbot: QtBot, window: QWidget) -> None:
    toast = Toast(kit, window)
    window.show()
    toast.show_text("Saved", offers=[Offer("Undo", int)], ms=1500)
    toast.choices[0].setFocus()
    qtbot.waitUntil(lambda: not toast.running)
    other = Button(kit, "Elsewhere", parent=window)
    other.show()
    other.setFocus()
    qtbot.waitUntil(lambda: toast.running)
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=4000)


def test_a_field_is_its_input_s_buddy_and_tells_the_error(kit: Kit, qtbot: QtBot) -> None:
    edit = LineEdit(kit, 20)
    field = Field(kit, "&Person", edit, "who it is about", required=True)
    qtbot.addWidget(field)
    assert field.label.buddy() is edit
    assert edit.accessibleName() == "Person"
    field.set_error("Needs a person.")
    assert edit.accessibleDescription() == "required. who it is about. Needs a person."
    field.set_error(None)
    assert "Needs" not in edit.accessibleDescription()


def test_a_banner_offers_its_actions(kit: Kit, qtbot: QtBot) -> None:
    banner = Banner(kit)
    qtbot.addWidget(banner)
    heard: list[str] = []
    banner.show_message("Not saved.", "danger", [("Try again", lambda: heard.append("again"))])
    QTest.mouseClick(banner.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert heard == ["again"]
    banner.hide_message()
    assert not banner.isVisible()


def test_completion_leaves_the_keyboard_in_the_editor(kit: Kit, qtbot: QtBot, window: QWidget) -> None:
    edit = LineEdit(kit, 80, parent=window)
    listed = CompletionList(kit, window)
    window.show()
    edit.setFocus()
    rows = [CompletionRow(1, "Marek Nowak", spans=((0, 2),)), CompletionRow(2, "Tomás Silva")]
    listed.show_rows(rows, edit, 0)
    assert listed.isVisible()
    assert window.focusWidget() is edit
    listed.move(1)
    with qtbot.waitSignal(listed.chosen) as heard:
        assert listed.accept()
    assert heard.args == [2]
    assert not listed.accept()
    listed.show_rows(rows, edit, 0)
    listed.move(-1)
    assert listed.current == rows[1]
    listed.show_rows([], edit, 0)
    assert not listed.isVisible()


def test_markup_is_shown_as_it_is(kit: Kit, qtbot: QtBot) -> None:
    label = ElidedLabel(kit, "<b>Ana</b> and a name that is far too long for its place")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.accessibleName() == label.text()
    assert label.toolTip() == label.text()


@pytest.mark.parametrize(
    ("name", "letters"), [("Ana Ruiz", "AR"), ("ana", "A"), ("  ", "?"), ("Jean (JP) Paul", "JP"), ("", "?")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
