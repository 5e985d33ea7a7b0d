"""What is typed into a check-in and not yet recorded: killed, closed, recorded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.checkin.draft import check_in_of, waits
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.hub import Hub
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Theme
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.today.row_button import RowButton
from microcoach_desktop.ui.today.waiting import DraftsCard
from microcoach_desktop.ui.widgets.kit import Kit
from tests.clock import MovedClock
from tests.fakes import FakeNotifier
from tests.ui.shell import RecordingShell

WRITER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from tests.ui.checkin.test_draft import a_desk
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
app, desk = a_desk(Path(sys.argv[1]))
dialog = CheckInDialog(desk, int(sys.argv[2]))
dialog.show()
dialog.learned.setPlainText("He scans when the line is quiet.")
def look():
    if desk.coach.store.drafts.all():
        print("kept", flush=True)
        look_again.stop()
look_again = QTimer(interval=20)
look_again.timeout.connect(look)
look_again.start()
app.exec()
"""


def a_desk(folder: Path) -> tuple[object, Desk]:
    """For a program of its own."""
    app = QApplication([])
    theme = Theme()
    clock = MovedClock(datetime(2025, 11, 11, 9, 14))
    store = Store(folder)
    zone = zone_of(clock.zone())
    return app, Desk(
        coach=Coach(store, clock),
        reminding=Reminding(store, FakeNotifier(), lambda: Policy(zone)),
        kit=Kit(theme, Icons(theme)),
        hub=Hub(store),
        shell=RecordingShell(),
        formats=lambda: Formats(QLocale.c(), zone),
        settings=Settings,
        change_settings=lambda _settings: None,
    )


@pytest.fixture
def check_in_id(desk: Desk, clock: MovedClock) -> int:
    (marek,) = desk.coach.save_people(Person("Marek Nowak"))
    note = Session(marek.id, Kind.OPPORTUNITY, "Stacked first", action="Scan before stacking", baseline=3, target=0)
    captured = desk.coach.capture(note, clock.now() + timedelta(hours=1), Metric("Errors"))
    assert captured.check_in is not None
    return captured.check_in.id


@pytest.fixture
def dialog(desk: Desk, check_in_id: int, qtbot: QtBot) -> Iterator[CheckInDialog]:
    made = CheckInDialog(desk, check_in_id)
    made.show()
    yield made
    if isValid(made):
        made.hide()
        made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def drafts(desk: Desk) -> list[str]:
    return [draft.host for draft in desk.coach.store.drafts.all()]


def reopened(desk: Desk, check_in_id: int, qtbot: QtBot) -> CheckInDialog:
    """As after a start of the program: another store on the same file."""
    again = Store(desk.coach.store.folder)
    made = CheckInDialog(replace(desk, coach=Coach(again, MovedClock(desk.now().replace(tzinfo=None)))), check_in_id)
    qtbot.addWidget(made)
    made.destroyed.connect(again.close)
    return made


