"""What is reckoned while somebody types: the one-line grammar and the wording help."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure, Workshop, alone
from microcoach_desktop.domain.capture_line import LineContext, LinePerson, index_line, parse_indexed
from microcoach_desktop.domain.clarity import NoteField, hints
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.services.languages import language
from microcoach_desktop.services.wording import wording_rules

BERLIN = ZoneInfo("Europe/Berlin")
NOW = DateContext(datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN), BERLIN, True, language("en"))
CONTEXTS = (LineContext(1, "Shift handover"), LineContext(2, "Stand-up"), LineContext(None, "Returns desk"))
LONGEST = 500
ORDINARY = "@Marek opp #handover Two open returns from aisle 4 were not on the sheet, so the late shift called both. "
LINES = {
    "an ordinary note": (ORDINARY * 5)[:480] + " >fri 14:00",
    "nobody of that name": "@zoe " * 100,
    "signs without end": "> + = # @ ! " * 41,
    "dates that are none": ">in >next >31 " * 35,
}


def line(shop: Workshop) -> list[Figure]:
    """One reading of 500 characters beside a team of 200, as on each key."""
    people = tuple(LinePerson(number, (f"Person{number} Name{number}",)) for number in range(200))
    team = index_line(people, CONTEXTS)
    return [
        alone(
            f"line of 500 characters: {name}", _times(shop, partial(parse_indexed, text[:LONGEST], team, NOW)), 0.95, 1
        )
        for name, text in LINES.items()
    ]


def wording(shop: Workshop) -> list[Figure]:
    """The hints for a field of 500 characters, once the rules are loaded."""
    rules = wording_rules()
    text = ORDINARY.removeprefix("@Marek opp #handover ") * 6
    times = _times(shop, partial(hints, text[:LONGEST], NoteField.OBSERVATION, rules))
    return [alone("hints for 500 characters", times, 0.95, 16)]


def _times(shop: Workshop, work: Callable[[], object]) -> list[float]:
    """Milliseconds, after a few rounds that do not count."""
    times = []
    for _ in range(shop.sizes.rounds + 5):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times[5:]
