"""What follows a check-in: look again, try again, another action, or why it was not tried."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, WhyNot
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.wording_dialog import WordingDialog
from tests.clock import MovedClock
from tests.ui.checkin.shown import reading, said
from tests.ui.shell import RecordingShell

CTRL = Qt.KeyboardModifier.ControlModifier


def test_what_worked_is_offered_to_the_playbook(
    desk: Desk, agreed: Captured, opened: Callable[[int], CheckInDialog], qtbot: QtBot
) -> None:
    assert agreed.check_in is not None
    dialog = opened(agreed.check_in.id)
    dialog.choose(Outcome.PARTLY)
    assert dialog.next_step.to_playbook.isHidden()
    dialog.choose(Outcome.WORKED)
    assert not dialog.next_step.to_playbook.isHidden()
    dialog.next_step.to_playbook.setChecked(True)
    dialog.choose(Outcome.NOT_YET)
    assert not dialog.next_step.wants_play
    dialog.choose(Outcome.WORKED)
    dialog.save()
    gc.collect()
    wording = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WordingDialog) and w.isVisible())
    wording.save_button.click()
    assert [entry.play.wording.action for entry in desk.coach.playbook.entries()] == ["Scan before stacking"]


def test_a_sensitive_note_is_not_offered(desk: Desk, agreed: Captured, opened: Callable[[int], CheckInDialog]) -> None:
    assert agreed.check_in is not None
    desk.coach.edit(replace(agreed.session, sensitive=True))
    dialog = opened(agreed.check_in.id)
    dialog.choose(Outcome.WORKED)
    assert dialog.next_step.to_playbook.isHidden()


def test_each_outcome_brings_its_usual_step(dialog: CheckInDialog) -> None:
    usual = {
        Outcome.WORKED: Decision.KEEP,
        Outcome.PARTLY: Decision.AGAIN,
        Outcome.NOT_YET: Decision.ADJUST,
        Outcome.NOT_TRIED: Decision.AGAIN,
    }
    for outcome, decision in usual.items():
        dialog.choose(outcome)
        assert dialog.next_step.decision is decision
    dialog.next_step.chip(Decision.STOP).click()
    dialog.choose(Outcome.PARTLY)
    assert dialog.next_step.decision is Decision.STOP


def test_keep_says_when_it_looks_again(dialog: CheckInDialog) -> None:
    dialog.choose(Outcome.WORKED)
    assert dialog.next_step.chip(Decision.KEEP).text() == "Keep, look again Tue 2 Dec"


def test_worked_keeps_and_looks_again_in_three_weeks(
    dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell
) -> None:
    dialog.choose(Outcome.WORKED)
    reading(dialog).setText("0,5")
    dialog.learned.setPlainText("Scanned first on three of three days")
    dialog.save()
    first, second = desk.coach.store.check_ins.of_sessions([agreed.session.id])[agreed.session.id]
    assert (first.decision, first.value) == (Decision.KEEP, 0.5)
    assert second.retention
    assert second.due_at == desk.now() + timedelta(days=21)
    assert shell.toasts == ["Worked. Look again Tue 2 Dec."]
    metric_id = agreed.session.metric_id
    assert metric_id is not None
    readings = desk.coach.store.metrics.readings(agreed.session.person_id, metric_id)
    assert [reading.value for reading in readings] == [0.5]


def test_a_retention_check_that_held_closes(
    dialog: CheckInDialog,
    desk: Desk,
    agreed: Captured,
    clock: MovedClock,
    opened: Callable[[int], CheckInDialog],
    shell: RecordingShell,
) -> None:
    dialog.choose(Outcome.WORKED)
    dialog.save()
    clock.move(days=21)
    again = opened(desk.coach.store.check_ins.open_of(agreed.session.person_id)[0].id)
    again.choose(Outcome.WORKED)
    assert again.next_step.decision is Decision.STOP
    again.save()
    assert shell.toasts[-1] == "Worked. Closed."
    assert desk.coach.store.check_ins.open_of(agreed.session.person_id) == []


def test_changing_the_action_makes_a_linked_experiment(
    dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell
) -> None:
    dialog.choose(Outcome.NOT_YET)
    assert dialog.next_step.action.text() == "Scan before stacking"
    dialog.next_step.action.setText("Hang the scanner at the trolley")
    dialog.learned.setPlainText("The scanner lies too far away")
    dialog.next_step.when.set_text("fri 10:00")
    assert dialog.next_step.chip(Decision.AGAIN).text() == "Try again, Fri 14 Nov"
    dialog.save()
    newest = desk.coach.store.sessions.page(HistoryFilter())[0]
    assert (newest.previous_id, newest.action) == (agreed.session.id, "Hang the scanner at the trolley")
    assert newest.observation == "The scanner lies too far away"
    (planned,) = desk.coach.store.check_ins.of_sessions([newest.id])[newest.id]
    assert planned.due_at is not None
    assert planned.due_at.astimezone(desk.coach.zone()).hour == 10
    assert shell.toasts == ["Not yet. New action, check in Fri 14 Nov, 10:00."]
    desk.coach.undo()
    assert desk.coach.store.sessions.page(HistoryFilter()) == [agreed.session]


def test_an_unchanged_action_is_tried_again(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    QTest.keyClick(dialog, Qt.Key.Key_3)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.coach.store.check_ins.get(agreed.check_in.id).decision is Decision.AGAIN
    assert len(desk.coach.store.sessions.page(HistoryFilter())) == 1


def test_an_emptied_action_is_asked_for(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    dialog.choose(Outcome.NOT_YET)
    dialog.next_step.action.clear()
    dialog.save()
    assert "Type the new action, or choose Try again." in said(dialog)
    assert dialog.next_step.action.hasFocus()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).is_open


def test_not_tried_asks_what_got_in_the_way(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    assert not dialog.why_not.isVisible()
    dialog.choose(Outcome.NOT_TRIED)
    assert dialog.why_not.isVisible()
    dialog.why_not.chip(WhyNot.UNCLEAR).click()
    dialog.why_not.chip(WhyNot.UNCLEAR).click()
    assert dialog.why_not.value is None
    dialog.why_not.chip(WhyNot.FORGOT).click()
    dialog.save()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).why_not is WhyNot.FORGOT


def test_later_today_postpones(dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell) -> None:
    assert agreed.check_in is not None
    dialog.postpone()
    due_at = desk.coach.store.check_ins.get(agreed.check_in.id).due_at
    assert due_at is not None
    assert due_at.astimezone(desk.coach.zone()).strftime("%H:%M") == "16:30"
    assert shell.toasts == ["Marek: Today 16:30."]


def test_near_the_end_of_the_day_later_says_which_morning(
    desk: Desk, agreed: Captured, clock: MovedClock, opened: Callable[[int], CheckInDialog]
) -> None:
    assert agreed.check_in is not None
    clock.at(datetime(2025, 11, 11, 16, 20))
    assert opened(agreed.check_in.id).later.text() == "Tomorrow 09:00"
    clock.at(datetime(2025, 11, 14, 16, 20))
    friday = opened(agreed.check_in.id)
    assert friday.later.text() == "Mon 17 Nov, 09:00"
    friday.postpone()
    due_at = desk.coach.store.check_ins.get(agreed.check_in.id).due_at
    assert due_at == datetime(2025, 11, 17, 8, tzinfo=UTC)
