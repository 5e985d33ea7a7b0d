"""Today: one click records, every row works by keys, every state has its sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import Locked
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.desk import Desk, Prefill, Routine
from microcoach_desktop.ui.today.day import read_day
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.today.spread import SpreadDialog, spread
from microcoach_desktop.ui.widgets.reschedule import RescheduleDialog
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

SAID = {
    Outcome.WORKED: "Worked. Look again Tue 2 Dec.",
    Outcome.PARTLY: "Partly. Check in again Thu 13 Nov, 14:00.",
    Outcome.NOT_YET: "Not yet. Check in again Thu 13 Nov, 14:00.",
}


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 832)
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


def button(page: TodayPage, text: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == text and b.isVisible())


def plan(desk: Desk, clock: MovedClock, name: str, action: str, due: timedelta) -> int:
    """A note of ten days ago whose check-in is due that far from now."""
    now = clock.now()
    clock.move(days=-10)
    (person,) = desk.coach.save_people(Person(name))
    saved = desk.coach.capture(Session(person.id, Kind.OPPORTUNITY, "seen", action=action), now + due)
    clock.move(days=10)
    assert saved.check_in is not None
    return saved.check_in.id


def test_each_stop_of_tab_can_be_seen(page: TodayPage, qtbot: QtBot) -> None:
    shown(page, qtbot).setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    focused = page.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Add people"


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


def test_many_late_ones_are_capped_and_spread_three_a_day(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    for number in range(13):
        plan(desk, clock, f"Person {number:02d}", f"Action {number}", timedelta(days=-2, minutes=number))
    shown(page, qtbot)
    assert len(page.rows) == 10
    assert "Show all 13" in texts(page)
    next(b for b in page.findChildren(QAbstractButton) if b.text() == "Show all 13").click()
    assert len(page.rows) == 13
    assert page.rows[10].hasFocus()
    page.reschedule_all()
    dialog = page.findChild(SpreadDialog)
    assert dialog is not None
    assert "Wed 12 Nov" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.agree.click()
    assert page.rows == []
    assert shell.toasts == ["13 check-ins moved."]
    moved = desk.coach.store.check_ins.between(clock.now(), clock.now() + timedelta(days=30))
    days = [f.due_at.astimezone(desk.coach.zone()).date() for f in moved if f.due_at is not None]
    assert len(days) == 13
    assert max(days.count(day) for day in days) == 3
    assert all(day.weekday() < 5 for day in days)
    desk.coach.undo()
    assert len(page.rows) == 13


def test_the_spread_leaves_room_for_what_is_planned(desk: Desk, clock: MovedClock) -> None:
    for number in range(2):
        plan(desk, clock, f"Planned {number}", "Action", timedelta(days=1, minutes=number))
    for number in range(2):
        plan(desk, clock, f"Late {number}", "Action", timedelta(days=-3, minutes=number))
    late = read_day(desk).late
    times = [at.astimezone(desk.coach.zone()) for at in spread(desk, late).values()]
    assert [f"{at:%a %H:%M}" for at in times] == ["Wed 15:00", "Thu 14:00"]


@given(start=st.times(), late=st.integers(1, 20), weekdays=st.sets(st.integers(0, 6)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spread_is_always_ahead_and_three_a_day(desk: Desk, start: time, late: int, weekdays: set[int]) -> None:
    chosen = replace(desk.settings(), default_time=start, working_days=tuple(sorted(weekdays)))
    due_at = desk.now() - timedelta(days=3)
    follow_ups = [
        FollowUp(number, 1, 1, "Ana", Kind.WIN, "Action", "", due_at, None, None, retention=False)
        for number in range(late)
    ]
    times = list(spread(replace(desk, settings=lambda: chosen), follow_ups).values())
    days = [at.astimezone(desk.coach.zone()).date() for at in times]
    assert len(times) == late
    assert min(days) > desk.now().date()
    assert max(days.count(day) for day in days) <= 3
    assert all(day.weekday() in weekdays for day in days) or not weekdays


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
    assert "1 win captured" in words
    assert "Reminder when it ends" in words
    assert "1 note this week, 1 win." in words


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
    assert words.index("12 days since the last note") < words.index("9 days since the last note")
    next(b for b in page.rail.findChildren(QAbstractButton) if "Jonas" in b.accessibleName()).click()
    assert shell.asked == [("quick capture", Prefill(person_id=jonas.id))]
    next(b for b in page.rail.findChildren(QAbstractButton) if b.text() == "Hide").click()
    assert "Nobody left out" not in texts(page)


def test_a_missed_reminder_waits_in_the_list(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    task = KeyTask("Stand-up", datetime(2025, 11, 11, 9), "Europe/Berlin", minutes=20, person_ids=(ana.id,))
    saved = desk.coach.save_key_task(task)
    desk.reminding.tick(clock.at(datetime(2025, 11, 11, 12)))
    shown(page, qtbot)
    assert "Stand-up has ended" in texts(page)
    button(page, "Capture").click()
    assert shell.asked == [
        ("quick capture", Prefill(ana.id, key_task_id=saved.id, occurrence="2025-11-11T09:00")),
    ]
    button(page, "Nothing to note").click()
    assert "Stand-up has ended" not in texts(page)


def test_a_missed_reminder_about_several_people_opens_their_round(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    ids = tuple(person.id for person in desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak")))
    task = KeyTask("Stand-up", datetime(2025, 11, 11, 9), "Europe/Berlin", minutes=20, person_ids=ids)
    saved = desk.coach.save_key_task(task)
    desk.reminding.tick(clock.at(datetime(2025, 11, 11, 12)))
    shown(page, qtbot)
    button(page, "Capture").click()
    assert shell.asked == [("handover", (saved.id, "2025-11-11T09:00"))]


def test_a_reminder_for_a_follow_up_in_the_list_is_not_said_twice(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(hours=-1))
    desk.reminding.tick(clock.now())
    assert len(desk.reminding.unanswered(clock.now())) == 1
    shown(page, qtbot)
    assert len(page.rows) == 1
    assert "Reminders not answered" not in texts(page)


def test_nothing_due_names_the_next_key_task(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    desk.coach.save_people(Person("Ana Ruiz"))
    task = KeyTask("Shift handover", datetime(2025, 11, 11, 13, 30), "Europe/Berlin", minutes=30)
    desk.coach.save_key_task(task)
    shown(page, qtbot)
    assert "Nothing due. Capture a win?" in texts(page)
    assert "Next key task: Shift handover, Today 14:00" in texts(page)
    button(page, "New capture").click()
    assert shell.asked == [("quick capture", Prefill())]


def test_an_ended_key_task_can_be_captured_from_its_row(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    clock.move(days=-1)
    desk.coach.save_people(Person("Ana Ruiz"))
    saved = desk.coach.save_key_task(KeyTask("Stand-up", datetime(2025, 11, 11, 8), "Europe/Berlin", minutes=15))
    clock.move(days=1)
    shown(page, qtbot)
    assert "Ended, nothing captured yet" in texts(page)
    next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Capture for Stand-up").click()
    assert shell.asked == [("quick capture", Prefill(key_task_id=saved.id, occurrence="2025-11-11T08:00"))]


def test_drafts_say_how_they_begin_and_open_where_they_were(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    (priya,) = desk.coach.save_people(Person("Priya Shah"))
    clock.at(datetime(2025, 11, 10, 16, 40))
    long = "Summarised the call in one line and then asked for the date of the next one"
    desk.coach.save_draft("page", json.dumps({"person": str(priya.id), "observation": long}))
    desk.coach.save_draft("quick", "not json")
    desk.coach.save_draft("routine handover 7", "{}")
    clock.at(datetime(2025, 11, 11, 9, 14))
    shown(page, qtbot)
    words = texts(page)
    assert "3 drafts waiting" in words
    assert "Yesterday 16:40, Handover batch" in words
    assert "Yesterday 16:40, Priya: “Summarised the call in one line and then asked for the date of the…”" in words
    rows = [b for b in page.rail.findChildren(QAbstractButton) if b.accessibleName().startswith("Open the draft")]
    for row in rows:
        row.click()
    assert set(shell.asked) == {
        ("page capture", Prefill(draft_host="page")),
        ("quick capture", Prefill(draft_host="quick")),
        ("handover", (7, "")),
    }


def test_typing_a_draft_leaves_the_rows_alone(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    before = page.rows[0]
    desk.coach.save_draft("page", json.dumps({"observation": "Half a sentence"}))
    assert page.rows[0] is before
    qtbot.waitUntil(lambda: "1 draft waiting" in texts(page))


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


def test_200_late_ones_show_ten_rows(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    due = clock.now() - timedelta(days=2)
    clock.move(days=-10)
    for number in range(200):
        desk.coach.capture(Session(ana.id, Kind.OPPORTUNITY, "seen", action=f"Action {number}"), due)
    clock.move(days=10)
    shown(page, qtbot)
    assert len(page.rows) == 10
    assert "Show all 200" in texts(page)


def test_the_menu_offers_what_the_page_can(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    desk.coach.save_people(Person("Ana Ruiz"))
    shown(page, qtbot)
    reschedule, routines, edit, table = page.menu().actions()
    assert not reschedule.isEnabled()
    edit.trigger()
    assert shell.asked.pop() == ("key tasks", 0)
    submenu = routines.menu()
    assert isinstance(submenu, QMenu)
    for action in submenu.actions():
        action.trigger()
    assert shell.asked == [(routine.value, (0, "")) for routine in Routine]
    table.trigger()
    assert page.rail.rhythm.table.isVisible()


def test_the_rail_goes_below_in_a_narrow_window(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    assert page.rail.x() > page.rows[0].x() + page.rows[0].width()
    page.resize(1100, 832)
    qtbot.waitUntil(lambda: page.rail.y() > page.rows[0].y() + page.rows[0].height())


@pytest.mark.parametrize("width", [752, 1280])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_every_control_has_a_name(
    scale: float, width: int, page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    plan(desk, clock, "Maximiliane-Charlotte von Hohenstein-Wartenberg", "Long action " * 12, timedelta(days=-1))
    desk.coach.save_key_task(KeyTask("Stand-up " * 9, datetime(2025, 11, 11, 9), "Europe/Berlin", minutes=120))
    desk.coach.save_draft("page", json.dumps({"observation": "word " * 40}))
    page.resize(width, 640)
    desk.kit.theme.set_text_scale(scale)
    shown(page, qtbot)
    controls = [w for w in page.findChildren(QAbstractButton) if w.isVisible()]
    assert len(controls) > 8
    assert [w for w in controls if not (w.accessibleName() or w.text())] == []
    qtbot.waitUntil(lambda: clipped(page) == [], timeout=2000)


def test_text_made_large_and_small_again_leaves_no_trace(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    plan(desk, clock, "Marek Nowak", "Scan each tote", timedelta(days=-1))
    page.resize(1180, 832)
    shown(page, qtbot)
    qtbot.waitUntil(lambda: page.rows[0].height() < 80)
    desk.kit.theme.set_text_scale(2.0)
    qtbot.waitUntil(lambda: page.rows[0].height() > 90)
    desk.kit.theme.set_text_scale(1.0)
    qtbot.waitUntil(lambda: page.rows[0].height() < 80, timeout=2000)


def test_rows_that_were_kept_still_follow_the_text_size(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    for name in ("Marek Nowak", "Ana Ruiz", "Priya Shah"):
        plan(desk, clock, name, "Scan each tote", timedelta(days=-1))
    page.resize(1180, 832)
    shown(page, qtbot)
    first = page.rows[0]
    desk.kit.theme.set_text_scale(2.0)
    page.hide()
    page.mark_stale()
    page.show()
    qtbot.waitUntil(lambda: first.height() > 90)
    page.hide()
    page.mark_stale()
    desk.kit.theme.set_text_scale(1.0)
    page.show()
    assert page.rows[0] is first
    qtbot.waitUntil(lambda: all(row.height() < 80 for row in page.rows), timeout=2000)


def clipped(page: TodayPage) -> list[str]:
    """Texts without the room that they need; a name may end in … and is whole in the tooltip."""
    found = []
    for label in (label for label in page.findChildren(Label) if label.isVisible()):
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
        wide = label.wordWrap() or isinstance(label, ElidedLabel) or label.width() >= label.sizeHint().width() - 1
        if not wide or label.height() < need - 1 or label.mapTo(page, label.rect().topRight()).x() > page.width():
            found.append(label.text())
    for control in (control for control in page.findChildren(QPushButton) if control.isVisible()):
        right = control.mapTo(page, control.rect().topRight()).x()
        if control.width() < control.minimumSizeHint().width() or right > page.width():
            found.append(control.text() or control.accessibleName())
    return found


def test_a_one_on_one_is_prepared_and_a_team_captured_together(
    page: TodayPage, desk: Desk, qtbot: QtBot, shell: RecordingShell
) -> None:
    ana, lena = desk.coach.save_people(Person("Ana Ruiz"), Person("Lena Fischer"))
    starts = datetime(2025, 11, 11, 15)
    alone = KeyTask("One-on-one", starts, "Europe/Berlin", person_ids=(lena.id,))
    both = KeyTask("Stand-up", starts.replace(hour=8), "Europe/Berlin", person_ids=(ana.id, lena.id))
    team = desk.coach.save_key_tasks(alone, both)[1]
    shown(page, qtbot)
    for name in ("Prepare One-on-one", "Capture for everyone of Stand-up"):
        next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == name).click()
    assert shell.asked == [("preparation", (lena.id, "")), ("handover", (team.id, "2025-11-11T08:00"))]
