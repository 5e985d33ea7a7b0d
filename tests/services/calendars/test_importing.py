"""Calendars to key tasks and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from icalendar.timezone import tzp

from microcoach_desktop.domain.calendars import expanded
from microcoach_desktop.domain.keytasks import KeyTask, occurrences
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.calendars.importing import CalendarImport, Choice, Imported
from microcoach_desktop.services.calendars.reading import read_bytes
from microcoach_desktop.services.calendars.watching import WatchedFile
from microcoach_desktop.services.calendars.writing import export_calendar
from microcoach_desktop.services.coach import Coach
from tests.services.calendars.test_reading import calendar, event, zone
from tests.world import World

WEEKLY = "RRULE:FREQ=WEEKLY"
START = ";TZID=Europe/Berlin:20251103T213000"
SINCE = datetime(2025, 11, 11, tzinfo=UTC)
UNTIL = datetime(2026, 3, 1, tzinfo=UTC)


def told_by_another(content: bytes) -> set[datetime]:
    tzp.use_zoneinfo()  # forgets the zones of the file before
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(SINCE, UNTIL)
    return {each["DTSTART"].dt.astimezone(UTC) for each in events}


class Desk:
    """An import on a file of the test."""

    def __init__(self, coach: Coach, path: Path) -> None:
        self.coach = coach
        self.path = path
        self.importing = CalendarImport(coach)

    def take(self, *parts: str, picked: str = "e") -> Imported:
        self.path.write_text(calendar(*parts, good=False))
        like = KeyTask("Handover", datetime(2025, 1, 1), "UTC", grace_minutes=5, person_ids=(1,), critical=True)
        found = self.importing.preview(self.path).candidates.found
        return self.importing.take(Choice(each.event, like) for each in found if each.event.uid == picked)

    def update(self, *parts: str) -> Imported:
        return self.importing.update(read_bytes(calendar(*parts, good=False).encode(), self.coach.zone()).events)

    def ends(self, until: datetime = UNTIL) -> list[str]:
        (task,) = self.coach.store.key_tasks.all()
        return [f"{o.starts_at:%m-%dT%H:%M}" for o in occurrences(task, SINCE, until)]


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    world.at(1, "09:14")
    coach = world.coach
    coach.save_people(Person("Ana Ruiz"))
    return Desk(coach, tmp_path / "work.ics")


def test_a_picked_series_becomes_a_key_task_with_its_exceptions(desk: Desk) -> None:
    taken = desk.take(
        event(WEEKLY, "EXDATE;TZID=Europe/Berlin:20251117T213000", "DURATION:PT45M", "SEQUENCE:3", start=START),
        event("RECURRENCE-ID;TZID=Europe/Berlin:20251124T213000", start=";TZID=Europe/Berlin:20251125T080000"),
        event("RECURRENCE-ID;TZID=Europe/Berlin:20251201T213000", "STATUS:CANCELLED", start=START),
    )
    (task,) = taken.added
    assert taken.updated == ()
    assert (task.name, task.zone, task.minutes, task.grace_minutes) == ("Handover", "Europe/Berlin", 45, 5)
    assert (task.person_ids, task.critical, task.uid, task.sequence) == ((1,), True, "e", 3)
    assert desk.coach.store.key_tasks.all() == [task]
    assert desk.ends(datetime(2025, 12, 20, tzinfo=UTC)) == ["11-25T07:00", "12-08T20:30", "12-15T20:30"]
    assert desk.coach.undo() == "key task"
    assert desk.coach.store.key_tasks.all() == []


@pytest.mark.parametrize(
    "lines",
    [
        [event(WEEKLY, start=START)],
        [event("RRULE:FREQ=MONTHLY;BYDAY=-1FR", "RDATE:20251230T100000Z", start=START)],
        [event("RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE:20251209T203000Z", start=START)],
        [event(WEEKLY, "RRULE:FREQ=MONTHLY", start=START)],
        [event("RRULE:FREQ=DAILY;BYHOUR=9,17;COUNT=200", start=START)],
        [
            event(WEEKLY, start=START),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20251208T213000",
                start=";TZID=Europe/Berlin:20251209T090000",
            ),
        ],
        [event("RDATE:20251120T100000Z,20251121T100000Z", "EXDATE:20251120T100000Z", start=START)],
        [event("RECURRENCE-ID:20251201T213000Z", start=":20251202T080000Z")],
        [event(WEEKLY, "EXDATE;VALUE=DATE:20251117", start=":20251103T213000Z")],
        [zone("Odd", "+0545"), event(WEEKLY, start=";TZID=Odd:20251103T213000")],
        [zone("Odder", "+0347"), event(WEEKLY, start=";TZID=Odder:20251103T213000")],
        [event("RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", start=";TZID=Europe/Berlin:19600101T180000")],
    ],
)
def test_a_key_task_takes_place_when_the_calendar_says(desk: Desk, lines: list[str]) -> None:
    """Against another implementation, over four months."""
    (task,) = desk.take(*lines).added
    wanted = told_by_another(calendar(*lines, good=False).encode())
    assert {o.starts_at for o in occurrences(task, SINCE, UNTIL)} == wanted
    assert wanted


def test_an_excluding_rule_reaches_the_key_task(desk: Desk) -> None:
    desk.take(event("RRULE:FREQ=WEEKLY", "EXRULE:FREQ=WEEKLY;INTERVAL=2", start=START))
    assert desk.ends(datetime(2025, 12, 20, tzinfo=UTC)) == ["11-24T20:30", "12-08T20:30"]


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    lines = event(WEEKLY, start=START), event(uid="other", start=":20260311T060000Z")
    desk.take(*lines)
    assert desk.update(*lines) == Imported()
    again = desk.take(*lines)
    assert (len(again.added), len(again.updated)) == (0, 1)
    assert len(desk.coach.store.key_tasks.all()) == 1


def test_a_newer_version_moves_the_key_task_and_keeps_what_the_manager_chose(desk: Desk) -> None:
    (task,) = desk.take(event(WEEKLY, "SEQUENCE:1", start=START)).added
    desk.coach.save_key_task(replace(task, name="Late handover", paused=True))
    updated = desk.update(event(WEEKLY, "SEQUENCE:2", "DURATION:PT1H", start=";TZID=Europe/Berlin:20251104T220000"))
    (task,) = updated.updated
    assert (task.name, task.paused, task.minutes, task.sequence) == ("Late handover", True, 60, 2)
    assert desk.ends(datetime(2025, 11, 20, tzinfo=UTC)) == ["11-11T21:00", "11-18T21:00"]
    older = desk.update(event(WEEKLY, "SEQUENCE:1", start=START))
    assert older == Imported()
    assert desk.coach.store.key_tasks.all() == [task]


def test_what_is_called_off_is_taken_off_and_stays_off(desk: Desk) -> None:
    desk.take(event(WEEKLY, start=START))
    assert len(desk.update(event(WEEKLY, "STATUS:CANCELLED", start=START)).updated) == 1
    assert desk.coach.store.key_tasks.all() == []
    assert desk.update(event(WEEKLY, start=START)) == Imported()
    assert len(desk.take(event(WEEKLY, start=START)).updated) == 1
    assert len(desk.coach.store.key_tasks.all()) == 1


def test_the_preview_tells_what_is_recurring_next_and_not_offered(desk: Desk) -> None:
    desk.path.write_text(
        calendar(
            event("SUMMARY:Once", uid="once", start=":20251112T100000Z"),
            event("SUMMARY:Weekly", WEEKLY, uid="weekly", start=START),
            event(uid="day", start=":20251201"),
            event(uid="past", start=":20200101T000000Z"),
            event("RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", uid="storm", start=":19700101T000000Z"),
            event("STATUS:CANCELLED", uid="off", start=":20251201T100000Z"),
            good=False,
        )
    )
    preview = desk.importing.preview(desk.path)
    found = [(each.event.title, each.event.recurring, each.next_at) for each in preview.candidates.found]
    assert found == [
        ("Weekly", True, datetime(2025, 11, 17, 20, 30, tzinfo=UTC)),
        ("Once", False, datetime(2025, 11, 12, 10, tzinfo=UTC)),
    ]
    assert preview.left_out[0] == "One event lasts whole days and has no end to ask after."
    assert "is over" in preview.left_out[1] or "are over" in preview.left_out[1]


def test_a_watched_file_is_taken_again_only_when_it_changed(tmp_path: Path) -> None:
    path, watched = tmp_path / "work.ics", WatchedFile()
    assert not watched.changed(path)
    path.write_text("a")
    assert watched.changed(path)
    assert not watched.changed(path)
    path.write_text("ab")
    assert watched.changed(path)
    path.unlink()
    assert not watched.changed(path)


def test_an_export_reads_back_to_the_same_times(desk: Desk) -> None:
    coach = desk.coach
    coach.save_people(Person("Marek Nowak"))
    due_at = datetime(2025, 11, 14, 13, tzinfo=UTC)
    coach.capture(Session(1, Kind.WIN, "Kept calm, asked twice; wrote it down."), due_at)
    coach.capture(Session(2, Kind.WIN, "x"), due_at + timedelta(days=1))
    tasks = coach.save_key_tasks(
        KeyTask("Stand-up; daily, short", datetime(2025, 11, 3, 9), "Europe/Berlin", rule="FREQ=WEEKLY;BYDAY=MO,WE"),
        KeyTask(
            "Review", datetime(2025, 11, 4, 9), "America/New_York", rule="FREQ=WEEKLY;BYDAY=FR;UNTIL=20260101T090000"
        ),
        KeyTask(
            "Call", datetime(2025, 11, 3, 9), "UTC", rule="FREQ=DAILY;COUNT=20", person_ids=(1,),
            extra=(datetime(2025, 12, 24, 18),), left_out=(datetime(2025, 11, 12, 9),),
        ),
        KeyTask("Once", datetime(2025, 11, 29, 9), "Asia/Kolkata"),
    )  # fmt: skip
    content = export_calendar(coach)
    file = read_bytes(content, coach.zone())
    assert file.left_out == ()
    found = {happening.starts_at for _event, happening in expanded(file.events, SINCE, UNTIL, 1000).times}
    wanted = {o.starts_at for task in tasks for o in occurrences(task, SINCE, UNTIL)}
    assert found == wanted | {due_at, due_at + timedelta(days=1)}
    assert told_by_another(content) == found
    assert "calm" not in content.decode()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert export_calendar(coach) == content
    one = read_bytes(export_calendar(coach, person_id=1), coach.zone())
    assert sorted(each.title for each in one.events) == ["Call", "Check in: Ana Ruiz"]
