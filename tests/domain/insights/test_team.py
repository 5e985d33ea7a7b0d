from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.insights import (
    Band,
    Behaviour,
    Labelled,
    Mark,
    Noted,
    NotEnough,
    Scope,
    attention,
    coverage,
    last_days,
    recurring,
)
from microcoach_desktop.domain.people import Person

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN)
PERIOD = last_days(28, NOW)


def days_ago(days: int) -> datetime:
    return (NOW - timedelta(days=days)).astimezone(UTC)


def test_bands_are_alphabetical_and_know_wanted_and_longest_gap() -> None:
    people = [
        Person("Zoe", 1, wanted_gap_days=7),
        Person("émile", 2, wanted_gap_days=7),
        Person("Ben", 3, wanted_gap_days=7, longest_gap_days=10),
        Person("Ana", 4),
        Person("Carl", 5, wanted_gap_days=10),
        Person("New", 6, wanted_gap_days=3),
    ]
    last = {1: days_ago(15), 2: days_ago(30), 3: days_ago(10), 4: days_ago(14), 5: days_ago(0)}
    found = coverage(people, last, PERIOD, NOW)
    assert [(covered.name, covered.days) for covered in found.of(Band.OVERDUE)] == [("émile", 30), ("Zoe", 15)]
    assert [(covered.name, covered.days) for covered in found.of(Band.DUE)] == [("Ben", 10), ("New", None)]
    assert [covered.name for covered in found.of(Band.ON_TIME)] == ["Ana", "Carl"]
    assert [covered.band for covered in found.people] == sorted(
        (covered.band for covered in found.people), key=list(Band).index
    )
    assert found.talked_with == 4


def test_who_is_away_or_archived_is_not_counted() -> None:
    people = [
        Person("Away", 1, away_from=date(2025, 11, 11), away_until=date(2025, 11, 11)),
        Person("Gone", 2, archived_at=NOW),
        Person("Back", 3, away_until=date(2025, 11, 10)),
    ]
    found = coverage(people, {1: NOW, 2: NOW, 3: NOW}, PERIOD, NOW)
    assert [covered.name for covered in found.people] == ["Back"]
    assert found.talked_with == 1
    assert coverage([], {}, PERIOD, NOW).people == ()


def test_days_are_local_days_over_the_change_of_the_clock() -> None:
    late_evening = datetime(2025, 10, 25, 23, 50, tzinfo=BERLIN).astimezone(UTC)
    now = datetime(2025, 10, 27, 0, 5, tzinfo=BERLIN)
    (covered,) = coverage([Person("Ana", 1)], {1: late_evening}, last_days(28, now), now).people
    assert covered.days == 2


def noted(person_id: int, count: int, measured: int = 0, hours: float | None = None) -> list[Noted]:
    gap = None if hours is None else timedelta(hours=hours)
    return [Noted(person_id, place < measured, gap) for place in range(count)]


def test_attention_by_hand() -> None:
    people = [Person(name, place + 1) for place, name in enumerate(["Dora", "Carl", "Ben", "Ana", "Eve"])]
    notes = noted(1, 10, 5, 2) + noted(2, 4, 4, 4) + noted(3, 4, 0, 9) + noted(4, 2, 2, 4) + noted(5, 1)
    found = attention(people, notes)
    assert not isinstance(found, NotEnough)
    assert [row.name for row in found] == ["Ana", "Ben", "Carl", "Dora", "Eve"]
    ana, ben, carl, dora, eve = found
    # Sessions 1 2 4 4 10: the median is 4, usual is 2 to 8. Shares 0 0.5 1: 0.25 to 1. Delays 2 4 9: 2 to 8.
    assert (ana.sessions, ana.measured_share, ana.median_delay_h, ana.marks) == (2, None, None, frozenset())
    assert (ben.measured_share, ben.median_delay_h, ben.marks) == (0, 9, frozenset({Mark.MEASURED, Mark.DELAY}))
    assert carl.marks == frozenset()
    assert (dora.measured_share, dora.marks) == (0.5, frozenset({Mark.SESSIONS}))
    assert eve.marks == frozenset({Mark.SESSIONS})


def test_attention_needs_three_people() -> None:
    people = [Person("Ana", 1), Person("Ben", 2), Person("Carl", 3)]
    assert attention(people, noted(1, 9) + noted(2, 9)) == NotEnough(3, 2)
    assert attention([], []) == NotEnough(3, 0)


def test_nobody_is_marked_against_a_usual_nothing() -> None:
    people = [Person(name, place + 1) for place, name in enumerate("abcdefg")]
    found = attention(people, noted(1, 3) + noted(2, 3) + noted(3, 3, 3))
    assert not isinstance(found, NotEnough)
    assert all(not row.marks for row in found)


def told(person_id: int, days: int, *labels: str) -> Labelled:
    return Labelled(person_id, NOW - timedelta(days=days), labels)


def test_three_times_for_one_person_is_personal() -> None:
    notes = [told(1, 0, "Call the handover"), told(1, 5, "call the handover "), told(1, 28, "call the handover")]
    assert recurring(notes) == (Behaviour("call the handover", Scope.PERSONAL, 3, (1,)),)
    assert recurring(notes[:2]) == ()
    assert recurring([*notes[:2], told(1, 29, "call the handover")]) == ()


def test_three_people_make_it_the_process_and_not_three_gaps() -> None:
    notes = [told(person, days, "call the handover") for person in (1, 2, 3) for days in (0, 1, 2)]
    assert recurring(notes) == (Behaviour("call the handover", Scope.PROCESS, 9, (1, 2, 3)),)


def test_three_people_must_fall_into_28_days() -> None:
    assert recurring([told(1, 0, "scan"), told(2, 20, "scan"), told(3, 29, "scan")]) == ()
    (found,) = recurring([told(1, 0, "scan"), told(2, 20, "scan"), told(3, 28, "scan")])
    assert found.scope is Scope.PROCESS


def test_a_tag_counts_once_a_note_and_the_order_is_the_alphabet() -> None:
    notes = [told(1, day, "Ärger", "ärger", "", "zoom") for day in range(3)] + [told(2, day, "Äpfel") for day in (0, 1)]
    assert [(found.label, found.sessions) for found in recurring(notes)] == [("ärger", 3), ("zoom", 3)]
    assert recurring([]) == ()


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 70)), max_size=14))
def test_recurring_agrees_with_looking_at_every_28_days(notes: list[tuple[int, int]]) -> None:
    found = {(item.scope, ids) for item in recurring([told(*note, "x") for note in notes]) for ids in item.person_ids}
    windows = [[who for who, day in notes if start <= day <= start + 28] for start in range(71)]
    if any(len(set(window)) >= 3 for window in windows):
        assert {scope for scope, _ in found} == {Scope.PROCESS}
        assert {who for _, who in found} == {who for who, _ in notes}
    else:
        expected = {who for window in windows for who in window if window.count(who) >= 3}
        assert found == {(Scope.PERSONAL, who) for who in expected}


def test_the_label_is_shown_as_it_was_mostly_written() -> None:
    notes = [told(1, 0, "Scan First"), told(1, 1, "scan first"), told(1, 2, "scan first")]
    assert [found.label for found in recurring(notes)] == ["scan first"]
    assert pytest.approx(recurring(notes)[0].sessions) == 3
