from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from microcoach_desktop.system.heartbeat import LONGEST_MS, PERIOD_MS, Heartbeat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class MovedClock:
    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def zone(self) -> str:
        return "UTC"

    def boot_seconds(self) -> float:
        return self.now().timestamp()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def heart(clock: MovedClock, qtbot: QtBot) -> Iterator[Heartbeat]:
    heart = Heartbeat(clock)
    heart.start()
    yield heart
    heart.stop()


def test_steady(heart: Heartbeat, qtbot: QtBot) -> None:
    assert heart._steady.isActive()
    assert heart._steady.interval() == PERIOD_MS == 60_000
    with qtbot.waitSignal(heart.beat):
        heart._steady.setInterval(1)


def test_beats_at_what_is_past(heart: Heartbeat, qtbot: QtBot) -> None:
    with qtbot.waitSignal(heart.beat):
        heart.arm(NOON - timedelta(days=3))


def test_an_early_timer_does_not_beat(heart: Heartbeat, clock: MovedClock, qtbot: QtBot) -> None:
    heart.arm(NOON + timedelta(milliseconds=20))
    with qtbot.assertNotEmitted(heart.beat, wait=100):
        pass
    clock.at = NOON + timedelta(seconds=1)
    with qtbot.waitSignal(heart.beat):
        pass
    assert not heart._once.isActive()


@pytest.mark.parametrize("at", [datetime.max.replace(tzinfo=UTC), NOON + timedelta(days=25)])
def test_far_instants_are_reached_in_steps(heart: Heartbeat, clock: MovedClock, at: datetime, qtbot: QtBot) -> None:
    heart.arm(at)
    assert heart._once.interval() == LONGEST_MS
    clock.at = at - timedelta(hours=1)
    heart._on_once()
    assert heart._once.interval() == 3_600_000


def test_never_early_by_rounding(heart: Heartbeat) -> None:
    heart.arm(NOON + timedelta(microseconds=1500))
    assert heart._once.interval() == 2


def test_disarmed(heart: Heartbeat) -> None:
    heart.arm(NOON + timedelta(hours=1))
    heart.arm(None)
    assert not heart._once.isActive()


def test_after_sleep_the_wait_is_measured_again(heart: Heartbeat, clock: MovedClock) -> None:
    heart.arm(NOON + timedelta(hours=2))
    clock.at += timedelta(hours=1)
    heart._on_steady()
    assert heart._once.interval() == 3_600_000


def test_beats_when_the_person_comes_back(heart: Heartbeat, qtbot: QtBot) -> None:
    with qtbot.waitSignal(heart.beat):
        heart._on_state(Qt.ApplicationState.ApplicationActive)
    with qtbot.assertNotEmitted(heart.beat):
        heart._on_state(Qt.ApplicationState.ApplicationInactive)
