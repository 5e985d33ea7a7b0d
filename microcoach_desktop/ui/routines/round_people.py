"""The people of a round, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal

from microcoach_desktop.domain.local_time import instant, zone_of
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.routines.occasion import Occasion
from microcoach_desktop.ui.routines.round_row import RoundRow
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.text import Label


class PeopleCard(Card):
    """Without a team it says how to begin (`empty_wanted`)."""

    edited = Signal()
    empty_wanted = Signal()

    def __init__(self, desk: Desk, occasion: Occasion, people: Sequence[Person]) -> None:
        super().__init__(desk.kit, padding=16)
        self.body.setSpacing(0)
        self.rows = [RoundRow(desk, person, occasion) for person in people]
        if not people:
            text, action = self.tr("Add your team to begin."), self.tr("Add people")
            self.body.addWidget(EmptyState(desk.kit, "users", text, action, self.empty_wanted.emit))
            return
        self.body.addWidget(
            Label(desk.kit, self._about(desk, occasion, len(people)), FontRole.SMALL, "text2", wrap=True)
        )
        self.body.addSpacing(6)
        for place, row in enumerate(self.rows):
            if place:
                self.body.addWidget(Divider(desk.kit))
            row.edited.connect(self.edited)
            row.next_wanted.connect(partial(self._go_on, place))
            self.body.addWidget(row)

    def written(self) -> list[RoundRow]:
        return [row for row in self.rows if not row.is_empty]

    def body_of_draft(self) -> Body:
        return {key: text for row in self.rows for key, text in row.body().items()}

    def focus_first(self) -> None:
        """The first line that has nothing in it yet."""
        row = next((row for row in self.rows if row.is_empty), next(iter(self.rows), None))
        if row is not None:
            row.edit.setFocus()

    def _go_on(self, place: int) -> None:
        """To the next person's line; after the last one to what follows."""
        if place + 1 < len(self.rows):
            self.rows[place + 1].edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(True)

    def _about(self, desk: Desk, occasion: Occasion, count: int) -> str:
        who = self.tr("1 person") if count == 1 else self.tr("{count} people").format(count=count)
        if occasion.task is None or occasion.nominal is None:
            return self.tr("{who}. An empty row means nothing to note.").format(who=who)
        starts_at = instant(datetime.fromisoformat(occasion.nominal), zone_of(occasion.task.zone))
        moment = desk.formats().short_moment(starts_at, desk.now())
        return self.tr("{moment}, {who}. An empty row means nothing to note.").format(moment=moment, who=who)
