"""Calendar texts of all kinds, good and hostile, as they come."""

from __future__ import annotations

import codecs
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.calendars import expanded
from microcoach_desktop.services.calendars.limits import Limits
from microcoach_desktop.services.calendars.reading import BadCalendar, CalendarFile, read_bytes, read_file

BERLIN = ZoneInfo("Europe/Berlin")
GOOD = "2026-03-10T06:00:00Z"
JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
CUSTOM = "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:{start}\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n"
CUSTOM += "{more}END:STANDARD\nEND:VTIMEZONE\n"


def event(*lines: str, uid: str = "e", start: str | None = ":20260311T060000Z") -> str:
    begin = [f"DTSTART{start}"] if start is not None else []
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *begin, *lines, "END:VEVENT", ""])


def calendar(*parts: str, good: bool = True) -> str:
    last = event("DURATION:PT30M", uid="good-1", start=":20260310T060000Z") if good else ""
    return "".join(("BEGIN:VCALENDAR\nVERSION:2.0\n", *parts, last, "END:VCALENDAR\n"))


def zone(name: str, offset: str = "+0100", start: str = "19700101T000000", more: str = "") -> str:
    return CUSTOM.format(name=name, offset=offset, start=start, more=more)


def read(text: str | bytes, viewer: ZoneInfo = BERLIN, limits: Limits | None = None) -> CalendarFile:
    return read_bytes(text if isinstance(text, bytes) else text.encode(), viewer, limits)


def starts(file: CalendarFile, since: str = "2026-01-01", until: str = "2027-01-01", most: int = 100) -> list[str]:
    after, before = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (since, until))
    return sorted({happening.key for _event, happening in expanded(file.events, after, before, most).times} - {GOOD})


WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"
IN_BERLIN = ";TZID=Europe/Berlin:20260311T090000"

