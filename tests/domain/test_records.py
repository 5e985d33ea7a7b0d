from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from microcoach_desktop.domain.checkins import CheckIn, Decision, Outcome, days_late, retention_due, usual_decision
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp, PersonSummary, Standing
from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.metrics import Metric, progress
from microcoach_desktop.domain.people import Person, folded, match_rank
from microcoach_desktop.domain.sessions import Hold, Kind, Session, Stage, stage
from microcoach_desktop.domain.text import clean, cleaned

NOW = datetime(2025, 11, 11, 9, 14, tzinfo=ZoneInfo("Europe/Berlin"))
any_text = st.text(st.characters(categories=["L", "M", "N", "P", "Z", "C", "S"]))


@pytest.mark.parametrize(
    ("person", "field"),
    [
        (Person(" \t"), "name"),
        (Person("x" * 121), "name"),
        (Person("x", role="x" * 121), "role"),
        (Person("x", team="x" * 10_000), "team"),
        (Person("x", other_names=("y", "x" * 121)), "other_names"),
        (Person("x", wanted_gap_days=0), "wanted_gap_days"),
        (Person("x", longest_gap_days=367), "longest_gap_days"),
        (Person("x", away_from=date(2025, 11, 2), away_until=date(2025, 11, 1)), "away_until"),
    ],
)
def test_a_person_that_cannot_be_names_its_field(person: Person, field: str) -> None:
    with pytest.raises(InvalidRecord) as told:
        person.checked()
    assert told.value.field == field


def test_names() -> None:
    ana = Person("Ana Maria Ruiz", other_names=("Anita",)).checked()
    assert (ana.first_name, ana.initials, ana.names) == ("Ana", "AR", ("Ana Maria Ruiz", "Anita"))
    assert (Person("ben").initials, Person(" ").initials, Person(" ").first_name) == ("BE", "", "")


