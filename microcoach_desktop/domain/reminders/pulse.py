"""Sleep, or a step of the clock: the wall clock beside one that nobody sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# Two readings are not taken at the very same moment, and a clock that is being disciplined drifts.
STEP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last tick: wall clock, seconds since the computer started (sleep included), zone.

    `ahead` is by how many seconds the wall clock has been set since then; below 0 it was set back.
    """

    at: datetime
    boot: float
    zone: str
    ahead: int = 0

    @property
    def suspect(self) -> bool:
        """Ahead of where it was: what is told now may be early, until it is set back."""
        return self.ahead > STEP.total_seconds()


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
        return Beat(Pulse(at, boot, zone), None, set_back=by_wall < -STEP, zone_changed=zone != last.zone)
    asleep = timedelta(seconds=boot - last.boot)
    set_by = by_wall - asleep
    ahead = last.ahead + round(set_by.total_seconds()) if abs(set_by) > STEP else last.ahead
    return Beat(Pulse(at, boot, zone, ahead), asleep, set_back=set_by < -STEP, zone_changed=zone != last.zone)