UNDERSTOOD: dict[str, tuple[str, list[str]]] = {
    "an instant": (event(), ["2026-03-11T06:00:00Z"]),
    "a zone": (event(start=IN_BERLIN), ["2026-03-11T08:00:00Z"]),
    "a quoted zone": (event(start=';TZID="Europe/Berlin":20260311T090000'), ["2026-03-11T08:00:00Z"]),
    "a floating time is the viewer's": (event(start=":20260311T090000"), ["2026-03-11T08:00:00Z"]),
    "a whole day": (event(start=";VALUE=DATE:20260311"), ["2026-03-11"]),
    "a whole day without saying so": (event(start=":20260311"), ["2026-03-11"]),
    "clocks change within a series": (
        event("RRULE:FREQ=WEEKLY;COUNT=2", start=";TZID=Europe/Berlin:20260324T090000"),
        ["2026-03-24T08:00:00Z", "2026-03-31T07:00:00Z"],
    ),
    "a missing hour moves on": (
        event(start=";TZID=Europe/Berlin:20260329T023000"),
        ["2026-03-29T01:30:00Z"],
    ),
    "Windows' zone": (event(start=";TZID=W. Europe Standard Time:20260311T090000"), ["2026-03-11T08:00:00Z"]),
    "a path before the zone": (
        event(start=";TZID=/mozilla.org/20050126_1/Europe/Berlin:20260311T090000"),
        ["2026-03-11T08:00:00Z"],
    ),
    "the file's own zone, told after the event": (
        event(start=";TZID=Odd:20260311T090000") + zone("Odd", "+0545"),
        ["2026-03-11T03:15:00Z"],
    ),
    "the file's own zone since the year 1": (
        zone("Odd", start="00010101T000000", more="RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1\n")
        + event(start=";TZID=Odd:20260311T090000"),
        ["2026-03-11T08:00:00Z"],
    ),
    "a colon in a zone's name": (
        zone("(UTC+05:45) Here", "+0545") + event(start=";TZID=(UTC+05:45) Here:20260311T090000"),
        ["2026-03-11T03:15:00Z"],
    ),
    "folded lines": ("BEGIN:VEVENT\nUID:e\nDTST\n ART:20260311T0\n\t60000Z\nEND:VEVENT\n", ["2026-03-11T06:00:00Z"]),
    "small letters": ("begin:vevent\nuid:e\ndtstart:20260311T060000Z\nend:vevent\n", ["2026-03-11T06:00:00Z"]),
    "dates with dashes": (event(start=":2026-03-11T06:00:00Z"), ["2026-03-11T06:00:00Z"]),
    "a leap second": (event(start=":20260311T055960Z"), ["2026-03-11T05:59:59Z"]),
    "single dates": (
        event("RDATE:20260312T060000Z,20260313T060000Z", "RDATE;VALUE=PERIOD:20260314T060000Z/PT1H"),
        [f"2026-03-{day}T06:00:00Z" for day in (11, 12, 13, 14)],
    ),
    "exceptions in UTC of a local series": (
        event(WEEKLY, "EXDATE:20260318T080000Z", start=IN_BERLIN),
        ["2026-03-11T08:00:00Z", "2026-03-25T08:00:00Z"],
    ),
    "an exception by day": (
        event(WEEKLY, "EXDATE;VALUE=DATE:20260318", start=IN_BERLIN),
        ["2026-03-11T08:00:00Z", "2026-03-25T08:00:00Z"],
    ),
    "one moved": (
        event(WEEKLY) + event("RECURRENCE-ID:20260318T060000Z", start=":20260319T100000Z"),
        ["2026-03-11T06:00:00Z", "2026-03-19T10:00:00Z", "2026-03-25T06:00:00Z"],
    ),
    "one moved, told before its series": (
        event("RECURRENCE-ID:20260318T060000Z", start=":20260319T100000Z") + event(WEEKLY),
        ["2026-03-11T06:00:00Z", "2026-03-19T10:00:00Z", "2026-03-25T06:00:00Z"],
    ),
    "one called off": (
        event(WEEKLY) + event("RECURRENCE-ID:20260318T060000Z", "STATUS:CANCELLED", start=":20260318T060000Z"),
        ["2026-03-11T06:00:00Z", "2026-03-25T06:00:00Z"],
    ),
    "this and following": (
        event(WEEKLY) + event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260318T060000Z", start=":20260318T073000Z"),
        ["2026-03-11T06:00:00Z", "2026-03-18T07:30:00Z", "2026-03-25T07:30:00Z"],
    ),
    "only a changed occurrence": (
        event("RECURRENCE-ID:20260318T060000Z", start=":20260319T100000Z"),
        ["2026-03-19T10:00:00Z"],
    ),
    "a change of nothing that there is": (
        event(WEEKLY) + event("RECURRENCE-ID:20260319T060000Z", start=":20260320T060000Z"),
        ["2026-03-11T06:00:00Z", "2026-03-18T06:00:00Z", "2026-03-20T06:00:00Z", "2026-03-25T06:00:00Z"],
    ),
    "the highest sequence": (
        event("SEQUENCE:2", start=":20260312T060000Z") + event("SEQUENCE:1"),
        ["2026-03-12T06:00:00Z"],
    ),
    "called off": (event("STATUS:CANCELLED"), []),
    "until before the start": (event("RRULE:FREQ=DAILY;UNTIL=20200101T000000Z"), []),
    "until in UTC of a local series": (
        event("RRULE:FREQ=DAILY;UNTIL=20260312T080000Z", start=IN_BERLIN),
        ["2026-03-11T08:00:00Z", "2026-03-12T08:00:00Z"],
    ),
    "until the end of time": (
        event("RRULE:FREQ=MONTHLY;UNTIL=99991231T235959Z", start=";TZID=Europe/Berlin:20261130T090000"),
        ["2026-11-30T08:00:00Z", "2026-12-30T08:00:00Z"],
    ),
    "two rules": (
        event("RRULE:FREQ=DAILY;COUNT=2", WEEKLY),
        ["2026-03-11T06:00:00Z", "2026-03-12T06:00:00Z", "2026-03-18T06:00:00Z", "2026-03-25T06:00:00Z"],
    ),
    "a start that its rule does not name": (
        event("RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2"),
        ["2026-03-11T06:00:00Z", "2026-03-13T06:00:00Z", "2026-03-20T06:00:00Z"],
    ),
    "a birthday of 1604": (event("RRULE:FREQ=YEARLY", start=";VALUE=DATE:16040405"), ["2026-04-05"]),
    "an alarm with times of its own": (
        event("BEGIN:VALARM", "DTSTART:20260401T000000Z", "BEGIN:X", "END:X", "DURATION:PT5M", "END:VALARM"),
        ["2026-03-11T06:00:00Z"],
    ),
    "an alarm without an end": (event("BEGIN:VALARM", "TRIGGER:-PT5M"), ["2026-03-11T06:00:00Z"]),
    "no end of the file before": ("END:VCALENDAR\n" + event(), ["2026-03-11T06:00:00Z"]),
    "lines that are none": ("X\n:\n;\nBEGIN\nEND\n" + event("=", ";;;:::"), ["2026-03-11T06:00:00Z"]),
    "no uid": ("BEGIN:VEVENT\nDTSTART:20260311T060000Z\nEND:VEVENT\n", ["2026-03-11T06:00:00Z"]),
    "an end before the start": (event("DTEND:20200101T000000Z"), ["2026-03-11T06:00:00Z"]),
    "a negative length": (event("DURATION:-PT1H"), ["2026-03-11T06:00:00Z"]),
    "every hour": (
        event("RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=20260311T120000Z"),
        ["2026-03-11T06:00:00Z", "2026-03-11T09:00:00Z", "2026-03-11T12:00:00Z"],
    ),
}


