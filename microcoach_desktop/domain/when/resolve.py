"""From the shapes of a phrase to one moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from microcoach_desktop.domain.when.clock import (
    PART_HOURS,
    ImpossibleError,
    NotADateError,
    clock_time,
    local_moment,
    named_part,
)
from microcoach_desktop.domain.when.days import (
    check_said_as_later,
    lengths,
    named_day,
    named_week,
    shift,
    week_start,
    weekday_in,
)
from microcoach_desktop.domain.when.grammar import Fragment, Piece
from microcoach_desktop.domain.when.model import FAR_DAYS, DateContext, When, WhenKind

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_A_DATE = When(WhenKind.NOT_A_DATE)
ELAPSED_UNITS: Mapping[str, int] = {"minute": 1, "hour": 60}
MOST_MINUTES = 60 * 24 * 31


def resolve(fragments: tuple[Fragment, ...], context: DateContext) -> When:
    try:
        return _resolve(fragments, context)
    except NotADateError:
        return NOT_A_DATE
    except ImpossibleError:
        return When(WhenKind.IMPOSSIBLE)
    except (OverflowError, ValueError):
        # Years outside the calendar, reached by adding.
        return NOT_A_DATE


def moment(at: datetime, context: DateContext, *, has_time: bool) -> When:
    """Raises OverflowError where the zone's clock leaves the calendar."""
    kind = WhenKind.PAST if at < context.now else WhenKind.MOMENT
    far = at - context.now > timedelta(days=FAR_DAYS)
    return When(kind, at.astimezone(context.zone), has_time, far=far)


def _resolve(fragments: tuple[Fragment, ...], context: DateContext) -> When:
    slots = {fragment.slot: fragment for fragment in fragments}
    minutes = _elapsed_minutes(slots.get("day"))
    if minutes:
        if len(slots) > 1:
            raise NotADateError
        return moment(_minutes_later(context, minutes), context, has_time=True)
    part = named_part(fragments)
    clock = clock_time(slots["clock"], part) if "clock" in slots else None
    day = _day(slots, part, clock, context)
    if day is None:
        _check_lone_clock(slots)
        return _next_showing(part, clock, context)
    if part == "midnight":
        raise NotADateError
    at = local_moment(day, clock or _usual(part, slots, context), context.zone)
    if at < context.now and clock is None and day == _today(context):
        at = _later_today(part, context) or at
    named = clock is not None or bool(part) or ("day" in slots and slots["day"].piece is Piece.END)
    return moment(at, context, has_time=named)


def _elapsed_minutes(fragment: Fragment | None) -> int:
    """Zero where the fragment is no length of hours or minutes."""
    if fragment is None or fragment.piece not in {Piece.ELAPSED, Piece.LATER}:
        return 0
    if fragment.piece is Piece.LATER:
        check_said_as_later(fragment)
    pairs = lengths(fragment)
    if not all(unit in ELAPSED_UNITS for _, unit in pairs):
        if fragment.piece is Piece.ELAPSED or any(unit in ELAPSED_UNITS for _, unit in pairs):
            raise NotADateError
        return 0
    if fragment.piece is Piece.ELAPSED:
        return _with_half(fragment, pairs[0][1])
    total = sum(count * ELAPSED_UNITS[unit] for count, unit in pairs)
    if not 0 < total <= MOST_MINUTES:
        raise NotADateError
    return total


def _with_half(fragment: Fragment, unit: str) -> int:
    if unit != "hour":
        raise NotADateError
    if fragment.form in {"half", "quarter"}:
        return 30 if fragment.form == "half" else 15
    if fragment.form == "decimal":
        decimal = fragment.find("z")
        if decimal is None or decimal.minute >= 0:
            raise NotADateError
        return decimal.value * 60 + 30
    count = fragment.find("nj")
    return (count.value if count else 1) * 60 + 30


def _day(slots: Mapping[str, Fragment], part: str, clock: time | None, context: DateContext) -> date | None:
    today = _today(context)
    day = named_day(slots["day"], context, today) if "day" in slots else None
    if "weekday" in slots:
        day = _weekday(slots, day, _first_chance(part, clock, context), context)
    elif "week" in slots:
        if day is not None:
            raise NotADateError
        day = named_week(slots["week"], context, today, alone=True)
    if "shift" not in slots:
        return day
    if day is None:
        raise NotADateError
    return _shifted(day, slots, context)


