"""What narrows the history: words, kind, period, one person or everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.chip import Chip
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
    period: Period = Period.ALL
    everyone: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.text.strip()) or self.kind is not None or self.period is not Period.ALL

    def filter(self, person_id: int, now: datetime) -> HistoryFilter:
        """`now` in the manager's zone: periods begin at midnight there."""
        return HistoryFilter(
            person_id=None if self.everyone else person_id,
            text=self.text.strip(),
            kind=self.kind,
            since=since(self.period, now),
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
    return at_time(first, time(0), zone) if zone is not None else None  # type: ignore[arg-type]


class FilterBar(QWidget):
    """`changed` comes at once for chips and after a breath for typing."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kit = desk.kit
        self.wish = Wish()
        self.search = SearchField(kit)
        self.search.setPlaceholderText(self.tr("Search these sessions"))
        self.search.setAccessibleName(self.tr("Search sessions"))
        self.search.setAccessibleDescription(self.tr("All fields and check-in notes. Quotes find a phrase."))
        self.kind = FilterChip(kit, self.tr("Kind"))
        for kind_text, kind in ((self.tr("All"), None), (self.tr("Wins"), Kind.WIN)):
            self.kind.add(kind_text, kind)
        self.kind.add(self.tr("Opportunities"), Kind.OPPORTUNITY)
        self.period = FilterChip(kit, self.tr("Period"), "calendar-days")
        self.period.add(self.tr("All"), Period.ALL)
        self.period.add(self.tr("Last 30 days"), Period.DAYS_30)
        self.period.add(self.tr("Last 3 months"), Period.MONTHS_3)
        self.period.add(self.tr("This year"), Period.YEAR)
        self.everyone = Chip(kit, self.tr("Everyone"), "users")
        self.everyone.setCheckable(True)
        self.everyone.setAccessibleName(self.tr("Search everyone"))
        self.everyone.setToolTip(self.tr("Search everyone") + "  Ctrl+Shift+F")
        flow = self._flow = FlowLayout(self)
        self.export = IconButton(kit, "upload", self.tr("Export"), role="secondary")
        self.export.setToolTip(self.tr("Export") + "  Ctrl+E")
        for widget in (self.search, self.kind, self.period, self.everyone, self.export):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._read)
        self.search.textChanged.connect(self._typing.start)
        self.kind.menu.triggered.connect(self._read)
        self.period.menu.triggered.connect(self._read)
        self.kind.cleared.connect(self._clear_kind)
        self.period.cleared.connect(self._clear_period)
        self.everyone.toggled.connect(self._read)
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

    def _show_choices(self) -> None:
        self.kind.show_choice(self.wish.kind, active=self.wish.kind is not None)
        self.period.show_choice(self.wish.period, active=self.wish.period is not Period.ALL)
        self.everyone.update()

    def _read(self) -> None:
        kind = next((a.data() for a in self.kind.menu.actions() if a.isChecked()), None)
        period = next((a.data() for a in self.period.menu.actions() if a.isChecked()), Period.ALL)
        self._take(Wish(self.search.text(), kind, period, self.everyone.isChecked()))

    def _clear_kind(self) -> None:
        self._take(Wish(self.search.text(), None, self.wish.period, self.wish.everyone))

    def _clear_period(self) -> None:
        self._take(Wish(self.search.text(), self.wish.kind, Period.ALL, self.wish.everyone))

    def _take(self, wish: Wish) -> None:
        if wish != self.wish:
            self.wish = wish
            self._show_choices()
            self.changed.emit()
