"""The rows of an agenda: a heading for each day, then its entries by time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt

from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.calendar.items import DayItem, by_time
from microcoach_desktop.ui.calendar.pills import sentence
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.column import ColumnModel, Index


@dataclass(frozen=True, slots=True)
class DayHeading:
    """`text` such as "Tuesday 11 November", `note` such as "today"."""

    day: date
    text: str
    note: str = ""


AgendaRow = DayHeading | DayItem


class AgendaModel(ColumnModel[AgendaRow]):
    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.now = desk.now()

    @property
    def zone(self) -> ZoneInfo:
        return self._desk.coach.zone()

    def show_days(self, days: Mapping[date, list[DayItem]], now: datetime, *, headings: bool) -> None:
        self.beginResetModel()
        self.now, self.rows = now, []
        for day in sorted(days):
            if headings:
                self.rows.append(self._heading(day))
            self.rows.extend(by_time(days[day], self.zone))
        self.endResetModel()

    def item(self, index: Index) -> DayItem | None:
        return self.row_at(index, DayItem)

    def row_of(self, check_in_id: int) -> int | None:
        for number, row in enumerate(self.rows):
            if isinstance(row, DayItem) and row.follow_up is not None and row.follow_up.id == check_in_id:
                return number
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.rows[index.row()]
        if isinstance(row, DayHeading):
            return f"{row.text}, {row.note}" if row.note else row.text
        formats = self._desk.formats()
        said = sentence(formats, row, self.now)
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        return f"{said}, {formats.long_day(wall(row.stands_at(self.zone), self.zone).date())}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.item(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _heading(self, day: date) -> DayHeading:
        formats = self._desk.formats()
        days = (day - self.now.date()).days
        note = {-1: self.tr("yesterday"), 0: self.tr("today"), 1: self.tr("tomorrow")}.get(days, "")
        if not note and days > 1:
            note = self.tr("in {days} days").format(days=days)
        return DayHeading(day, formats.long_day(day), note)
