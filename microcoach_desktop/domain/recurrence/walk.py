"""Following a rule as RFC 5545 §3.3.10 tells it, with a bound on the work: none, however absurd, runs without end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain

from microcoach_desktop.domain.recurrence.periods import PERIODS, fits, origin
from microcoach_desktop.domain.recurrence.rule import UNIT, Effort, Frequency, Rule

DAY = timedelta(days=1)


def expand(rule: Rule, start: datetime, first: datetime, last: datetime, effort: Effort) -> Iterator[datetime]:
    """The naive starts in [first, last], ascending; `start` itself only where the rule names it.

    Raises TooMuchWork between two of them.
    """
    last = last if rule.until is None else min(last, rule.until)
    walk = _Walk(rule, start, last, effort)
    # A COUNT is counted from the beginning; without one the walk can begin where it matters.
    floor = start if rule.count is not None else max(first, start)
    made = 0
    for when in walk.instances(floor):
        if when > last:
            return
        if when < start:
            continue
        made += 1
        if when >= first:
            yield when
        if made == rule.count:
            return


class _Walk:
    """One way through the periods of a rule: years, months, weeks or days, and hours and less within a day."""

    def __init__(self, rule: Rule, start: datetime, last: datetime, effort: Effort) -> None:
        self._rule = _filled(rule, start)
        self._start = start
        self._last = last
        self._effort = effort
        self._hours = sorted(rule.hours) or [start.hour]
        self._minutes = sorted(rule.minutes) or [start.minute]
        self._seconds = sorted(rule.seconds) or [start.second]

    def instances(self, floor: datetime) -> Iterator[datetime]:
        if self._rule.frequency in UNIT:
            return self._within_days(floor)
        return chain.from_iterable(self._times(days) for days in self._periods(floor))

    def _periods(self, floor: datetime) -> Iterator[list[date]]:
        """The days of each period that fit, from about `floor` on."""
        rule = self._rule
        counted_from, periods = origin(self._start, rule), PERIODS[rule.frequency]
        number = max(0, (periods.number(floor.date(), counted_from) // rule.interval) - 1) * rule.interval
        while True:
            days = periods.days(counted_from, number, rule)
            if days is None or days.start > self._last.toordinal():
                return
            self._effort.spend(1 + len(days))
            yield [day for day in map(date.fromordinal, days) if fits(day, rule)]
            number += rule.interval

    def _times(self, days: list[date]) -> Iterator[datetime]:
        """The starts of one period: its days by the clock, or of these the named positions."""
        if self._rule.positions:
            yield from self._chosen(days, self._hours, self._minutes, self._seconds)
            return
        for day in days:
            for hour in self._hours:
                for minute in self._minutes:
                    self._effort.spend(len(self._seconds))
                    for second in self._seconds:
                        yield datetime.combine(day, time(hour, minute, second))

    def _chosen(self, days: list[date], hours: list[int], minutes: list[int], seconds: list[int]) -> Iterator[datetime]:
        """Positions are counted out, not built: a year by the second has 31 million."""
        a_day = len(hours) * len(minutes) * len(seconds)
        size = len(days) * a_day
        indices = {position - 1 if position > 0 else size + position for position in self._rule.positions}
        self._effort.spend(len(indices))
        for index in sorted(indices):
            if 0 <= index < size:
                day, rest = divmod(index, a_day)
                hour, rest = divmod(rest, len(minutes) * len(seconds))
                minute, second = divmod(rest, len(seconds))
                yield datetime.combine(days[day], time(hours[hour], minutes[minute], seconds[second]))

    def _within_days(self, floor: datetime) -> Iterator[datetime]:
        rule = self._rule
        unit = UNIT[rule.frequency]
        step = timedelta(seconds=unit * rule.interval)
        beginning = self._start.replace(
            minute=0 if unit == 3600 else self._start.minute, second=0 if unit > 1 else self._start.second
        )
        period = beginning + step * max(0, (floor - beginning) // step - 1)
        while period <= self._last:
            self._effort.spend(1)
            if not fits(period.date(), rule):
                tomorrow = datetime.combine(period.date() + DAY, time())
                period += step * max(1, -((period - tomorrow) // step))
                continue
            yield from self._period(period)
            period += step

    def _period(self, period: datetime) -> Iterator[datetime]:
        rule, frequency = self._rule, self._rule.frequency
        minutes, seconds = self._minutes, self._seconds
        if rule.hours and period.hour not in rule.hours:
            return
        if frequency >= Frequency.MINUTELY:
            if rule.minutes and period.minute not in rule.minutes:
                return
            minutes = [period.minute]
        if frequency is Frequency.SECONDLY:
            if rule.seconds and period.second not in rule.seconds:
                return
            seconds = [period.second]
        if rule.positions:
            yield from self._chosen([period.date()], [period.hour], minutes, seconds)
            return
        for minute in minutes:
            self._effort.spend(len(seconds))
            for second in seconds:
                yield period.replace(minute=minute, second=second)


def _filled(rule: Rule, start: datetime) -> Rule:
    """What the rule leaves open is as in its start; the n-th weekday of a week or a day is just that weekday."""
    if rule.frequency >= Frequency.WEEKLY and any(nth for _day, nth in rule.weekdays):
        rule = replace(rule, weekdays=frozenset((day, 0) for day, _nth in rule.weekdays))
    if rule.weeks or rule.year_days or rule.month_days or rule.weekdays:
        return rule
    frequency = rule.frequency
    if frequency is Frequency.YEARLY:
        return replace(rule, months=rule.months or frozenset((start.month,)), month_days=frozenset((start.day,)))
    if frequency is Frequency.MONTHLY:
        return replace(rule, month_days=frozenset((start.day,)))
    if frequency is Frequency.WEEKLY:
        return replace(rule, weekdays=frozenset(((start.weekday(), 0),)))
    return rule
