from __future__ import annotations

import stat
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.clarity import Label
from microcoach_desktop.domain.errors import DiskFull, ReadOnly
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.services import settings as module
from microcoach_desktop.services.settings import (
    CalendarView,
    HideNames,
    SettingProblem,
    Settings,
    SettingsFile,
    SettingTrouble,
    ThemeMode,
)

TIMES = st.times()
SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(ThemeMode),
    text_scale=st.floats(0.5, 3),
    single_key_shortcuts=st.booleans(),
    calendar_view=st.sampled_from(CalendarView),
    default_follow_up_days=st.integers(0, 365),
    default_time=TIMES,
    day_starts_at=TIMES,
    day_ends_at=TIMES,
    working_days=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    other_hours=st.dictionaries(st.integers(0, 6), st.tuples(TIMES, TIMES)).map(
        lambda days: tuple((day, *hours) for day, hours in sorted(days.items()))
    ),
    unasked_per_day=st.integers(0, 10),
    unasked_per_week=st.integers(0, 50),
    merge_minutes=st.integers(0, 240),
    deferred_after_minutes=st.integers(0, 120),
    settle_minutes=st.integers(0, 30),
    worth_telling_minutes=st.integers(10, 1440),
    finish_after_hours=st.integers(1, 72),
    longest_wait_days=st.integers(1, 90),
    ask_after_ignored=st.integers(1, 20),
    lapse_after_days=st.integers(7, 90),
    retention_days=st.integers(14, 42),
    review_day=st.integers(-1, 6),
    review_at=TIMES,
    grace_minutes=st.integers(0, 60),
    daily_popups=st.integers(0, 50),
    spacing_minutes=st.integers(0, 1440),
    snooze_minutes=st.integers(1, 1440),
    paused_until=st.none() | st.datetimes(timezones=st.just(UTC)),
    wording_hints=st.booleans(),
    silent_hints=st.sets(st.sampled_from(Label)).map(lambda labels: tuple(label for label in Label if label in labels)),
    opener_tone=st.sampled_from(Tone),
    hide_names=st.sampled_from(HideNames),
    told_about_tray=st.booleans(),
    nobody_left_out_hidden_until=st.none() | st.dates(),
    keep_months=st.integers(0, 240),
    geometry=st.dictionaries(st.text(), st.text("ABCabc019+/=")),
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.toml")


def test_no_file_means_defaults_and_no_complaint(file: SettingsFile) -> None:
    assert file.load() == Settings()
    assert file.problems == ()
    assert not file.path.exists()


@given(settings=SETTINGS)
def test_round_trip(settings: Settings) -> None:
    with TemporaryDirectory() as folder:
        file = SettingsFile(Path(folder) / "settings.toml")
        file.save(settings)
        assert file.load() == settings
        assert file.problems == ()
        assert [path.name for path in Path(folder).iterdir()] == ["settings.toml"]


