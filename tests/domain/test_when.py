from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks import evaluate
from microcoach_desktop.domain.when import (
    DateContext,
    When,
    WhenKind,
    follow_up,
    load_language,
    longest_date,
    parse_when,
)
from microcoach_desktop.services.languages import language
from tests.domain.when_phrases import ENGLISH, GERMAN, MONTH_FIRST, NO_DATES, SPANISH, WEDNESDAY

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Africa/Cairo", "Pacific/Apia", "Australia/Lord_Howe")
SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "dates.jsonl"
CLOCKS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))
WORDS = (
    "in", "at", "on", "the", "next", "this", "last", "friday", "mon", "march", "12", "3", "3rd", "14:00", "3pm",
    "week", "weeks", "days", "of", "end", "half", "past", "quarter", "to", "tomorrow", "today", "morning", "noon",
    "a", "from", "now", "3/12", "eod", "2w", "1h30", "ago", "2026-11-30", "31", "feb", "hours", "month", "weekend",
    ",", "@", "2028", "first", "yesterday", "90",
)  # fmt: skip


def context(now: str = WEDNESDAY, zone: str = "Europe/Berlin", code: str = "en", **habits: object) -> DateContext:
    day_first = bool(habits.pop("day_first", True))
    here = ZoneInfo(zone)
    base = DateContext(datetime.fromisoformat(now).replace(tzinfo=here), here, day_first, language(code))
    return replace(base, **habits)  # type: ignore[arg-type]


def said(text: str, where: DateContext) -> str:
    when = parse_when(text, where)
    return when.at.strftime("%Y-%m-%dT%H:%M") if when.kind is WhenKind.MOMENT and when.at else ""


def matches(text: str, meaning: str, where: DateContext) -> bool:
    found = said(text, where)
    return found == meaning if "T" in meaning or not meaning else found[:10] == meaning


@pytest.mark.parametrize(("text", "meaning"), ENGLISH)
def test_english_phrases(text: str, meaning: str) -> None:
    assert matches(text, meaning, context())


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_not_understood_is_no_date(text: str) -> None:
    assert parse_when(text, context()).kind is not WhenKind.MOMENT


@pytest.mark.parametrize(("text", "meaning"), MONTH_FIRST)
def test_month_first_places(text: str, meaning: str) -> None:
    assert matches(text, meaning, context(day_first=False))


@pytest.mark.parametrize(("text", "meaning"), GERMAN)
def test_german_phrases(text: str, meaning: str) -> None:
    assert matches(text, meaning, context(code="de"))


@pytest.mark.parametrize(("text", "meaning"), SPANISH)
def test_spanish_phrases(text: str, meaning: str) -> None:
    assert matches(text, meaning, context(code="es"))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("tue", "2025-11-18T14:00"),
        ("tue 14:00", "2025-11-11T14:00"),
        ("next mon", "2025-11-17T14:00"),
        ("2w", "2025-11-25T14:00"),
        ("tom 9am", "2025-11-12T09:00"),
        ("fri 14:00", "2025-11-14T14:00"),
        ("in 3 days", "2025-11-14T14:00"),
        ("thu", "2025-11-13T14:00"),
    ],
)
def test_the_specified_examples(text: str, meaning: str) -> None:
    assert said(text, context("2025-11-11T09:14")) == meaning


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31 feb", WhenKind.IMPOSSIBLE),
        ("2026-02-30", WhenKind.IMPOSSIBLE),
        ("30/2", WhenKind.IMPOSSIBLE),
        ("none", WhenKind.NONE),
        ("yesterday", WhenKind.PAST),
        ("today 9am", WhenKind.PAST),
        ("12 nov 2024", WhenKind.PAST),
        ("soon", WhenKind.NOT_A_DATE),
    ],
)
def test_why_it_is_no_moment(text: str, kind: WhenKind) -> None:
    assert parse_when(text, context()).kind is kind


@pytest.mark.parametrize(
    ("now", "zone", "text", "meaning"),
    [
        ("2026-12-30T23:50", "Europe/London", "today", "2026-12-30T23:59"),
        ("2026-12-30T23:50", "Europe/London", "tomorrow 9am", "2026-12-31T09:00"),
        ("2026-12-30T23:50", "Europe/London", "fri", "2027-01-01T14:00"),
        ("2026-12-30T23:50", "Europe/London", "in 15 min", "2026-12-31T00:05"),
        ("2026-12-30T23:50", "Europe/London", "in 2 months", "2027-02-28T14:00"),
        ("2028-02-28T10:00", "Pacific/Auckland", "29/2", "2028-02-29T14:00"),
        ("2028-02-29T10:00", "UTC", "in a year", "2029-02-28T14:00"),
        ("2026-03-28T22:00", "Europe/Berlin", "in 12 hours", "2026-03-29T11:00"),
        ("2026-10-24T22:00", "Europe/Berlin", "in 12 hours", "2026-10-25T09:00"),
        ("2026-03-28T22:00", "Europe/Berlin", "tomorrow 2:30am", "2026-03-29T03:00"),
        ("2026-03-11T00:10", "Europe/Berlin", "tomorrow", "2026-03-12T14:00"),
        ("2026-04-23T12:00", "Africa/Cairo", "fri 0:20", "2026-04-24T01:00"),
    ],
)
def test_edges_of_days_years_and_clock_changes(now: str, zone: str, text: str, meaning: str) -> None:
    assert said(text, context(now, zone)) == meaning


