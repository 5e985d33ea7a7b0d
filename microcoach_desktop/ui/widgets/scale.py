"""From numbers and times to pixels, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers around both ends, at most about `most` of them. Zero is among them where it is near."""
    if low > 0 and low <= high / 2:
        low = 0
    if high < 0 and high >= low / 2:
        high = 0
    if low == high:
        low, high = (min(0.0, low), max(0.0, high)) if low else (0.0, 1.0)
    raw = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in STEPS if power * factor >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Axis:
    """A line from one pixel to another."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places as near as can be to the wanted ones, in their order, `least` from each other and within the ends."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    places = list(wanted)
    free = low
    for place in order:
        places[place] = free = max(wanted[place], free)
        free += least
    limit = high
    for place in reversed(order):
        places[place] = limit = min(places[place], limit)
        limit -= least
    return places


def between(first: datetime, last: datetime, count: int) -> list[datetime]:
    """`count` times from the first to the last, evenly."""
    return [first + (last - first) * place / (count - 1) for place in range(count)]
