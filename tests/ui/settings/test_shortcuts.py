"""Keys that work everywhere: edited, told whether the system gives them, and a command where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.settings.page import SettingsPage
from microcoach_desktop.ui.settings.shortcuts import GlobalKeys
from microcoach_desktop.ui.widgets.text import Label
from tests.ui.shell import RecordingShell

COMMAND = "'/opt/my apps/microcoach' --capture"


class FakeHotkeys:
    """Another program holds Ctrl+Alt+T."""

    def __init__(self) -> None:
        self._keys: dict[GlobalDeed, str] = {}

    def bind(self, keys: Mapping[GlobalDeed, str]) -> None:
        self._keys = dict(keys)

    def state(self, deed: GlobalDeed) -> HotkeyState:
        keys = self._keys.get(deed, "")
        if not keys:
            return HotkeyState.OFF
        return HotkeyState.TAKEN if keys == "Ctrl+Alt+T" else HotkeyState.ACTIVE


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    hotkeys = FakeHotkeys()

    def change(settings: object) -> None:
        desk.change_settings(settings)  # type: ignore[arg-type]
        hotkeys.bind(desk.settings().global_keys)

    hotkeys.bind(desk.settings().global_keys)
    full = replace(desk, hotkeys=lambda: hotkeys, capture_command=COMMAND, change_settings=change)
    made = SettingsPage(full)
    qtbot.addWidget(made)
    made.reload()
    return made


def fields(page: SettingsPage) -> tuple[GlobalKeys, GlobalKeys]:
    capture, reminder = page.findChildren(GlobalKeys)
    return capture, reminder


def change(field: GlobalKeys, keys: str) -> None:
    field.edit.setKeySequence(QKeySequence(keys))
    field.edit.editingFinished.emit()


def test_what_is_active_and_what_is_taken(page: SettingsPage, desk: Desk) -> None:
    capture, reminder = fields(page)
    assert capture.note.text() == "Active"
    change(capture, "Ctrl+Alt+T")
    assert desk.settings().capture_keys == "Ctrl+Alt+T"
    assert "Another program" in capture.note.text()
    assert capture.edit.accessibleDescription() == capture.note.text()
    assert reminder.note.text() == "Active"
    change(capture, "Ctrl+Shift+F9")
    assert capture.note.text() == "Active"
    change(capture, "")
    assert desk.settings().capture_keys == ""
    assert capture.note.text() == "Off"


def test_without_the_port_the_command_is_offered(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    page = SettingsPage(replace(desk, capture_command=COMMAND))
    qtbot.addWidget(page)
    page.reload()
    assert "Use the command below" in fields(page)[0].note.text()
    assert any(COMMAND in label.text() for label in page.findChildren(Label))
    next(button for button in page.findChildren(QPushButton) if button.text() == "Copy command").click()
    assert QGuiApplication.clipboard().text() == COMMAND
    assert shell.toasts == ["Command copied."]


class AskedDesktop:
    """Answers when `answer` is set, as a Wayland desktop does."""

    def __init__(self) -> None:
        self.answer = HotkeyState.ASKED

    def bind(self, keys: Mapping[GlobalDeed, str]) -> None:
        pass

    def state(self, _deed: GlobalDeed) -> HotkeyState:
        return self.answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [(HotkeyState.DESKTOP, "Active through your desktop."), (HotkeyState.UNAVAILABLE, "Use the command below.")],
)
def test_a_desktop_that_answers_later(desk: Desk, qtbot: QtBot, answer: HotkeyState, said: str) -> None:
    hotkeys = AskedDesktop()
    page = SettingsPage(replace(desk, hotkeys=lambda: hotkeys, capture_command=COMMAND))
    qtbot.addWidget(page)
    page.show()
    capture, _reminder = fields(page)
    assert capture.note.text() == "The desktop has been asked for these keys."
    hotkeys.answer = answer
    qtbot.waitUntil(lambda: said in capture.note.text())
