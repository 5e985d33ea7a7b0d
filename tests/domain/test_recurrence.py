"""Rules against an independent implementation (dateutil), and what that one cannot bound."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrule, rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.recurrence import (
    WEEKDAYS,
    BadRule,
    Effort,
    Frequency,
    TooMuchWork,
    expand,
    parse_rule,
    rule_text,
)

REACH = {"YEARLY": 2500, "MONTHLY": 1200, "WEEKLY": 400, "DAILY": 200, "HOURLY": 12, "MINUTELY": 3, "SECONDLY": 1}
"""Days looked at."""

# Near the end of all dates: what names no time walks there, and the other implementation takes its time.
starts = st.datetimes(datetime(9980, 1, 1), datetime(9989, 1, 1)).map(lambda at: at.replace(microsecond=0))


def lists(low: int, high: int, *, signed: bool = False) -> st.SearchStrategy[str]:
    numbers = st.integers(low, high)
    if signed:
        numbers = st.builds(lambda number, sign: number * sign, numbers, st.sampled_from((1, -1)))
    return st.lists(numbers, min_size=1, max_size=3).map(lambda chosen: ",".join(map(str, chosen)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that dateutil finds an end to, without those that it reads otherwise than the RFC."""
    frequency = draw(st.sampled_from(list(REACH)))
    parts = {"FREQ": frequency, "INTERVAL": str(draw(st.sampled_from((1, 1, 2, 3, 7))))}
    days = frequency not in {"HOURLY", "MINUTELY", "SECONDLY"}
    if draw(st.booleans()) and days:
        parts["BYMONTH"] = draw(lists(1, 12))
    if draw(st.booleans()):
        nth = st.sampled_from(("", "1", "2", "-1")) if frequency in {"YEARLY", "MONTHLY"} else st.just("")
        chosen = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True))
        prefix = draw(nth)
        parts["BYDAY"] = ",".join(prefix + day for day in chosen)
    elif draw(st.booleans()) and days and frequency != "WEEKLY":
        parts["BYMONTHDAY"] = draw(lists(1, 31, signed=True))
    elif frequency == "YEARLY" and draw(st.booleans()):
        parts[draw(st.sampled_from(("BYWEEKNO", "BYYEARDAY")))] = draw(lists(1, 53, signed=True))
    if draw(st.booleans()):
        parts["BYHOUR"] = draw(lists(0, 23))
    if draw(st.booleans()):
        parts["BYMINUTE"] = draw(lists(0, 59))
    if draw(st.booleans()) and frequency not in {"WEEKLY", "SECONDLY"} and len(parts) > 2:
        # dateutil counts the positions of a first, cut week from the start: not what the RFC says.
        parts["BYSETPOS"] = draw(lists(1, 3, signed=True))
    if draw(st.booleans()):
        parts["COUNT"] = str(draw(st.integers(1, 30)))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAYS))
    return ";".join(f"{name}={value}" for name, value in parts.items())


@settings(deadline=None)  # the other implementation takes its time where nothing is named
@given(rules(), starts, st.integers(0, 40))
def test_rules_name_the_same_times_as_another_implementation(text: str, start: datetime, skipped: int) -> None:
    until = start + timedelta(days=REACH[parse_rule(text).frequency.name])
    try:
        other = rrulestr(text, dtstart=start)
    except ValueError:  # it refuses rules within a day that name no time
        assume(False)
    assert isinstance(other, rrule)
    if "COUNT" not in text:
        other = other.replace(until=until)
    else:
        assume(parse_rule(text).frequency < Frequency.HOURLY)
    wanted = [at for at in islice(other, 200) if at <= until]
    found = list(islice(expand(parse_rule(text), start, start, until, Effort(5_000_000)), len(wanted) + 1))[:200]
    assert found[: len(wanted)] == wanted
    assert len(wanted) == 200 or found == wanted
    if skipped < len(wanted):
        later = expand(parse_rule(text), start, wanted[skipped], until, Effort(5_000_000))
        assert next(later) == wanted[skipped]


@given(rules())
def test_a_written_rule_reads_the_same(text: str) -> None:
    assert parse_rule(rule_text(parse_rule(text))) == parse_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ",
        "FREQ=OFTEN",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=HOURLY;INTERVAL=999999999999",
        "FREQ=DAILY;COUNT=" + "9" * 5000,
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYDAY=99MO",
        "FREQ=DAILY;BYDAY=" + ",".join(["MO"] * 1000),
        "FREQ=DAILY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 1000),
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=20260230",
        "FREQ=DAILY;WKST=ZZ",
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYSETPOS=300",
        "FREQ=SECONDLY;COUNT=99999999",
        "FREQ=YEARLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR="
        + ",".join(map(str, range(24)))
        + ";BYMINUTE="
        + ",".join(map(str, range(60))),
    ],
)
def test_no_rule_takes_more_steps_than_it_is_given(text: str) -> None:
    effort = Effort(20_000)
    found = expand(parse_rule(text), datetime(1, 1, 1), datetime(2026, 1, 1), datetime(9999, 1, 1), effort)
    with pytest.raises(TooMuchWork):
        for _ in found:
            pass
    assert -100_000 < effort.left < 0


def test_the_end_of_the_calendar_is_an_end() -> None:
    for text in ("FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=9999999"):
        found = list(
            expand(parse_rule(text), datetime(9990, 1, 1), datetime(9990, 1, 1), datetime(9999, 12, 31), Effort())
        )
        assert found[:1] in ([datetime(9990, 1, 1)], [datetime(9990, 1, 31)])


def test_positions_count_the_whole_period() -> None:
    """RFC 5545: the last work day of the month; the third of Tuesday, Wednesday and Thursday."""
    last = parse_rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    start = datetime(1997, 9, 4, 9)
    found = expand(last, start, start, datetime(1998, 1, 1), Effort())
    assert [at.date().isoformat() for at in found] == ["1997-09-30", "1997-10-31", "1997-11-28", "1997-12-31"]
    weekly = parse_rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;BYSETPOS=2")
    found = expand(weekly, datetime(1996, 7, 18, 9), datetime(1996, 7, 18), datetime(1996, 8, 30), Effort())
    assert [at.day for at in found] == [18, 1, 15, 29]


def test_the_nth_weekday_of_a_week_is_that_weekday() -> None:
    start = datetime(2026, 3, 2, 9)
    found = expand(parse_rule("FREQ=WEEKLY;BYDAY=2MO,FR"), start, start, datetime(2026, 3, 10), Effort())
    assert [at.day for at in found] == [2, 6, 9]


def test_exchange_writes_a_count_of_minus_one_for_no_end() -> None:
    assert parse_rule("FREQ=DAILY;COUNT=-1").count is None
