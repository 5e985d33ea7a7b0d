"""Reminders as the system's notifications: the same deeds as on the card, and the card where the system will not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Answer
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.settings import Delivery, HideNames
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.reminders.system_cards import MOST_BUTTONS, by_system
from microcoach_desktop.ui.telling import PopupNotifier
from tests.clock import MovedClock
from tests.fakes import FakeNotices, FakeNotifier
from tests.ui.shell import RecordingShell
from tests.ui.test_popup import ended_card, handover


@pytest.fixture
def notices() -> FakeNotices:
    return FakeNotices()


@pytest.fixture
def telling(desk: Desk, notices: FakeNotices, qtbot: QtBot) -> PopupNotifier:
    made = PopupNotifier(lambda: notices)
    made.work_at(desk)
    qtbot.addWidget(made.popup)
    desk.change_settings(replace(desk.settings(), delivery=Delivery.SYSTEM))
    return made


def labels(notices: FakeNotices) -> list[str]:
    return [label for _, label in notices.shown[-1].buttons]


def test_automatic_is_the_card_on_this_screen() -> None:
    assert not by_system(Delivery.AUTOMATIC)
    assert not by_system(Delivery.CARD)
    assert by_system(Delivery.SYSTEM)


def test_a_screen_reader_gets_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microcoach_desktop.ui.reminders.system_cards.QAccessible.isActive", lambda: True)
    assert by_system(Delivery.AUTOMATIC)
    assert not by_system(Delivery.CARD)


def test_three_buttons_and_the_body_captures(
    desk: Desk,
    clock: MovedClock,
    notifier: FakeNotifier,
    telling: PopupNotifier,
    notices: FakeNotices,
    shell: RecordingShell,
) -> None:
    task = handover(desk, clock)
    telling.show(ended_card(desk, clock, notifier))
    assert telling.popup.card is None
    assert notices.shown[-1].title == "Shift handover has just ended"
    assert labels(notices) == ["Capture", "Snooze 15 min", "Later today"]
    notices.press("")
    ((name, prefill),) = shell.asked
    assert name == "quick capture"
    assert isinstance(prefill, Prefill)
    assert prefill.key_task_id == task.id
    notices.press("Snooze 15 min")
    assert desk.coach.store.reminders.pending() == [], "a second answer to one card counts for nothing"


def test_snooze_comes_back(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, notices: FakeNotices
) -> None:
    handover(desk, clock)
    telling.show(ended_card(desk, clock, notifier))
    at = desk.now()
    notices.press("Snooze 15 min")
    (waiting,) = desk.coach.store.reminders.pending()
    assert waiting.due_at == at + timedelta(minutes=15)


def test_the_body_of_a_check_in_records_nothing(
    desk: Desk,
    clock: MovedClock,
    notifier: FakeNotifier,
    telling: PopupNotifier,
    notices: FakeNotices,
    shell: RecordingShell,
) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    note = Session(ana.id, Kind.OPPORTUNITY, "Read the log aloud", action="Read <b>one</b> line & stop")
    captured = desk.coach.capture(note, desk.now() + timedelta(hours=1))
    assert captured.check_in is not None
    for minute in (12, 13, 14, 15):
        desk.reminding.tick(clock.at(datetime(2025, 11, 11, 10, minute)))
    telling.show(notifier.cards[-1])
    assert labels(notices) == ["Worked", "Partly", "Not yet"]
    assert "<b>one</b>" in notices.shown[-1].text, "plain here; what a system reads as markup is its own business"
    notices.press("")
    assert shell.asked == [("check in", captured.check_in.id)]
    assert desk.coach.store.check_ins.follow_up(captured.check_in.id).reviewed_at is None


def test_names_stay_hidden(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, notices: FakeNotices
) -> None:
    desk.change_settings(replace(desk.settings(), hide_names=HideNames.ALWAYS))
    handover(desk, clock, ("Ana Ruiz", "Marek Nowak"))
    telling.show(ended_card(desk, clock, notifier))
    notice = notices.shown[-1]
    assert notice.title == "A key task has ended"
    assert not any(name in notice.title + notice.text for name in ("Ana", "Marek", "Shift"))


def test_names_are_hidden_while_others_look(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, notices: FakeNotices
) -> None:
    looking = [True]
    desk = replace(desk, presenting=lambda: looking[0])
    desk.change_settings(replace(desk.settings(), hide_names=HideNames.PRESENTING, delivery=Delivery.SYSTEM))
    telling = PopupNotifier(lambda: notices)
    telling.work_at(desk)
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    telling.show(card)
    looking[0] = False
    telling.show(card)
    assert [notice.title for notice in notices.shown] == ["A key task has ended", "Shift handover has just ended"]


def test_refused_comes_as_a_card(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, notices: FakeNotices
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    telling.show(card)
    notices.refuse()
    assert telling.refused
    assert telling.popup.card == card
    assert telling.popup.isVisible()
    assert len(desk.reminding.unanswered(desk.now())) == 1
    desk.change_settings(replace(desk.settings(), delivery=Delivery.CARD))
    telling.show(card)
    assert not telling.refused


def test_what_was_done_elsewhere_is_taken_back(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, notices: FakeNotices
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    telling.show(card)
    ids = frozenset(reminder.id for reminder in card.reminders)
    telling.withdraw(ids | {10_000})
    assert notices.withdrawn == [notices.shown[-1].number]
    notices.press("Capture")
    assert desk.coach.store.reminders.get(min(ids)).answer is not Answer.CAPTURED


def test_the_next_card_takes_the_place_of_the_last(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, notices: FakeNotices
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    telling.show(card)
    telling.show(card)
    first, second = notices.shown
    assert notices.withdrawn == [first.number]
    assert first.number != second.number
    assert len(second.buttons) <= MOST_BUTTONS


def test_one_short_sound_only_when_wanted(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bool] = []
    monkeypatch.setattr("microcoach_desktop.ui.telling.QApplication.beep", lambda: heard.append(True))
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    telling.show(card)
    assert heard == []
    desk.change_settings(replace(desk.settings(), reminder_sound=True))
    telling.show(card)
    assert heard == [True]
