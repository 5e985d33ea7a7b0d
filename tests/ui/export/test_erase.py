"""The one question that cannot be taken back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.erase_dialog import EraseDialog
from microcoach_desktop.ui.export.opening import open_erase
from tests.ui.shell import RecordingShell


def test_erasing_asks_with_the_focus_on_cancel(
    desk: Desk, marek: Person, window: QWidget, shell: RecordingShell, qtbot: QtBot
) -> None:
    dialog = open_erase(desk, window, marek)
    assert isinstance(dialog, EraseDialog)
    assert dialog.question.text() == "Erase Marek Nowak and 3 sessions? This cannot be undone. Export first?"
    assert dialog.focusWidget() is dialog.cancel
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert desk.coach.store.people.get(marek.id) == marek
    again = open_erase(desk, window, marek)
    assert isinstance(again, EraseDialog)
    with qtbot.waitSignal(again.accepted):
        again.erase.click()
    assert [person.name for person in desk.coach.store.people.all(archived=True)] == ["Ana Ruiz"]
    assert shell.toasts == ["Marek Nowak is erased."]


def test_erasing_takes_the_name_out_of_the_own_spelling_words(
    desk: Desk, marek: Person, window: QWidget, qtbot: QtBot
) -> None:
    desk.change_settings(replace(desk.settings(), own_words=("conveyor", "Nowak", "Ruiz")))
    dialog = open_erase(desk, window, marek)
    assert isinstance(dialog, EraseDialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.erase.click()
    assert desk.settings().own_words == ("conveyor", "Ruiz")
