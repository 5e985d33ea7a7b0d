from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull, InvalidRecord
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.exchange.document import everything
from microcoach_desktop.services.exchange.files import save, suggested_name, with_ending
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export import printing
from microcoach_desktop.ui.export.dialog import ExportDialog
from microcoach_desktop.ui.export.erase_dialog import EraseDialog
from microcoach_desktop.ui.export.import_dialog import ImportDialog
from microcoach_desktop.ui.export.layout_bar import LayoutBar
from microcoach_desktop.ui.export.opening import open_erase, open_export, open_export_all
from microcoach_desktop.ui.export.writing import Format
from microcoach_desktop.ui.people.page import PeoplePage
from tests.ui.shell import RecordingShell

Shown = ExportDialog | EraseDialog | ImportDialog


def settle(dialog: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.task.busy)


def pick(dialog: ExportDialog, kind: Format) -> None:
    dialog.kind.set_value(kind.value)
    dialog.kind.changed.emit(kind.value)


def written(dialog: ExportDialog, kind: Format, path: Path, qtbot: QtBot) -> bytes:
    pick(dialog, kind)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(path)
    return path.read_bytes()


@pytest.fixture
def opened(desk: Desk, marek: Person, window: QWidget, qtbot: QtBot) -> Callable[[], ExportDialog]:
    def make() -> ExportDialog:
        dialog = open_export(desk, window, marek)
        settle(dialog, qtbot)
        return dialog

    return make


def test_the_preview_shows_what_was_typed_and_takes_none_of_it_for_markup(opened: Callable[[], ExportDialog]) -> None:
    dialog = opened()
    assert "Read the <b>list</b> aloud & Ana waited." in dialog.preview.toPlainText()
    assert dialog.status.text() == "3 sessions."
    pick(dialog, Format.MARKDOWN)
    text = dialog.preview.toPlainText()
    assert r"Read the \<b\>list\</b\> aloud & Ana waited." in text
    assert r"\# All five held." in text
    dialog.reject()


def test_the_version_to_share_leaves_out_what_is_private(opened: Callable[[], ExportDialog], qtbot: QtBot) -> None:
    dialog = opened()
    assert "Ask about nights." in dialog.preview.toPlainText()
    dialog.share.click()
    settle(dialog, qtbot)
    text = dialog.preview.toPlainText()
    assert "[teammate] waited." in text
    assert not [word for word in ("nights", "illness", "Ana") if word in text]
    assert dialog.status.text() == "2 sessions. 1 sensitive note is left out."
    dialog.scope.setCurrentIndex(1)
    dialog.scope.activated.emit(1)
    settle(dialog, qtbot)
    assert not dialog.share.isVisible()
    assert dialog.status.text() == "4 sessions."
    dialog.reject()


def test_each_format_is_written_whole_and_for_the_user_alone(
    opened: Callable[[], ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    made = {kind: written(opened(), kind, tmp_path / f"x.{kind.value}", qtbot) for kind in Format}
    assert made[Format.PDF].startswith(b"%PDF-")
    assert made[Format.MARKDOWN].startswith(b"# Marek Nowak\n")
    rows = list(csv.reader(io.StringIO(made[Format.CSV].decode("utf-8-sig"))))
    assert [row[rows[0].index("Action")] for row in rows[1:]] == ["", "", "'=Read first"]
    assert [row["name"] for row in json.loads(made[Format.JSON])["records"]["person"]] == ["Marek Nowak"]
    for kind in Format:
        assert (tmp_path / f"x.{kind.value}").stat().st_mode & 0o077 == 0
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".x")] == []


def test_a_full_disk_is_told_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.md"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull) as told:
        save(path, b"new")
    assert "disk is full" in told.value.sentence
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.md"]


