"""What reading a calendar costs beside the parse of a well-known library."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure, Workshop, compared, timed
from microcoach_desktop.domain.calendar_tasks import candidates
from microcoach_desktop.services.calendars.reading import read_bytes

ROUNDS = 3


def calendar(shop: Workshop) -> list[Figure]:
    """From bytes to the events that an import offers, with their next times; the floor parses and stops there."""
    from icalendar import Calendar

    count = shop.sizes.key_tasks
    content = _content(count)
    zone = ZoneInfo("Europe/Berlin")

    def ours(_number: int) -> object:
        return candidates(read_bytes(content, zone).events, (), shop.now)

    times = timed(ours, lambda _number: Calendar.from_ical(content), ROUNDS, warm=1)
    return [compared(f"calendar of {count:,} events", times, 0.5, 1.3)]


def _content(count: int) -> bytes:
    """Every fifth event repeats."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//benchmarks//EN"]
    first = datetime(2025, 1, 6, 9)  # noqa: DTZ001 - a wall time
    for number in range(count):
        start = first + timedelta(hours=number)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@benchmarks",
            "DTSTAMP:20250101T000000Z",
            f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/Berlin:{start + timedelta(minutes=30):%Y%m%dT%H%M%S}",
            f"SUMMARY:Meeting {number}",
            "DESCRIPTION:What was agreed on and who does it until when\\, in a few words.",
            "LOCATION:Room 4",
            *(["RRULE:FREQ=WEEKLY;BYDAY=MO,WE"] if number % 5 == 0 else []),
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
