"""From a file to key tasks, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.calendars.reading import read_file
from microcoach_desktop.ui.calendar_import.dialog import CalendarImportDialog
from microcoach_desktop.ui.calendar_import.export import save_export
from microcoach_desktop.ui.calendar_import.watcher import CalendarWatcher
from microcoach_desktop.ui.desk import Desk
from tests.services.calendars.test_reading import calendar, event
from tests.ui.shell import RecordingShell

WEEKLY = event("SUMMARY:One-on-one with Ana", "RRULE:FREQ=WEEKLY", uid="a", start=";TZID=Europe/Berlin:20251105T100000")
ONCE = event("SUMMARY:Release", "DURATION:PT1H", uid="b", start=":20251112T100000Z")
DAY = event("SUMMARY:Holiday", uid="c", start=":20251224")

Open = Callable[..., CalendarImportDialog]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "work.ics"
    path.write_text(calendar(ONCE, WEEKLY, DAY, good=False))
    return path


@pytest.fixture
def open_import(desk: Desk, qtbot: QtBot, path: Path) -> Iterator[Open]:
    desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
    opened: list[CalendarImportDialog] = []

    def make(file: Path | None = path, rows: int = 2) -> CalendarImportDialog:
        dialog = CalendarImportDialog(desk, file)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
        opened.append(dialog)
        if file is not None:
            qtbot.waitUntil(lambda: len(dialog.model.rows) == rows)
        return dialog

    yield make
    for dialog in opened:
        dialog.reject()


def test_recurring_events_are_picked_and_people_are_read_from_the_title(open_import: Open, desk: Desk) -> None:
    dialog = open_import()
    rows = [(row.like.name, row.picked, row.like.person_ids) for row in dialog.model.rows]
    assert rows == [("One-on-one with Ana", True, (1,)), ("Release", False, ())]
    cells = [dialog.model.index(0, column).data() for column in range(4)]
    assert cells == ["One-on-one with Ana", "Wed 12 Nov, 10:00", "Every week", "One-on-one with Ana"]
    assert dialog.go.text() == "Import 1 event"
    assert dialog._left_out.text() == "One event lasts whole days and has no end to ask after."


def test_what_is_picked_becomes_key_tasks_as_chosen(
    open_import: Open, desk: Desk, shell: RecordingShell, qtbot: QtBot
) -> None:
    dialog = open_import()
    dialog.details.kind.setCurrentText("One-on-one")
    dialog.details.grace.setValue(3)
    dialog.details.critical.setChecked(True)
    dialog.details.people.chips[2].click()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.details.kind.currentText() == "Release"
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.go.text() == "Import 2 events"
    dialog.go.click()
    assert shell.toasts == ["2 key tasks imported."]
    first, second = desk.coach.store.key_tasks.all()
    assert (first.name, first.grace_minutes, first.critical, first.person_ids) == ("One-on-one", 3, True, (1, 2))
    assert (second.name, second.minutes, second.rule) == ("Release", 60, "")
    desk.coach.undo()
    assert desk.coach.store.key_tasks.all() == []


def test_a_known_event_is_shown_as_what_it_became(open_import: Open, desk: Desk) -> None:
    dialog = open_import()
    dialog.details.kind.setCurrentText("One-on-one")
    dialog.go.click()
    again = open_import()
    assert again.model.index(0, 3).data() == "One-on-one, updated"
    again.go.click()
    assert [task.name for task in desk.coach.store.key_tasks.all()] == ["One-on-one"]


def test_all_found_ones_are_picked_or_none(open_import: Open) -> None:
    dialog = open_import()
    dialog._pick_none()
    assert not dialog.go.isEnabled()
    dialog.search.setText("rel")
    dialog._pick_all()
    assert [row.picked for row in dialog.model.rows] == [False, True]


def test_a_name_is_needed(open_import: Open) -> None:
    dialog = open_import()
    dialog.details.kind.setCurrentText("")
    assert not dialog.go.isEnabled()


def test_a_file_that_is_no_calendar_is_told(open_import: Open, path: Path, qtbot: QtBot) -> None:
    path.write_text("<html>Sign in</html>")
    dialog = open_import(None)
    dialog.read(path)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "web page" in dialog.banner.text
    assert dialog.area.isVisible()


def test_a_dropped_file_is_read(open_import: Open, path: Path, qtbot: QtBot) -> None:
    dialog = open_import(None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 2)


def test_reading_can_be_stopped(open_import: Open, path: Path) -> None:
    dialog = open_import(None)
    path.write_text(calendar(*(event(uid=str(number)) for number in range(20_000))))
    dialog.read(path)
    reading = dialog._reading
    dialog.waiting.stop.click()
    assert reading.stopped
    assert dialog.area.isVisible()
    assert not dialog.model.rows


def test_a_watched_file_is_remembered_and_kept_up_with(
    open_import: Open, desk: Desk, shell: RecordingShell, path: Path, qtbot: QtBot
) -> None:
    dialog = open_import()
    dialog.watch.setChecked(True)
    dialog.go.click()
    assert desk.settings().watched_calendar == str(path)
    watcher = CalendarWatcher(desk)
    watcher.look()
    qtbot.waitUntil(lambda: not watcher._background.busy)
    assert shell.toasts == ["1 key task imported."]
    path.write_text(calendar(WEEKLY.replace("T100000", "T110000"), good=False))
    watcher.look()
    qtbot.waitUntil(lambda: len(shell.toasts) == 2)
    assert desk.coach.store.key_tasks.all()[0].starts.hour == 11
    again = open_import(rows=1)
    assert again.watch.isChecked()
    again.watch.setChecked(False)
    again.go.click()
    assert desk.settings().watched_calendar == ""
    watcher._background.close()


def test_an_export_is_written_and_trouble_is_told(desk: Desk, shell: RecordingShell, tmp_path: Path) -> None:
    place = tmp_path / "out" / "team.ics"
    save_export(desk, place, None)
    assert shell.toasts == ["Saved as team.ics."]
    assert read_file(place, desk.coach.zone()).events == ()
    save_export(desk, place / "inside a file.ics", None)
    assert shell.troubles[0].what_happened == "This file cannot be written."


def test_nothing_is_watched_without_a_setting(desk: Desk) -> None:
    desk.change_settings(replace(desk.settings(), watched_calendar=""))
    watcher = CalendarWatcher(desk)
    watcher.look()
    assert not watcher._background.busy
