"""A clock that tests move by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from microcoach_desktop.domain.local_time import instant, zone_of


class MovedClock:
    """Stands still until moved. `at` takes naive wall time in the clock's zone."""

    def __init__(self, at: datetime, zone: str = "Europe/Berlin") -> None:
        self._zone = zone
        self.at(at)

    def now(self) -> datetime:
        return self._now

    def zone(self) -> str:
        return self._zone

    def at(self, wall: datetime) -> datetime:
        self._now = instant(wall, zone_of(self._zone)).astimezone(UTC)
        return self._now

    def move(self, **by: float) -> datetime:
        self._now += timedelta(**by)
        return self._now

    def travel(self, zone: str) -> None:
        self._zone = zone
