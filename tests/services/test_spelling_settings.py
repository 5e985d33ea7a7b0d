"""What the settings file may say about spelling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from microcoach_desktop.services.setting_values import MOST_OWN_WORD, MOST_OWN_WORDS
from microcoach_desktop.services.settings import Settings, SettingsFile, SettingTrouble


def test_language_and_words_are_kept(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    chosen = replace(Settings(), check_spelling=False, spelling_language="de_DE", own_words=("Gemba", "Übergabé"))
    file.save(chosen)
    assert file.load() == chosen


def test_as_many_words_as_can_be_taught_are_read_again(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    most = replace(Settings(), own_words=tuple(f"{n:ü>{MOST_OWN_WORD}}" for n in range(MOST_OWN_WORDS)))
    file.save(most)
    assert file.load() == most


@pytest.mark.parametrize(
    "line",
    [
        'spelling_language = "../de"',
        'spelling_language = "de-DE"',
        "spelling_language = 1",
        "check_spelling = 1",
        'own_words = "gemba"',
        "own_words = [1]",
        'own_words = [" "]',
        f'own_words = ["{"x" * 61}"]',
    ],
)
def test_what_cannot_be_is_left_out_and_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(line, "utf-8")
    file = SettingsFile(path)
    assert file.load() == Settings()
    assert [(problem.trouble, problem.key) for problem in file.problems] == [
        (SettingTrouble.BAD_VALUE, line.split(" ", maxsplit=1)[0])
    ]
