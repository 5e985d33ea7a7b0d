"""“Export the dates…” in the menu of a person: their check-ins and key tasks as a calendar, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.page import PeoplePage
from tests.ui.people.conftest import OpenPage
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]


def export_dates(page: PeoplePage) -> None:
    (action,) = (action for action in page.header.menu.actions() if action.text() == "Export the dates…")
    action.trigger()


@pytest.fixture
def page(desk: Desk, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot) -> PeoplePage:
    """Opened at Marek; Ana has a check-in and a key task, too."""
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    note(marek, "Seen", action="Scan before stacking", due_days=2)
    note(ana, "Seen", action="Name one owner", due_days=3)
    for name, person in (("Dock close", marek), ("Morning call", ana)):
        starts = datetime(2025, 11, 12, 21, 30)
        desk.coach.save_key_task(KeyTask(name, starts, "Europe/Berlin", person_ids=(person.id,)))
    made = open_page()
    made.show_person(marek.id)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (path, ""))


def test_the_file_holds_the_dates_of_that_person(
    page: PeoplePage, shell: RecordingShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "marek.ics"
    answer(monkeypatch, str(path))
    export_dates(page)
    text = path.read_text("utf-8").replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR")
    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Check in: Marek Nowak" in text
    assert "SUMMARY:Dock close" in text
    for left_out in ("Ana Ruiz", "Morning call", "Scan before stacking"):
        assert left_out not in text, "dates only: of nobody else, and without words of notes"
    assert shell.toasts == ["Saved as marek.ics."]
    assert shell.troubles == []


def test_without_a_place_nothing_is_written(
    page: PeoplePage, shell: RecordingShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(tmp_path.rglob("*.ics"))
    answer(monkeypatch, "")
    export_dates(page)
    assert sorted(tmp_path.rglob("*.ics")) == before == []
    assert (shell.toasts, shell.troubles) == ([], [])


def test_a_place_that_takes_no_file_is_told(
    page: PeoplePage, shell: RecordingShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file where a folder is wanted", "utf-8")
    answer(monkeypatch, str(tmp_path / "taken" / "marek.ics"))
    export_dates(page)
    assert shell.toasts == []
    assert [error.what_happened for error in shell.troubles] == ["This file cannot be written."]
