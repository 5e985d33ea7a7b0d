"""Below the form: what happened to the draft, and the ways to save."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class Footer(QWidget):
    """`say` shows and announces a sentence; without one it says where notes stay."""

    def __init__(self, kit: Kit, margin: int) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(margin, 12, margin, 14)
        line.setSpacing(8)
        self._icon = Glyph(kit, "hard-drive", "text2", 16)
        self._state = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        line.addWidget(self._icon)
        line.addWidget(self._state, 1)
        self.discard = Button(kit, self.tr("Discard"), role="ghost")
        self.save_and_new = Button(kit, self.tr("Save and new"), keys="Ctrl+Shift+↵")
        self.save = Button(kit, self.tr("Save"), keys="Ctrl+↵")
        for button in (self.discard, self.save_and_new, self.save):
            line.addWidget(button)
        self.say("")

    def say(self, text: str) -> None:
        self._state.setText(text or self.tr("Stays on this computer"))
        self._icon.set_icon("check" if text else "hard-drive", "text2")
        if text:
            announce(self, text)
