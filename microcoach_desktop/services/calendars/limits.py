"""What a calendar file may ask of the program. Held before and while it is read, so that no file can take more."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` bound the whole of reading; `effort` the steps through all rules of a file."""

    megabytes: int = 64
    seconds: float = 4.0
    events: int = 100_000
    lines_per_event: int = 5_000
    dates_per_event: int = 5_000
    dates: int = 100_000
    line_bytes: int = 200_000
    title: int = 300
    zones: int = 200
    zone_names: int = 1_000
    observances: int = 200
    effort: int = 1_000_000
