"""The ways out of a damaged file, on real files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import Damaged, Locked
from microcoach_desktop.paths import Places
from microcoach_desktop.storage import recovery
from microcoach_desktop.storage.database import FILE_NAME
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.start_trouble import StartTrouble, find_way_out, make_folders, open_store
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.kit import Kit
from tests.world import a_world

DAMAGED = Damaged("The file is damaged.", "Nothing was changed.", "Restore a backup.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two copies of a file that is now something else."""
    with a_world(tmp_path) as world:
        world.person("Ana")
        world.store.back_up("close")
        world.person("Ben")
        world.store.back_up("manual")
    (tmp_path / FILE_NAME).write_bytes(b"This is a letter to a friend. " * 400)
    return tmp_path


def people(folder: Path) -> list[str]:
    store = Store(folder)
    names = [person.name for person in store.people.all()]
    store.close()
    return names


def said(dialog: StartTrouble) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def labels(dialog: StartTrouble) -> list[str]:
    return [button.text() for button in dialog.findChildren(Button) if not dialog.banner.isAncestorOf(button)]


def test_the_newest_copy_is_chosen(folder: Path, kit: Kit, qtbot: QtBot) -> None:
    dialog = StartTrouble(DAMAGED, folder, kit)
    qtbot.addWidget(dialog)
    assert said(dialog)[:3] == ["The file is damaged.", "Nothing was changed.", "Restore a backup."]
    today = datetime.now(UTC).astimezone()
    rows = [dialog.copies.item(row).text() for row in range(dialog.copies.count())]
    assert [row.rsplit(", ", 1)[1] for row in rows] == ["by hand", "when it was closed"]
    assert str(today.year) in rows[0]
    dialog.open_copy()
    assert dialog.result() == StartTrouble.DialogCode.Accepted
    assert people(folder) == ["Ana", "Ben"]


def test_an_older_copy(folder: Path, kit: Kit, qtbot: QtBot) -> None:
    dialog = StartTrouble(DAMAGED, folder, kit)
    qtbot.addWidget(dialog)
    dialog.copies.setCurrentRow(1)
    dialog.open_copy()
    assert people(folder) == ["Ana"]


def test_a_copy_that_is_damaged_too_says_so_and_leaves_the_choice(folder: Path, kit: Kit, qtbot: QtBot) -> None:
    newest = recovery.copies(folder)[0].path
    newest.write_bytes(newest.read_bytes()[:9000])
    dialog = StartTrouble(DAMAGED, folder, kit)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_copy()
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    dialog.copies.setCurrentRow(1)
    dialog.open_copy()
    assert people(folder) == ["Ana"]


def test_empty(folder: Path, kit: Kit, qtbot: QtBot) -> None:
    dialog = StartTrouble(DAMAGED, folder, kit)
    qtbot.addWidget(dialog)
    dialog.start_empty()
    assert people(folder) == []
    assert (folder / "backups" / "000003.damaged").read_bytes().startswith(b"This is a letter")


def test_without_a_copy(tmp_path: Path, kit: Kit, qtbot: QtBot) -> None:
    dialog = StartTrouble(DAMAGED, tmp_path, kit)
    qtbot.addWidget(dialog)
    assert labels(dialog) == ["Close", "Start empty"]
    assert "There is no copy of your data yet." in said(dialog)


def test_other_trouble_may_pass(folder: Path, kit: Kit, qtbot: QtBot) -> None:
    dialog = StartTrouble(Locked("Another program has it.", "", "Close it."), folder, kit)
    qtbot.addWidget(dialog)
    assert labels(dialog) == ["Close", "Try again"]


def answered(answer: Any) -> None:
    """Does this to the window as soon as it is there."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, StartTrouble):
            answer(shown)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_the_program_goes_on_with_the_copy(folder: Path, kit: Kit) -> None:
    answered(StartTrouble.open_copy)
    store = open_store(folder, kit)
    assert store is not None
    assert [person.name for person in store.people.all()] == ["Ana", "Ben"]
    store.close()


def test_closed_without_a_way_out(folder: Path, kit: Kit) -> None:
    answered(StartTrouble.reject)
    assert open_store(folder, kit) is None
    answered(StartTrouble.reject)
    assert not find_way_out(DAMAGED, folder, kit)


def test_a_folder_that_cannot_be_made_is_tried_again(tmp_path: Path, kit: Kit) -> None:
    where = Places(*(tmp_path / name / "microcoach" for name in Places._fields))
    (tmp_path / "data").write_text("not a folder", "utf-8")

    def mend(shown: StartTrouble) -> None:
        assert f"The folder {where.data} cannot be written." in said(shown)
        (tmp_path / "data").unlink()
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Return)

    answered(mend)
    assert make_folders(where, kit)
    assert all(folder.is_dir() for folder in where)


def test_a_folder_that_cannot_be_made_can_be_left(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "data").write_text("not a folder", "utf-8")
    answered(StartTrouble.reject)
    assert not make_folders(Places(*(tmp_path / name / "microcoach" for name in Places._fields)), kit)