def _shifted(day: date, slots: Mapping[str, Fragment], context: DateContext) -> date:
    fragment = slots["shift"]
    ((count, unit),) = lengths(fragment)
    # Said on a Friday, "Friday week" is in one week to some and in two to others.
    twofold = "weekday" in slots and "day" not in slots and (day - _today(context)).days == 7
    loose = fragment.form != "from" and unit not in {"week", "fortnight"}
    if twofold or loose or "week" in slots:
        raise NotADateError
    return shift(day, count, unit, context)


def _weekday(slots: Mapping[str, Fragment], day: date | None, today_at: datetime | None, context: DateContext) -> date:
    today, fragment = _today(context), slots["weekday"]
    word = fragment.find("w")
    weekday = word.value if word else 0
    if day is not None:
        if day.weekday() != weekday or fragment.form or "week" in slots:
            raise NotADateError
        return day
    if "week" in slots and not fragment.form:
        return _not_before(today, weekday_in(named_week(slots["week"], context, today, alone=False), weekday))
    if "week" in slots:
        raise NotADateError
    if fragment.form:
        return _weekday_of_week(fragment.form, weekday, context)
    counts_today = today.weekday() == weekday and today_at is not None and today_at > context.now
    return today if counts_today else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday_of_week(form: str, weekday: int, context: DateContext) -> date:
    today = _today(context)
    if form == "last":
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    start = week_start(today, context)
    if form == "next":
        return weekday_in(start + timedelta(days=7), weekday)
    return _not_before(today, weekday_in(start, weekday))


def _not_before(today: date, day: date) -> date:
    if day < today:
        raise NotADateError
    return day


def _first_chance(part: str, clock: time | None, context: DateContext) -> datetime | None:
    """Today at the named time; nothing where no time was named."""
    if clock is None and not part:
        return None
    return local_moment(_today(context), clock or _usual(part, {}, context), context.zone)


def _usual(part: str, slots: Mapping[str, Fragment], context: DateContext) -> time:
    if part in PART_HOURS:
        return time(PART_HOURS[part][0])
    if part == "midnight":
        return time(0)
    day = slots.get("day")
    if part == "end" or (day is not None and day.piece is Piece.END):
        return context.day_ends_at
    return context.default_time


def _check_lone_clock(slots: Mapping[str, Fragment]) -> None:
    clock = slots.get("clock")
    part = slots.get("part")
    if (clock is None and part is not None and part.atoms[-1].name in {"lunch", "night"} and len(part.atoms) == 1) or (
        clock is not None and clock.form in {"dot alone", "spoken"} and not clock.find("@")
    ):
        raise NotADateError
    if clock is None or clock.form != "four":
        return
    # "1430" alone may be any number; "0930" and "at 1430" are clocks.
    number = clock.find("n")
    if not clock.find("@") and number is not None and not number.raw.startswith("0"):
        raise NotADateError


def _next_showing(part: str, clock: time | None, context: DateContext) -> When:
    if clock is None and not part:
        raise NotADateError
    today = _today(context)
    at = local_moment(today, clock or _usual(part, {}, context), context.zone)
    if at <= context.now:
        at = local_moment(today + timedelta(days=1), clock or _usual(part, {}, context), context.zone)
    return moment(at, context, has_time=True)


def _later_today(part: str, context: DateContext) -> datetime | None:
    """A fitting time that is still to come today, where the usual one is over."""
    today, now = _today(context), context.now.astimezone(context.zone)
    ends_at = local_moment(today, context.day_ends_at, context.zone)
    if not part and ends_at > now:
        return ends_at
    last = time(PART_HOURS[part][2], 59) if part in PART_HOURS else time(23, 59)
    latest = local_moment(today, last, context.zone)
    if part in {"end", "noon", "lunch"} or latest <= now:
        return None
    half_hour = _minutes_later(context, 60 - now.minute % 30)
    return min(half_hour, latest)


def _minutes_later(context: DateContext, minutes: int) -> datetime:
    """By elapsed time, whatever the clocks do meanwhile."""
    start = context.now.astimezone(UTC).replace(second=0, microsecond=0)
    return (start + timedelta(minutes=minutes)).astimezone(context.zone)


def _today(context: DateContext) -> date:
    return context.now.astimezone(context.zone).date()
