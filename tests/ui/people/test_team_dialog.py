"""Lists of people as they come: pasted tables, files of other programs, thousands of rows."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.team_dialog import TeamDialog


def shown(dialog: TeamDialog) -> list[tuple[str, ...]]:
    model = dialog.model
    columns = range(model.columnCount())
    return [tuple(model.data(model.index(row, column)) for column in columns) for row in range(model.rowCount())]


def test_a_table_out_of_a_spreadsheet_keeps_its_columns(desk: Desk, window: QWidget) -> None:
    dialog = TeamDialog(desk, window)
    copied = QMimeData()
    copied.setText("Name\tRole\tTeam\r\nAna Ruiz\tLead, deputy\tReturns\r\n")
    dialog.text.insertFromMimeData(copied)
    dialog._read()
    assert shown(dialog) == [("Ana Ruiz", "Lead, deputy", "Returns", "Is added")]
    assert not dialog.columns.isHidden()


def test_a_file_is_read_and_its_columns_can_be_chosen(desk: Desk, window: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text("Nr;Name;Vorname;Schicht;Aufgabe\n7;Ruiz;Ana;Früh;Lead\n8;;;Spät;Picker\n", "utf-8")
    dialog = TeamDialog(desk, window)
    dialog.source.load(str(file))
    assert shown(dialog) == [
        ("", "", "Spät", "Line 3: A person needs a name."),
        ("Ana Ruiz", "", "Früh", "Is added"),
    ]
    assert dialog.source.file_name.text() == "team.csv"
    assert dialog.columns.role.currentText() == "no column"
    dialog.columns.role.setCurrentIndex(dialog.columns.role.findText("Aufgabe"))
    dialog.columns.role.activated.emit(0)
    assert shown(dialog)[1] == ("Ana Ruiz", "Lead", "Früh", "Is added")
    dialog.save.click()
    assert [(p.name, p.role, p.team) for p in desk.coach.store.people.all()] == [("Ana Ruiz", "Lead", "Früh")]


def test_letters_of_another_alphabet_can_be_chosen(desk: Desk, window: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_bytes("Imię i nazwisko;Zespół\nŻaneta Wójcik;Łódź".encode("cp1250"))
    dialog = TeamDialog(desk, window)
    dialog.source.load(str(file))
    assert not dialog._letters.isHidden()
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("cp1250"))
    dialog.encoding.activated.emit(1)
    assert shown(dialog) == [("Żaneta Wójcik", "", "Łódź", "Is added")]
    file.write_text("Name\nŻaneta", "utf-8")
    dialog.source.load(str(file))
    assert dialog._letters.isHidden()


@pytest.mark.parametrize(("content", "said"), [(b"\0\1\2PNG", "not a text file"), (b"x" * 6_000_000, "larger than")])
def test_a_file_that_is_no_list_is_told(desk: Desk, window: QWidget, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(content)
    dialog = TeamDialog(desk, window)
    dialog.source.load(str(file))
    assert said in dialog._summary.text()
    assert "Nothing was changed." in dialog._summary.text()
    assert not dialog.save.isEnabled()
    dialog.source.load(str(tmp_path / "missing.csv"))
    assert "could not be read" in dialog._summary.text()


def test_every_encoding_on_offer_is_one(desk: Desk, window: QWidget) -> None:
    for name, encoding in TeamDialog(desk, window)._encodings():
        assert b"a".decode(encoding) == "a", name


def test_thousands_of_rows_are_taken(desk: Desk, window: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "everybody.csv"
    rows = "\n".join(f"Person Nr{number};Picker;Team {number % 40}" for number in range(5000))
    file.write_text(f"Name;Role;Team\n{rows}\n;Nobody;\n", "utf-8")
    dialog = TeamDialog(desk, window)
    dialog.show()
    dialog.source.load(str(file))
    assert dialog.save.text() == "Add 5000 people"
    assert dialog._summary.text() == "1 line is left out."
    assert shown(dialog)[0][-1] == "Line 5002: A person needs a name."
    dialog.save.click()
    assert len(desk.coach.store.people.all()) == 5000
    desk.coach.undo()
    assert desk.coach.store.people.all() == []


def test_a_pasted_list_of_thousands_is_not_cut(desk: Desk, window: QWidget) -> None:
    dialog = TeamDialog(desk, window)
    copied = QMimeData()
    copied.setText("\n".join(f"Person Nr{number}, Picker" for number in range(5000)))
    dialog.text.insertFromMimeData(copied)
    dialog._read()
    assert dialog.save.text() == "Add 5000 people"


def test_who_was_archived_comes_back(desk: Desk, window: QWidget) -> None:
    ana = desk.coach.save_people(Person("Ana Ruiz", archived_at=desk.now()))[0]
    dialog = TeamDialog(desk, window)
    dialog.text.setPlainText("Ana Ruiz")
    dialog._read()
    assert shown(dialog) == [("Ana Ruiz", "", "", "Comes back from the archive")]
    dialog.save.click()
    assert desk.coach.store.people.get(ana.id).archived_at is None


def test_a_typed_list_is_left_at_the_second_time_only(desk: Desk, window: QWidget) -> None:
    dialog = TeamDialog(desk, window)
    dialog.show()
    dialog.text.setPlainText("Ana Ruiz, Nurse")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not added yet" in dialog._summary.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert desk.coach.store.people.all() == []
