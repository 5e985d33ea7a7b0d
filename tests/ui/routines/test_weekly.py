from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Reminder, ReminderKind, State, Wish
from microcoach_desktop.domain.sessions import Hold, Kind, Session
from microcoach_desktop.domain.weekly_walk import Passed
from microcoach_desktop.storage.schema import ReminderRow
from microcoach_desktop.ui.desk import Desk, Routine
from microcoach_desktop.ui.playbook.wording_dialog import WordingDialog
from microcoach_desktop.ui.reason_dialog import ReasonDialog
from microcoach_desktop.ui.routines.hosts import host_of
from microcoach_desktop.ui.routines.weekly import WeeklyWalk
from microcoach_desktop.ui.routines.weekly_words import ended
from microcoach_desktop.ui.widgets.buttons import Button
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell


@pytest.fixture
def week(desk: Desk, clock: MovedClock, team: list[Person]) -> list[int]:
    """Two ageing notes, a late check-in, one that is late for two weeks, and four nudges that nobody answered.

    The ids are those of the notes and of the check-ins, in the order of the walk.
    """
    ana, lena, marek = team
    clock.at(datetime(2025, 10, 20, 9))
    old = desk.coach.capture(Session(ana.id, Kind.OPPORTUNITY, "a", action="Ask"), desk.now() + timedelta(days=1))
    clock.at(datetime(2025, 11, 6, 9))
    new = desk.coach.capture(Session(lena.id, Kind.OPPORTUNITY, "b", action="Scan"), desk.now() + timedelta(days=1))
    for found in (old, new):
        desk.coach.talk(found.session.id)
    notes = [desk.coach.capture(Session(marek.id, Kind.WIN, text)).session.id for text in ("First", "Second")]
    clock.at(datetime(2025, 11, 11, 9, 14))
    checks = [found.check_in.id for found in (old, new) if found.check_in is not None]
    with desk.coach.store.journal.quietly() as unit:
        for number in range(4):
            at = desk.now() - timedelta(days=9 - 2 * number)
            unit.insert(
                ReminderRow,
                Reminder(ReminderKind.CADENCE, ana.id, str(number), at, state=State.SHOWN, shown_at=at, times=1),
            )
        due = Reminder(ReminderKind.CHECK_IN, checks[0], "x", desk.now() - timedelta(days=21), state=State.SHOWN)
        unit.insert(ReminderRow, due)
        review = Reminder(ReminderKind.WEEKLY, 0, "2025-11-11T09:00", desk.now(), state=State.SHOWN)
        unit.insert(ReminderRow, review)
    return [*notes, *checks]


def walk_of(qtbot: QtBot, desk: Desk) -> WeeklyWalk:
    walk = WeeklyWalk(desk)
    walk.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(walk)
    with qtbot.waitActive(walk):
        walk.show()
        walk.activateWindow()
    return walk


def press(walk: WeeklyWalk, keys: str) -> None:
    for key in keys:
        QTest.keyClicks(walk.focusWidget(), key)


def test_keys_alone_lead_through_the_week(qtbot: QtBot, desk: Desk, team: list[Person], week: list[int]) -> None:
    store = desk.coach.store
    walk = walk_of(qtbot, desk)
    assert walk.progress.text() == "1 of 5"
    press(walk, "1n")
    assert store.sessions.get(week[0]).talked_at is not None
    assert walk.progress.text() == "3 of 5"
    press(walk, "52")
    assert not store.check_ins.get(week[2]).is_open
    assert store.check_ins.get(week[2]).outcome is None
    assert store.check_ins.get(week[3]).outcome is Outcome.PARTLY
    press(walk, "3")
    wish = store.reminders.wish(ReminderKind.CADENCE, team[0].id)
    assert wish is not None
    assert wish.wish is Wish.OFF
    assert ended(walk.walk) == (
        "You went through 5 things: 1 talked about, 1 check-in done, 1 check-in lapsed, "
        "1 reminder turned off and 1 left as it is."
    )
    (card,) = store.reminders.newest(ReminderKind.WEEKLY, 0)
    assert card.state is State.ANSWERED
    assert store.drafts.find(host_of(Routine.WEEKLY)) is None


def test_it_is_left_and_taken_up_again(qtbot: QtBot, desk: Desk, clock: MovedClock, week: list[int]) -> None:
    first = walk_of(qtbot, desk)
    press(first, "n1")
    first.close()
    clock.move(days=2)
    second = walk_of(qtbot, desk)
    assert second.progress.text() == "3 of 5"
    assert [what for _, what in second.walk.passed] == [Passed.LEFT, Passed.TALKED]
    clock.move(days=7)
    assert [what for _, what in walk_of(qtbot, desk).walk.passed] == []


def test_undo_goes_back_by_one(qtbot: QtBot, desk: Desk, shell: RecordingShell, week: list[int]) -> None:
    walk = walk_of(qtbot, desk)
    press(walk, "n")
    walk.undo()
    assert (walk.progress.text(), shell.undone) == ("1 of 5", 0)
    press(walk, "1")
    desk.coach.undo()
    walk.undo()
    assert (walk.progress.text(), shell.undone) == ("1 of 5", 1)
    assert walk.back.isHidden()


def test_parking_asks_for_the_reason(qtbot: QtBot, desk: Desk, week: list[int]) -> None:
    walk = walk_of(qtbot, desk)
    press(walk, "3")
    (asked,) = walk.findChildren(ReasonDialog)
    assert walk.progress.text() == "1 of 5"
    asked.given.emit("Verify the facts first")
    note = desk.coach.store.sessions.get(week[0])
    assert (note.hold, note.hold_reason) == (Hold.PARKED, "Verify the facts first")
    assert walk.progress.text() == "2 of 5"


def test_what_is_late_for_two_weeks_is_asked_about_once(qtbot: QtBot, desk: Desk, week: list[int]) -> None:
    walk_of(qtbot, desk)
    (row,) = desk.coach.store.reminders.newest(ReminderKind.CHECK_IN, week[2])
    assert row.asked_at == desk.now()


def test_an_empty_week_says_so(qtbot: QtBot, desk: Desk) -> None:
    walk = walk_of(qtbot, desk)
    assert walk.walk.total == 0
    assert ended(walk.walk) == "Nothing is waiting this week."
    assert walk.leave.isHidden()


def test_what_was_done_elsewhere_is_not_asked(qtbot: QtBot, desk: Desk, week: list[int]) -> None:
    first = walk_of(qtbot, desk)
    press(first, "n")
    desk.coach.talk(week[1])
    desk.coach.reschedule({week[2]: desk.now() + timedelta(days=1)})
    again = walk_of(qtbot, desk)
    assert again.walk.current is not None
    assert again.walk.current.key == f"check-in {week[3]}"


def test_what_worked_can_go_to_the_playbook(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, week: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "undo", desk.coach.undo)
    walk = walk_of(qtbot, desk)
    press(walk, "nn2")
    assert walk.frame.banner.isHidden()
    press(walk, "1")
    assert walk.frame.banner.text == "It worked: “Scan”"
    (add,) = walk.frame.banner.findChildren(Button)
    add.click()
    (dialog,) = walk.findChildren(WordingDialog)
    dialog.save()
    assert [entry.play.wording.action for entry in desk.coach.playbook.entries()] == ["Scan"]
    assert walk.frame.banner.text == "Saved in the playbook."
    walk.undo()
    assert desk.coach.playbook.entries() == []
    assert walk.progress.text() == "5 of 5"
    walk.undo()
    assert desk.coach.store.check_ins.get(week[3]).is_open
    assert walk.progress.text() == "4 of 5"
