from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from microcoach_desktop.system.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the zone is moved by TZ")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_now_is_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_zone_is_one_that_exists() -> None:
    name = SystemClock().zone()
    assert ZoneInfo(name).key == name


def test_a_changed_zone_is_seen_by_all(zone: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    for name in ("Europe/Warsaw", "Pacific/Apia", "America/St_Johns"):
        zone.setenv("TZ", name)
        assert clock.zone() == name
        assert datetime.now().astimezone().utcoffset() == datetime.now(ZoneInfo(name)).utcoffset()


@pytest.mark.parametrize(
    ("rule", "name"),
    [("<+03>-3", "Etc/GMT-3"), ("XYZ5", "Etc/GMT+5"), ("<+0530>-5:30", "UTC"), ("Not/Azone", "UTC"), ("UTC0", "UTC")],
)
def test_a_zone_without_name_falls_back(zone: pytest.MonkeyPatch, rule: str, name: str) -> None:
    zone.setenv("TZ", rule)
    assert SystemClock().zone() == name


def test_boot_seconds_go_on() -> None:
    clock = SystemClock()
    assert 0 < clock.boot_seconds() <= clock.boot_seconds()