def test_a_kill_takes_nothing(desk: Desk, check_in_id: int, qtbot: QtBot) -> None:
    words = [sys.executable, "-c", WRITER, str(desk.coach.store.folder), str(check_in_id)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "kept\n"
        os.kill(writer.pid, signal.SIGKILL)
    made = CheckInDialog(desk, check_in_id)
    qtbot.addWidget(made)
    assert made.learned.toPlainText() == "He scans when the line is quiet."


def test_everything_comes_back(desk: Desk, dialog: CheckInDialog, check_in_id: int, qtbot: QtBot) -> None:
    dialog.choose(Outcome.WORKED)
    dialog.next_step.pick(Decision.ADJUST)
    dialog.next_step.action.setText("Scan, then stack")
    assert dialog.reading is not None
    dialog.reading.edit.setText("1.5")
    dialog.learned.setPlainText("It takes him ten seconds.")
    qtbot.waitUntil(lambda: drafts(desk) == [f"check-in {check_in_id}"])
    again = reopened(desk, check_in_id, qtbot)
    assert again.learned.toPlainText() == "It takes him ten seconds."
    assert again.reading is not None
    assert again.reading.edit.text() == "1.5"
    assert (again.outcome, again.next_step.decision) == (Outcome.WORKED, Decision.ADJUST)
    assert again.next_step.action.text() == "Scan, then stack"


def test_recorded_or_emptied_there_is_no_draft(desk: Desk, dialog: CheckInDialog, qtbot: QtBot) -> None:
    dialog.learned.setPlainText("A word")
    qtbot.waitUntil(lambda: len(drafts(desk)) == 1)
    dialog.learned.setPlainText("  ")
    qtbot.waitUntil(lambda: drafts(desk) == [])
    dialog.learned.setPlainText("A word")
    qtbot.waitUntil(lambda: len(drafts(desk)) == 1)
    dialog.choose(Outcome.WORKED)
    dialog.save()
    assert drafts(desk) == []


def test_a_choice_alone_is_no_draft(desk: Desk, dialog: CheckInDialog, qtbot: QtBot) -> None:
    dialog.choose(Outcome.PARTLY)
    dialog._draft.keep()
    assert drafts(desk) == []


def test_closing_does_not_wait_for_the_half_second(desk: Desk, dialog: CheckInDialog) -> None:
    dialog.learned.setPlainText("A word")
    dialog.close()
    assert len(drafts(desk)) == 1


def test_today_opens_it(desk: Desk, dialog: CheckInDialog, check_in_id: int, shell: RecordingShell) -> None:
    dialog.learned.setPlainText("It takes him ten seconds.")
    dialog.close()
    people = {person.id: person for person in desk.coach.store.people.all()}
    card = DraftsCard(desk, desk.coach.store.drafts.all(), people, desk.now())
    (row,) = card.findChildren(RowButton)
    assert "Marek: “It takes him ten seconds.”" in row.accessibleName()
    row.click()
    assert shell.asked == [("check in", check_in_id)]


def waiting(page: TodayPage) -> list[str]:
    return [row.accessibleName() for card in page.findChildren(DraftsCard) for row in card.findChildren(RowButton)]


@pytest.mark.parametrize("deed", ["deleted", "recorded"])
def test_with_its_check_in_gone_it_is_not_listed_until_undo(
    deed: str, desk: Desk, dialog: CheckInDialog, check_in_id: int, qtbot: QtBot
) -> None:
    dialog.learned.setPlainText("It takes him ten seconds.")
    dialog.close()
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert len(waiting(page)) == 1
    if deed == "deleted":
        desk.coach.delete_session(desk.coach.store.check_ins.get(check_in_id).session_id)
    else:
        desk.coach.review(check_in_id, Review(Outcome.WORKED))
    qtbot.waitUntil(lambda: waiting(page) == [])
    desk.coach.undo()
    qtbot.waitUntil(lambda: len(waiting(page)) == 1)
    assert reopened(desk, check_in_id, qtbot).learned.toPlainText() == "It takes him ten seconds."


def test_another_check_in_of_the_same_number_does_not_get_its_words(
    desk: Desk, clock: MovedClock, dialog: CheckInDialog, check_in_id: int, qtbot: QtBot
) -> None:
    dialog.learned.setPlainText("It takes him ten seconds.")
    dialog.close()
    desk.coach.delete_session(desk.coach.store.check_ins.get(check_in_id).session_id)
    clock.move(minutes=1)
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    captured = desk.coach.capture(Session(ana.id, Kind.OPPORTUNITY, "Called back"), clock.now() + timedelta(hours=1))
    assert captured.check_in is not None
    assert captured.check_in.id == check_in_id
    assert not any(waits(desk.coach.store, draft) for draft in desk.coach.store.drafts.all())
    made = CheckInDialog(desk, check_in_id)
    qtbot.addWidget(made)
    assert made.learned.toPlainText() == ""


@pytest.mark.parametrize(
    ("host", "found"),
    [("check-in 12", 12), ("quick", None), ("check-in", None), ("check-in x", None), ("page 3", None)],
)
def test_whose_draft_it_is(host: str, found: int | None) -> None:
    assert check_in_of(host) == found