@given(content=st.binary(max_size=300))
def test_any_bytes_load(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(content)
        file = SettingsFile(path)
        assert isinstance(file.load(), Settings)
        if any(problem.trouble is SettingTrouble.BROKEN_FILE for problem in file.problems):
            assert (Path(folder) / "settings.broken.toml").read_bytes() == content


TOML_VALUES = st.one_of(
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(),
    st.times(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(timezone(timedelta(hours=14)))),
    st.lists(st.integers(-2, 8) | st.text()),
    st.dictionaries(st.text(), st.text() | st.integers()),
)


@given(table=st.dictionaries(st.sampled_from([item.name for item in fields(Settings)]), TOML_VALUES))
def test_any_values_load(table: dict[str, Any]) -> None:
    import tomli_w

    with TemporaryDirectory() as folder:
        file = SettingsFile(Path(folder) / "settings.toml")
        file.path.write_text(tomli_w.dumps(table), encoding="utf-8")
        settings = file.load()
        bad = {problem.key for problem in file.problems}
        assert bad <= set(table)
        for key in bad:
            assert getattr(settings, key) == getattr(Settings(), key)
        file.save(settings)
        assert file.load() == settings


@pytest.mark.parametrize(
    "line",
    [
        'theme = "sepia"',
        "theme = true",
        'text_scale = "big"',
        "text_scale = nan",
        "text_scale = 40",
        "text_scale = true",
        "single_key_shortcuts = 1",
        "grace_minutes = 61",
        "grace_minutes = true",
        "daily_popups = 2.5",
        "default_time = 14",
        "working_days = [0, 7]",
        "other_hours = [[7, 09:00:00, 17:00:00]]",
        "other_hours = [[1, 09:00:00]]",
        "other_hours = 3",
        "review_day = 7",
        "working_days = [true]",
        "working_days = 3",
        "paused_until = 2026-03-01T10:00:00",
        "paused_until = 0001-01-01T00:00:00+14:00",
        "nobody_left_out_hidden_until = 2026-03-01T10:00:00",
        "geometry = 3",
        'geometry = { "1" = "<b>" }',
        'geometry = { "1" = 2 }',
    ],
)
def test_a_bad_value_costs_only_itself(file: SettingsFile, line: str) -> None:
    file.path.write_text(f"snooze_minutes = 20\n{line}\n", encoding="utf-8")
    assert file.load() == Settings(snooze_minutes=20)
    assert file.problems == (SettingProblem(SettingTrouble.BAD_VALUE, line.split(maxsplit=1)[0]),)


def test_what_a_person_writes(file: SettingsFile) -> None:
    text = (
        'theme = "dark"\ndefault_time = 07:30:00\nopener_tone = "direct"\nworking_days = [6, 0]\nfrom_the_future = 1\n'
    )
    file.path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert file.load() == Settings(
        theme=ThemeMode.DARK, default_time=time(7, 30), opener_tone=Tone.DIRECT, working_days=(0, 6)
    )
    assert file.problems == (SettingProblem(SettingTrouble.UNKNOWN, "from_the_future"),)


def test_instants_are_kept_in_utc(file: SettingsFile) -> None:
    at = datetime(2026, 3, 1, 10, tzinfo=timezone(timedelta(hours=5)))
    file.save(Settings(paused_until=at, nobody_left_out_hidden_until=date(2026, 3, 9)))
    assert file.load().paused_until == at
    assert "2026-03-01 05:00:00+00:00" in file.path.read_text().replace("T", " ")


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"a = " + b"[" * 5000, b"#" * (module.MAX_BYTES + 1)])
def test_a_broken_file_is_kept_aside(file: SettingsFile, content: bytes) -> None:
    file.path.write_bytes(content)
    assert file.load() == Settings()
    assert file.problems == (SettingProblem(SettingTrouble.BROKEN_FILE),)
    assert file.path.with_name("settings.broken.toml").read_bytes() == content
    assert not file.path.exists()
    again = SettingsFile(file.path)
    assert again.load() == Settings()
    assert again.problems == ()


def test_an_unreadable_file_is_left_alone(file: SettingsFile) -> None:
    file.path.mkdir()
    assert file.load() == Settings()
    assert file.problems == (SettingProblem(SettingTrouble.UNREADABLE_FILE),)
    with pytest.raises(ReadOnly) as raised:
        file.save(Settings())
    assert str(file.path) in raised.value.sentence
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.toml"]


def test_the_file_is_private(file: SettingsFile) -> None:
    file.save(Settings())
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_linked_file_stays_a_link(file: SettingsFile, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file.path.symlink_to(tmp_path / "elsewhere" / "mine.toml")
    file.save(Settings(snooze_minutes=5))
    assert file.path.is_symlink()
    assert file.load().snooze_minutes == 5


def test_a_full_disk_keeps_the_old_file(file: SettingsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.save(Settings(snooze_minutes=5))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull):
        file.save(Settings(snooze_minutes=6))
    assert file.load().snooze_minutes == 5
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.toml"]
