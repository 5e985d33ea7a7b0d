"""What a card shows of an insight: words, a chart, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.insights import NotEnough
from microcoach_desktop.domain.tables import Cell
from microcoach_desktop.ui.formats import Formats


@dataclass(frozen=True, slots=True)
class Bar:
    """One of a row of bars; its parts stand on each other."""

    label: str
    parts: tuple[float, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """`names` and `colors` (tokens) belong to the parts."""

    bars: tuple[Bar, ...]
    names: tuple[str, ...]
    colors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """A share from 0 to 1 with its words; `likely` is the range in which it probably lies."""

    label: str
    words: str
    share: float
    color: str = "focus"
    likely: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Meters:
    meters: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """All values before and after, and both medians; `good` where it went to the good side."""

    label: str
    words: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    medians: tuple[float, float]
    good: bool


@dataclass(frozen=True, slots=True)
class Movements:
    rows: tuple[Dots, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line that opens a person, or the sessions that a search finds."""

    icon: str
    color: str
    label: str
    words: str
    person_id: int = 0
    search: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """`groups` are headings with their lines."""

    groups: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(items) for _, items in self.groups)


Chart = Bars | Meters | Movements | Items


@dataclass(frozen=True, slots=True)
class Shown:
    """`sentence` says it all. With `needs` there is nothing more to show."""

    sentence: str = ""
    figure: str = ""
    caption: str = ""
    chart: Chart | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    hint: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """How the manager's numbers and days are written."""

    formats: Formats
    now: datetime

    def hours(self, hours: float) -> str:
        """Such as "35 min", "3.5 h" or "2.1 days"."""
        if hours < 1:
            return _tr("{n} min").format(n=round(hours * 60))
        if hours < 48:
            return _tr("{n} h").format(n=self._short(hours))
        return _tr("{n} days").format(n=self._short(hours / 24))

    def percent(self, part: float, whole: float) -> str:
        return f"{round(100 * part / whole)} %" if whole else "\N{EN DASH}"

    def day(self, at: datetime) -> str:
        return self.formats.day(at.astimezone(self.formats.zone).date(), self.now, weekday=False)

    def _short(self, value: float) -> str:
        return self.formats.number(round(value, 1) if value < 10 else round(value))


def not_enough(found: NotEnough, one: str, several: str) -> Shown:
    """`several` has a place for the number."""
    missing = one if found.missing == 1 else several.format(n=found.missing)
    return Shown(needs=_tr("Not enough yet: {missing}.").format(missing=missing))


def cells(rows: Sequence[Sequence[Cell]], formats: Formats) -> list[list[str]]:
    """As the window shows them; numbers in the locale's way."""
    return [
        [cell if isinstance(cell, str) else "\N{EN DASH}" if cell is None else formats.number(cell) for cell in row]
        for row in rows
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)
