"""Reminders: what waits for a decision, what is told less often, and the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.reminders import Reminder, ReminderKind, Wish
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.reminders.log_view import LogView
from microcoach_desktop.ui.reminders.reasons import kind_name, wish_name
from microcoach_desktop.ui.reminders.wording import Teller, line, subject
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label

SIZE = (880, 640)


class RemindersDialog(QDialog):
    """Each button applies at once; Ctrl+Z in the main window takes it back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        kit = desk.kit
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Reminders"))
        self.banner = Banner(kit)
        self.banner.hide()
        self._decisions = QVBoxLayout()
        self._decisions.setSpacing(12)
        self.log = LogView(desk)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(Label(kit, self.tr("Reminders"), FontRole.TITLE))
        rows.addWidget(self.banner)
        rows.addLayout(self._decisions)
        rows.addWidget(self.log, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        close = Button(kit, self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(*(kit.theme.px(side) for side in SIZE))
        self.reload()

    def reload(self) -> None:
        try:
            cards = self._to_decide()
            self.log.reload()
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.reload)])
            return
        while (item := self._decisions.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for card in cards:
            self._decisions.addWidget(card)

    def _to_decide(self) -> list[QWidget]:
        desk = self._desk
        now = desk.now()
        asked, wishes = desk.reminding.questions(now), desk.coach.store.reminders.wishes()
        cards: list[QWidget] = []
        if asked.overdue:
            card = self._card(
                self.tr("Late for two weeks"), self.tr("After this review they lapse; you can still find them.")
            )
            for reminder in asked.overdue[:20]:
                self._overdue_row(card, reminder)
            cards.append(card)
        if asked.neglected:
            card = self._card(self.tr("Nobody answers these"), self.tr("Keep them, see one a week at most, or none?"))
            for kind, subject_id in asked.neglected:
                self._wish_row(card, kind, subject_id, None)
            cards.append(card)
        if wishes:
            card = self._card(self.tr("Shown less often"), self.tr("You asked for fewer of these."))
            for wish in wishes:
                self._wish_row(card, wish.kind, wish.subject_id, wish.wish)
            cards.append(card)
        return cards

    def _card(self, title: str, text: str) -> Card:
        card = Card(self._desk.kit, padding=16)
        card.body.addWidget(Label(self._desk.kit, title, FontRole.BODY_STRONG))
        card.body.addWidget(Label(self._desk.kit, text, FontRole.SMALL, "text2", wrap=True))
        return card

    def _overdue_row(self, card: Card, reminder: Reminder) -> None:
        desk = self._desk
        now = desk.now()
        found = desk.reminding.card_of(reminder, now)
        if found is None:
            return
        hidden = desk.settings().hide_names is HideNames.ALWAYS
        words = line(found, Teller(hide_names=hidden, now=now))
        self._row(card, words, [(self.tr("Check in"), partial(self._check_in, reminder.subject_id), False)])

    def _check_in(self, check_in_id: int) -> None:
        self._desk.shell.check_in(check_in_id)
        self.accept()

    def _wish_row(self, card: Card, kind: ReminderKind, subject_id: int, now_is: Wish | None) -> None:
        name = kind_name(kind)
        about = subject(self._desk.coach.store, kind, subject_id)
        words = self.tr("{kind}: {subject}").format(kind=name, subject=about) if about else name
        deeds = [(wish_name(wish), partial(self._wish, kind, subject_id, wish), wish is now_is) for wish in Wish]
        self._row(card, words, deeds)

    def _wish(self, kind: ReminderKind, subject_id: int, wish: Wish) -> None:
        desk = self._desk
        try:
            desk.reminding.fewer(kind, subject_id, wish, desk.now())
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [])
            return
        self.reload()

    def _row(self, card: Card, words: str, deeds: Sequence[tuple[str, Callable[[], None], bool]]) -> None:
        """A line with its buttons; the one that is so already cannot be pressed."""
        kit = self._desk.kit
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(12)
        across.addWidget(Label(kit, words, FontRole.BODY_MEDIUM, wrap=True), 1)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=6)
        for text, deed, so_already in deeds:
            button = Button(kit, text, compact=True)
            button.setAccessibleName(f"{text}: {words}")
            button.setEnabled(not so_already)
            button.clicked.connect(lambda _=False, do=deed: do())
            flow.addWidget(button)
        across.addWidget(buttons, 1)
        card.body.addWidget(holder)
