"""The lines of events to series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum
from hashlib import blake2b

from microcoach_desktop.domain.calendars import FIRST_YEAR, LAST_YEAR, Change, ImportedEvent, Stamp, as_wall
from microcoach_desktop.domain.recurrence import BadRule, Frequency, Rule, parse_rule
from microcoach_desktop.services.calendars.limits import Limits
from microcoach_desktop.services.calendars.values import (
    BadValue,
    decoded,
    duration,
    moment,
    stamp,
    stamps,
    text_of,
    value_of,
)
from microcoach_desktop.services.calendars.zones import FileZones

MINUTE = timedelta(minutes=1)
DAY_MINUTES = 24 * 60
MANY_SECONDS = 1000
END_OF_TIME = datetime(LAST_YEAR + 1, 1, 1)  # noqa: DTZ001 - walls are naive

Properties = dict[bytes, list[bytes]]


class Left(Enum):
    """What could not be taken over as it is written."""

    NO_TIME = "no time"
    OTHER_YEARS = "other years"
    RULE = "rule"
    TOO_OFTEN = "too often"
    EXCEPTIONS = "exceptions"
    DATES = "dates"
    MANY_DATES = "many dates"


class Reader:
    """Reads the events of one file; `left` counts the events that lost something."""

    def __init__(self, zones: FileZones, viewer: tzinfo, limits: Limits, method: bytes) -> None:
        self.left: Counter[Left] = Counter()
        self._zones = zones
        self._viewer = viewer
        self._limits = limits
        self._dates_left = limits.dates
        self._called_off = method == b"CANCEL"
        self._lost: set[Left] = set()

    def read(self, raw: bytes) -> ImportedEvent | None:
        """A series; a changed occurrence comes as a series that is only its change. None when it has no time."""
        self._lost.clear()
        event = self._event(_properties(raw))
        self.left.update(self._lost)
        return event

    def _event(self, given: Properties) -> ImportedEvent | None:
        try:
            begins = stamp(given[b"DTSTART"][0], self._zones.zone)
        except (KeyError, BadValue):
            self._lost.add(Left.NO_TIME)
            return None
        zone = self._zone(begins)
        start = begins.replace(tzinfo=None) if isinstance(begins, datetime) else as_wall(begins, None)
        rules, lost = self._rules(given, b"RRULE", begins, zone)
        self._lost |= lost
        without, lost = self._rules(given, b"EXRULE", begins, zone)
        self._lost |= {Left.EXCEPTIONS} if lost else set()
        if start.year > LAST_YEAR or (start.year < FIRST_YEAR and not rules):
            self._lost.add(Left.OTHER_YEARS)
            return None
        event = ImportedEvent(
            uid=_first(given, b"UID", self._limits.title) or _made_uid(given),
            title=_first(given, b"SUMMARY", self._limits.title),
            start=start,
            zone=zone,
            minutes=self._minutes(given, begins),
            rules=rules,
            extra=self._dates(given, b"RDATE"),
            left_out=self._dates(given, b"EXDATE"),
            without=without,
            sequence=_number(_first(given, b"SEQUENCE", 10)),
            cancelled=self._called_off or _first(given, b"STATUS", 20).upper() == "CANCELLED",
        )
        return self._as_change(event, given) if b"RECURRENCE-ID" in given else event

    def _as_change(self, event: ImportedEvent, given: Properties) -> ImportedEvent | None:
        rest = given[b"RECURRENCE-ID"][0]
        try:
            of = stamp(rest, self._zones.zone)
        except BadValue:
            self._lost.add(Left.DATES)
            return None
        if not FIRST_YEAR <= of.year <= LAST_YEAR or event.start.year < FIRST_YEAR:
            self._lost.add(Left.OTHER_YEARS)
            return None
        change = Change(
            of,
            event.start,
            event.zone,
            event.minutes,
            onwards=b"RANGE=THISANDFUTURE" in rest.partition(b":")[0].upper(),
            cancelled=event.cancelled,
            sequence=event.sequence,
        )
        return ImportedEvent(
            event.uid,
            event.title,
            event.start,
            event.zone,
            event.minutes,
            changes=(change,),
            has_series=False,
            sequence=event.sequence,
        )

    def _zone(self, begins: Stamp) -> tzinfo | None:
        if not isinstance(begins, datetime):
            return None
        return begins.tzinfo or self._viewer

    def _minutes(self, given: Properties, begins: Stamp) -> int:
        """How long it lasts; an end before the start is none."""
        whole_day = not isinstance(begins, datetime)
        try:
            if b"DTEND" in given:
                ends = stamp(given[b"DTEND"][0], self._zones.zone)
                length = as_wall(ends, self._zone(begins)) - as_wall(begins, self._zone(begins))
            elif b"DURATION" in given:
                length = duration(decoded(value_of(given[b"DURATION"][0])))
            else:
                return DAY_MINUTES if whole_day else 0
        except (BadValue, OverflowError):
            self._lost.add(Left.DATES)
            return DAY_MINUTES if whole_day else 0
        return max(DAY_MINUTES if whole_day else 0, length // MINUTE)

    def _rules(
        self, given: Properties, name: bytes, begins: Stamp, zone: tzinfo | None
    ) -> tuple[tuple[Rule, ...], set[Left]]:
        """The rules that can be followed, and why others cannot."""

        def until(text: str) -> datetime:
            return _until(text, zone, floating=begins.tzinfo is None if isinstance(begins, datetime) else True)

        found: list[Rule] = []
        lost: set[Left] = set()
        for rest in given.get(name, ())[:10]:
            try:
                found.append(parse_rule(decoded(value_of(rest)[: self._limits.dates_per_event]), until))
            except BadRule:
                lost.add(Left.RULE)
        if any(_too_often(rule) for rule in found):
            lost.add(Left.TOO_OFTEN)
            found = [rule for rule in found if not _too_often(rule)]
        return tuple(dict.fromkeys(found)), lost

    def _dates(self, given: Properties, name: bytes) -> tuple[Stamp, ...]:
        if name not in given:
            return ()
        most = min(self._limits.dates_per_event, self._dates_left)
        found: dict[Stamp, None] = {}
        for rest in given[name]:
            for each in stamps(rest, self._zones.zone, most):
                if len(found) >= most:
                    self._lost.add(Left.MANY_DATES)
                    self._dates_left -= len(found)
                    return tuple(found)
                if isinstance(each, BadValue):
                    self._lost.add(Left.DATES)
                elif FIRST_YEAR <= each.year <= LAST_YEAR:
                    found[each] = None
        self._dates_left -= len(found)
        return tuple(found)


def series(events: Iterable[ImportedEvent], most_changes: int) -> list[ImportedEvent]:
    """One for each UID: its newest version (of equal SEQUENCE the first) with its changes, in the order of the file."""
    cores: dict[str, ImportedEvent] = {}
    changes: dict[str, dict[Stamp, Change]] = {}
    for event in events:
        known = cores.get(event.uid)
        if event.has_series:
            if known is None or not known.has_series or event.sequence > known.sequence:
                cores[event.uid] = event
            continue
        cores.setdefault(event.uid, event)
        of_uid = changes.setdefault(event.uid, {})
        for change in event.changes:
            newest = of_uid.get(change.of)
            if len(of_uid) < most_changes and (newest is None or change.sequence > newest.sequence):
                of_uid[change.of] = change
    return [
        replace(event, changes=tuple(changes[uid].values())) if uid in changes else event
        for uid, event in cores.items()
    ]


def _properties(raw: bytes) -> Properties:
    parts = raw.split(b"\n")
    given: Properties = {}
    for index in range(0, len(parts) - 1, 2):
        given.setdefault(parts[index], []).append(parts[index + 1])
    return given


def _made_uid(given: Properties) -> str:
    """For events without one: the same at the next reading."""
    told = b"\n".join((*given[b"DTSTART"], *given.get(b"SUMMARY", ())))
    return "made-" + blake2b(told, digest_size=12).hexdigest()


def _first(given: Properties, name: bytes, most: int) -> str:
    return text_of(given[name][0], most) if name in given else ""


def _too_often(rule: Rule) -> bool:
    return rule.frequency is Frequency.SECONDLY and (rule.count or MANY_SECONDS + 1) > MANY_SECONDS


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() else 0


def _until(text: str, zone: tzinfo | None, *, floating: bool) -> datetime:
    """UNTIL as a wall time of the starts. A bare day for timed starts is its beginning in UTC, as calendars read it."""
    found, utc = moment(text.strip())
    if found.year > LAST_YEAR:
        return END_OF_TIME
    if zone is None:
        return as_wall(date(found.year, found.month, found.day), None)
    bare = not isinstance(found, datetime)
    wall = datetime.combine(found, time()) if not isinstance(found, datetime) else found
    if (utc or bare) and not floating and found.year >= FIRST_YEAR:
        return wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    return wall
