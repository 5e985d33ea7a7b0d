"""The years, months, weeks and days that a rule walks through, and which of their days fit it."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta

from microcoach_desktop.domain.recurrence.rule import Frequency, Rule


@dataclass(frozen=True, slots=True)
class Periods:
    """How periods of one length are counted: their number for a day, and their days (ordinals; None past the end)."""

    number: Callable[[date, date], int]
    days: Callable[[date, int, Rule], range | None]


def _year(origin: date, number: int, rule: Rule) -> range | None:
    year = origin.year + number
    if year > MAXYEAR - 1:
        return None
    if rule.months and not rule.weeks and not rule.year_days:
        first, final = min(rule.months), max(rule.months)
        return _ordinals(date(year, first, 1), date(year, final, monthrange(year, final)[1]))
    return _ordinals(date(year, 1, 1), date(year, 12, 31))


def _month(origin: date, number: int, rule: Rule) -> range | None:
    years, month = divmod(origin.month - 1 + number, 12)
    year = origin.year + years
    if year > MAXYEAR - 1:
        return None
    if rule.months and month + 1 not in rule.months:
        day = date(year, month + 1, 1).toordinal()
        return range(day, day)
    return _ordinals(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))


def _of_days(length: int) -> Periods:
    def days(origin: date, number: int, _rule: Rule) -> range | None:
        first = origin.toordinal() + number * length
        return None if first + length > date.max.toordinal() else range(first, first + length)

    return Periods(lambda day, origin: (day - origin).days // length, days)


def _ordinals(first: date, final: date) -> range:
    return range(first.toordinal(), final.toordinal() + 1)


def origin(start: datetime, rule: Rule) -> date:
    """The day that the periods are counted from."""
    if rule.frequency is not Frequency.WEEKLY:
        return start.date()
    return date.fromordinal(max(1, start.toordinal() - (start.weekday() - rule.week_start) % 7))


PERIODS: Mapping[Frequency, Periods] = {
    Frequency.YEARLY: Periods(lambda day, origin: day.year - origin.year, _year),
    Frequency.MONTHLY: Periods(lambda day, origin: (day.year - origin.year) * 12 + day.month - origin.month, _month),
    Frequency.WEEKLY: _of_days(7),
    Frequency.DAILY: _of_days(1),
}


def fits(day: date, rule: Rule) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and not _weekday_fits(day, rule):
        return False
    if rule.month_days and not rule.month_days & {day.day, day.day - monthrange(day.year, day.month)[1] - 1}:
        return False
    if rule.year_days:
        number = day.timetuple().tm_yday
        if not rule.year_days & {number, number - (366 if isleap(day.year) else 365) - 1}:
            return False
    return not rule.weeks or bool(rule.weeks & _week_numbers(day, rule.week_start))


def _weekday_fits(day: date, rule: Rule) -> bool:
    weekday = day.weekday()
    if (weekday, 0) in rule.weekdays:
        return True
    if rule.frequency >= Frequency.WEEKLY:
        return False
    if rule.frequency is Frequency.MONTHLY or rule.months:
        number, size = day.day, monthrange(day.year, day.month)[1]
    else:
        number, size = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    return bool(rule.weekdays & {(weekday, (number - 1) // 7 + 1), (weekday, -((size - number) // 7) - 1)})


def _week_numbers(day: date, week_start: int) -> frozenset[int]:
    """The number of its week, from the year's start and end; week 1 has at least four days in the year."""
    middle = _middle(day, week_start)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    last = (_middle(date(middle.year, 12, 28), week_start).timetuple().tm_yday - 1) // 7 + 1
    return frozenset((number, number - last - 1))


def _middle(day: date, week_start: int) -> date:
    return day + timedelta(days=3 - (day.weekday() - week_start) % 7)
