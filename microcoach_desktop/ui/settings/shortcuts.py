"""Keys that work everywhere, whether they do, and the command for desktops where none can be taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QToolButton, QVBoxLayout, QWidget

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.ui.settings.controls import Controls
from microcoach_desktop.ui.settings.rows import Group
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

WIDTH, HEIGHT = 272, 32
RECHECK_MS = 1_000
"""Some desktops ask the manager first and answer later."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShortcutSettings", text)


def shortcuts_group(controls: Controls) -> Group:
    desk = controls.desk
    group = Group(desk.kit, _tr("Keys that work everywhere"))
    helper = _tr("Also while another program has the keyboard.")
    group.add(_tr("Quick capture"), helper, GlobalKeys(controls, GlobalDeed.CAPTURE, "capture_keys"))
    helper = _tr("Answer the open reminder by keyboard, or see what waits on Today.")
    group.add(_tr("Go to the reminder"), helper, GlobalKeys(controls, GlobalDeed.REMINDER, "reminder_keys"))
    if desk.capture_command:
        copy = Button(desk.kit, _tr("Copy command"), icon="copy")
        copy.clicked.connect(lambda: _copy(controls))
        helper = _tr("Bind this to a key in the settings of your desktop: {command}")
        group.add(_tr("Your own shortcut"), helper.format(command=desk.capture_command), copy)
    return group


def _copy(controls: Controls) -> None:
    QGuiApplication.clipboard().setText(controls.desk.capture_command)
    controls.desk.shell.toast(_tr("Command copied."), undo=False)


class GlobalKeys(QWidget):
    """A field that takes keys as they are pressed, and below it whether the system gives them."""

    def __init__(self, controls: Controls, deed: GlobalDeed, key: str) -> None:
        super().__init__()
        self._controls = controls
        self._deed = deed
        self._key = key
        self.edit = QKeySequenceEdit()
        theme = controls.desk.kit.theme
        self.edit.setMinimumSize(theme.px(WIDTH), theme.px(HEIGHT))
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        for clear in self.edit.findChildren(QToolButton):
            clear.setAccessibleName(_tr("Remove the keys"))
        self.note = Label(controls.desk.kit, "", FontRole.SMALL, "text3", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self.edit)
        rows.addWidget(self.note)
        self.setFocusProxy(self.edit)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RECHECK_MS)
        self._again.timeout.connect(self._tell)
        controls.on_load(self._load)
        self.edit.editingFinished.connect(self._save)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _load(self) -> None:
        self.edit.setKeySequence(QKeySequence(getattr(self._controls.desk.settings(), self._key)))
        self._tell()

    def _save(self) -> None:
        keys = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if keys == getattr(self._controls.desk.settings(), self._key):
            return
        self._controls.set(**{self._key: keys})
        self._tell()
        announce(self.edit, self.note.text())
        self._again.start()

    def _tell(self) -> None:
        hotkeys = self._controls.desk.hotkeys
        state = HotkeyState.UNAVAILABLE if hotkeys is None else hotkeys().state(self._deed)
        words = {
            HotkeyState.ACTIVE: _tr("Active"),
            HotkeyState.ASKED: _tr("The desktop has been asked for these keys."),
            HotkeyState.DESKTOP: _tr("Active through your desktop. Its own settings show and change the keys."),
            HotkeyState.OFF: _tr("Off"),
            HotkeyState.TAKEN: _tr("Another program has these keys. Choose others."),
            HotkeyState.UNUSABLE: _tr("Use Ctrl, Alt or Meta with a letter, a digit or Space, or a function key."),
            HotkeyState.UNAVAILABLE: _tr("This desktop does not let programs set such keys. Use the command below."),
        }
        if state is HotkeyState.ASKED and self.isVisible():
            self._again.start()
        self.note.setText(words[state])
        self.edit.setAccessibleDescription(words[state])
