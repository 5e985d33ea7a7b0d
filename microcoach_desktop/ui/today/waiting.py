"""What waits for the manager: drafts that were begun, reminders that got no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Answer, Reminder
from microcoach_desktop.services.ports import Card as ReminderCard
from microcoach_desktop.services.ports import CheckInCard, KeyTaskCard, PeriodCard, PersonCard
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.storage.drafts import StoredDraft
from microcoach_desktop.ui.capture.draft import read_body
from microcoach_desktop.ui.checkin.draft import check_in_of
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.reminders.doing import answer, capture, handover, open_it
from microcoach_desktop.ui.reminders.wording import Teller, line
from microcoach_desktop.ui.routines.hosts import routine_name, routine_of
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.row_button import RowButton
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label

MOST_DRAFTS = 3
MOST_REMINDERS = 4
EXCERPT = 70
# The first of these that was written says what a draft is about.
TELLING = ("line", "observation", "learned", "went_well", "action", "impact", "opener")


class DraftsCard(Card):
    def __init__(self, desk: Desk, drafts: Sequence[StoredDraft], people: Mapping[int, Person], now: datetime) -> None:
        super().__init__(desk.kit, padding=18, tone="accent")
        self._desk = desk
        head = QHBoxLayout()
        head.setSpacing(8)
        title = self.tr("1 draft waiting") if len(drafts) == 1 else self.tr("{n} drafts waiting").format(n=len(drafts))
        head.addWidget(Glyph(desk.kit, "file-pen", "accent_text", 16))
        head.addWidget(Label(desk.kit, title, FontRole.BODY_STRONG, "accent_text"), 1)
        self.body.addLayout(head)
        for draft in drafts[:MOST_DRAFTS]:
            self.body.addWidget(self._row(draft, people, now))

    def _row(self, draft: StoredDraft, people: Mapping[int, Person], now: datetime) -> QWidget:
        who, text = summary(draft.body, people)
        routine = routine_of(draft.host)
        place = self.tr("Quick capture") if draft.host == "quick" else self.tr("Capture page")
        who = who or (place if routine is None else routine_name(routine[0]))
        words = self.tr("{when}, {who}").format(who=who, when=self._desk.formats().short_moment(draft.saved_at, now))
        if text:
            words = self.tr("{who}: “{text}”").format(who=words, text=text)
        row = RowButton(self._desk.kit, self.tr("Open the draft: {words}").format(words=words), card=False, padding=4)
        row.body.setContentsMargins(0, 4, 0, 4)
        row.body.addWidget(Label(self._desk.kit, words, wrap=True))
        row.clicked.connect(lambda _=False, host=draft.host: self._open(host))
        return row

    def _open(self, host: str) -> None:
        shell, routine, check_in_id = self._desk.shell, routine_of(host), check_in_of(host)
        if check_in_id is not None:
            shell.check_in(check_in_id)
            return
        if routine is not None:
            shell.start_routine(*routine)
            return
        (shell.quick_capture if host == "quick" else shell.page_capture)(Prefill(draft_host=host))


def summary(body: str, people: Mapping[int, Person]) -> tuple[str, str]:
    """Whose note a draft is, as far as it is known, and how it begins."""
    fields = read_body(body)
    typed = fields.get("person", "").strip()
    person = people.get(int(typed)) if typed.isdecimal() else None
    text = " ".join(next((fields[key] for key in TELLING if fields.get(key, "").strip()), "").split())
    if len(text) > EXCERPT:
        text = text[:EXCERPT].rsplit(" ", 1)[0] + "…"
    return person.first_name if person is not None else "" if typed.isdecimal() else typed, text


class UnansweredCard(Card):
    """`told` without the check-ins that stand in the lists anyway."""

    def __init__(self, desk: Desk, told: Sequence[Reminder], now: datetime) -> None:
        super().__init__(desk.kit, padding=18)
        self._desk = desk
        self.body.addWidget(Label(desk.kit, self.tr("Reminders not answered"), FontRole.BODY_STRONG))
        for reminder in told[:MOST_REMINDERS]:
            card = desk.reminding.card_of(reminder, now)
            if card is not None:
                self.body.addWidget(self._row(card, now))
        if len(told) > MOST_REMINDERS:
            more = self.tr("{n} more").format(n=len(told) - MOST_REMINDERS)
            self.body.addWidget(Label(desk.kit, more, FontRole.SMALL, "text2"))

    def _row(self, told: ReminderCard, now: datetime) -> QWidget:
        kit, reminder = self._desk.kit, told.reminders[0]
        title = line(told, Teller(hide_names=self._desk.settings().hide_names is HideNames.ALWAYS, now=now))
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=6)
        if isinstance(told, KeyTaskCard) and len(told.people) > 1:
            flow.addWidget(self._button(self.tr("Capture"), title, partial(handover, self._desk, told)))
            nothing = self.tr("Nothing to note")
        elif isinstance(told, KeyTaskCard | PersonCard | PeriodCard):
            flow.addWidget(self._button(self.tr("Capture"), title, partial(capture, self._desk, told)))
            nothing = self.tr("Nothing to note")
        else:
            opens = self.tr("Check in") if isinstance(told, CheckInCard) else self.tr("Open")
            flow.addWidget(self._button(opens, title, partial(open_it, self._desk, told)))
            nothing = self.tr("Dismiss")
        flow.addWidget(self._button(nothing, title, partial(answer, self._desk, told, Answer.SKIPPED), role="ghost"))
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 4, 0, 2)
        rows.setSpacing(3)
        rows.addWidget(Label(kit, title, FontRole.BODY_MEDIUM, wrap=True))
        moment = self._desk.formats().short_moment(reminder.due_at, now)
        rows.addWidget(Label(kit, moment, FontRole.SMALL, "text2"))
        rows.addSpacing(3)
        rows.addWidget(buttons)
        return holder

    def _button(self, text: str, about: str, deed: Callable[[], None], role: str = "secondary") -> Button:
        button = Button(self._desk.kit, text, role=role, compact=True)
        button.setAccessibleName(f"{text}: {about}")
        button.clicked.connect(lambda _=False: self._do(deed))
        return button

    def _do(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
