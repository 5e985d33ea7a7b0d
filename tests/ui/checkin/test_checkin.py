"""The check-in: two keys are enough, and each next step does what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, WhyNot
from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def agreed(desk: Desk, clock: MovedClock) -> Captured:
    (marek,) = desk.coach.save_people(Person("Marek Nowak"))
    note = Session(
        marek.id,
        Kind.OPPORTUNITY,
        "Stacked first",
        action="Scan before stacking",
        baseline=3,
        target=0,
        context="Floor",
    )
    return desk.coach.capture(note, clock.now() + timedelta(hours=1), Metric("Errors", unit="per 100 lines"))


@pytest.fixture
def dialog(desk: Desk, agreed: Captured, qtbot: QtBot) -> CheckInDialog:
    assert agreed.check_in is not None
    made = CheckInDialog(desk, agreed.check_in.id)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_two_keys_record_it(dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell) -> None:
    assert agreed.check_in is not None
    QTest.keyClick(dialog, Qt.Key.Key_2)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    done = desk.coach.store.check_ins.get(agreed.check_in.id)
    assert (done.outcome, done.decision) == (Outcome.PARTLY, Decision.AGAIN)
    assert shell.toasts == ["Recorded for Marek. Next look Thu 13 Nov, 14:00."]


def test_numbers_typed_into_a_field_are_text(dialog: CheckInDialog) -> None:
    dialog.reading.setFocus()
    QTest.keyClicks(dialog.reading, "1")
    assert dialog.reading.text() == "1"
    assert not dialog.tiles[Outcome.WORKED].isChecked()


def test_nothing_chosen_saves_nothing(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    dialog.save()
    assert dialog.banner.isVisible()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).is_open


def test_worked_keeps_and_looks_again_in_three_weeks(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    dialog.choose(Outcome.WORKED)
    dialog.reading.setText("0,5")
    dialog.learned.setPlainText("Scanned first on three of three days")
    dialog.save()
    first, second = desk.coach.store.check_ins.of_sessions([agreed.session.id])[agreed.session.id]
    assert (first.decision, first.value) == (Decision.KEEP, 0.5)
    assert second.retention
    assert second.due_at == desk.now() + timedelta(days=21)
    metric_id = agreed.session.metric_id
    assert metric_id is not None
    readings = desk.coach.store.metrics.readings(agreed.session.person_id, metric_id)
    assert [reading.value for reading in readings] == [0.5]


def test_changing_the_action_makes_a_linked_experiment(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    dialog.choose(Outcome.NOT_YET)
    assert dialog.steps[Decision.ADJUST].isChecked()
    assert dialog.action.text() == "Scan before stacking"
    dialog.action.setText("Hang the scanner at the trolley")
    dialog.learned.setPlainText("The scanner lies too far away")
    dialog.when.set_text("fri 10:00")
    dialog.save()
    newest = desk.coach.store.sessions.page(HistoryFilter())[0]
    assert (newest.previous_id, newest.action) == (agreed.session.id, "Hang the scanner at the trolley")
    assert newest.observation == "The scanner lies too far away"
    (planned,) = desk.coach.store.check_ins.of_sessions([newest.id])[newest.id]
    assert planned.due_at is not None
    assert planned.due_at.astimezone(desk.coach.zone()).hour == 10


def test_not_tried_asks_what_got_in_the_way(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    assert not dialog._reasons.isVisible()
    dialog.choose(Outcome.NOT_TRIED)
    assert dialog._reasons.isVisible()
    dialog.why[WhyNot.FORGOT].click()
    dialog.save()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).why_not is WhyNot.FORGOT


def test_a_bad_number_or_date_is_shown_and_nothing_is_lost(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    dialog.choose(Outcome.PARTLY)
    dialog.reading.setText("much")
    dialog.save()
    assert any(label.text() == "This is not a number." for label in dialog.findChildren(QLabel) if label.isVisible())
    dialog.reading.clear()
    dialog.when.set_text("31 feb")
    dialog.save()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).is_open
    assert dialog.isVisible()


def test_later_today_postpones(dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell) -> None:
    assert agreed.check_in is not None
    dialog.postpone()
    due_at = desk.coach.store.check_ins.get(agreed.check_in.id).due_at
    assert due_at is not None
    assert due_at.astimezone(desk.coach.zone()).strftime("%H:%M") == "16:30"
    assert shell.toasts == ["Marek moved to Tue 11 Nov, 16:30"]


def test_a_removed_follow_up_says_so(desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    desk.coach.delete_session(agreed.session.id)
    with pytest.raises(NotFound):
        CheckInDialog(desk, agreed.check_in.id)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name(scale: float, dialog: CheckInDialog, desk: Desk) -> None:
    desk.kit.theme.set_text_scale(scale)
    buttons = [b for b in dialog.findChildren(QAbstractButton) if b.isVisible()]
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
