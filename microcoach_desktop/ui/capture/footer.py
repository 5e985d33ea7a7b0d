"""Under the form: what has become of the text, and the three things to do with it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.sheet import Sheet
from microcoach_desktop.ui.widgets.text import Label, LinkButton

ONE_ROW_FROM = 560
MOST_LINES = 2
GAP = 8
SAVE_KEYS, AGAIN_KEYS = "Ctrl+↵", "Ctrl+Shift+↵"


class CaptureFooter(Sheet):
    """`doubting` while it says what keeps the note from being saved."""

    save_wanted = Signal()
    again_wanted = Signal()
    discard_wanted = Signal()
    card_wanted = Signal(int)

    def __init__(self, kit: Kit, margin: int, ground: str | None) -> None:
        super().__init__(kit, ground)
        # Enough for the buttons alone: the row breaks before the window has to grow.
        self.setMinimumWidth(1)
        self.doubting = False
        self._saved_id = 0
        self._icon = Glyph(kit, "check", "text2", 16)
        self._words = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.save = Button(kit, self.tr("Save"), keys=SAVE_KEYS)
        self._again = again = Button(kit, self.tr("Save and new"), keys=AGAIN_KEYS)
        self._discard = discard = Button(kit, self.tr("Discard"), role="ghost")
        self.save.clicked.connect(self.save_wanted)
        again.clicked.connect(self.again_wanted)
        discard.clicked.connect(self.discard_wanted)
        state = QHBoxLayout()
        state.setSpacing(GAP)
        state.addWidget(self._icon)
        state.addWidget(self._words)
        self._promise = _Promise(kit, self.tr("Stays on this computer"))
        state.addWidget(self._promise)
        state.addStretch(1)
        self.card = LinkButton(kit, self.tr("Show the card"))
        self.card.clicked.connect(lambda: self.card_wanted.emit(self._saved_id))
        state.addWidget(self.card)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for button in (discard, again, self.save):
            buttons.addWidget(button)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(margin, 12, margin, 14)
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 1)
        self._buttons, self._stacked = buttons, False
        self._grid.addLayout(state, 0, 0)
        self._grid.addLayout(buttons, 0, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Divider(kit))
        rows.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say("")

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, text: str, *, doubt: bool = False) -> None:
        """What has become of the text; beside it, or alone, that nothing leaves this computer."""
        self.doubting = doubt
        self.card.hide()
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._icon.setVisible(bool(text))
        self._promise.setContentsMargins(GAP if text else 0, 0, 0, 0)
        self._words.set_color("opp" if doubt else "text2")
        self._icon.set_icon("circle-alert" if doubt else "check", "opp" if doubt else "text2")
        self.stack(self.width())
        if doubt:
            announce(self, text)

    def say_saved(self, session_id: int) -> None:
        """Until the next word, with the way to the card of what was saved."""
        self.say(self.tr("Saved"))
        self._saved_id = session_id
        self.card.show()
        self.stack(self.width())

    def say_full(self) -> None:
        self.say(self.tr("The paste was cut: it is more than one line holds."), doubt=True)

    def show_complete(self, complete: bool) -> None:
        self.save.set_role("primary" if complete else "secondary")

    def stack(self, width: int) -> None:
        """In a narrow or enlarged window the words stand above the buttons, and the longer keys go.

        So do words that would be cut beside the buttons: they may say that nothing was saved.
        """
        margins = self._grid.contentsMargins()
        room = width - margins.left() - margins.right()
        self.save.set_keys(SAVE_KEYS)
        self._again.set_keys(AGAIN_KEYS)
        beside = room - self._buttons_width() - self._grid.horizontalSpacing() - self._icon.sizeHint().width() - GAP
        self._promise.setVisible(self._leaves_room(beside))
        stacked = width < self._kit.theme.px(ONE_ROW_FROM) or self._lines(beside) > MOST_LINES
        if stacked != self._stacked:
            self._stacked = stacked
            self._grid.removeItem(self._buttons)
            self._grid.addLayout(self._buttons, int(stacked), int(not stacked))
        for button in (self._again, self.save):
            if self._buttons_width() > room:
                button.set_keys("")

    def _leaves_room(self, width: int) -> bool:
        """Whether the promise fits behind what is said; what needs an answer stands alone."""
        if not self.words:
            return True
        said = self._words.sizeHint().width() + GAP
        return not self.doubting and self.card.isHidden() and said + self._promise.sizeHint().width() <= width

    def _buttons_width(self) -> int:
        """Not the layout's own hint: it does not know yet what has gone."""
        buttons = (self._discard, self._again, self.save)
        return sum(button.sizeHint().width() for button in buttons) + 2 * self._buttons.spacing()

    def _lines(self, width: int) -> int:
        metrics = self._kit.theme.metrics(FontRole.SMALL)
        area = QRect(0, 0, max(width, 1), 0)
        return metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, self.words).height() // metrics.height()


class _Promise(QWidget):
    def __init__(self, kit: Kit, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph(kit, "hard-drive", "text2", 16))
        row.addWidget(Label(kit, text, FontRole.SMALL, "text2"))
