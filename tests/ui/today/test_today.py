"""Today: one click records, every row works by keys, every state has its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk, PageName, Prefill
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 832)
    return made


def shown(page: TodayPage, qtbot: QtBot) -> TodayPage:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def texts(page: TodayPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join(
        labels + [button.text() for button in page.findChildren(QAbstractButton) if button.isVisibleTo(page)]
    )


def plan(desk: Desk, clock: MovedClock, name: str, action: str, due: timedelta) -> int:
    """A note of ten days ago whose check-in is due that far from now."""
    now = clock.now()
    clock.move(days=-10)
    (person,) = desk.coach.save_people(Person(name))
    saved = desk.coach.capture(Session(person.id, Kind.OPPORTUNITY, "seen", action=action), now + due)
    clock.move(days=10)
    assert saved.check_in is not None
    return saved.check_in.id


def test_without_a_team_it_says_how_to_begin(page: TodayPage, qtbot: QtBot, shell: RecordingShell) -> None:
    shown(page, qtbot)
    assert "Add your team to begin." in texts(page)
    next(b for b in page.findChildren(QAbstractButton) if b.text() == "Add people").click()
    assert shell.asked == [("page", PageName.PEOPLE)]


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
    assert len(shell.toasts) == 1
    assert "Next look" in shell.toasts[0]
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
    assert shell.toasts == ["Marek moved to Fri 14 Nov, 14:00"]
    assert page.rows == []


def test_quick_picks_are_in_the_future(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    QTest.keyClicks(page.rows[0], "r")
    dialog = page.findChild(RescheduleDialog)
    assert dialog is not None
    assert [name for name, _ in dialog.picks()] == ["Later today", "Tomorrow", "Next week"]
    assert all(at > clock.now() for _, at in dialog.picks())


def test_many_late_ones_are_capped_and_spread_three_a_day(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    for number in range(13):
        plan(desk, clock, f"Person {number:02d}", f"Action {number}", timedelta(days=-2, minutes=number))
    shown(page, qtbot)
    assert len(page.rows) == 10
    assert "Show all 13" in texts(page)
    page._show_all_late()
    assert len(page.rows) == 13
    moves = page.spread([row.follow_up for row in page.rows])
    days = [at.astimezone(desk.coach.zone()).date() for at in moves.values() if at is not None]
    assert max(days.count(day) for day in days) == 3
    assert all(day.weekday() < 5 for day in days)
    page._preview([row.follow_up for row in page.rows])
    dialog = next(d for d in page.findChildren(QDialog) if d.windowTitle() == "Reschedule all")
    dialog.accept()
    assert page.rows == []
    desk.coach.undo()
    assert len(page.rows) == 13


def test_key_tasks_say_what_was_captured(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    clock.at(datetime(2025, 11, 10, 9))
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    every = weekly_rule(frozenset(range(7)))
    stand_up = KeyTask("Stand-up", datetime(2025, 11, 10, 8), "Europe/Berlin", rule=every, minutes=15)
    later = KeyTask("Shift handover", datetime(2025, 11, 10, 13, 30), "Europe/Berlin", rule=every, person_ids=(ana.id,))
    saved = desk.coach.save_key_task(stand_up)
    desk.coach.save_key_task(later)
    clock.at(datetime(2025, 11, 11, 8, 20))
    desk.coach.capture(Session(ana.id, Kind.WIN, "seen", key_task_id=saved.id))
    shown(page, qtbot)
    words = texts(page)
    assert "Captured" in words
    assert "Reminder when it ends" in words
    assert "1 capture this week, 1 win and 0 opportunities." in words


def test_who_was_left_out_longest_comes_first_and_can_be_hidden(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    clock.move(days=-12)
    jonas, chen = desk.coach.save_people(Person("Jonas Berg"), Person("Chen Wei"))
    desk.coach.capture(Session(jonas.id, Kind.WIN, "seen"))
    clock.move(days=3)
    desk.coach.capture(Session(chen.id, Kind.WIN, "seen"))
    clock.move(days=9)
    shown(page, qtbot)
    words = texts(page)
    assert words.index("12 days since the last capture") < words.index("9 days since the last capture")
    next(b for b in page.rail.findChildren(QAbstractButton) if "Jonas" in b.accessibleName()).click()
    assert shell.asked == [("quick capture", Prefill(person_id=jonas.id))]
    next(b for b in page.rail.findChildren(QAbstractButton) if b.text() == "Hide").click()
    assert "Nobody left out" not in texts(page)


def test_a_missed_reminder_waits_in_the_list(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    task = KeyTask("Stand-up", datetime(2025, 11, 11, 9), "Europe/Berlin", minutes=20, person_ids=(ana.id,))
    desk.coach.save_key_task(task)
    desk.reminding.tick(clock.at(datetime(2025, 11, 11, 12)))
    shown(page, qtbot)
    assert "Stand-up has ended" in texts(page)
    next(b for b in page.rail.findChildren(QAbstractButton) if b.text() == "Nothing to note").click()
    page.mark_stale()
    assert "Stand-up has ended" not in texts(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_every_control_has_a_name(
    scale: float, page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    plan(desk, clock, "Maximiliane-Charlotte von Hohenstein-Wartenberg", "Long action " * 12, timedelta(days=-1))
    desk.kit.theme.set_text_scale(scale)
    shown(page, qtbot)
    controls = [w for w in page.findChildren(QAbstractButton) if w.isVisible()]
    assert [w for w in controls if not (w.accessibleName() or w.text())] == []
    inner = page._area.widget()
    assert inner is not None
    assert inner.width() <= page.width()
    row = page.rows[0]
    assert all(b.geometry().right() <= row.width() for b in row.findChildren(QAbstractButton))
