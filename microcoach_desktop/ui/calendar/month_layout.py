"""Where everything of a month stands, worked out once for each month and size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QSize

from microcoach_desktop.ui.theme.theme import Theme

HEAD = 32
DAY = 31
PITCH = 24
PILL = 22
NARROW = 58
EDGE = 4


def least_height(theme: Theme, weeks: int) -> int:
    """Every cell has room for a number and two lines, so that no day is only a count."""
    return theme.px(HEAD) + weeks * (theme.px(DAY) + 2 * theme.px(PITCH) + 2)


@dataclass(frozen=True, slots=True)
class MonthLayout:
    """`columns` are x and width of each weekday; `cells` by day. All in pixels of the grid, mirrored already.

    In a cell the first pill begins at `top`, one follows the other by `pitch`, and each is `pill` high.
    """

    weeks: Sequence[Sequence[date]]
    columns: tuple[tuple[int, int], ...]
    cells: Mapping[date, QRect]
    top: int
    pitch: int
    pill: int

    def fitting(self, day: date, count: int) -> int:
        """How many pills fit; the last place belongs to "n more" when not all do."""
        room = self.cells[day].height() - self.top - 2
        places = max(0, (room + self.pitch - self.pill) // self.pitch)
        return count if count <= places else max(0, places - 1)

    def line(self, day: date, place: int) -> QRect:
        """The place of a pill, counted from 0."""
        cell = self.cells[day]
        top = cell.y() + self.top + place * self.pitch
        return QRect(cell.x() + EDGE + 1, top, cell.width() - 2 * EDGE - 1, self.pill)

    def day_at(self, x: int, y: int) -> date | None:
        return next((day for day, cell in self.cells.items() if cell.contains(x, y)), None)


def columns_of(
    theme: Theme, start: int, width: int, weekdays: Sequence[int], narrow: frozenset[int], *, mirrored: bool
) -> tuple[tuple[int, int], ...]:
    """X and width of each weekday (Monday 0) after `start` pixels; the narrow ones shrink."""
    room = width - start
    # Large text needs the room on the days that hold something.
    thin = min(theme.px(NARROW), max(NARROW, room // 11), room // 7)
    wide = (room - thin * len(narrow)) / max(1, 7 - len(narrow))
    columns: list[tuple[int, int]] = []
    x = float(start)
    for weekday in weekdays:
        end = x + (thin if weekday in narrow else wide)
        columns.append((round(x), round(end) - round(x)))
        x = end
    return tuple((width - left - across, across) for left, across in columns) if mirrored else tuple(columns)


def lay_out(
    theme: Theme, size: QSize, weeks: Sequence[Sequence[date]], narrow: frozenset[int], *, mirrored: bool
) -> MonthLayout:
    """`narrow` are weekdays (Monday 0) that shrink."""
    weekdays = [day.weekday() for day in weeks[0]]
    columns = columns_of(theme, 0, size.width(), weekdays, narrow, mirrored=mirrored)
    head = theme.px(HEAD)
    height = (size.height() - head) / len(weeks)
    cells = {}
    for row, week in enumerate(weeks):
        top, bottom = round(head + row * height), round(head + (row + 1) * height)
        for (left, width), day in zip(columns, week, strict=True):
            cells[day] = QRect(left, top, width, bottom - top)
    return MonthLayout(weeks, columns, cells, theme.px(DAY), theme.px(PITCH), theme.px(PILL))
