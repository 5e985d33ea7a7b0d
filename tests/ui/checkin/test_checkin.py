"""The check-in: two keys are enough, and each next step does what it says."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microcoach_desktop.domain.checkins import Decision, Outcome, Review, WhyNot
from microcoach_desktop.domain.errors import DiskFull, NotFound
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.wording_dialog import WordingDialog
from microcoach_desktop.ui.widgets.edits import LineEdit
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit)
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
def opened(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[int], CheckInDialog]]:
    """Opens a check-in and takes apart what did not do so itself."""
    made: list[CheckInDialog] = []

    def show(check_in_id: int) -> CheckInDialog:
        made.append(CheckInDialog(desk, check_in_id))
        with qtbot.waitActive(made[-1]):
            made[-1].show()
            made[-1].activateWindow()
        return made[-1]

    yield show
    for dialog in made:
        if isValid(dialog):
            dialog.hide()
            dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dialog(agreed: Captured, opened: Callable[[int], CheckInDialog]) -> CheckInDialog:
    assert agreed.check_in is not None
    return opened(agreed.check_in.id)


def reading(dialog: CheckInDialog) -> LineEdit:
    assert dialog.reading is not None
    return dialog.reading.edit


def said(dialog: CheckInDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_two_keys_record_it(dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell) -> None:
    assert agreed.check_in is not None
    QTest.keyClick(dialog, Qt.Key.Key_2)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    done = desk.coach.store.check_ins.get(agreed.check_in.id)
    assert (done.outcome, done.decision) == (Outcome.PARTLY, Decision.AGAIN)
    assert shell.toasts == ["Partly. Check in again Thu 13 Nov, 14:00."]


def test_the_first_thing_shown_says_who_what_and_when(dialog: CheckInDialog) -> None:
    assert "Marek tried: Scan before stacking" in said(dialog)
    assert "Agreed Tue 11 Nov, Floor. Due today." in said(dialog)


def test_numbers_typed_into_a_field_are_text(dialog: CheckInDialog) -> None:
    reading(dialog).setFocus()
    QTest.keyClicks(reading(dialog), "1")
    dialog.learned.setFocus()
    QTest.keyClicks(dialog.learned, "3 of 3")
    assert (reading(dialog).text(), dialog.learned.toPlainText()) == ("1", "3 of 3")
    assert dialog.outcome is None


def test_without_single_keys_a_digit_works_on_the_tiles_alone(dialog: CheckInDialog, desk: Desk) -> None:
    desk.change_settings(replace(desk.settings(), single_key_shortcuts=False))
    dialog.save_button.setFocus()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_1)
    assert dialog.outcome is None
    dialog.tiles.setFocus()
    QTest.keyClick(dialog.tiles.tile(Outcome.WORKED), Qt.Key.Key_3)
    assert dialog.outcome is Outcome.NOT_YET


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


def test_the_card_can_be_shown(dialog: CheckInDialog) -> None:
    dialog.card.click()
    gc.collect()
    card = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CardWindow) and w.isVisible())
    assert card.content.sections[0].lead == "Scan before stacking"
    card.close()


def test_enter_on_a_tile_picks_it(dialog: CheckInDialog) -> None:
    QTest.keyClick(dialog.tiles.tile(Outcome.NOT_TRIED), Qt.Key.Key_Return)
    assert dialog.outcome is Outcome.NOT_TRIED


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


def test_nothing_chosen_saves_nothing(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    dialog.save()
    assert dialog.banner.isVisible()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).is_open


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


def test_a_bad_number_or_date_is_shown_and_nothing_is_lost(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    dialog.choose(Outcome.PARTLY)
    reading(dialog).setText("much")
    dialog.save()
    assert "This is not a number." in said(dialog)
    assert reading(dialog).hasFocus()
    reading(dialog).clear()
    assert "This is not a number." not in said(dialog)
    dialog.next_step.when.set_text("31 feb")
    dialog.save()
    assert said(dialog).count("This day is not in the calendar.") > 0
    assert desk.coach.store.check_ins.get(agreed.check_in.id).is_open
    assert dialog.isVisible()


def test_a_full_disk_leaves_the_text_and_offers_another_try(
    dialog: CheckInDialog, desk: Desk, agreed: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert agreed.check_in is not None
    dialog.choose(Outcome.PARTLY)
    dialog.learned.setPlainText("Two of three")

    def full(_unit: Unit, _model: object, _record: object) -> None:
        raise DiskFull("Not saved: the disk is full.", "Your text is still here.")

    with monkeypatch.context() as patched:
        patched.setattr(Unit, "update", full)
        dialog.save()
    assert "the disk is full" in dialog.banner.text
    assert dialog.learned.toPlainText() == "Two of three"
    next(b for b in dialog.banner.findChildren(QAbstractButton) if b.text() == "Try again").click()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).learned == "Two of three"


def test_recorded_elsewhere_meanwhile_is_said(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    desk.coach.review(agreed.check_in.id, Review(Outcome.WORKED))
    dialog.choose(Outcome.PARTLY)
    dialog.save()
    assert "already been recorded" in dialog.banner.text
    assert desk.coach.store.check_ins.get(agreed.check_in.id).outcome is Outcome.WORKED


def test_closed_with_text_it_is_there_again(dialog: CheckInDialog) -> None:
    dialog.learned.setPlainText("Half a sentence")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dialog.show()
    assert dialog.learned.toPlainText() == "Half a sentence"


def test_closed_without_text_it_is_gone(desk: Desk, agreed: Captured, qtbot: QtBot) -> None:
    assert agreed.check_in is not None
    made = CheckInDialog(desk, agreed.check_in.id)
    made.show()
    with qtbot.waitSignal(made.destroyed):
        made.close()


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


def test_a_removed_follow_up_says_so(desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    desk.coach.delete_session(agreed.session.id)
    with pytest.raises(NotFound):
        CheckInDialog(desk, agreed.check_in.id)


def test_without_a_metric_there_is_no_reading(
    desk: Desk, clock: MovedClock, opened: Callable[[int], CheckInDialog]
) -> None:
    (ana,) = desk.coach.save_people(Person("Ana"))
    saved = desk.coach.capture(Session(ana.id, Kind.WIN, "Closed all returns"), clock.now() + timedelta(hours=1))
    assert saved.check_in is not None
    made = opened(saved.check_in.id)
    assert made.reading is None
    assert "Ana: Closed all returns" in said(made)


@pytest.mark.parametrize("outcome", [Outcome.WORKED, Outcome.NOT_YET, Outcome.NOT_TRIED])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_every_control_has_a_name(
    scale: float, outcome: Outcome, dialog: CheckInDialog, desk: Desk, qtbot: QtBot
) -> None:
    desk.kit.theme.set_text_scale(scale)
    dialog.resize(760, 560)
    dialog.choose(outcome)
    controls = [w for w in dialog.findChildren(QWidget) if w.isVisible() and isinstance(w, CONTROLS)]
    names = [w.accessibleName() or (w.text() if isinstance(w, QAbstractButton) else "") for w in controls]
    assert len(names) > 9
    assert all(names)
    qtbot.waitUntil(lambda: clipped(dialog) == [], timeout=2000)


def clipped(dialog: CheckInDialog) -> list[str]:
    """Texts that do not have the room that they need."""
    found = []
    for label in (label for label in dialog.findChildren(QLabel) if label.isVisible()):
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = label.wordWrap() or label.width() >= label.sizeHint().width() - 1
        right = label.mapTo(dialog, label.rect().bottomRight()).x()
        if not wide or label.height() < need - 1 or right > dialog.width():
            found.append(label.text())
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    return found + [button.text() for button in buttons if button.width() < button.sizeHint().width()]
