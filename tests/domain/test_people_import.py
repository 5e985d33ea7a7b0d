from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.people_import import Arrival, ParsedPerson, parse_people, read_people
from microcoach_desktop.domain.tables import MOST_ROWS, decoded, unicode_of


def parsed(text: str, existing: Sequence[Person] = ()) -> list[ParsedPerson]:
    table = read_people(text)
    return parse_people(table, table.columns, existing)


def said(rows: Sequence[ParsedPerson]) -> list[tuple[str, str, str]]:
    return [(row.person.name, row.person.role, row.person.team) for row in rows]


ANA = ("Ana Ruiz", "Lead", "Returns")


def test_a_line_is_a_name_a_role_and_a_team() -> None:
    rows = parsed("Ana Ruiz, Lead, Returns\n\n Tomás Silva \nLena\tAgent\tCalls, night")
    assert said(rows) == [ANA, ("Tomás Silva", "", ""), ("Lena", "Agent", "Calls, night")]
    assert [row.lines for row in rows] == [(1,), (3,), (4,)]
    assert all(row.arrival is Arrival.NEW for row in rows)


def test_the_same_name_twice_is_one_person() -> None:
    rows = parsed("tomas silva\nTomás  Silva, Picker\nTomás Silva, Packer, Late")
    assert [(row.lines, *said([row])[0]) for row in rows] == [((1, 2, 3), "tomas silva", "Picker", "Late")]


def test_people_of_the_team_are_completed_never_overwritten() -> None:
    ana, lena = Person("Ana Ruiz", id=1, role="Lead"), Person("Lena", id=2, other_names=("Leni",))
    rows = parsed("ana ruiz, Boss, Returns\nLeni", [ana, lena])
    assert [row.arrival for row in rows] == [Arrival.FILLS, Arrival.KNOWN]
    assert (rows[0].person.id, rows[0].person.role, rows[0].person.team) == (1, "Lead", "Returns")
    assert rows[1].person == lena


def test_who_was_archived_and_is_on_the_list_comes_back() -> None:
    ana = Person("Ana Ruiz", id=1, archived_at=datetime(2025, 11, 1, tzinfo=UTC))
    (row,) = parsed("Ana Ruiz, Lead", [ana])
    assert (row.arrival, row.is_saved, row.person) == (Arrival.RETURNS, True, Person("Ana Ruiz", id=1, role="Lead"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (", Picker", "A person needs a name."),
        ("x" * 121, "The name is longer than 120 characters."),
        (f"Good, {'r' * 121}", "The role, team or another name is longer than 120 characters."),
        (",", "A person needs a name."),
        ("12345, Picker", "There is no letter in this name."),
        ("---", "There is no letter in this name."),
        ('"Ana Ruiz, Lead, Returns', "A quote is opened and not closed."),
    ],
)
def test_what_cannot_be_added_says_why_and_harms_nobody_else(line: str, why: str) -> None:
    rows = parsed(f"Ben, Picker, Late\n{line}\nCem, Picker, Late")
    assert [row.person.name for row in rows if row.is_saved] == ["Ben", "Cem"]
    assert [(row.lines, row.problem) for row in rows if row.arrival is Arrival.WRONG] == [((2,), why)]


@pytest.mark.parametrize(
    "text",
    [
        'Name,Role,Team\n"Ruiz, Ana",Lead,Returns',
        "Role;Name;Team\nLead;Ana Ruiz;Returns",
        "sep=;\nName;Role;Team\nAna Ruiz;Lead;Returns",
        "\ufeffName;Rolle;Abteilung\r\nAna Ruiz;Lead;Returns\r\n",
        "Personalnummer;Name;Vorname;Eintritt;Funktion;Schicht\n7;Ruiz;Ana;1.2.2020;Lead;Returns",
        "Nombre\tApellidos\tPuesto\tEquipo\nAna\tRuiz\tLead\tReturns",
        "NOM,Prénom,Poste,Équipe\nRuiz,Ana,Lead,Returns",
        "Nome|Cognome|Ruolo|Reparto\nAna|Ruiz|Lead|Returns",
        "Imię;Nazwisko;Stanowisko;Dział\nAna;Ruiz;Lead;Returns",
        "Фамилия;Имя;Должность;Отдел\nRuiz;Ana;Lead;Returns",
        "First name *,Last name *,Job title,Team (shift)\nAna,Ruiz,Lead,Returns",
        "employee_name,job_title,start date,department\nAna Ruiz,Lead,2020-01-01,Returns",
        '"Name","Role","Team"\n"Ana ""Ruiz""","Lead","Returns"'.replace('""Ruiz""', "Ruiz"),
        'Name,Role,Team\n"Ana\nRuiz",Lead,Returns',
        "Ana Ruiz;Lead;Returns",
        "Ruiz, Ana;Lead;Returns",
        'Ana Ruiz,"Lead",Returns',
    ],
)
def test_lists_as_they_come_out_of_other_programs(text: str) -> None:
    assert said(parsed(text)) == [ANA]


