"""The day that a date phrase names."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from microcoach_desktop.domain.local_time import add_working_days
from microcoach_desktop.domain.when.clock import ImpossibleError, NotADateError
from microcoach_desktop.domain.when.grammar import Fragment, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from microcoach_desktop.domain.when.model import Atom, DateContext

YEARS_AHEAD = 10
SATURDAY = 5


def named_day(fragment: Fragment, context: DateContext, today: date) -> date:
    """Raises NotADateError or ImpossibleError. The day may be in the past."""
    return _DAYS[fragment.piece](fragment, context, today)


def week_start(day: date, context: DateContext) -> date:
    return day - timedelta(days=(day.weekday() - context.week_starts_on) % 7)


def weekday_in(start: date, weekday: int) -> date:
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def named_week(fragment: Fragment, context: DateContext, today: date, *, alone: bool) -> date:
    """The first day of the week or of the next month, the next working day; "this week" alone names no day."""
    start = week_start(today, context)
    if fragment.form == "after next":
        return start + timedelta(days=14)
    unit = _unit(fragment)
    if unit == "week" and fragment.form == "next":
        return start + timedelta(days=7)
    if unit == "week" and not alone:
        return start
    if unit == "month" and fragment.form == "next" and alone:
        return add_months(today.replace(day=1), 1)
    if unit == "workday" and fragment.form == "next":
        return add_working_days(today, 1, context.working_days)
    raise NotADateError


def shift(day: date, count: int, unit: str, context: DateContext) -> date:
    if count < 0 or count > 366 * YEARS_AHEAD:
        raise NotADateError
    if unit == "workday":
        return add_working_days(day, count, context.working_days)
    if unit in {"month", "year"}:
        months = count * (12 if unit == "year" else 1)
        if months > 12 * YEARS_AHEAD:
            raise NotADateError
        return add_months(day, months)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is None or days * count > 366 * YEARS_AHEAD:
        raise NotADateError
    return day + timedelta(days=days * count)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def lengths(fragment: Fragment) -> list[tuple[int, str]]:
    """Pairs of count and unit; a glued "1h30" gives two."""
    found: list[tuple[int, str]] = []
    count = 1
    for atom in fragment.atoms:
        if atom.code in "nj":
            count = atom.value
        elif atom.code == "u":
            found.append((count, atom.name))
        elif atom.code == "U":
            found.append((atom.value, atom.name))
            if atom.minute:
                found.append((atom.minute, "minute"))
    return found


def check_said_as_later(fragment: Fragment) -> None:
    """Raises NotADateError for "a week", "one day", "45m": without "in" it takes digits and a clear unit."""
    spelled = any(atom.code == "j" or (atom.code == "n" and not atom.raw) for atom in fragment.atoms)
    metres = any(atom.code == "U" and atom.name == "minute" and atom.raw.endswith("m") for atom in fragment.atoms)
    if (spelled or metres) and not fragment.find("i+F"):
        raise NotADateError


def _unit(fragment: Fragment) -> str:
    unit = fragment.find("ue")
    return unit.name if unit is not None else ""


def _atom(fragment: Fragment, code: str) -> Atom:
    """The one that the fragment's shape is sure to have."""
    return next(atom for atom in fragment.atoms if atom.code == code)


def _value(fragment: Fragment, code: str) -> int:
    return _atom(fragment, code).value


def _relative(fragment: Fragment, _context: DateContext, today: date) -> date:
    word = fragment.find("r")
    return today + timedelta(days=word.value if word else 0)


def _later(fragment: Fragment, context: DateContext, today: date) -> date:
    day = today
    check_said_as_later(fragment)
    pairs = lengths(fragment)
    if not sum(count for count, _ in pairs):
        raise NotADateError
    for count, unit in pairs:
        day = shift(day, count, unit, context)
    return day


def _ago(fragment: Fragment, _context: DateContext, today: date) -> date:
    ((count, unit),) = lengths(fragment)
    days = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}.get(unit, 1)
    return today - timedelta(days=max(1, min(days * count, 3660)))


def _date(fragment: Fragment, _context: DateContext, today: date) -> date:
    atom = _atom(fragment, "D")
    if atom.name == "impossible":
        raise ImpossibleError
    return atom.on or _coming(atom.value, atom.minute, today)


def _month_day(fragment: Fragment, _context: DateContext, today: date) -> date:
    month, day, year = _value(fragment, "M"), _day_number(fragment), _year(fragment)
    if year is None:
        return _coming(month, day, today)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleError from error


def _day_number(fragment: Fragment) -> int:
    return next(atom.value for atom in fragment.atoms if atom.code == "o" or (atom.code == "n" and not _is_year(atom)))