@pytest.mark.parametrize("what", UNDERSTOOD)
def test_a_calendar_is_understood(what: str) -> None:
    text, wanted = UNDERSTOOD[what]
    found = read(calendar(text))
    assert starts(found) == wanted
    assert any(found_event.uid == "good-1" for found_event in found.events)


LEFT_OUT: dict[str, tuple[str, list[str], str]] = {
    "no time": (event(start=None), [], "no time"),
    "a time that is none": (event(start=":20260230T000000Z"), [], "no time"),
    "the year 1": (event(start=":00010101T000000Z"), [], "1970 to 2200"),
    "the year 9999": (event(start=":99991231T235959Z"), [], "1970 to 2200"),
    "a change of the year 1": (
        event(WEEKLY, start=IN_BERLIN) + event("RECURRENCE-ID:00010101T000000Z"),
        ["2026-03-11T08:00:00Z", "2026-03-18T08:00:00Z", "2026-03-25T08:00:00Z"],
        "1970 to 2200",
    ),
    "a rule that is none": (event("RRULE:FREQ=SOMETIMES"), ["2026-03-11T06:00:00Z"], "only its first time"),
    "a step of nothing": (event("RRULE:FREQ=DAILY;INTERVAL=0"), ["2026-03-11T06:00:00Z"], "only its first time"),
    "every second": (event("RRULE:FREQ=SECONDLY"), ["2026-03-11T06:00:00Z"], "every second"),
    "a count without bounds": (event("RRULE:FREQ=SECONDLY;COUNT=99999999"), ["2026-03-11T06:00:00Z"], "every second"),
    "a length without bounds": (event("DURATION:P99999999999D"), ["2026-03-11T06:00:00Z"], "date or length"),
    "a date that is none": (
        event("RDATE:soon,20260312T060000Z"),
        ["2026-03-11T06:00:00Z", "2026-03-12T06:00:00Z"],
        "date or length",
    ),
    "exceptions that are none": (event("EXRULE:FREQ=NEVER"), ["2026-03-11T06:00:00Z"], "exceptions that are not"),
    "exceptions every second": (event("EXRULE:FREQ=SECONDLY"), ["2026-03-11T06:00:00Z"], "exceptions that are not"),
    "a zone that nobody knows": (event(start=";TZID=Nowhere:20260311T090000"), ["2026-03-11T08:00:00Z"], "“Nowhere”"),
    "a zone outside": (event(start=";TZID=../../etc/passwd:20260311T090000"), ["2026-03-11T08:00:00Z"], "local time"),
    "an absolute zone": (event(start=";TZID=/dev/zero:20260311T090000"), ["2026-03-11T08:00:00Z"], "local time"),
    "a broken zone": (
        zone("Odd", offset="+9999") + event(start=";TZID=Odd:20260311T090000"),
        ["2026-03-11T08:00:00Z"],
        "“Odd”",
    ),
    "an event within an event": ("BEGIN:VEVENT\nUID:x\n" + event(), ["2026-03-11T06:00:00Z"], "middle of an event"),
    "events within events": ("BEGIN:VEVENT\n" * 5000 + event(), ["2026-03-11T06:00:00Z"], "middle of an event"),
    "an endless list of exceptions": (
        event("EXDATE:" + ",".join(["20260312T060000Z"] * 9_000)),
        ["2026-03-11T06:00:00Z"],
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LEFT_OUT)
def test_one_bad_property_costs_at_most_one_event_and_is_told(what: str) -> None:
    text, wanted, sentence = LEFT_OUT[what]
    found = read(calendar(text))
    assert starts(found) == wanted
    assert any(found_event.uid == "good-1" for found_event in found.events)
    assert sentence in " ".join(found.left_out)


def test_times_of_an_excluding_rule_are_left_out() -> None:
    every_second_day = event("RRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2")
    found = read(calendar(every_second_day))
    assert starts(found) == ["2026-03-12T06:00:00Z", "2026-03-14T06:00:00Z", "2026-03-15T06:00:00Z"]
    assert found.left_out == ()


def test_an_excluding_rule_holds_in_the_wall_time_of_the_event() -> None:
    weekly = event(
        "RRULE:FREQ=WEEKLY;COUNT=4\nEXRULE:FREQ=MONTHLY;BYDAY=-1WE", start=";TZID=Europe/Berlin:20260311T090000"
    )
    found = read(calendar(weekly))
    assert starts(found) == ["2026-03-11T08:00:00Z", "2026-03-18T08:00:00Z", "2026-04-01T07:00:00Z"]


def test_a_file_that_breaks_off_keeps_what_is_whole() -> None:
    text = calendar()
    whole = text.index("END:VEVENT") + len("END:VEVENT")
    for cut in range(whole, len(text)):
        assert [found.uid for found in read(text[:cut]).events] == ["good-1"]
    found = read(calendar().removesuffix("END:VCALENDAR\n") + "BEGIN:VEVENT\nUID:cut\nDTSTAR")
    assert [each.uid for each in found.events] == ["good-1"]
    assert found.left_out == ("The file ends or breaks off in the middle of an event, which was left out.",)


ENCODED: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, the other end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Latin": lambda text: text.encode("latin-1"),
    "CR LF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "CR CR LF": lambda text: text.replace("\n", "\r\r\n").encode(),
    "with zeros": lambda text: text.replace("SUMMARY", "SUM\0MARY").encode(),
}


