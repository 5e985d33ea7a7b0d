"""Key tasks, who was left out, drafts and reminders without an answer."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.today.page import TodayPage
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell
from tests.ui.today.seen import button, plan, shown, texts


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
    assert "1 capture this week, 1 win." in words


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
