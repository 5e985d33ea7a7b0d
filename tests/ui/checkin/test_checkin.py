"""The check-in: two keys record it, and every control is there."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.errors import DiskFull, NotFound
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock
from tests.ui.checkin.shown import clipped, reading, said
from tests.ui.shell import RecordingShell

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit)
CTRL = Qt.KeyboardModifier.ControlModifier


def test_two_keys_record_it(dialog: CheckInDialog, desk: Desk, agreed: Captured, shell: RecordingShell) -> None:
    assert agreed.check_in is not None
    QTest.keyClick(dialog, Qt.Key.Key_2)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    done = desk.coach.store.check_ins.get(agreed.check_in.id)
    assert (done.outcome, done.decision) == (Outcome.PARTLY, Decision.AGAIN)
    assert shell.toasts == ["Partly. Check in again Thu 13 Nov, 14:00."]


def test_the_first_thing_shown_says_who_what_and_when(dialog: CheckInDialog) -> None:
    assert "Marek: Scan before stacking" in said(dialog)
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


def test_the_card_can_be_shown(dialog: CheckInDialog) -> None:
    dialog.card.click()
    gc.collect()
    card = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CardWindow) and w.isVisible())
    assert card.content.sections[0].lead == "Scan before stacking"
    card.close()


def test_enter_on_a_tile_picks_it(dialog: CheckInDialog) -> None:
    QTest.keyClick(dialog.tiles.tile(Outcome.NOT_TRIED), Qt.Key.Key_Return)
    assert dialog.outcome is Outcome.NOT_TRIED


def test_nothing_chosen_saves_nothing(dialog: CheckInDialog, desk: Desk, agreed: Captured) -> None:
    assert agreed.check_in is not None
    dialog.save()
    assert dialog.banner.isVisible()
    assert desk.coach.store.check_ins.get(agreed.check_in.id).is_open


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
