"""Check-ins and key tasks as an iCalendar file (RFC 5545) for other calendars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from microcoach_desktop import __version__
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence
from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.domain.recurrence import parse_rule, rule_text
from microcoach_desktop.services.coach import Coach

if TYPE_CHECKING:
    from icalendar import Event, vRecur

CHECK_IN_LASTS = timedelta(minutes=15)


def export_calendar(coach: Coach, person_id: int | None = None) -> bytes:
    """Open check-ins with a date and key tasks, of one person or of all. Names stand in it, words of notes do not."""
    check_ins = coach.store.check_ins.first_open(_END, person_id, limit=_ALL)[0]
    tasks = [task for task in coach.store.key_tasks.all() if person_id is None or person_id in task.person_ids]
    return written(check_ins, tasks, coach.now())


def written(check_ins: Iterable[FollowUp], tasks: Sequence[KeyTask], now: datetime) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", f"-//MicroCoach//{__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for check_in in check_ins:
        if check_in.due_at is not None:
            event = _event(f"check-in-{check_in.id}@microcoach", f"Check in: {check_in.person_name}", now)
            event.add("DTSTART", check_in.due_at.astimezone(UTC))
            event.add("DURATION", CHECK_IN_LASTS)
            calendar.add_component(event)
    for task in tasks:
        found = _key_task(task, now)
        if found is not None:
            calendar.add_component(found)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _key_task(task: KeyTask, now: datetime) -> Event | None:
    """None where it never takes place."""
    zone = ZoneInfo(task.zone)

    def local(at: datetime) -> datetime:
        return at.replace(tzinfo=UTC if task.zone == "UTC" else zone)

    start = _first_start(task, zone)
    if start is None:
        return None
    event = _event(task.uid or f"key-task-{task.id}@microcoach", task.name, now)
    event.add("SEQUENCE", task.sequence)
    event.add("DTSTART", local(start))
    event.add("DURATION", timedelta(minutes=task.minutes))
    if task.rule:
        rule = parse_rule(task.rule)
        event.add("RRULE", _recur(rule_text(replace(rule, until=None)), rule.until and local(rule.until)))
    if task.extra:
        event.add("RDATE", [local(at) for at in task.extra])
    left_out = [local(at) for at in task.left_out if at not in task.extra]
    if left_out:
        event.add("EXDATE", left_out)
    return event


def _recur(text: str, until: datetime | None) -> vRecur:
    from icalendar import vRecur

    recur: vRecur = vRecur.from_ical(text)
    if until is not None:
        recur["UNTIL"] = [until.astimezone(UTC)]
    return recur


def _first_start(task: KeyTask, zone: ZoneInfo) -> datetime | None:
    """Other calendars show the start in any case, so it must be a time that the rule names."""
    if not task.rule:
        return task.starts
    plain = replace(task, extra=(), left_out=())
    found = next_occurrence(plain, task.starts.replace(tzinfo=zone) - timedelta(days=1))
    return None if found is None else wall(found.starts_at, zone)


def _event(uid: str, title: str, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("SUMMARY", title)
    return event


_END = datetime(9999, 1, 1, tzinfo=UTC)
_ALL = 1_000_000
