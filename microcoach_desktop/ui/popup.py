"""The reminder card in the corner. It never takes the focus, and silence is not an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.ports import Card, CheckInCard, KeyTaskCard
from microcoach_desktop.ui.corner import CornerWindow
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

WIDTH = 424
HEIGHT = 232
LOW = 176
SHOWN_MS = 60_000
MOST_CHIPS = 3


class Choice(Enum):
    CAPTURE = "capture"
    SNOOZE = "snooze"
    LATER = "later"
    SKIP = "skip"
    WORKED = "worked"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    OPEN = "open"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was clicked on a card; `person_id` when it was a person's chip."""

    card: Card
    choice: Choice
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What the labels need to tell the truth: when "later" is, how long a snooze lasts, whether names are hidden."""

    later: str
    snooze_minutes: int
    hide_names: bool
    at: datetime


class ReminderPopup(CornerWindow):
    """One card at a time. `answered` carries an Answered; a new card replaces an unanswered one."""

    answered = Signal(object)

    def __init__(self, kit: Kit, wording: Callable[[Card], Wording]) -> None:
        super().__init__(kit, SHOWN_MS)
        self._wording = wording
        self._card: Card | None = None
        self._content: QWidget | None = None
        self.setWindowTitle(self.tr("MicroCoach reminder"))
        self.setAccessibleName(self.tr("Reminder"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)

    @property
    def card(self) -> Card | None:
        return self._card

    def show_card(self, card: Card) -> None:
        """Show without taking the focus, in the corner of the screen where the manager works."""
        self._card = card
        if self._content is not None:
            self._content.deleteLater()
        self._content = QWidget(self)
        self._layout.addWidget(self._content)
        self._fill(self._content, card, self._wording(card))
        self.setFixedWidth(self._kit.theme.px(WIDTH))
        self.setMinimumHeight(self._kit.theme.px(HEIGHT if isinstance(card, KeyTaskCard) else LOW))
        self._content.show()
        self.rise()

    def take_back(self, reminder_ids: frozenset[int]) -> None:
        """Hide the card if it is about one of these."""
        if self._card is not None and any(r.id in reminder_ids for r in self._card.reminders):
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
        self._answer(Choice.UNANSWERED)

    def _fill(self, content: QWidget, card: Card, wording: Wording) -> None:
        rows = QVBoxLayout(content)
        rows.setContentsMargins(20, 14, 20, 16)
        rows.setSpacing(8)
        rows.addLayout(self._header())
        title, text = self._words(card, wording)
        rows.addWidget(Label(self._kit, title, FontRole.SUBTITLE, wrap=True))
        rows.addWidget(Label(self._kit, text, color="text2", wrap=True))
        if isinstance(card, KeyTaskCard):
            if card.people:
                rows.addLayout(self._chips(card, wording))
            if card.trying is not None and not wording.hide_names:
                line = self.tr("{name} is trying “{action}”").format(
                    name=card.trying.person_name.split()[0], action=card.trying.title
                )
                rows.addWidget(ElidedLabel(self._kit, line, FontRole.SMALL, "text2"))
        rows.addStretch(1)
        rows.addLayout(self._buttons(card, wording))
        self.setAccessibleDescription(f"{title}. {text}")

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setSpacing(8)
        logo = Label(self._kit)
        logo.setPixmap(self._kit.icons.pixmap("logo", "accent", 20))
        header.addWidget(logo)
        header.addWidget(Label(self._kit, self.tr("MicroCoach"), FontRole.SMALL, "text2"))
        header.addStretch(1)
        header.addWidget(Label(self._kit, self.tr("now"), FontRole.SMALL, "text2"))
        close = IconButton(self._kit, "x", self.tr("Close"), self.tr("Keeps it in the list on Today"), size=24)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.timed_out)
        header.addWidget(close)
        return header

    def _words(self, card: Card, wording: Wording) -> tuple[str, str]:
        if isinstance(card, CheckInCard):
            _, follow_up = card.due[0]
            if wording.hide_names:
                return self.tr("A check-in is due"), self.tr("Open MicroCoach to see it.")
            name = follow_up.person_name.split()[0]
            more = len(card.due) - 1
            title = self.tr("Check in with {name}").format(name=name)
            if more:
                title = self.tr("Check in with {name} and {more} more").format(name=name, more=more)
            return title, follow_up.title
        if len(card.ended) > 1:
            title = self.tr("{count} key tasks have ended").format(count=len(card.ended))
        elif wording.hide_names:
            title = self.tr("A key task has ended")
        else:
            title = self.tr("{task} has just ended").format(task=card.ended[0][1].name)
        return title, self.tr("Anything worth two minutes while it is fresh?")

    def _chips(self, card: KeyTaskCard, wording: Wording) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        shown = card.people[:MOST_CHIPS]
        for person in shown:
            row.addWidget(self._person_chip(person, wording))
        hidden = [self._person_chip(person, wording) for person in card.people[MOST_CHIPS:]]
        if hidden:
            more = Chip(self._kit, self.tr("{count} more").format(count=len(hidden)))
            more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            more.clicked.connect(lambda: self._unfold(more, hidden))
            row.addWidget(more)
            for chip in hidden:
                chip.setParent(self._content)
                chip.hide()
        row.addStretch(1)
        return row

    def _unfold(self, more: Chip, hidden: list[Chip]) -> None:
        more.hide()
        rows = self._content.layout() if self._content is not None else None
        if not isinstance(rows, QVBoxLayout):
            return
        line = QHBoxLayout()
        for chip in hidden[:MOST_CHIPS]:
            line.addWidget(chip)
            chip.show()
        line.addStretch(1)
        rows.insertLayout(rows.count() - 2, line)
        self.adjustSize()
        self.move(self.corner())

    def _person_chip(self, person: Person, wording: Wording) -> Chip:
        text = person.initials if wording.hide_names else person.first_name
        chip = Chip(self._kit, text, avatar=person.name)
        chip.setAccessibleName(self.tr("Capture for {name}").format(name=text))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda _=False, person_id=person.id: self._answer(Choice.CAPTURE, person_id))
        return chip

    def _buttons(self, card: Card, wording: Wording) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if isinstance(card, CheckInCard):
            labels = [
                (Choice.WORKED, self.tr("Worked"), "primary"),
                (Choice.PARTLY, self.tr("Partly"), "secondary"),
                (Choice.NOT_YET, self.tr("Not yet"), "secondary"),
                (Choice.LATER, wording.later, "ghost"),
            ]
            if wording.hide_names or len(card.due) > 1:
                labels = [(Choice.OPEN, self.tr("Open"), "primary"), labels[-1]]
        else:
            snooze = self.tr("Snooze {minutes} min").format(minutes=wording.snooze_minutes)
            labels = [
                (Choice.CAPTURE, self.tr("Capture"), "primary"),
                (Choice.SNOOZE, snooze, "secondary"),
                (Choice.LATER, wording.later, "secondary"),
                (Choice.SKIP, self.tr("Skip"), "ghost"),
            ]
        for index, (choice, text, role) in enumerate(labels):
            if index == len(labels) - 1:
                row.addStretch(1)
            button = Button(self._kit, text, role=role)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setObjectName(choice.value)
            button.clicked.connect(lambda _=False, said=choice: self._answer(said))
            row.addWidget(button)
        return row

    def _answer(self, choice: Choice, person_id: int | None = None) -> None:
        card = self._card
        self._close()
        if card is not None:
            self.answered.emit(Answered(card, choice, person_id))

    def _close(self) -> None:
        self._card = None
        self.hide()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, True)
