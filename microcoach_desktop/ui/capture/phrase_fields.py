"""Words for the talk: suggestions that turn, can be edited and copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import BUDGETS
from microcoach_desktop.ui.capture.talk_field import TalkField
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.prose_line import ProseLine
from microcoach_desktop.ui.widgets.text import Label

Offers = Callable[[], list[str]]


class Renewed(QWidget):
    """Shows a suggestion. Finding one asks the store: what nobody sees waits until it is shown."""

    _stale = True

    def renew(self) -> None:
        """The person, the kind, the context or the tone changed."""
        self._stale = not (self.isVisible() or self.in_use())
        if not self._stale:
            self.show_suggestion()

    def in_use(self) -> bool:
        """Whether the note holds the suggestion."""
        return False

    def show_suggestion(self) -> None:
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.renew()


class Turning:
    """Goes round the suggestions; they may change between two turns."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._turn = 0

    def shown(self) -> str:
        phrases = self._offers()
        return phrases[self._turn % len(phrases)] if phrases else ""

    def turn(self) -> None:
        self._turn += 1


class OpenerField(Renewed):
    """Permission and purpose, in the person's tone. A suggestion is only kept when it is used.

    `chosen_tone` is the tone picked for this note alone; `tone_changed` when it is picked.
    """

    tone_changed = Signal()

    def __init__(self, kit: Kit, offers: Offers, tone: Callable[[], Tone], talk: TalkField) -> None:
        super().__init__()
        self._turning = Turning(offers)
        self._tone = tone
        self._used = ""
        self.chosen_tone: Tone | None = None
        self.edit = ProseLine(kit, BUDGETS["opener"] * 2)
        self.edit.setAccessibleName(self.tr("Opener"))
        self.edit.setMinimumWidth(kit.theme.px(120))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        another = IconButton(kit, "refresh-cw", self.tr("Another suggestion"), role="secondary")
        another.clicked.connect(self.another)
        take = IconButton(kit, "copy", self.tr("Copy the opener"), keys="Ctrl+Shift+C", role="secondary")
        take.clicked.connect(self.copy)
        self._tones = IconButton(kit, "message-circle", self.tr("Tone of the talk"), role="secondary")
        self._tones.clicked.connect(self._open_tones)
        for button in (another, take, self._tones, talk.button):
            row.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(row)
        rows.addWidget(talk)
        self.setFocusProxy(self.edit)

    def show_suggestion(self) -> None:
        """A suggestion that was used as it stood follows."""
        shown = self._turning.shown()
        self.edit.setPlaceholderText(shown)
        words = {Tone.DIRECT: self.tr("direct"), Tone.BALANCED: self.tr("balanced")}
        said = words.get(self._tone(), self.tr("collaborative"))
        self._tones.set_name(self.tr("Tone of the talk: {tone}").format(tone=said))
        if self.in_use():
            self._use(shown)

    def in_use(self) -> bool:
        return bool(self._used) and self.edit.text() == self._used

    def copy(self) -> None:
        """What is typed, or the suggestion that shows."""
        QGuiApplication.clipboard().setText(self.edit.text() or self._turning.shown())

    def another(self) -> None:
        """First the one that shows, then the next ones."""
        if self.edit.text():
            self._turning.turn()
        self._use(self._turning.shown())

    def _use(self, phrase: str) -> None:
        """Shown from its first word."""
        self._used = phrase
        self.edit.setPlaceholderText(phrase)
        self.edit.setText(phrase)
        self.edit.setCursorPosition(0)

    def choose_tone(self, tone: Tone | None) -> None:
        self.chosen_tone = tone
        self.renew()
        self.tone_changed.emit()

    def tone_menu(self) -> QMenu:
        menu = QMenu(self)
        for tone, text in (
            (Tone.DIRECT, self.tr("Direct, data first")),
            (Tone.BALANCED, self.tr("Balanced")),
            (Tone.COLLABORATIVE, self.tr("Collaborative")),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(tone is self._tone())
            action.setData(tone.value)
        menu.triggered.connect(self._tone_picked)
        return menu

    def _tone_picked(self, action: QAction) -> None:
        self.choose_tone(Tone(action.data()))

    def _open_tones(self) -> None:
        menu = self.tone_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._tones.mapToGlobal(self._tones.rect().bottomLeft()))


class PhraseRow(Renewed):
    """One suggestion to say, not to fill in: `lead` says when."""

    def __init__(self, kit: Kit, lead: str, name: str, offers: Offers) -> None:
        super().__init__()
        self._lead = lead
        self._turning = Turning(offers)
        self._words = Label(kit, "", FontRole.BODY, "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        another = IconButton(kit, "refresh-cw", self.tr("Another suggestion"), name, size=28)
        another.clicked.connect(self.another)
        take = IconButton(kit, "copy", self.tr("Copy"), name, size=28)
        take.clicked.connect(self.copy)
        row.addWidget(another)
        row.addWidget(take)
        self.setAccessibleName(name)
        self.setFocusProxy(another)

    @property
    def phrase(self) -> str:
        return self._turning.shown()

    def show_suggestion(self) -> None:
        self._words.setText(self._lead.format(phrase=self.phrase))

    def another(self) -> None:
        self._turning.turn()
        self.show_suggestion()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.phrase)
