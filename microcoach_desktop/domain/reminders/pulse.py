"""Sleep, or a step of the clock: the wall clock beside one that nobody sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# Two readings are not taken at the very same moment, and a clock that is being disciplined drifts.
STEP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last tick: wall clock, seconds since the computer started (sleep included), zone.

    `suspect` lasts from a jump ahead until the clock is set back: what is told meanwhile may be early.
    """

    at: datetime
    boot: float
    zone: str
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Beat:
    """What a tick learnt from the clocks. `asleep` is the real time since the last tick, None when unknown."""

    pulse: Pulse
    asleep: timedelta | None
    set_back: bool
    zone_changed: bool


def felt(last: Pulse | None, at: datetime, boot: float, zone: str) -> Beat:
    """Compare this tick with the last one, of this run or of an earlier one."""
    if last is None:
        return Beat(Pulse(at, boot, zone), None, set_back=False, zone_changed=False)
    by_wall = at - last.at
    if boot < last.boot:
        # Started anew meanwhile: how much time has gone nobody knows.
        set_back, ahead, asleep = by_wall < -STEP, False, None
    else:
        asleep = timedelta(seconds=boot - last.boot)
        set_back, ahead = by_wall < asleep - STEP, by_wall > asleep + STEP
    suspect = ahead or (last.suspect and not set_back)
    return Beat(Pulse(at, boot, zone, suspect), asleep, set_back, zone != last.zone)
