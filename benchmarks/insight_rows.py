"""What each insight costs: its rows and its formula, in the worker."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.dataset import Shape
from benchmarks.figures import Figure, Workshop, alone, timed
from microcoach_desktop.app import open_coach
from microcoach_desktop.services.insights import USUAL_DAYS, Practice

ASKED: tuple[Callable[[Practice], object], ...] = (
    Practice.rhythm,
    Practice.coverage,
    Practice.balance,
    Practice.timing,
    Practice.completion,
    Practice.outcomes,
    Practice.retention,
    Practice.patterns,
    Practice.attention,
    Practice.movements,
    Practice.promises,
)
YEAR = 365
LIMIT_MS = 100
YEAR_LIMIT_MS = 250


def insights(shop: Workshop) -> list[Figure]:
    """The usual period, and a year: a fifth of all that there is."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins, people=30))
    rounds = max(3, shop.sizes.rounds // 20)
    figures = []
    with open_coach(folder) as coach:
        for days, limit_ms in ((USUAL_DAYS, LIMIT_MS), (YEAR, YEAR_LIMIT_MS)):
            for ask in ASKED:
                practice = Practice(coach.store, coach.now(), days)
                times = timed(lambda _number, ask=ask, of=practice: ask(of), lambda _number: None, rounds)[0]  # type: ignore[misc]
                what = f"insight {ask.__name__}, {days} days of {shop.sizes.sessions:,} sessions"
                figures.append(alone(what, times, 0.95, limit_ms))
    return figures
