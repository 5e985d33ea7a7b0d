"""Beside the lists: rhythm, who has been left out, drafts, reminders without an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Answer
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.ports import Card as ReminderCard
from microcoach_desktop.services.ports import KeyTaskCard
from microcoach_desktop.storage.drafts import StoredDraft
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.rhythm import RhythmStrip
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label, LinkButton

MOST_PEOPLE = 3
MOST_REMINDERS = 4
LEFT_OUT_AFTER = 7
HIDDEN_DAYS = 30


class TodayRail(QWidget):
    """Made anew at each reload: a few small cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._rows.addStretch(1)

    def reload(self, now: datetime) -> None:
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        cards = [self._rhythm(now), self._left_out(now), self._drafts(now), self._unanswered(now)]
        for card in reversed([card for card in cards if card is not None]):
            self._rows.insertWidget(0, card)

    def _rhythm(self, now: datetime) -> Card:
        kit = self._desk.kit
        first = at_time(RhythmStrip.first_day(now.date()), time(0), self._desk.coach.zone())
        times = self._desk.coach.store.sessions.captured_times(first)
        card = Card(kit, padding=18)
        card.body.addWidget(Label(kit, self.tr("Your rhythm"), FontRole.BODY_STRONG))
        strip = RhythmStrip(kit)
        strip.show_times(times, now, self._desk.formats())
        card.body.addWidget(strip)
        monday = now.date() - timedelta(days=now.weekday())
        kinds = [kind for at, kind in times if at.astimezone(now.tzinfo).date() >= monday]
        card.body.addWidget(Label(kit, self._week(kinds), FontRole.SMALL, "text2", wrap=True))
        return card

    def _week(self, kinds: list[Kind]) -> str:
        if not kinds:
            return self.tr("No capture yet this week.")
        wins = kinds.count(Kind.WIN)
        opportunities = len(kinds) - wins
        captures = self.tr("1 capture") if len(kinds) == 1 else self.tr("{n} captures").format(n=len(kinds))
        won = self.tr("1 win") if wins == 1 else self.tr("{n} wins").format(n=wins)
        opps = self.tr("{n} opportunities").format(n=opportunities)
        if opportunities == 1:
            opps = self.tr("1 opportunity")
        return self.tr("{captures} this week, {wins} and {opportunities}.").format(
            captures=captures, wins=won, opportunities=opps
        )

    def _left_out(self, now: datetime) -> Card | None:
        desk, hidden_until = self._desk, self._desk.settings().nobody_left_out_hidden_until
        if hidden_until is not None and now.date() < hidden_until:
            return None
        last = desk.coach.store.people.last_talks()
        waiting: list[tuple[int, Person]] = []
        for person in desk.coach.store.people.all():
            at = last.get(person.id)
            days = 10_000 if at is None else (now.date() - at.astimezone(now.tzinfo).date()).days
            if days >= LEFT_OUT_AFTER and not person.is_away(now.date()):
                waiting.append((days, person))
        if not waiting:
            return None
        card = Card(desk.kit, padding=18)
        head = QHBoxLayout()
        head.addWidget(Label(desk.kit, self.tr("Nobody left out"), FontRole.BODY_STRONG), 1)
        hide = LinkButton(desk.kit, self.tr("Hide"))
        hide.setToolTip(self.tr("Hides this for 30 days"))
        hide.clicked.connect(self._hide_left_out)
        head.addWidget(hide)
        card.body.addLayout(head)
        for days, person in sorted(waiting, key=lambda row: (-row[0], row[1].name))[:MOST_PEOPLE]:
            card.body.addLayout(self._person(days, person))
        return card

    def _person(self, days: int, person: Person) -> QHBoxLayout:
        kit = self._desk.kit
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Avatar(kit, person.name, 32))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(kit, person.name, FontRole.BODY_MEDIUM))
        since = self.tr("No capture yet")
        if days < 10_000:
            since = self.tr("{days} days since the last capture").format(days=days)
        words.addWidget(ElidedLabel(kit, since, FontRole.SMALL, "text2"))
        line.addLayout(words, 1)
        add = IconButton(kit, "plus", self.tr("Capture for {name}").format(name=person.name), role="secondary")
        add.clicked.connect(lambda _=False, who=person.id: self._desk.shell.quick_capture(Prefill(person_id=who)))
        line.addWidget(add)
        return line

    def _hide_left_out(self) -> None:
        until = self._desk.now().date() + timedelta(days=HIDDEN_DAYS)
        self._desk.change_settings(replace(self._desk.settings(), nobody_left_out_hidden_until=until))
        self.reload(self._desk.now())

    def _drafts(self, now: datetime) -> Card | None:
        drafts = self._desk.coach.store.drafts.all()
        if not drafts:
            return None
        kit = self._desk.kit
        card = Card(kit, padding=16, tone="accent")
        title = self.tr("1 draft waiting") if len(drafts) == 1 else self.tr("{n} drafts waiting").format(n=len(drafts))
        card.body.addWidget(Label(kit, title, FontRole.BODY_STRONG, "accent_text"))
        for draft in drafts[:MOST_PEOPLE]:
            card.body.addWidget(self._draft(draft, now))
        return card

    def _draft(self, draft: StoredDraft, now: datetime) -> QWidget:
        kept = self._desk.formats().short_moment(draft.saved_at, now)
        window = self.tr("Quick capture") if draft.host == "quick" else self.tr("Capture page")
        link = LinkButton(self._desk.kit, self.tr("{window}, {moment}").format(window=window, moment=kept))
        link.clicked.connect(lambda _=False, host=draft.host: self._open_draft(host))
        return link

    def _open_draft(self, host: str) -> None:
        open_it = self._desk.shell.quick_capture if host == "quick" else self._desk.shell.page_capture
        open_it(Prefill(draft_host=host))

    def _unanswered(self, now: datetime) -> Card | None:
        cards = self._desk.reminding.unanswered(now)
        if not cards:
            return None
        kit = self._desk.kit
        card = Card(kit, padding=18)
        card.body.addWidget(Label(kit, self.tr("Reminders not answered"), FontRole.BODY_STRONG))
        for reminder_card in cards[:MOST_REMINDERS]:
            card.body.addWidget(self._reminder(reminder_card, now))
        return card

    def _reminder(self, told: ReminderCard, now: datetime) -> QWidget:
        kit, reminder = self._desk.kit, told.reminders[0]
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        if isinstance(told, KeyTaskCard):
            task = told.ended[0][1]
            title = self.tr("{task} has ended").format(task=task.name)
            prefill = Prefill(key_task_id=task.id, occurrence=reminder.occurrence)
            capture = Button(kit, self.tr("Capture"), compact=True)
            capture.clicked.connect(lambda _=False: self._desk.shell.quick_capture(prefill))
            nothing = Button(kit, self.tr("Nothing to note"), role="ghost", compact=True)
            nothing.clicked.connect(lambda _=False: self._answer(told))
            buttons.addWidget(capture)
            buttons.addWidget(nothing)
        else:
            follow_up = told.due[0][1]
            title = self.tr("Check in with {name}").format(name=follow_up.person_name.split()[0])
            check = Button(kit, self.tr("Check in"), compact=True)
            check.clicked.connect(lambda _=False, wanted=follow_up.id: self._desk.shell.check_in(wanted))
            buttons.addWidget(check)
        buttons.addStretch(1)
        rows.addWidget(ElidedLabel(kit, title, FontRole.BODY_MEDIUM))
        moment = self._desk.formats().short_moment(reminder.due_at, now)
        rows.addWidget(ElidedLabel(kit, moment, FontRole.SMALL, "text2"))
        rows.addLayout(buttons)
        return holder

    def _answer(self, told: ReminderCard) -> None:
        ids = tuple(reminder.id for reminder in told.reminders)
        self._desk.reminding.answer(ids, Answer.SKIPPED, self._desk.now())