def test_a_place_that_cannot_be_written_leaves_the_dialog_open(
    opened: Callable[[], ExportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened()
    (tmp_path / "file").write_text("")
    dialog.save_to(tmp_path / "file" / "x.pdf")
    settle(dialog, qtbot)
    assert "cannot be written" in dialog.banner.text
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_copy_takes_the_text_and_says_so(
    opened: Callable[[], ExportDialog], shell: RecordingShell, qtbot: QtBot
) -> None:
    dialog = opened()
    dialog.copy.click()
    settle(dialog, qtbot)
    assert QGuiApplication.clipboard().text().startswith("# Marek Nowak")
    assert shell.toasts == ["Copied 3 sessions."]
    dialog.reject()


def test_print_opens_a_preview_of_the_pages(opened: Callable[[], ExportDialog], tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    dialog.print_button.click()
    (shown,) = dialog.findChildren(QPrintPreviewDialog)
    margins = shown.printer().pageLayout().margins(QPageLayout.Unit.Millimeter)
    assert min(margins.left(), margins.top(), margins.right(), margins.bottom()) == pytest.approx(18, abs=0.1)
    shown.reject()
    dialog.reject()


@pytest.mark.parametrize(("characters", "dots"), [(0, 300), (4_000_000, 300), (9_000_000, 138), (25_000_000, 50)])
def test_a_very_long_report_is_laid_out_in_fewer_dots(characters: int, dots: int) -> None:
    assert printing.resolution_for("x" * characters) == dots


def test_what_is_too_long_for_paper_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidRecord, match="too many notes for paper"):
        printing.resolution_for("x" * 26_000_000)


def test_laying_out_for_the_printer_can_be_stopped(
    opened: Callable[[], ExportDialog], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened()
    dialog.print_button.click()
    (shown,) = dialog.findChildren(QPrintPreviewDialog)
    told: list[float] = []

    def stopped(bar: LayoutBar, done: float) -> bool:
        told.append(done)
        bar.cancel()
        return LayoutBar.wasCanceled(bar) is False

    monkeypatch.setattr(LayoutBar, "progress", stopped)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
    with qtbot.waitSignal(shown.finished):
        dialog.print_on(printer)
    assert len(told) == 1
    dialog.reject()


def test_everything_is_one_file_that_can_be_taken_in(
    desk: Desk, marek: Person, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_export_all(desk, window)
    settle(dialog, qtbot)
    assert dialog.format is Format.JSON
    assert written(dialog, Format.JSON, tmp_path / "x.json", qtbot) == everything(desk.coach.store, desk.now())


def test_what_is_shown_comes_first(desk: Desk, marek: Person, window: QWidget, qtbot: QtBot) -> None:
    shown = HistoryFilter(person_id=marek.id, text="list")
    dialog = open_export(desk, window, marek, shown)
    settle(dialog, qtbot)
    assert [dialog.scope.itemText(n) for n in range(3)] == [
        "What is shown now",
        "Everything with Marek Nowak",
        "Everyone",
    ]
    assert dialog.status.text() == "1 session."
    dialog.reject()


def test_a_name_without_an_ending_gets_one_unless_that_file_is_there(tmp_path: Path) -> None:
    assert with_ending(str(tmp_path / "Notes"), "pdf") == tmp_path / "Notes.pdf"
    assert with_ending(str(tmp_path / "Notes.txt"), "md") == tmp_path / "Notes.txt"
    (tmp_path / "Notes.pdf").touch()
    assert with_ending(str(tmp_path / "Notes"), "pdf") == tmp_path / "Notes"


def test_dates_say_whose_clock_they_are_from(opened: Callable[[], ExportDialog], tmp_path: Path, qtbot: QtBot) -> None:
    text = written(opened(), Format.MARKDOWN, tmp_path / "notes.md", qtbot).decode()
    assert "Times are those of Europe/Berlin." in text
    table = written(opened(), Format.CSV, tmp_path / "notes.csv", qtbot).decode("utf-8-sig")
    assert [row["Time zone"] for row in csv.DictReader(io.StringIO(table))] == ["Europe/Berlin"] * 3


def test_names_of_files_are_plain() -> None:
    from datetime import date

    assert suggested_name("Marek / Nowak: ../x", date(2025, 11, 11), "pdf") == "Marek Nowak x 2025-11-11.pdf"
    assert suggested_name("...", date(2025, 11, 11), "csv") == "MicroCoach 2025-11-11.csv"


def test_a_long_record_has_pages_and_can_be_stopped(desk: Desk, marek: Person, window: QWidget, qtbot: QtBot) -> None:
    for number in range(60):
        desk.coach.capture(Session(marek.id, Kind.WIN, f"Note {number}"))
    dialog = open_export(desk, window, marek)
    settle(dialog, qtbot)
    assert dialog.status.text() == "63 sessions. Below are the first 40."
    dialog.save_to(desk.coach.store.folder / "x.pdf")
    dialog.task.stop()
    settle(dialog, qtbot)
    if dialog.isVisible():
        assert not (desk.coach.store.folder / "x.pdf").exists()
        assert dialog.save.isEnabled()
        dialog.reject()
    else:
        assert (desk.coach.store.folder / "x.pdf").exists()


def test_export_first_leads_to_the_export(desk: Desk, marek: Person, window: QWidget, qtbot: QtBot) -> None:
    dialog = open_erase(desk, window, marek)
    assert isinstance(dialog, EraseDialog)
    dialog.export.click()
    (export,) = window.findChildren(ExportDialog)
    settle(export, qtbot)
    assert export.scope.currentText() == "Everything with Marek Nowak"
    export.reject()


def test_the_import_shows_what_it_would_bring_and_keeps_what_is_here(
    desk: Desk, marek: Person, window: QWidget, tmp_path: Path, shell: RecordingShell, qtbot: QtBot
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(everything(desk.coach.store, desk.now()))
    desk.coach.save_people(replace(marek, role="Lead"))
    (first, *_) = desk.coach.store.sessions.page(HistoryFilter())
    desk.coach.delete_session(first.id)
    dialog = ImportDialog(desk, window)
    dialog.open()
    dialog.read(path)
    settle(dialog, qtbot)
    assert dialog.side.isVisible()
    assert "backup" in dialog.status.text()
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    assert desk.coach.store.people.get(marek.id).role == "Lead"
    assert desk.coach.store.sessions.count(HistoryFilter()) == 4
    assert shell.toasts[-1].endswith("imported.")


def test_a_file_that_is_none_is_told(desk: Desk, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "x.json"
    path.write_text("hello")
    dialog = ImportDialog(desk, window)
    dialog.open()
    dialog.read(path)
    settle(dialog, qtbot)
    assert dialog.banner.text == "This is not a MicroCoach file. Nothing was changed. Choose another file."
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_the_history_exports_what_it_shows(desk: Desk, marek: Person, qtbot: QtBot) -> None:
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.show_person(marek.id)
    page.bar.export.click()
    (dialog,) = page.findChildren(ExportDialog)
    settle(dialog, qtbot)
    assert dialog.scope.currentText() == "Everything with Marek Nowak"
    dialog.reject()
    qtbot.waitUntil(lambda: not page.background.busy)


def test_with_nobody_there_the_export_is_empty_and_no_trouble(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.export()
    (dialog,) = page.findChildren(ExportDialog)
    settle(dialog, qtbot)
    assert dialog.scope.currentText() == "Everyone"
    assert dialog.status.text() == "0 sessions."
    assert dialog.banner.isHidden()
    dialog.reject()
    qtbot.waitUntil(lambda: not page.background.busy)
    assert shell.troubles == []