@pytest.mark.parametrize("how", ENCODED)
def test_every_encoding_and_line_end_is_read(how: str) -> None:
    found = read(ENCODED[how](calendar(event("SUMMARY:Übergabe Frühschicht"))))
    assert [each.title for each in found.events] == ["Übergabe Frühschicht", ""]
    assert starts(found) == ["2026-03-11T06:00:00Z"]


def test_a_file_may_change_its_encoding_on_the_way() -> None:
    text = calendar(event("SUMMARY:Ünë", uid="a")).encode() + calendar(event("SUMMARY:Ünë", uid="b")).encode("cp1252")
    assert [each.title for each in read(text).events if each.title] == ["Ünë", "Ünë"]


def test_a_title_is_one_line_of_plain_text() -> None:
    found = read(calendar(event("SUMMARY:One\\, two\\nthree\\\\ \\;four")))
    assert found.events[0].title == "One, two three\\ ;four"
    found = read(calendar(event("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=9Cbung")))
    assert found.events[0].title == "Übung"
    assert len(read(calendar(event("SUMMARY:" + "x" * 100_000))).events[0].title) == Limits().title


REFUSED = {
    b"": "empty",
    b"\0" * 5000: "empty",
    b"<!DOCTYPE html><html>Sign in</html>": "web page",
    b"PK\x03\x04" + b"x" * 100: "archive",
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)): "not a calendar",
    b"BEGIN:VCARD\nFN:A\nEND:VCARD\n": "not a calendar",
}


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
def test_what_is_no_calendar_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(BadCalendar) as refused:
        read(content)
    assert REFUSED[content] in refused.value.what_happened
    assert refused.value.what_to_do


def test_a_calendar_without_events_is_one() -> None:
    assert read(calendar(good=False)) == CalendarFile(())


def test_a_file_that_cannot_be_opened_or_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCalendar, match="cannot be read"):
        read_file(tmp_path / "away.ics", BERLIN)
    large = tmp_path / "large.ics"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(BadCalendar, match="larger than 64 MB"):
        read_file(large, BERLIN)


def test_zones_of_one_file_mean_nothing_in_the_next() -> None:
    """Outlook calls every zone of its own "Customized Time Zone"."""
    name = "Customized Time Zone"
    for offset, hour in (("+0100", "08"), ("-0500", "14"), ("+0100", "08")):
        found = read(calendar(zone(name, offset), event(start=f";TZID={name}:20260311T090000")))
        assert starts(found) == [f"2026-03-11T{hour}:00:00Z"]


def test_a_cancelling_file_calls_off_what_it_names() -> None:
    found = read("BEGIN:VCALENDAR\nMETHOD:CANCEL\n" + event() + "END:VCALENDAR\n")
    assert [each.cancelled for each in found.events] == [True]


