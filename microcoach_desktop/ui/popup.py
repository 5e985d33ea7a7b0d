"""The reminder card in the corner. It never takes the focus, and silence is not an answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from microcoach_desktop.domain.reminders import Reminder
from microcoach_desktop.services.ports import Card
from microcoach_desktop.ui.corner import CornerWindow
from microcoach_desktop.ui.reminders.card_view import WIDTH, CardView
from microcoach_desktop.ui.reminders.faces import Answered, Choice, Face, Press, Wording, face_of
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.kit import Kit

HEIGHT = 232
LOW = 176
SHOWN_MS = 60_000


class ReminderPopup(CornerWindow):
    """One card at a time. `answered` carries an Answered; a new card replaces an unanswered one."""

    answered = Signal(object)

    def __init__(self, kit: Kit, wording: Callable[[Card], Wording], why: Callable[[Reminder], str]) -> None:
        super().__init__(kit, SHOWN_MS)
        self._wording = wording
        self._why = why
        self._card: Card | None = None
        self._content: CardView | None = None
        self._least = 0
        self.setWindowTitle(self.tr("MicroCoach reminder"))
        self.setAccessibleName(self.tr("Reminder"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)

    @property
    def card(self) -> Card | None:
        return self._card

    def show_card(self, card: Card) -> None:
        """Show without taking the focus, in the corner of the screen where the manager works."""
        wording = self._wording(card)
        self.ask(card, face_of(card, wording), hide_names=wording.hide_names)

    def ask(self, card: Card, face: Face, *, hide_names: bool) -> None:
        """The same place for a question that follows from a card."""
        self._card = card
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        why = "" if face.about is None else self._why(face.about)
        self._content = CardView(self._kit, face, why, hide_names=hide_names, parent=self)
        self._content.pressed.connect(self._pressed)
        self._content.person_pressed.connect(self._capture_for)
        self._content.closed.connect(self.timed_out)
        self._content.grown.connect(self._grow)
        self._layout.addWidget(self._content)
        self._least = self._kit.theme.px(HEIGHT if face.people else LOW)
        self.setAccessibleDescription(f"{face.title}. {face.text}")
        self._content.show()
        self._fit()
        self.rise()

    def take_back(self, reminder_ids: frozenset[int]) -> None:
        """Hide the card when nothing that it is about is left."""
        if self._card is not None and all(r.id in reminder_ids for r in self._card.reminders):
            self._close()

    def take_focus(self) -> None:
        """On request only: the first button gets the keyboard."""
        if self._card is None:
            return
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
        self.show()
        self.activateWindow()
        for button in self.findChildren(Button):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        first = next(iter(self.findChildren(Button)), None)
        if first is not None:
            first.setFocus()

    def timed_out(self) -> None:
        self._answer(Press(Choice.UNANSWERED, ""))

    def _pressed(self, press: Press) -> None:
        self._answer(press)

    def _capture_for(self, person_id: int) -> None:
        self._answer(Press(Choice.CAPTURE, ""), person_id)

    def _grow(self) -> None:
        self._fit()
        self.move(self.corner())

    def _fit(self) -> None:
        """As high as the words and buttons need at the one width there is."""
        width = self._kit.theme.px(WIDTH)
        inner = None if self._content is None else self._content.layout()
        if inner is not None:
            inner.activate()
        self._layout.activate()
        needed = self._layout.totalHeightForWidth(width) if self._layout.hasHeightForWidth() else 0
        self.setFixedSize(width, max(self._least, needed, self._layout.totalMinimumSize().height()))

    def _answer(self, press: Press, person_id: int | None = None) -> None:
        card = self._card
        self._close()
        if card is not None:
            self.answered.emit(Answered(card, press.choice, person_id, press.wish, press.at))

    def _close(self) -> None:
        self._card = None
        self.hide()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, True)
