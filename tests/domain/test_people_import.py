from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.people_import import Arrival, parse_people


def test_a_line_is_a_name_a_role_and_a_team() -> None:
    rows = parse_people("Ana Ruiz, Lead, Returns\n\n Tomás Silva \nLena\tAgent\tCalls, night", [])
    assert [(row.person.name, row.person.role, row.person.team) for row in rows] == [
        ("Ana Ruiz", "Lead", "Returns"),
        ("Tomás Silva", "", ""),
        ("Lena", "Agent", "Calls, night"),
    ]
    assert [row.lines for row in rows] == [(1,), (3,), (4,)]
    assert all(row.arrival is Arrival.NEW for row in rows)


def test_the_same_name_twice_is_one_person() -> None:
    rows = parse_people("tomas silva\nTomás  Silva, Picker\nTomás Silva, Packer, Late", [])
    assert [(row.lines, row.person.name, row.person.role, row.person.team) for row in rows] == [
        ((1, 2, 3), "tomas silva", "Picker", "Late")
    ]


def test_people_of_the_team_are_completed_never_overwritten() -> None:
    ana, lena = Person("Ana Ruiz", id=1, role="Lead"), Person("Lena", id=2, other_names=("Leni",))
    rows = parse_people("ana ruiz, Boss, Returns\nLeni", [ana, lena])
    assert [row.arrival for row in rows] == [Arrival.FILLS, Arrival.KNOWN]
    assert (rows[0].person.id, rows[0].person.role, rows[0].person.team) == (1, "Lead", "Returns")
    assert rows[1].person == lena


def test_what_cannot_be_added_says_why() -> None:
    rows = parse_people(f", Picker\n{'x' * 121}\nGood, {'r' * 121}\n,", [])
    assert [row.arrival for row in rows] == [Arrival.WRONG] * 4
    assert all(row.problem for row in rows)


@given(st.text(), st.lists(st.text(min_size=1, max_size=5).map(Person), max_size=3))
def test_every_text_has_an_answer_and_no_line_is_lost(text: str, existing: list[Person]) -> None:
    rows = parse_people(text, existing)
    lines = sorted(number for row in rows for number in row.lines)
    assert len(lines) == len(set(lines))
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    visible = [number for number, line in enumerate(written, 1) if any(c.isprintable() and c.strip() for c in line)]
    assert set(visible) <= set(lines)
    for row in rows:
        assert (row.arrival is Arrival.WRONG) == bool(row.problem)
        if row.is_saved:
            assert row.person.checked().name.strip()


NAMES = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x7E), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=8, unique_by=lambda row: row[0].lower()))
def test_a_clean_list_comes_through_whole(people: list[tuple[str, str, str]]) -> None:
    rows = parse_people("\n".join(", ".join(parts) for parts in people), [])
    assert [(row.person.name, row.person.role, row.person.team) for row in rows] == people
