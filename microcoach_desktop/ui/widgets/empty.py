"""A page or list with nothing in it: one icon, one sentence, one action."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class EmptyState(QWidget):
    def __init__(
        self,
        kit: Kit,
        icon: str,
        sentence: str,
        action_text: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(12)
        # A little above the middle, where the eye looks for it.
        column.addStretch(2)
        column.addWidget(Glyph(kit, icon, "text2", 24, parent=self, tile=True), 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence = Label(kit, sentence, color="text2", wrap=True, parent=self)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)
        if action_text:
            self.action = Button(kit, action_text, parent=self)
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
            if on_action is not None:
                self.action.clicked.connect(on_action)
        column.addStretch(3)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)
