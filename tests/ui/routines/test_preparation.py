from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.routines.preparation import PreparationDialog
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell


def dialog_of(qtbot: QtBot, desk: Desk, person_id: int = 0) -> PreparationDialog:
    dialog = PreparationDialog(desk, person_id)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def button(dialog: PreparationDialog, name: str) -> QPushButton:
    return next(found for found in dialog.findChildren(QPushButton) if found.accessibleName() == name)


def fill(desk: Desk, clock: MovedClock, lena: Person) -> None:
    clock.at(datetime(2025, 11, 5, 9))
    desk.coach.capture(Session(lena.id, Kind.WIN, "Closed\nall returns."))
    tried = Session(
        lena.id, Kind.OPPORTUNITY, "Counted twice.", action="Scan each tote", promise="Order a scanner",
        promise_due_at=desk.now() + timedelta(days=2), talked_at=desk.now(),
    )  # fmt: skip
    desk.coach.capture(tried, desk.now() + timedelta(days=9))
    desk.coach.capture(Session(lena.id, Kind.OPPORTUNITY, "No owner named."))
    clock.at(datetime(2025, 11, 11, 9, 14))


def test_the_card_can_be_copied_and_printed(
    qtbot: QtBot, desk: Desk, clock: MovedClock, team: list[Person], tmp_path: Path
) -> None:
    fill(desk, clock, team[1])
    dialog = dialog_of(qtbot, desk, team[1].id)
    assert dialog.text() == (
        "One-on-one with Lena Fischer\n\n"
        "Next check-in\n- Fri 14 Nov, 09:00\n\n"
        "Trying now\n- Scan each tote (Fri 14 Nov, 09:00)\n\n"
        "Last win\n- Closed all returns. (Wed 5 Nov)\n\n"
        "You promised\n- Order a scanner (Fri 7 Nov, 09:00)\n\n"
        "Not talked about yet\n- Closed all returns. (seen 6 days ago)\n- No owner named. (seen 6 days ago)\n"
    )
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "card.pdf"))
    dialog.printer.print_on(printer)
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_done_goes_from_the_card(
    qtbot: QtBot, desk: Desk, clock: MovedClock, shell: RecordingShell, team: list[Person]
) -> None:
    fill(desk, clock, team[1])
    dialog = dialog_of(qtbot, desk, team[1].id)
    button(dialog, "Done: Order a scanner").click()
    assert "Order a scanner" not in dialog.text()
    button(dialog, "Just talked about: No owner named.").click()
    assert "No owner named." not in dialog.text()
    button(dialog, "Check in: Scan each tote").click()
    assert [name for name, _ in shell.asked] == ["check in"]
    desk.coach.undo()
    assert "No owner named." in dialog.text()


def test_the_next_one_on_one_says_who_is_prepared_for(qtbot: QtBot, desk: Desk, team: list[Person]) -> None:
    for name, hour, person in (("Late", 16, team[0]), ("Soon", 11, team[2])):
        starts = datetime(2025, 11, 11, hour)
        desk.coach.save_key_task(KeyTask(name, starts, "Europe/Berlin", rule="FREQ=WEEKLY", person_ids=(person.id,)))
    dialog = dialog_of(qtbot, desk)
    assert dialog.person.currentText() == "Marek Nowak"
    assert not dialog.copy.isEnabled()
    dialog.person.setCurrentIndex(0)
    assert dialog.text().startswith("One-on-one with Ana Ruiz")


def test_without_a_team_it_says_how_to_begin(qtbot: QtBot, desk: Desk, shell: RecordingShell) -> None:
    dialog = dialog_of(qtbot, desk)
    assert not dialog.capture.isEnabled()
    next(found for found in dialog.findChildren(QPushButton) if found.text() == "Add people").click()
    assert shell.asked == [("add people", 0)]
