"""The card in the corner: it tells the truth, never takes the focus, and each button does what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Answer, Policy, State
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.ports import Card
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.popup import ReminderPopup
from microcoach_desktop.ui.reminders.faces import Answered, Choice
from microcoach_desktop.ui.telling import PopupNotifier
from tests.clock import MovedClock
from tests.fakes import FakeNotifier
from tests.ui.shell import RecordingShell

DAYS = frozenset(range(7))


@pytest.fixture
def telling(desk: Desk, qtbot: QtBot) -> PopupNotifier:
    made = PopupNotifier()
    made.work_at(desk)
    assert made.popup is not None
    qtbot.addWidget(made.popup)
    return made


def handover(desk: Desk, clock: MovedClock, names: tuple[str, ...] = ("Ana Ruiz",)) -> KeyTask:
    people = desk.coach.save_people(*(Person(name) for name in names))
    task = KeyTask(
        "Shift handover",
        datetime(2025, 11, 11, 13, 30),
        "Europe/Berlin",
        rule=weekly_rule(DAYS),
        person_ids=tuple(person.id for person in people),
    )
    return desk.coach.save_key_task(task)


def ended_card(desk: Desk, clock: MovedClock, notifier: FakeNotifier) -> Card:
    """Let the handover end; the card that was told."""
    for minute in (8, 9, 10):
        desk.reminding.tick(clock.at(datetime(2025, 11, 11, 14, minute)))
    return notifier.cards[-1]


def shown(popup: ReminderPopup, card: Card) -> ReminderPopup:
    popup.show_card(card)
    return popup


def texts(popup: ReminderPopup) -> str:
    labels = [label.text() for label in popup.findChildren(QLabel)]
    buttons = [button.text() for button in popup.findChildren(QAbstractButton)]
    return "\n".join(labels + buttons)


def press(popup: ReminderPopup, choice: Choice, qtbot: QtBot) -> Answered:
    button = popup.findChild(QAbstractButton, choice.value)
    assert button is not None
    with qtbot.waitSignal(popup.answered) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args is not None
    said = told.args[0]
    assert isinstance(said, Answered)
    return said


def test_it_says_what_ended_and_who_was_there(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier
) -> None:
    handover(desk, clock, ("Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva", "Chen Wei"))
    popup = telling.popup
    assert popup is not None
    shown(popup, ended_card(desk, clock, notifier))
    assert "Shift handover has just ended" in texts(popup)
    assert "Anything worth two minutes while it is fresh?" in texts(popup)
    assert "2 more" in texts(popup)


def test_it_can_never_take_the_focus(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier
) -> None:
    handover(desk, clock)
    popup = telling.popup
    assert popup is not None
    shown(popup, ended_card(desk, clock, notifier))
    flags = popup.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert popup.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert {b.focusPolicy() for b in popup.findChildren(QAbstractButton)} == {Qt.FocusPolicy.NoFocus}


def test_capture_opens_the_note_for_that_occurrence(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, shell: RecordingShell, qtbot: QtBot
) -> None:
    task = handover(desk, clock)
    popup = telling.popup
    assert popup is not None
    press(shown(popup, ended_card(desk, clock, notifier)), Choice.CAPTURE, qtbot)
    qtbot.waitUntil(lambda: bool(shell.asked))
    person_id = task.person_ids[0]
    wanted = Prefill(person_id=person_id, key_task_id=task.id, occurrence="2025-11-11T13:30")
    assert shell.asked == [("quick capture", wanted)]
    assert not popup.isVisible()


def test_skip_is_an_answer_and_closing_is_not(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, qtbot: QtBot
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    reminder_id = card.reminders[0].id
    popup = telling.popup
    assert popup is not None
    shown(popup, card).timed_out()
    assert desk.coach.store.reminders.get(reminder_id).state is State.SHOWN
    press(shown(popup, card), Choice.SKIP, qtbot)
    qtbot.waitUntil(lambda: desk.coach.store.reminders.get(reminder_id).state is State.ANSWERED)
    assert desk.coach.store.reminders.get(reminder_id).answer is Answer.SKIPPED


def test_snooze_comes_back_at_exactly_its_time(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier, qtbot: QtBot
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    popup = telling.popup
    assert popup is not None
    press(shown(popup, card), Choice.SNOOZE, qtbot)
    reminders = desk.coach.store.reminders
    qtbot.waitUntil(lambda: reminders.get(card.reminders[0].id).state is State.PENDING)
    assert reminders.get(card.reminders[0].id).due_at == clock.now() + timedelta(minutes=15)


@pytest.mark.parametrize(("wall", "label"), [((14, 30), "Later today"), ((16, 30), "Wed 09:00")])
def test_later_says_when(
    wall: tuple[int, int], label: str, desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    clock.at(datetime(2025, 11, 11, *wall))
    popup = telling.popup
    assert popup is not None
    assert label in texts(shown(popup, card))


def test_hidden_names_are_nowhere_on_the_card(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier
) -> None:
    desk.change_settings(replace(desk.settings(), hide_names=HideNames.ALWAYS))
    task = handover(desk, clock)
    note = Session(task.person_ids[0], Kind.OPPORTUNITY, "seen", action="Ana reads the board aloud")
    desk.coach.capture(note, clock.now() + timedelta(days=1))
    popup = telling.popup
    assert popup is not None
    shown(popup, ended_card(desk, clock, notifier))
    assert "Ana" not in texts(popup)
    assert "Ruiz" not in texts(popup)
    assert "AR" in texts(popup)


def test_a_due_check_in_is_recorded_with_one_click(
    desk: Desk, clock: MovedClock, telling: PopupNotifier, qtbot: QtBot, shell: RecordingShell
) -> None:
    (marek,) = desk.coach.save_people(Person("Marek Nowak"))
    note = Session(marek.id, Kind.OPPORTUNITY, "seen", action="<b>Scan</b> before stacking")
    saved = desk.coach.capture(note, clock.now() + timedelta(minutes=1))
    assert saved.check_in is not None
    policy = Policy(desk.coach.zone())
    reminding = Reminding(desk.coach.store, telling, lambda: policy)
    reminding.tick(clock.move(minutes=2))
    popup = telling.popup
    assert popup is not None
    assert popup.isVisible()
    assert "Check in with Marek" in texts(popup)
    assert "<b>Scan</b> before stacking" in texts(popup)
    press(popup, Choice.WORKED, qtbot)
    check_in_id = saved.check_in.id
    qtbot.waitUntil(lambda: desk.coach.store.check_ins.get(check_in_id).reviewed_at is not None)
    assert shell.toasts == ["Recorded for Marek."]
    assert shell.offered == "Add to playbook"


def test_a_card_goes_when_its_question_is_answered_elsewhere(
    desk: Desk, clock: MovedClock, notifier: FakeNotifier, telling: PopupNotifier
) -> None:
    handover(desk, clock)
    card = ended_card(desk, clock, notifier)
    popup = telling.popup
    assert popup is not None
    shown(popup, card)
    telling.withdraw(frozenset({card.reminders[0].id + 1}))
    assert popup.isVisible()
    telling.withdraw(frozenset({card.reminders[0].id}))
    assert not popup.isVisible()
