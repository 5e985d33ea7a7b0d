import csv
import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.readings_import import Columns, Reader, guess_columns, parse_readings
from microcoach_desktop.domain.tables import MOST_BYTES, MOST_ROWS, csv_text, decoded, read_rows

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN)
READER = Reader(NOW, BERLIN)
GERMAN = Reader(NOW, BERLIN, decimal=",")
AMERICAN = Reader(NOW, BERLIN, day_first=False)


def taken(text: str, reader: Reader = READER) -> list[tuple[str, float | None]]:
    rows = read_rows(text)
    found = parse_readings(rows, guess_columns(rows, reader), reader)
    return [
        (row.problem or (row.at.astimezone(BERLIN).strftime("%m-%d %H:%M") if row.at else ""), row.value)
        for row in found
    ]


@pytest.mark.parametrize(
    ("text", "reader", "value"),
    [
        ("4", READER, 4), ("-4.5", READER, -4.5), ("4,5", GERMAN, 4.5), ("4.5", GERMAN, 4.5), ("4,5", READER, 4.5),
        ("1.234,5", GERMAN, 1234.5), ("1,234.5", READER, 1234.5), ("1.234", GERMAN, 1234), ("1.234", READER, 1.234),
        ("1,234", READER, 1234), ("1,234", GERMAN, 1.234), ("1 234,5", GERMAN, 1234.5), ("40 %", READER, 40),
        ("3 min", READER, 3), ("\N{MINUS SIGN}2", READER, -2), ("1e3", READER, 1000),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, reader: Reader, value: float) -> None:
    assert reader.number(text) == value


@pytest.mark.parametrize("text", ["", "four", "1,2,3", "--1", "1e999", "nan", "inf", "=1+1", "4 of 5"])
def test_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(InvalidRecord, match="not a number"):
        READER.number(text)


@pytest.mark.parametrize(
    ("text", "reader", "wall"),
    [
        ("2025-11-03", READER, "2025-11-03 12:00"), ("2025-11-03 14:05", READER, "2025-11-03 14:05"),
        ("2025-11-03T14:05:59", READER, "2025-11-03 14:05"), ("3.11.2025", READER, "2025-11-03 12:00"),
        ("3.11.25", READER, "2025-11-03 12:00"), ("03/11/2025", READER, "2025-11-03 12:00"),
        ("11/03/2025", AMERICAN, "2025-11-03 12:00"), ("3.11.", AMERICAN, "2025-11-03 12:00"),
        ("24.12.", READER, "2024-12-24 12:00"), ("11.11.2025", READER, "2025-11-11 09:14"),
    ],
)  # fmt: skip
def test_days_as_people_write_them(text: str, reader: Reader, wall: str) -> None:
    assert reader.moment(text).astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") == wall


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "not a date"), ("soon", "not a date"), ("31.2.2025", "no such date"), ("29.2.", "no such date"),
     ("12.11.2025", "future"), ("11.11.2025 10:00", "future"), ("2025-13-01", "no such date"),
     ("9999-12-31", "future"), ("0000-01-01", "no such date"), ("2025-11-03 25:00", "no such date")],
)  # fmt: skip
def test_what_is_no_day_is_said(text: str, said: str) -> None:
    with pytest.raises(InvalidRecord, match=said):
        READER.moment(text)


def test_a_time_that_the_clock_skips_is_the_next_one() -> None:
    assert READER.moment("30.3.2025 02:30").astimezone(UTC) == datetime(2025, 3, 30, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-03\t4\n2025-11-04\t5",
        "2025-11-03; 4\n2025-11-04; 5\n",
        "2025-11-03,4\r\n2025-11-04,5",
        "2025-11-03 4\n\n2025-11-04    5",
        "Day,Value\n2025-11-03,4\n2025-11-04,5",
        '"Day";"Person";"Value"\n"2025-11-03";"Ana";"4"\n"2025-11-04";"Ana";"5"',
        "Value|Day\n4|3.11.2025\n5|4.11.2025",
        "\ufeff4;3.11.2025\n5;4.11.2025",
    ],
)
def test_two_columns_however_they_are_written(text: str) -> None:
    assert taken(text) == [("11-03 12:00", 4), ("11-04 12:00", 5)]


def test_decimal_commas_between_semicolons_and_in_quotes() -> None:
    assert taken("3.11.2025;4,5\n4.11.2025;1.000,25", GERMAN) == [("11-03 12:00", 4.5), ("11-04 12:00", 1000.25)]
    assert taken('3.11.2025,"4,5"\n4.11.2025,"5"', GERMAN) == [("11-03 12:00", 4.5), ("11-04 12:00", 5)]


def test_each_bad_row_says_what_is_wrong_and_the_others_stay() -> None:
    rows = read_rows("2025-11-03,4\nsoon,5\n2025-11-05,many\n2025-11-06")
    found = parse_readings(rows, Columns(), READER)
    assert [(row.line, row.problem) for row in found] == [
        (1, ""), (2, "This is not a date."), (3, "This is not a number."), (4, "This is not a number."),
    ]  # fmt: skip


def test_lines_are_counted_as_they_stand() -> None:
    assert [row.line for row in read_rows('a,1\n\n"two\nlines",2\nc,3')] == [1, 3, 5]


def test_hostile_files_give_sentences() -> None:
    with pytest.raises(InvalidRecord, match="larger than"):
        decoded(b"1" * (MOST_BYTES + 1))
    with pytest.raises(InvalidRecord, match="not a text file"):
        decoded(b"PK\x03\x04\x00\x00")
    with pytest.raises(InvalidRecord, match="more than"):
        read_rows("a,1\n" * (MOST_ROWS + 1))
    with pytest.raises(InvalidRecord, match="cannot be read"):
        read_rows('a,"' + "x" * 200_000 + '",1')
    assert decoded("Tomás;4".encode("cp1252")) == "Tomás;4"
    assert decoded("Tomás;4".encode("utf-16")) == "Tomás;4"
    assert read_rows("") == []
    assert parse_readings([], Columns(7, 9), READER) == []


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    try:
        rows = read_rows(text)
    except InvalidRecord:
        return
    found = parse_readings(rows, guess_columns(rows, READER), READER)
    assert len(rows) - 1 <= len(found) <= len(rows)
    assert all(bool(row.problem) == (row.at is None) for row in found)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=6))
def test_no_cell_of_an_export_is_a_formula(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(csv_text(["a", "=b"], rows), newline="")))
    assert len(back) == len(rows) + 1
    for cells, written in zip(rows, back[1:], strict=True):
        for cell, found in zip(cells, written, strict=True):
            assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert found.removeprefix("'") == cell.removeprefix("'")


def test_numbers_stay_numbers() -> None:
    assert csv_text(["x"], [[-4.5], [3], [None], ["-x"]]) == 'x\r\n-4.5\r\n3\r\n""\r\n\'-x\r\n'
