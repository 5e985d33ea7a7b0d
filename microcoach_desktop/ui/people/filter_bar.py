"""What narrows the history: words, kind, context, outcome, tag, period, one person or everyone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.filter_chip import FilterChip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.search_field import SearchField

# A pause this short is not seen; it saves the searches between the letters of a quick word.
TYPING_MS = 40


class Period(Enum):
    ALL = "all"
    DAYS_30 = "days_30"
    MONTHS_3 = "months_3"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is chosen in the bar."""

    text: str = ""
    kind: Kind | None = None
    context: str | None = None
    outcome: Outcome | None = None
    tag: str | None = None
    period: Period = Period.ALL
    everyone: bool = False

    @property
    def narrows(self) -> bool:
        return replace(self, text=self.text.strip(), everyone=False) != Wish()

    def filter(self, person_id: int, now: datetime) -> HistoryFilter:
        """`now` in the manager's zone: periods begin at midnight there."""
        return HistoryFilter(
            person_id=None if self.everyone else person_id,
            text=self.text.strip(),
            kind=self.kind,
            since=since(self.period, now),
            context=self.context,
            outcome=self.outcome,
            tag=self.tag,
        )


def since(period: Period, now: datetime) -> datetime | None:
    today = now.date()
    if period is Period.ALL:
        return None
    if period is Period.DAYS_30:
        first = today - timedelta(days=30)
    elif period is Period.YEAR:
        first = today.replace(month=1, day=1)
    else:
        months = today.year * 12 + today.month - 1 - 3
        first = today.replace(year=months // 12, month=months % 12 + 1, day=1) + timedelta(days=today.day - 1)
    zone = now.tzinfo
    return at_time(first, time(0), zone) if zone is not None else None


class FilterBar(QWidget):
    """`changed` comes at once for chips and after a breath for typing. The menus offer what `person_id` has."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kit = desk.kit
        self._desk = desk
        self.wish = Wish()
        self.person_id = 0
        self.search = SearchField(kit)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search sessions"))
        self.search.setAccessibleDescription(self.tr("All fields and check-in notes. Quotes find a phrase."))
        self.kind = FilterChip(kit, self.tr("Kind"))
        self.context = FilterChip(kit, self.tr("Context"), "map-pin")
        self.outcome = FilterChip(kit, self.tr("Outcome"))
        self.tag = FilterChip(kit, self.tr("Tag"))
        self.period = FilterChip(kit, self.tr("Period"), "calendar-days")
        # By the part of the wish that each is for.
        self._chips = {
            "kind": self.kind, "context": self.context, "outcome": self.outcome, "tag": self.tag, "period": self.period,
        }  # fmt: skip
        self._add_choices()
        self.everyone = IconButton(kit, "users", self.tr("Search everyone"), role="secondary", keys="Ctrl+Shift+F")
        self.everyone.setCheckable(True)
        self.export = IconButton(kit, "upload", self.tr("Export"), role="secondary", keys="Ctrl+E")
        flow = self._flow = FlowLayout(self)
        for widget in (self.search, *self._chips.values(), self._together(self.everyone, self.export)):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._connect()
        self.put(self.wish)

    def put(self, wish: Wish) -> None:
        """Show these choices without `changed`."""
        self.wish = wish
        self.search.blockSignals(True)
        self.search.setText(wish.text)
        self.search.blockSignals(False)
        self.search.cross.setVisible(bool(wish.text))
        self._typing.stop()
        self.everyone.blockSignals(True)
        self.everyone.setChecked(wish.everyone)
        self.everyone.blockSignals(False)
        self._show_choices()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._flow.invalidate()

    @staticmethod
    def _together(*buttons: QWidget) -> QWidget:
        """So that a line never breaks between them."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        return holder

    def _add_choices(self) -> None:
        everything = self.tr("All")
        for chip, none in ((self.kind, None), (self.outcome, None), (self.period, Period.ALL)):
            chip.add(everything, none)
        self.kind.add(self.tr("Wins"), Kind.WIN)
        self.kind.add(self.tr("Opportunities"), Kind.OPPORTUNITY)
        for outcome in Outcome:
            self.outcome.add(wording.outcome_word(outcome), outcome)
        self.period.add(self.tr("Last 30 days"), Period.DAYS_30)
        self.period.add(self.tr("Last 3 months"), Period.MONTHS_3)
        self.period.add(self.tr("This year"), Period.YEAR)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._read)
        self.search.textChanged.connect(self._typing.start)
        for field, chip in self._chips.items():
            chip.menu.triggered.connect(self._read)
            chip.cleared.connect(partial(self._clear, field))
        for chip in (self.context, self.tag):
            chip.menu.aboutToShow.connect(self._offer)
        self.everyone.toggled.connect(self._read)

    def _offer(self) -> None:
        """The contexts and tags in use, read when a menu opens: what was written a moment ago is among them."""
        try:
            found = self._desk.coach.store.sessions.choices(None if self.wish.everyone else self.person_id)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        self.context.offer(self.tr("All"), found.contexts, self.wish.context)
        self.tag.offer(self.tr("All"), found.tags, self.wish.tag)

    def _show_choices(self) -> None:
        for chip, chosen in ((self.context, self.wish.context), (self.tag, self.wish.tag)):
            if not chip.offers(chosen):
                chip.offer(self.tr("All"), (), chosen)
        nothing = Wish()
        for field, chip in self._chips.items():
            chosen = getattr(self.wish, field)
            chip.show_choice(chosen, active=chosen != getattr(nothing, field))
        self.everyone.set_icon("users", "accent_text" if self.wish.everyone else "")

    def _read(self) -> None:
        chosen: dict[str, Any] = {field: chip.chosen for field, chip in self._chips.items()}
        self._take(Wish(text=self.search.text(), everyone=self.everyone.isChecked(), **chosen))

    def _clear(self, field: str) -> None:
        """One chip, with what was typed meanwhile."""
        self._take(replace(self.wish, text=self.search.text(), **{field: getattr(Wish(), field)}))

    def _take(self, wish: Wish) -> None:
        if wish != self.wish:
            self.wish = wish
            self._show_choices()
            self.changed.emit()