@pytest.mark.parametrize("text", ["Ana Ruiz, Worker, Returns\nBen Okri, Lead, Service", "Ana Ruiz, Employee, Service"])
def test_a_role_that_could_be_a_heading_is_none(text: str) -> None:
    assert read_people(text).heads == ()
    assert parsed(text)[0].person.name == "Ana Ruiz"


def test_other_names_and_what_they_find() -> None:
    rows = parsed("Name,Nickname\nAna Ruiz,Anita / Anu\nLena,Leni", [Person("Lena", id=3, other_names=("leni",))])
    assert rows[0].person.other_names == ("Anita", "Anu")
    assert rows[1].arrival is Arrival.KNOWN


def test_somebody_listed_by_two_of_their_names_is_changed_once() -> None:
    rows = parsed("Leni, Picker\nLena, , Late", [Person("Lena", id=3, other_names=("Leni",))])
    assert [(row.lines, *said([row])[0]) for row in rows] == [((1, 2), "Lena", "Picker", "Late")]


@pytest.mark.parametrize("name", ["Ana Ruiz, Jr.", "Ruiz, Ana, Maria", "王小明", "Sinéad O'Connor", "محمد علي"])
def test_names_that_are_left_as_they_are(name: str) -> None:
    assert [row.person.name for row in parsed(f"Name;Role\n{name};Lead")] == [name]


def test_eastern_names_are_put_together_in_their_order() -> None:
    assert [row.person.name for row in parsed("姓,名\n王,小明")] == ["王小明"]


def test_a_stray_quote_takes_no_other_line_along() -> None:
    rows = parsed('Ana, 5" pipes, Returns\nBen, Picker, Late\n"Cem, Picker\nDee, Picker, Late\nEda, 7" pipes, Late')
    assert [row.person.name for row in rows if row.is_saved] == ["Ana", "Ben", "Dee", "Eda"]


def test_more_rows_than_can_be_meant_are_refused() -> None:
    with pytest.raises(InvalidRecord, match="rows"):
        read_people("Ana\n" * (MOST_ROWS + 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_any_unicode_and_of_the_west(encoding: str) -> None:
    assert said(parsed(decoded("Name;Team\nZoë Müller;Größe".encode(encoding)))) == [("Zoë Müller", "", "Größe")]


def test_other_encodings_are_read_when_they_are_named() -> None:
    data = "Imię i nazwisko;Zespół\nŻaneta Wójcik;Łódź".encode("cp1250")
    assert unicode_of(data) is None
    assert said(parsed(decoded(data, "cp1250"))) == [("Żaneta Wójcik", "", "Łódź")]


@given(st.text() | st.text('ab",;\t\n|'), st.lists(st.text(min_size=1, max_size=5).map(Person), max_size=3))
@example('"a\nb', [])
@example("Name\nName", [])
def test_every_text_has_an_answer_and_no_line_is_lost(text: str, existing: list[Person]) -> None:
    table = read_people(text)
    rows = parse_people(table, table.columns, existing)
    lines = sorted(number for row in rows for number in row.lines)
    assert len(lines) == len(set(lines))
    written = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    visible = [number for number, line in enumerate(written, 1) if any(c.isprintable() and c.strip() for c in line)]
    if not table.heads and not written[0].startswith("sep="):
        assert set(visible) <= set(lines)
    for row in rows:
        assert (row.arrival is Arrival.WRONG) == bool(row.problem)
        if row.is_saved:
            assert row.person.checked().name.strip()


NAMES = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x7E), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=8, unique_by=lambda row: row[0].lower()))
def test_a_clean_list_comes_through_whole(people: list[tuple[str, str, str]]) -> None:
    table = read_people("\n".join(", ".join(parts) for parts in people))
    if not table.heads:
        assert said(parse_people(table, table.columns, [])) == people
