"""Phrases at the edges of the calendar and of the grammar: each is one moment, or no date at all."""

from __future__ import annotations

import pytest

from microcoach_desktop.domain.when import WhenKind, load_language, parse_when
from tests.domain.test_when import context, said

SATURDAY, SUNDAY, LATE = "2026-10-17T10:30", "2026-10-18T10:30", "9995-06-01T10:30"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("12nov", "2026-11-12T14:00"),
        ("12-nov-2027", "2027-11-12T14:00"),
        ("1400h", "2026-10-14T14:00"),
        ("2h", "2026-10-14T12:30"),
        ("0930", "2026-10-15T09:30"),
        ("at 1430", "2026-10-14T14:30"),
        ("tomorrow nine thirty", "2026-10-15T09:30"),
        ("tomorrow 9.30", "2026-10-15T09:30"),
        ("ten past nine", "2026-10-15T09:10"),
        ("the week after next", "2026-10-26T14:00"),
        ("this week friday", "2026-10-16T14:00"),
        ("start of next week", "2026-10-19T14:00"),
        ("start of next month", "2026-11-01T14:00"),
        ("last day of the month", "2026-10-31T14:00"),
        ("20th of the month", "2026-10-20T14:00"),
        ("end of the year", "2026-12-31T17:00"),
        ("last friday of the month", "2026-10-30T14:00"),
    ],
)
def test_phrases_that_mean_one_moment(text: str, meaning: str) -> None:
    assert said(text, context("2026-10-14T10:30")) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "1h30x", "midnight 1", "0 am", "quarter to 13", "nine thirty", "9.30", "7 past 9", "10 hours past 9",
        "at eight end of minute", "tomorrow end of minute", "eod 6 noon", "this week monday", "next hour", "13 years",
        "in 4000d", "in 999 weeks", "1st monday of october", "first monday of the week", "2nd of the week",
        "last week of the month", "1st of the month", "start of next year", "end of next hour", "2,5 days",
        "0 minutes", "9.30 min", "in 9.30 hours", "in 3 days next week", "2 days from 9 am", "wednesday hour",
        "next monday of next week", "in 99999 hours", "lunch", "1430", "fri " * 30,
    ],
)  # fmt: skip
def test_words_that_fit_together_in_no_way(text: str) -> None:
    assert parse_when(text, context("2026-10-14T10:30")).kind is WhenKind.NOT_A_DATE


@pytest.mark.parametrize(
    "text", ["31 feb 2027", "feb 31 2027", "31-feb-2027", "2200-01-01", "2026-02-30", "2026-02-30 10:00"]
)
def test_dates_that_no_calendar_has(text: str) -> None:
    assert parse_when(text, context("2026-10-14T10:30")).kind is WhenKind.IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "now"),
    [("end of this week", SATURDAY), ("this weekend", SUNDAY), ("in 9 years", LATE), ("9999-12-31T23:59-10:00", LATE)],
)
def test_what_is_over_or_beyond_the_calendar_is_no_moment(text: str, now: str) -> None:
    assert parse_when(text, context(now)).kind is not WhenKind.MOMENT


def test_a_table_whose_words_are_no_list_is_refused() -> None:
    with pytest.raises(ValueError, match="not a table"):
        load_language({"code": "xx", "weekdays": ["mo"], "months": []})