def test_the_first_showing_of_an_hour_that_comes_twice() -> None:
    at = parse_when("25 oct 2:30", context()).at
    assert at is not None
    assert at.astimezone(UTC).hour == 0


def test_key_tasks_are_found_by_a_word_of_their_name() -> None:
    ends = {
        "Shift handover": datetime(2026, 3, 11, 22, 15, tzinfo=BERLIN),
        "Stand-up": datetime(2026, 3, 12, 9, 15, tzinfo=BERLIN),
        "Stock check": datetime(2026, 3, 13, 9, 15, tzinfo=BERLIN),
    }
    where = context(next_ends=ends)
    assert said("after handover", where) == "2026-03-11T22:15"
    assert said("after the next handover", where) == "2026-03-11T22:15"
    assert said("next stand-up", where) == "2026-03-12T09:15"
    assert said("after st", where) == ""
    assert said("after lunch", where) == ""


def test_a_far_date_is_marked() -> None:
    assert parse_when("in 121 days", context()).far
    assert not parse_when("in 100 days", context()).far


def test_a_day_off_moves_to_the_next_working_day() -> None:
    moved = follow_up(parse_when("sat 10am", context()), context())
    assert moved == When(WhenKind.MOMENT, datetime(2026, 3, 16, 10, tzinfo=BERLIN), True, date(2026, 3, 14))
    friday = parse_when("fri", context())
    assert follow_up(friday, context()) is friday
    assert follow_up(parse_when("sat", context()), context(working_days=frozenset())).moved_from is None


def test_the_longest_date_wins() -> None:
    assert longest_date(["in", "3", "days", "then", "listened"], context())[0] == 3
    assert longest_date(["31", "feb", "maybe"], context())[1].kind is WhenKind.IMPOSSIBLE
    assert longest_date(["nothing"], context()) == (0, When(WhenKind.NOT_A_DATE))
    assert longest_date([], context()) == (0, When(WhenKind.NOT_A_DATE))


def test_default_times_come_from_the_settings() -> None:
    where = context(default_time=time(8, 30), day_ends_at=time(22))
    assert said("fri", where) == "2026-03-13T08:30"
    assert said("eod fri", where) == "2026-03-13T22:00"


def test_a_broken_table_is_refused() -> None:
    with pytest.raises(ValueError, match="table of date words"):
        load_language({"code": "xx", "weekdays": 3, "months": []})


def test_an_unknown_language_is_english() -> None:
    assert language("xx-YY") == language("en")
    assert language("../en") == language("en")


@given(
    text=st.text(max_size=120),
    now=CLOCKS,
    zone=st.sampled_from(ZONES),
)
@example("9999 weeks", datetime(2099, 12, 31, 23, 59), "Pacific/Apia")
def test_any_text_has_an_answer(text: str, now: datetime, zone: str) -> None:
    assert isinstance(parse_when(text, context(now.isoformat(), zone)), When)


@given(
    words=st.lists(st.sampled_from(WORDS), max_size=6),
    now=CLOCKS,
    zone=st.sampled_from(ZONES),
    code=st.sampled_from(("en", "de", "es")),
)
def test_a_moment_is_aware_and_never_past(words: list[str], now: datetime, zone: str, code: str) -> None:
    where = context(now.isoformat(), zone, code)
    when = parse_when(" ".join(words), where)
    assert (when.at is None) is (when.kind not in {WhenKind.MOMENT, WhenKind.PAST})
    if when.at is not None:
        assert when.at.tzinfo is where.zone
        assert (when.at < where.now) is (when.kind is WhenKind.PAST)
        assert when.at.astimezone(UTC).astimezone(where.zone).replace(tzinfo=None) == when.at.replace(tzinfo=None)


@given(minutes=st.integers(1, 60 * 24 * 3650), zone=st.sampled_from(ZONES))
def test_an_iso_date_comes_back(minutes: int, zone: str) -> None:
    where = context(zone=zone)
    at = (where.now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(where.zone)
    assert parse_when(at.isoformat(timespec="minutes"), where).at == at
    assert said(at.date().isoformat(), where)[:10] in {at.date().isoformat(), ""}


def test_the_sample_of_quick_dates(tmp_path: Path) -> None:
    if not SAMPLE.is_file():
        pytest.skip("the sample of quick dates is not on this machine")
    out = tmp_path / "predictions.jsonl"
    assert evaluate.main(["dates", str(SAMPLE), str(out)]) == 0
    gold = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    found = {row["id"]: row["value"] for row in map(json.loads, out.read_text("utf-8").splitlines())}
    wrong = [
        row["text"]
        for row in gold
        if (found[row["id"]] or "")[: len(row["expected"] or "") or 1] != (row["expected"] or "")
    ]
    assert wrong == []
