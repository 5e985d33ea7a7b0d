"""An answer by one click offers what the check-in offers: the way into the playbook."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.checkin.wording import tell_recorded
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.wording_dialog import WordingDialog
from tests.ui.shell import RecordingShell


def record(desk: Desk, outcome: Outcome, **note: object) -> Session:
    (marek,) = desk.coach.save_people(Person("Marek Nowak"))
    said = Session(marek.id, Kind.OPPORTUNITY, "Items were missed.", **{"action": "Scan with Marek", **note})  # type: ignore[arg-type]
    saved = desk.coach.capture(said, desk.now())
    assert saved.check_in is not None
    tell_recorded(desk, desk.coach.review(saved.check_in.id, Review(outcome)), "Said.")
    return saved.session


def test_what_worked_goes_through_the_anonymise_step(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    note = record(desk, Outcome.WORKED)
    assert (shell.toasts, shell.offered) == (["Said."], "Add to playbook")
    assert shell.on_action is not None
    shell.on_action()
    (dialog,) = [window for window in QApplication.topLevelWidgets() if isinstance(window, WordingDialog)]
    assert dialog.wording.action == "Scan with [teammate]"
    dialog.save()
    (entry,) = desk.coach.playbook.entries()
    assert (entry.play.wording.action, entry.tally.worked) == ("Scan with [teammate]", 1)
    assert desk.coach.store.sessions.get(note.id).play_id == entry.play.id


@pytest.mark.parametrize(
    ("outcome", "note"),
    [
        (Outcome.PARTLY, {}),
        (Outcome.NOT_YET, {}),
        (Outcome.WORKED, {"sensitive": True}),
        (Outcome.WORKED, {"action": ""}),
    ],
)
def test_nothing_else_is_offered(outcome: Outcome, note: dict[str, object], desk: Desk, shell: RecordingShell) -> None:
    record(desk, outcome, **note)
    assert (shell.toasts, shell.offered) == (["Said."], "")
