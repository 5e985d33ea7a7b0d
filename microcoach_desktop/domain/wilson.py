"""How far a share of few tries can be trusted: Wilson's score interval, 80 %."""

from __future__ import annotations

import math
from dataclasses import dataclass

# The normal quantile that leaves 10 % on either side.
Z_80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Interval:
    """A likely range of a share; both ends lie between 0 and 1."""

    low: float
    high: float


def wilson(worked: int, tried: int) -> Interval:
    """The share that `worked` of `tried` speaks for (Wilson 1927). Nothing tried: everything is possible."""
    if not 0 <= worked <= tried:
        raise ValueError("what worked is part of what was tried")
    if tried == 0:
        return Interval(0.0, 1.0)
    share, z2 = worked / tried, Z_80 * Z_80
    middle = (share + z2 / (2 * tried)) / (1 + z2 / tried)
    half = Z_80 * math.sqrt(share * (1 - share) / tried + z2 / (4 * tried * tried)) / (1 + z2 / tried)
    low = 0.0 if worked == 0 else middle - half
    high = 1.0 if worked == tried else middle + half
    return Interval(low, high)
