"""A clock that tests move by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from microcoach_desktop.domain.local_time import instant, zone_of


class MovedClock:
    """Stands still until moved. `at` takes naive wall time in the clock's zone: going back is a step of the clock."""

    def __init__(self, at: datetime, zone: str = "Europe/Berlin") -> None:
        self._zone = zone
        self._boot = 1_000.0
        self._now = instant(at, zone_of(zone)).astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def zone(self) -> str:
        return self._zone

    def at(self, wall: datetime) -> datetime:
        at = instant(wall, zone_of(self._zone)).astimezone(UTC)
        self._boot += max((at - self._now).total_seconds(), 0)
        self._now = at
        return self._now

    def boot_seconds(self) -> float:
        return self._boot

    def move(self, **by: float) -> datetime:
        """Time passes."""
        self._now += timedelta(**by)
        self._boot += timedelta(**by).total_seconds()
        return self._now

    def step(self, **by: float) -> datetime:
        """Somebody sets the clock."""
        self._now += timedelta(**by)
        return self._now

    def travel(self, zone: str) -> None:
        self._zone = zone
