"""Dates and numbers as the manager reads them: "Fri 14 Nov, 14:00", "in 3 days", "1 day late"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from microcoach_desktop.domain.errors import InvalidRecord


class Formats:
    """All instants are shown in `zone`; `now` of each call decides about years and relative words."""

    def __init__(self, locale: QLocale, zone: ZoneInfo) -> None:
        self.locale = locale
        self.zone = zone
        self._clocks: dict[tuple[int, int], str] = {}

    @property
    def first_weekday(self) -> int:
        """Monday 0."""
        return self.locale.firstDayOfWeek().value - 1

    def time(self, at: datetime) -> str:
        local = at.astimezone(self.zone)
        return self.clock(local.hour, local.minute)

    def clock(self, hour: int, minute: int = 0) -> str:
        """A wall time such as "14:00" or "2:00 PM"."""
        kept = self._clocks.get((hour, minute))
        if kept is None:
            kept = self.locale.toString(QTime(hour, minute), QLocale.FormatType.ShortFormat)
            self._clocks[hour, minute] = kept
        return kept

    def day(self, on: date, now: datetime, weekday: bool = True) -> str:
        """Such as "Fri 14 Nov", with the year when it is another one."""
        pattern = ("ddd d MMM" if weekday else "d MMM") + ("" if on.year == now.year else " yyyy")
        return self.locale.toString(QDate(on.year, on.month, on.day), pattern)

    def long_day(self, on: date) -> str:
        return self.locale.toString(QDate(on.year, on.month, on.day), "dddd d MMMM")

    def month(self, on: date) -> str:
        return self.locale.toString(QDate(on.year, on.month, 1), "MMMM yyyy")

    def days(self, first: date, last: date) -> str:
        """Such as "10 to 16 November 2025"; month and year of the first only where they differ."""
        start = "d" if (first.year, first.month) == (last.year, last.month) else "d MMMM"
        if first.year != last.year:
            start = "d MMMM yyyy"
        begin = self.locale.toString(QDate(first.year, first.month, first.day), start)
        end = self.locale.toString(QDate(last.year, last.month, last.day), "d MMMM yyyy")
        return self._tr("{first} to {last}").format(first=begin, last=end)

    def weekday(self, weekday: int) -> str:
        """Short name; Monday 0."""
        return self.locale.standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)

    def moment(self, at: datetime, now: datetime) -> str:
        """Such as "Fri 14 Nov, 14:00"."""
        return f"{self.day(at.astimezone(self.zone).date(), now)}, {self.time(at)}"

    def coming_moment(self, at: datetime) -> str:
        """Such as "Wed 09:00", for one of the next days."""
        return f"{self.weekday(at.astimezone(self.zone).weekday())} {self.time(at)}"

    def short_moment(self, at: datetime, now: datetime) -> str:
        """Such as "Today 09:14", "Tomorrow 09:00", "Thu 6 Nov"."""
        days = (at.astimezone(self.zone).date() - now.astimezone(self.zone).date()).days
        words = {-1: self._tr("Yesterday"), 0: self._tr("Today"), 1: self._tr("Tomorrow")}
        if days in words:
            return f"{words[days]} {self.time(at)}"
        return self.day(at.astimezone(self.zone).date(), now)

    def relative(self, at: datetime, now: datetime) -> str:
        """Such as "today", "tomorrow", "in 3 days", "3 days ago"."""
        days = (at.astimezone(self.zone).date() - now.astimezone(self.zone).date()).days
        if days == 0:
            return self._tr("today")
        if days in (1, -1):
            return self._tr("tomorrow") if days == 1 else self._tr("yesterday")
        if days > 0:
            return self._tr("in {days} days").format(days=days)
        return self._tr("{days} days ago").format(days=-days)

    def span(self, length: timedelta) -> str:
        """Such as "35 min", "4 h", "3 days"."""
        minutes = round(length.total_seconds() / 60)
        if minutes < 90:
            return self._tr("{minutes} min").format(minutes=minutes)
        if minutes < 36 * 60:
            return self._tr("{hours} h").format(hours=round(minutes / 60))
        return self.day_count(round(minutes / (24 * 60)))

    @classmethod
    def day_count(cls, count: int) -> str:
        return cls._tr("1 day") if count == 1 else cls._tr("{days} days").format(days=count)

    def late(self, days: int) -> str:
        return self._tr("1 day late") if days == 1 else self._tr("{days} days late").format(days=days)

    def number(self, value: float) -> str:
        """Without trailing zeros, with the locale's decimal sign."""
        text = self.locale.toString(float(value), "f", 2)
        sign = self.locale.decimalPoint()
        return text.rstrip("0").rstrip(sign) if sign in text else text

    def parse_number(self, text: str) -> float | None:
        """A typed number in the locale's or the plain form; None for nothing. Raises InvalidRecord."""
        if not text.strip():
            return None
        value, good = self.locale.toDouble(text.strip())
        if not good:
            value, good = QLocale.c().toDouble(text.strip().replace(",", "."))
        if not good:
            raise InvalidRecord("number", self._tr("This is not a number."))
        return value

    @staticmethod
    def _tr(text: str) -> str:
        return QCoreApplication.translate("Formats", text)
