"""What a manager is told about a calendar file."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from microcoach_desktop.services.calendars.components import Gathered
from microcoach_desktop.services.calendars.events import Left

_LEFT: Mapping[Left, tuple[str, str]] = {
    Left.NO_TIME: ("One event has no time that can be read and was left out.",
                   "{} events have no time that can be read and were left out."),
    Left.OTHER_YEARS: ("One event lies outside the years 1970 to 2200 and was left out.",
                       "{} events lie outside the years 1970 to 2200 and were left out."),
    Left.RULE: ("The repetition of one event is not understood; only its first time was taken.",
                "The repetition of {} events is not understood; only their first time was taken."),
    Left.TOO_OFTEN: ("One event repeats every second; only its first time was taken.",
                     "{} events repeat every second; only their first times were taken."),
    Left.DATES: ("One event has a date or length that cannot be read; that part was left out.",
                 "{} events have dates or lengths that cannot be read; those parts were left out."),
    Left.MANY_DATES: ("One event lists very many single dates; not all were taken.",
                      "{} events list very many single dates; not all were taken."),
    Left.EXCEPTIONS: ("One event has exceptions that are not understood; they were not applied.",
                      "{} events have exceptions that are not understood; they were not applied."),
}  # fmt: skip
_SIGNS = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


def left_out(found: Gathered, left: Mapping[Left, int], guessed_zones: Collection[str], unread: int) -> tuple[str, ...]:
    sentences = []
    if found.late or unread:
        sentences.append("Reading took too long and was stopped; later events of the file were left out.")
    if found.unfinished:
        sentences.append("The file ends or breaks off in the middle of an event, which was left out.")
    if found.shortened:
        sentences.append("Very long events were shortened.")
    sentences += [
        one if count == 1 else more.format(count) for kind, (one, more) in _LEFT.items() if (count := left.get(kind, 0))
    ]
    if guessed_zones:
        names = ", ".join(f"“{name}”" for name in sorted(guessed_zones)[:3])
        sentences.append(f"The time zone {names} is not known; these times were read as local time.")
    return tuple(sentences)


def not_a_calendar(head: bytes) -> tuple[str, str, str]:
    """What happened, what is safe, what to do."""
    what, safe = "This file is not a calendar.", "Nothing was changed."
    if not head.strip(b"\0\r\n\t \xef\xbb\xbf\xff\xfe"):
        return "This file is empty.", safe, "Export the calendar again."
    if any(sign in head[:1000].lower() for sign in (b"<html", b"<!doctype", b"<head")):
        return (
            "This file is a web page, not a calendar.",
            safe,
            "Links to calendars expire and may need a sign-in: download it again.",
        )
    if head.startswith(_SIGNS):
        return "This file is an archive.", safe, "Unpack it, and import the .ics file inside."
    return what, safe, "Choose a file that ends in .ics, exported from a calendar."