def test_away_counts_both_ends_and_open_ends_last() -> None:
    day = date(2025, 11, 10)
    assert not Person("x").is_away(day)
    both = Person("x", away_from=day, away_until=day + timedelta(days=1))
    assert [both.is_away(day + timedelta(days=n)) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert Person("x", away_from=day).is_away(date(2099, 1, 1))
    assert Person("x", away_until=day).is_away(date(1999, 1, 1))
    assert not Person("x", away_until=day).is_away(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("typed", "rank"),
    [("to", 0), ("SIL", 0), ("silv", 0), ("tomas", 0), ("TOMÁS", 0), ("oma", 1), ("tsl", 2), ("", 0), ("  ", 0),
     ("z", None), ("q", None), ("lt", None), ("chef", 0)],
)  # fmt: skip
def test_a_name_is_found_by_what_people_type(typed: str, rank: int | None) -> None:
    assert match_rank(typed, Person("Tomás Silva", other_names=("Chefe",))) == rank


@given(any_text, any_text)
def test_a_name_is_found_by_its_beginning_in_any_case(name: str, rest: str) -> None:
    assume(folded(name).strip())
    person = Person(name + rest)
    assert match_rank(name, person) is not None
    assert match_rank(name.swapcase(), Person(name.swapcase() + rest)) is not None


@given(st.text())
def test_cleaned_text_has_no_control_characters_and_stays_so(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert {unicodedata.category(char) for char in once if char not in "\n\t"} & {"Cc", "Cs"} == set()
    once.encode("utf-8")
    assert [char for char in once if char.isalnum()] == [char for char in text if char.isalnum()]


def test_line_ends_become_one_kind_and_directions_stay() -> None:
    assert clean("a\r\nb\rc\n\td") == "a\nb\nc\n\td"
    assert clean("\u202eabc\u202c \u200d") == "\u202eabc\u202c \u200d"
    note = Session(1, Kind.WIN, "clean", tags=("a",))
    assert cleaned(note) is note
    assert cleaned(replace(note, tags=("a\x00", "b"), impact="\x07")) == replace(note, tags=("a", "b"), impact="")


def test_where_a_note_stands() -> None:
    note = Session(1, Kind.OPPORTUNITY, "x")
    due = CheckIn(1, due_at=NOW)
    done = replace(due, reviewed_at=NOW)
    lapsed = replace(due, lapsed_at=NOW)
    assert stage(note, []) is Stage.CAPTURED
    assert stage(replace(note, impact="y"), []) is Stage.READY
    assert stage(replace(note, talked_at=NOW), []) is Stage.TALKED
    assert stage(note, [done, due]) is Stage.WAITING
    assert stage(note, [done, lapsed]) is Stage.CLOSED
    assert stage(replace(note, hold=Hold.PARKED), [due]) is Stage.PARKED
    assert stage(replace(note, hold=Hold.LET_GO), []) is Stage.LET_GO
    assert replace(note, seen_at=NOW).happened_at == NOW
    assert note.happened_at == note.captured_at
    assert Session(1, Kind.WIN, "x", times_n=0, times_m=0).checked(NOW)


def test_what_usually_follows_an_outcome() -> None:
    first = {outcome: usual_decision(outcome, retention=False) for outcome in Outcome}
    assert first == {
        Outcome.WORKED: Decision.KEEP, Outcome.PARTLY: Decision.AGAIN, Outcome.NOT_YET: Decision.AGAIN,
        Outcome.NOT_TRIED: Decision.AGAIN, Outcome.EXCUSED: Decision.STOP,
    }  # fmt: skip
    assert usual_decision(Outcome.WORKED, retention=True) is Decision.STOP
    assert retention_due(NOW) - NOW == timedelta(days=21)
    assert [outcome for outcome in Outcome if outcome.tried] == [Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET]


def test_late_begins_with_the_next_local_day() -> None:
    due_at = datetime(2025, 11, 10, 22, 30, tzinfo=UTC)
    follow_up = FollowUp(1, 1, 1, "Ana", Kind.WIN, "x", "", due_at, None, None, retention=False)

    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2025, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))

    assert follow_up.standing(at(9, 23, 59)) is Standing.LATER
    assert follow_up.standing(at(10, 0, 1)) is Standing.TODAY
    assert follow_up.standing(at(10, 23, 59)) is Standing.TODAY
    assert follow_up.standing(at(11, 0, 1)) is Standing.LATE
    assert (follow_up.days_late(at(13, 8)), days_late(due_at, at(10, 23, 59))) == (3, 0)
    undated = replace(follow_up, due_at=None)
    assert (undated.standing(NOW), undated.days_late(NOW)) == (Standing.UNDATED, 0)
    assert replace(follow_up, reviewed_at=NOW).standing(NOW) is Standing.DONE
    assert PersonSummary(1, wins=2, opportunities=3).sessions == 5


@given(*[st.floats(-1e9, 1e9)] * 3)
def test_progress_stays_between_nothing_and_all(baseline: float, target: float, value: float) -> None:
    assert 0.0 <= progress(baseline, target, value) <= 1.0
    assert progress(baseline, target, target) == 1.0


def test_progress_counts_from_the_baseline_either_way() -> None:
    assert progress(19, 9, 14) == progress(4, 10, 7) == 0.5
    assert progress(19, 8, 25) == 0.0
    assert (progress(3, 3, 3), progress(3, 3, 4)) == (1.0, 0.0)
    with pytest.raises(InvalidRecord):
        Metric("x" * 81).checked()


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe", "a\x00b", "ß" * 5000])
def test_an_unknown_zone_is_a_sentence(name: str) -> None:
    with pytest.raises(InvalidRecord) as told:
        zone_of(name)
    assert told.value.field == "zone"


def test_trouble_is_told_in_up_to_three_parts() -> None:
    assert MicroCoachError("It broke.", "", "Try again.").sentence == "It broke. Try again."