def _year(fragment: Fragment) -> int | None:
    return next((atom.value for atom in fragment.atoms if _is_year(atom)), None)


def _is_year(atom: Atom) -> bool:
    return atom.code == "n" and len(atom.raw) == 4


def _coming(month: int, day: int, today: date) -> date:
    """This year's date or the next one's; a leap day further away than that was not meant."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ImpossibleError


def _ordinal(fragment: Fragment, _context: DateContext, today: date) -> date:
    atom = _atom(fragment, "o")
    # "Second" alone is a word; "2nd" is a date.
    if not atom.raw or not 1 <= atom.value <= 31:
        raise NotADateError
    month = today.replace(day=1)
    while atom.value > calendar.monthrange(month.year, month.month)[1] or month.replace(day=atom.value) < today:
        month = add_months(month, 1)
    return month.replace(day=atom.value)


def _nth_weekday(fragment: Fragment, _context: DateContext, today: date) -> date:
    weekday, month = _value(fragment, "w"), _month(fragment, today)
    nth = fragment.find("ol")
    if nth is not None and nth.code == "l":
        last = add_months(month, 1) - timedelta(days=1)
        found = last - timedelta(days=(last.weekday() - weekday) % 7)
    else:
        found = weekday_in(month, weekday) + timedelta(days=7 * (_value(fragment, "o") - 1))
    if found < today or found.month != month.month:
        raise NotADateError
    return found


def _day_of_month(fragment: Fragment, _context: DateContext, today: date) -> date:
    month = _month(fragment, today)
    units = [atom.name for atom in fragment.atoms if atom.code == "u"]
    last = add_months(month, 1) - timedelta(days=1)
    if units[0] != "day" and len(units) > 1:
        raise NotADateError
    day = last.day if fragment.find("l") else _value(fragment, "o")
    if not 1 <= day <= last.day or month.replace(day=day) < today:
        raise NotADateError
    return month.replace(day=day)


def _month(fragment: Fragment, today: date) -> date:
    """The first day of the month that the fragment names."""
    named = fragment.find("M")
    if named is not None:
        return _this_or_next_year(named.value, today)
    if fragment.find("u") is None or [atom.name for atom in fragment.atoms if atom.code == "u"][-1] != "month":
        raise NotADateError
    return add_months(today.replace(day=1), 1 if fragment.find("x") else 0)


def _this_or_next_year(month: int, today: date) -> date:
    return date(today.year + (month < today.month), month, 1)


def _end(fragment: Fragment, context: DateContext, today: date) -> date:
    if fragment.form == "month":
        return add_months(_this_or_next_year(_value(fragment, "M"), today), 1) - timedelta(days=1)
    unit = "day" if fragment.find("d") else _unit(fragment)
    ahead = 1 if fragment.form == "next" else 0
    if unit == "day" and not ahead:
        return today
    if unit == "week":
        start = week_start(today, context) + timedelta(days=7 * ahead)
        days = [start + timedelta(days=n) for n in range(7)]
        end = max((day for day in days if day.weekday() in context.working_days), default=days[-1])
    elif unit == "month":
        end = add_months(today.replace(day=1), 1 + ahead) - timedelta(days=1)
    elif unit == "year":
        end = date(today.year + ahead, 12, 31)
    else:
        raise NotADateError
    if end < today:
        raise NotADateError
    return end


def _start(fragment: Fragment, context: DateContext, today: date) -> date:
    unit = _unit(fragment)
    if unit == "week":
        return week_start(today, context) + timedelta(days=7)
    if unit == "month":
        return add_months(today.replace(day=1), 1)
    raise NotADateError


def _weekend(fragment: Fragment, _context: DateContext, today: date) -> date:
    # Weekends come at the end of the week, whatever day a calendar shows first.
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * (fragment.form == "next"))
    saturday = monday + timedelta(days=SATURDAY)
    if saturday < today:
        raise NotADateError
    return saturday


def _middle(fragment: Fragment, _context: DateContext, today: date) -> date:
    return _coming(_value(fragment, "M"), 15, today)


_DAYS: Mapping[Piece, Callable[[Fragment, DateContext, date], date]] = {
    Piece.LATER: _later,
    Piece.AGO: _ago,
    Piece.RELATIVE: _relative,
    Piece.DATE: _date,
    Piece.MONTH_DAY: _month_day,
    Piece.ORDINAL: _ordinal,
    Piece.NTH_WEEKDAY: _nth_weekday,
    Piece.DAY_OF_MONTH: _day_of_month,
    Piece.END: _end,
    Piece.START: _start,
    Piece.WEEKEND: _weekend,
    Piece.MIDDLE: _middle,
}
