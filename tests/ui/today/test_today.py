"""Late and due check-ins: every way to answer, open and move them, and what is said when that fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import Locked
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell
from tests.ui.today.seen import button, plan, shown, texts

SAID = {
    Outcome.WORKED: "Worked. Look again Tue 2 Dec.",
    Outcome.PARTLY: "Partly. Check in again Thu 13 Nov, 14:00.",
    Outcome.NOT_YET: "Not yet. Check in again Thu 13 Nov, 14:00.",
}


def test_without_a_team_it_says_how_to_begin(page: TodayPage, qtbot: QtBot, shell: RecordingShell) -> None:
    shown(page, qtbot)
    assert "Add your team to begin." in texts(page)
    next(b for b in page.findChildren(QAbstractButton) if b.text() == "Add people").click()
    assert shell.asked == [("add people", 0)]


def test_late_comes_before_due_oldest_first(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    plan(desk, clock, "Lena Fischer", "Call back within one hour", timedelta(hours=2))
    plan(desk, clock, "Marek Nowak", "Scan before stacking", timedelta(days=-1))
    plan(desk, clock, "Tomás Silva", "Name one owner", timedelta(days=-4))
    shown(page, qtbot)
    assert page.title.text() == "Tuesday 11 November"
    assert [row.follow_up.person_name for row in page.rows] == ["Tomás Silva", "Marek Nowak", "Lena Fischer"]
    assert "4 days late" in texts(page)
    assert "1 day late" in texts(page)


@pytest.mark.parametrize(("key", "outcome"), [("1", Outcome.WORKED), ("2", Outcome.PARTLY), ("3", Outcome.NOT_YET)])
def test_a_key_records_the_outcome(
    key: str, outcome: Outcome, page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan before stacking", timedelta(days=-1))
    shown(page, qtbot)
    page.rows[0].setFocus()
    QTest.keyClicks(page.rows[0], key)
    assert desk.coach.store.check_ins.get(check_in_id).outcome is outcome
    assert shell.toasts == [SAID[outcome]]
    desk.coach.undo()
    assert desk.coach.store.check_ins.get(check_in_id).outcome is None
    assert [row.follow_up.id for row in page.rows] == [check_in_id]


def test_single_keys_can_be_switched_off(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    desk.change_settings(replace(desk.settings(), single_key_shortcuts=False))
    shown(page, qtbot)
    QTest.keyClicks(page.rows[0], "1")
    assert desk.coach.store.check_ins.get(check_in_id).outcome is None


def test_a_click_on_a_button_records(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan", timedelta(hours=1))
    shown(page, qtbot)
    next(b for b in page.rows[0].findChildren(QAbstractButton) if b.text() == "Worked").click()
    assert desk.coach.store.check_ins.get(check_in_id).outcome is Outcome.WORKED


def test_enter_opens_and_delete_removes_the_date(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    QTest.keyClick(page.rows[0], Qt.Key.Key_Return)
    assert shell.asked == [("check in", check_in_id)]
    QTest.keyClick(page.rows[0], Qt.Key.Key_Delete)
    assert desk.coach.store.check_ins.get(check_in_id).due_at is None
    assert shell.toasts == ["Marek has no date now."]
    assert page.rows == []


def test_a_row_has_a_menu(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell) -> None:
    check_in = plan(desk, clock, "Ana Ruiz", "Read the list", timedelta(hours=2))
    menu = shown(page, qtbot).deeds.menu_for(page.rows[0].follow_up)
    deeds = {action.text(): action for action in menu.actions()}
    assert list(deeds) == ["Check in…\tC", "Reschedule…\tR", "Remove the date\tDel", "Show the card"]
    deeds["Check in…\tC"].trigger()
    assert shell.asked == [("check in", check_in)]
    deeds["Show the card"].trigger()
    (card,) = page.findChildren(CardWindow)
    assert card.content.sections[0].lead == "Read the list"
    card.close()


def test_reschedule_takes_a_date_in_words(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    QTest.keyClicks(page.rows[0], "r")
    dialog = page.findChild(RescheduleDialog)
    assert dialog is not None
    dialog.when.set_text("31 feb")
    dialog._accept_typed()
    assert dialog.chosen_at() is None
    dialog.when.set_text("fri 14:00")
    dialog._accept_typed()
    assert shell.toasts == ["Marek moved to Fri 14 Nov, 14:00."]
    assert page.rows == []


def test_quick_picks_are_in_the_future(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    QTest.keyClicks(page.rows[0], "r")
    dialog = page.findChild(RescheduleDialog)
    assert dialog is not None
    assert [name for name, _ in dialog.picks()] == ["Later today", "Tomorrow", "Next week"]
    assert all(at > clock.now() for _, at in dialog.picks())


def test_unchanged_rows_stay_and_the_focus_goes_to_the_next(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    for number in range(3):
        plan(desk, clock, f"Person {number}", "Action", timedelta(days=-2, minutes=number))
    shown(page, qtbot)
    first, second, third = page.rows
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_1)
    assert page.rows == [first, third]
    assert third.hasFocus()
    QTest.keyClick(third, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_a_key_works_from_an_answer_button_too(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    worked = button(page, "Worked")
    worked.setFocus()
    QTest.keyClick(worked, Qt.Key.Key_2)
    assert desk.coach.store.check_ins.get(check_in_id).outcome is Outcome.PARTLY


def test_a_click_beside_the_buttons_opens_the_check_in(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    QTest.mouseClick(page.rows[0], Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert shell.asked == [("check in", check_in_id)]


def test_what_was_answered_elsewhere_is_told(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    check_in_id = plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    follow_up = page.rows[0].follow_up
    desk.coach.review(check_in_id, Review(Outcome.WORKED))
    page.deeds.answer(follow_up, Outcome.PARTLY)
    assert len(shell.troubles) == 1
    assert desk.coach.store.check_ins.get(check_in_id).outcome is Outcome.WORKED


def test_trouble_with_reading_keeps_the_last_day(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)

    def locked(_until: datetime) -> list[FollowUp]:
        raise Locked("Another program holds the file.")

    monkeypatch.setattr(desk.coach.store.check_ins, "due_by", locked)
    page.mark_stale()
    assert len(shell.troubles) == 1
    assert len(page.rows) == 1
    assert page.rows[0].isVisible()