def test_limits_are_held_and_told() -> None:
    many = calendar(*(event(uid=str(number)) for number in range(50)))
    assert len(read(many, limits=Limits(events=51)).events) == 51
    with pytest.raises(BadCalendar, match="more than 50 events"):
        read(many, limits=Limits(events=50))
    found = read(calendar(event("RDATE:20260312T060000Z,20260313T060000Z")), limits=Limits(dates_per_event=1))
    assert len(starts(found)) == 2
    assert "single dates" in found.left_out[0]
    found = read(calendar(event(*["RDATE:20260312T060000Z"] * 9)), limits=Limits(lines_per_event=5))
    assert found.left_out == ("Very long events were shortened.",)


def test_reading_ends_in_time_and_when_it_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "many.ics"
    path.write_text(calendar(*(event(uid=str(number)) for number in range(3000))))
    late = read_file(path, BERLIN, limits=Limits(seconds=0))
    assert not late.stopped
    assert "took too long" in late.left_out[0]
    told: list[float] = []
    assert read_file(path, BERLIN, lambda done: not told.append(done)).left_out == ()  # type: ignore[func-returns-value]
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1
    assert read_file(path, BERLIN, lambda _done: False).stopped


STORMS: dict[str, Callable[[], str]] = {
    "a long line": lambda: "X:" + "a" * 8_000_000 + "\n",
    "a long title": lambda: event("SUMMARY:" + "a" * 8_000_000),
    "a long folded line": lambda: "ATTACH:" + "\n ".join(["a" * 70] * 100_000) + "\n",
    "nothing, folded": lambda: "X:" + "\n " * 2_000_000 + "\n",
    "many exceptions": lambda: event(*["EXDATE:20260312T060000Z"] * 200_000),
    "nested": lambda: "BEGIN:X\n" * 300_000,
    "nested alarms": lambda: event(*["BEGIN:VALARM"] * 100_000),
    "one uid": lambda: "".join(event(f"SEQUENCE:{number}") for number in range(20_000)),
    "changes of changes": lambda: (
        event("RRULE:FREQ=DAILY")
        + "".join(
            event(f"RECURRENCE-ID;RANGE=THISANDFUTURE:2026{1 + n % 12:02}{1 + n % 28:02}T{n % 24:02}0000Z")
            for n in range(20_000)
        )
    ),
    "rules without end": lambda: "".join(
        event("RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", uid=str(n), start=":19700101T000000Z") for n in range(1500)
    ),
    "many zones": lambda: "".join(
        zone(f"Odd {n}", start="00010101T000000", more="RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE;BYHOUR=1,2\n")
        + event(uid=str(n), start=f";TZID=Odd {n}:20260311T090000")
        for n in range(400)
    ),
    "a zone by the second": lambda: (
        zone("Odd", more="RRULE:FREQ=SECONDLY\n") + event(start=";TZID=Odd:20260311T090000")
    ),
    "zone names without end": lambda: "".join(
        event(uid=str(n), start=f";TZID=Odd{n}:20260311T090000") for n in range(9000)
    ),
    "parameters": lambda: event("SUMMARY;" + ";".join(["A=B"] * 500_000) + ":x"),
    "digits": lambda: event("SEQUENCE:" + "9" * 100_000, "RRULE:FREQ=DAILY;COUNT=" + "9" * 100_000),
}


@pytest.mark.parametrize("what", STORMS)
def test_no_storm_takes_long_or_takes_the_good_event_along(what: str) -> None:
    began = time.process_time()
    found = read(calendar(STORMS[what]()))
    times = expanded(found.events, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), 50)
    assert GOOD in {happening.key for _event, happening in times.times}
    assert time.process_time() - began < 10


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_end_in_events_or_in_a_sentence(junk: bytes, at: int) -> None:
    text = calendar(event(WEEKLY, "RDATE:20260401T000000Z", start=IN_BERLIN), zone("Odd")).encode()
    at = min(at, len(text))
    for content in (junk, text[:at] + junk + text[at:], b"BEGIN:VCALENDAR\n" + junk):
        with suppress(BadCalendar):
            events = read(content).events
            found = expanded(events, JANUARY, JANUARY.replace(year=2027), 50)
            assert len(found.times) <= sum(50 + len(event.changes) for event in events)


def test_random_files_are_refused() -> None:
    with pytest.raises(BadCalendar):
        read(os.urandom(1_000_000))
