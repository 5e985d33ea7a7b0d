"""Your rhythm: the strip, one sentence about this week, and the same as a table."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout

from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.rhythm import Rhythm, RhythmStrip, RhythmTable, first_day
from microcoach_desktop.ui.widgets.text import Label, LinkButton


class RhythmCard(Card):
    """Stays while the page reloads, and so does the choice of the table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.kit, padding=18)
        self._desk = desk
        self.strip = RhythmStrip(desk.kit)
        self._rhythm: Rhythm | None = None
        self.sentence = Label(desk.kit, "", FontRole.SMALL, "text2", wrap=True)
        self.toggle = LinkButton(desk.kit, self.tr("Show as table"))
        self.toggle.clicked.connect(self.turn)
        head = QHBoxLayout()
        head.addWidget(Label(desk.kit, self.tr("Your rhythm"), FontRole.BODY_STRONG), 1)
        head.addWidget(self.toggle)
        self.body.setContentsMargins(18, 12, 18, 16)
        self.body.addLayout(head)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.sentence)

    @cached_property
    def table(self) -> RhythmTable:
        """Made when it is first asked for: few look at it, and every start would pay."""
        table = RhythmTable(self._desk.kit)
        table.hide()
        self.body.insertWidget(self.body.indexOf(self.strip) + 1, table)
        return table

    def reload(self, now: datetime) -> None:
        """Raises a StoreError."""
        formats, today = self._desk.formats(), now.date()
        first = first_day(today, formats.first_weekday)
        days = [first + timedelta(days=place) for place in range((today - first).days + 1)]
        midnights = [at_time(day, time(0), self._desk.coach.zone()) for day in (*days, today + timedelta(days=1))]
        captured = self._desk.coach.store.sessions.captured_by_day(midnights)
        self._rhythm = Rhythm({day: kinds.total() for day, kinds in zip(days, captured, strict=True)}, today, formats)
        self.strip.show_rhythm(self._rhythm)
        if not self.strip.isVisibleTo(self):
            self.table.show_rhythm(self._rhythm)
        this_week = (today.weekday() - formats.first_weekday) % 7 + 1
        self.sentence.setText(self._week(sum(captured[-this_week:], Counter())))

    def turn(self) -> None:
        as_table = self.table.isHidden()
        if as_table and self._rhythm is not None:
            self.table.show_rhythm(self._rhythm)
        self.table.setVisible(as_table)
        self.strip.setVisible(not as_table)
        self.toggle.setText(self.tr("Show as squares") if as_table else self.tr("Show as table"))

    def _week(self, kinds: Counter[Kind]) -> str:
        count, wins = kinds.total(), kinds[Kind.WIN]
        if not count:
            return self.tr("No capture yet this week.")
        opportunities = count - wins
        notes = self.tr("1 capture") if count == 1 else self.tr("{n} captures").format(n=count)
        won = self.tr("1 win") if wins == 1 else self.tr("{n} wins").format(n=wins)
        some = self.tr("{n} opportunities").format(n=opportunities)
        seen = self.tr("1 opportunity") if opportunities == 1 else some
        if not opportunities:
            return self.tr("{notes} this week, {wins}.").format(notes=notes, wins=won)
        if not wins:
            return self.tr("{notes} this week, {opportunities}.").format(notes=notes, opportunities=seen)
        return self.tr("{notes} this week, {wins} and {opportunities}.").format(
            notes=notes, wins=won, opportunities=seen
        )
