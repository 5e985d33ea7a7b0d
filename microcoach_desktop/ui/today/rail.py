"""Beside the lists: rhythm, who has been left out, drafts, reminders without an answer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.ui.checkin.draft import waits
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.talk_rows import TalkCard
from microcoach_desktop.ui.today.day import Day
from microcoach_desktop.ui.today.left_out import LeftOutCard, left_out
from microcoach_desktop.ui.today.rhythm_card import RhythmCard
from microcoach_desktop.ui.today.waiting import DraftsCard, UnansweredCard


class TodayRail(QWidget):
    """The small cards are made anew at each reload; what they show is read before the old ones go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rhythm = RhythmCard(desk)
        self._below = QVBoxLayout()
        self._below.setSpacing(12)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.rhythm)
        rows.addLayout(self._below)
        rows.addStretch(1)

    def reload(self, day: Day) -> None:
        """Raises a StoreError."""
        self.rhythm.reload(day.now)
        self.reload_cards(day)

    def reload_cards(self, day: Day) -> None:
        """What drafts and reminders change: all but the rhythm. Raises a StoreError."""
        desk = self._desk
        hidden_until = desk.settings().nobody_left_out_hidden_until
        hidden = hidden_until is not None and day.now.date() < hidden_until
        waiting = [] if hidden else left_out(desk, day)
        drafts = [draft for draft in desk.coach.store.drafts.all() if waits(desk.coach.store, draft)]
        listed = {follow_up.id for follow_up in day.late + day.due}
        told = desk.reminding.unanswered(desk.now(), listed)
        ageing = [note for note in desk.coach.store.talks.waiting(day.now) if note.person_id in day.present]
        self._clear()
        if ageing:
            self._below.addWidget(TalkCard(desk, ageing, {person.id: person.name for person in day.people.values()}))
        if waiting:
            self._below.addWidget(LeftOutCard(desk, waiting))
        if drafts:
            self._below.addWidget(DraftsCard(desk, drafts, day.people, day.now))
        if told:
            self._below.addWidget(UnansweredCard(desk, told, day.now))

    def _clear(self) -> None:
        while self._below.count():
            item = self._below.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
