"""Nobody left out: who has waited longest for a capture. No ranking of people, no reproach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.day import Day
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label, LinkButton

MOST = 3
AFTER_DAYS = 7
HIDDEN_DAYS = 30


def left_out(desk: Desk, day: Day) -> list[tuple[Person, int | None]]:
    """Present people with the days since their last capture, longest first; None for those without any."""
    last = desk.coach.store.people.last_talks()
    today = day.now.date()
    found: list[tuple[Person, int | None]] = []
    for person in day.people.values():
        at = last.get(person.id)
        days = None if at is None else (today - at.astimezone(day.now.tzinfo).date()).days
        if not person.is_away(today) and (days is None or days >= AFTER_DAYS):
            found.append((person, days))
    found.sort(key=lambda row: (row[1] is not None, -(row[1] or 0), row[0].name.casefold()))
    return found


class LeftOutCard(Card):
    def __init__(self, desk: Desk, waiting: list[tuple[Person, int | None]]) -> None:
        super().__init__(desk.kit, padding=18)
        self._desk = desk
        self.body.setContentsMargins(18, 12, 18, 16)
        head = QHBoxLayout()
        head.addWidget(Label(desk.kit, self.tr("Nobody left out"), FontRole.BODY_STRONG), 1)
        hide = LinkButton(desk.kit, self.tr("Hide"))
        hide.setAccessibleName(self.tr("Hide for 30 days"))
        hide.setToolTip(self.tr("Hide for 30 days"))
        hide.clicked.connect(self._hide)
        head.addWidget(hide)
        self.body.addLayout(head)
        for person, days in waiting[:MOST]:
            self.body.addLayout(self._row(person, days))

    def _row(self, person: Person, days: int | None) -> QHBoxLayout:
        kit = self._desk.kit
        since = self.tr("No capture yet")
        if days is not None:
            since = self.tr("{days} since the last capture").format(days=self._desk.formats().day_count(days))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(kit, person.name, FontRole.BODY_MEDIUM))
        words.addWidget(Label(kit, since, FontRole.SMALL, "text2", wrap=True))
        name = self.tr("Capture for {name}").format(name=person.name)
        add = IconButton(kit, "plus", name, role="secondary")
        add.clicked.connect(lambda _=False, who=person.id: self._desk.shell.quick_capture(Prefill(person_id=who)))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Avatar(kit, person.name, 32))
        line.addLayout(words, 1)
        line.addWidget(add)
        return line

    def _hide(self) -> None:
        desk = self._desk
        until = desk.now().date() + timedelta(days=HIDDEN_DAYS)
        try:
            desk.change_settings(replace(desk.settings(), nobody_left_out_hidden_until=until))
        except MicroCoachError as error:
            desk.shell.trouble(error)
            return
        self.hide()
        self.deleteLater()
