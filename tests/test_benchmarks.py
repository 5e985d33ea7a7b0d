"""The benchmarks run and say what they found; how fast it was is not a test's business."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import __main__ as table
from benchmarks import torture
from benchmarks.dataset import Shape, build, raw
from benchmarks.figures import Figure, at, compared

NOW = datetime(2025, 11, 11, 7, tzinfo=UTC)
SHAPE = Shape(sessions=40, check_ins=10, key_tasks=5)
STORE_ROWS = ("save", "history", "search", "heartbeat")


def _content(folder: Path) -> list[tuple[object, ...]]:
    with raw(folder) as connection:
        tables = ("person", "key_task", "key_task_state", "session", "check_in")
        return [row for name in tables for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608


def test_the_same_shape_gives_the_same_store(tmp_path: Path) -> None:
    one, two = (_content(build(tmp_path / name, SHAPE, NOW)) for name in ("one", "two"))
    assert len(one) == 8 + 5 + 5 + 40 + 10
    assert one == two


def test_a_built_store_is_whole(tmp_path: Path) -> None:
    folder = build(tmp_path / "store", SHAPE, NOW)
    with raw(folder) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM session_fts").fetchone() == (40,)


@pytest.mark.parametrize("name", STORE_ROWS)
def test_each_row_of_the_store_prints_its_figures(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = table.main([name, "--tiny", "--data", str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == list(table.HEADINGS)
    assert all(re.search(r"\d+\.\d\d ms.*(yes|MISSED)$", line) for line in lines[1:])
    assert status == any(line.endswith("MISSED") for line in lines)


def test_the_window_is_seen_when_it_is_painted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.main(["start", "memory", "--tiny", "--data", str(tmp_path)])
    told = capsys.readouterr().out
    assert re.search(r"start, 300 sessions .*\d+\.\d\d ms +\d+\.\d\d ms +\d", told)
    assert "memory at the first paint" in told


def test_a_missed_goal_is_a_failure_and_an_unbuilt_page_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def not_built(_shop: object) -> list[Figure]:
        raise RuntimeError("ModuleNotFoundError: No module named 'ui.calendar.page'")

    rows = {"missed": lambda _shop: [Figure("x", kept=False)], "unbuilt": not_built}
    monkeypatch.setattr(table, "ROWS", rows)
    assert table.main(["missed", "--data", str(tmp_path)]) == 1
    assert table.main(["unbuilt", "--data", str(tmp_path)]) == 0


def test_a_percentile_is_compared_with_the_same_of_the_floor() -> None:
    ours, floor = [float(n) for n in range(1, 101)], [10.0] * 100
    assert at(ours, 0.95) == 96
    assert compared("x", (ours, floor), 0.95, 9.6).kept is True
    assert compared("x", (ours, floor), 0.95, 9.5).kept is False
    assert compared("x", (ours, floor), 0.95, 20, most_ms=50).kept is False


def test_nothing_acknowledged_is_lost_when_killed(capsys: pytest.CaptureFixture[str]) -> None:
    assert torture.main(["kill", "--runs", "4", "--seed", "7"]) == 0
    assert re.search(r"4 kills, \d+ acknowledged writes, 0 lost, 0 damaged", capsys.readouterr().out)


def test_a_lost_write_is_noticed(tmp_path: Path) -> None:
    folder = build(tmp_path / "store", SHAPE, NOW)
    found = ["session id = 1 AND person_id > 0", "session id = 1 AND observation = 'never written'"]
    assert torture._missing(folder, found) == found[1:]


def test_every_write_path_tells_of_a_full_disk(capsys: pytest.CaptureFixture[str]) -> None:
    assert torture.main(["full"]) == 0
    assert capsys.readouterr().out.count("works again") == 10


def test_a_few_seconds_of_random_acts_end_without_a_fault(capfd: pytest.CaptureFixture[str]) -> None:
    assert torture.main(["random", "--seconds", "3", "--seeds", "1"]) == 0
    assert ", 0 faults" in capfd.readouterr().out
