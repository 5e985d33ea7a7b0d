"""Cards as the system's own notifications: on Wayland, with a screen reader, and by choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QGuiApplication

from microcoach_desktop.services.ports import Card, Notice, Notices
from microcoach_desktop.services.settings import Delivery
from microcoach_desktop.ui.reminders.faces import Answered, Choice, Face, Press, Wording, face_of

MOST_BUTTONS = 3
"""GNOME shows no more."""

SETTLING = frozenset(
    (Choice.WORKED, Choice.PARTLY, Choice.NOT_YET, Choice.TALKED, Choice.KEPT_PROMISE, Choice.GOT_IT, Choice.FEWER)
)
"""Too much for a click on the body, which may only have meant "show me"."""


def by_system(wanted: Delivery) -> bool:
    """Wayland lets no window choose its place; a screen reader reads the system's notifications by itself."""
    if wanted is Delivery.AUTOMATIC:
        return QGuiApplication.platformName().startswith("wayland") or QAccessible.isActive()
    return wanted is Delivery.SYSTEM


@dataclass(frozen=True, slots=True)
class _Shown:
    number: int
    card: Card
    face: Face
    hide_names: bool


class SystemCards(QObject):
    """Like the popup: one card at a time. `refused` carries a card, its Face and whether names are hidden."""

    answered = Signal(object)
    refused = Signal(object, object, bool)

    def __init__(self, notices: Notices, wording: Callable[[Card], Wording]) -> None:
        super().__init__()
        self._notices = notices
        self._wording = wording
        self._shown: _Shown | None = None
        self._last = 0
        notices.listen(self._on_answered, self._on_refused)

    def show_card(self, card: Card) -> None:
        wording = self._wording(card)
        self.ask(card, face_of(card, wording), hide_names=wording.hide_names)

    def ask(self, card: Card, face: Face, *, hide_names: bool) -> None:
        self._withdraw()
        self._last += 1
        self._shown = _Shown(self._last, card, face, hide_names)
        buttons = tuple((str(place), press.label) for place, press in enumerate(face.presses[:MOST_BUTTONS]))
        self._notices.show(Notice(self._last, face.title, _text(face), buttons))

    def take_back(self, reminder_ids: frozenset[int]) -> None:
        if self._shown is not None and all(r.id in reminder_ids for r in self._shown.card.reminders):
            self._withdraw()

    def _withdraw(self) -> None:
        if self._shown is not None:
            self._notices.withdraw(self._shown.number)
            self._shown = None

    def _on_answered(self, number: int, key: str) -> None:
        shown = self._shown
        if shown is None or shown.number != number:
            return
        self._shown = None
        press = shown.face.presses[int(key)] if key else _main(shown.face)
        self.answered.emit(Answered(shown.card, press.choice, None, press.wish, press.at))

    def _on_refused(self, number: int) -> None:
        shown = self._shown
        if shown is not None and shown.number == number:
            self._shown = None
            self.refused.emit(shown.card, shown.face, shown.hide_names)


def _main(face: Face) -> Press:
    first = face.presses[0]
    return Press(Choice.OPEN, "") if first.choice in SETTLING else first


def _text(face: Face) -> str:
    return "\n".join(part for part in (face.text, *(words for _, words in face.lines), face.context) if part)
