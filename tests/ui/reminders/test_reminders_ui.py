"""Cards of every kind, with and without names; the list of reminders, its log and its wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders import (
    Answer,
    Cause,
    Gone,
    Happened,
    Held,
    Questions,
    Reminder,
    ReminderKind,
    State,
    Wish,
)
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.ports import (
    Card,
    KeyTaskCard,
    NoteCard,
    OverviewCard,
    PeriodCard,
    PersonCard,
    WeeklyCard,
)
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.popup import ReminderPopup
from microcoach_desktop.ui.reminders.dialog import RemindersDialog
from microcoach_desktop.ui.reminders.faces import Answered, Choice
from microcoach_desktop.ui.reminders.reasons import happened, kind_name, why, why_not
from microcoach_desktop.ui.telling import PopupNotifier
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

NOW = datetime(2025, 11, 11, 14)


@pytest.fixture
def telling(desk: Desk, qtbot: QtBot) -> PopupNotifier:
    made = PopupNotifier()
    made.work_at(desk)
    qtbot.addWidget(made.popup)
    return made


def entered(desk: Desk, kind: ReminderKind, subject_id: int, cause: Cause, **more: object) -> Reminder:
    row = Reminder(kind, subject_id, "2025-11-11T14:00", desk.now(), cause=cause, state=State.SHOWN, **more)  # type: ignore[arg-type]
    with desk.coach.store.journal.quietly() as unit:
        ledger, _ = desk.coach.store.engine_room(unit)
        stored = ledger.put(replace(row, shown_at=desk.now(), times=1))
        ledger.log(stored, desk.now(), Happened.SHOWN)
    return stored


def cards(desk: Desk) -> dict[str, Card]:
    """One of each kind about Ana Ruiz and the Winter sale."""
    (ana,) = desk.coach.save_people(Person("Ana Ruiz", wanted_gap_days=7))
    note = desk.coach.capture(
        Session(ana.id, Kind.OPPORTUNITY, "Ana said the count aloud.", promise="Pair with Ana")
    ).session
    sale = desk.coach.periods.save(
        Period(PeriodKind.PEAK, "Winter sale", date(2025, 11, 14), date(2025, 11, 16), "Europe/Berlin")
    )
    talk = entered(desk, ReminderKind.TALK, note.id, Cause.NOT_TALKED, person_id=ana.id)
    promise = entered(desk, ReminderKind.FIXED, note.id, Cause.PROMISE, person_id=ana.id)
    cadence = entered(desk, ReminderKind.CADENCE, ana.id, Cause.GAP, days=7, person_id=ana.id)
    peak = entered(desk, ReminderKind.PEAK, sale.id, Cause.AHEAD, days=3)
    weekly = entered(desk, ReminderKind.WEEKLY, 0, Cause.WEEK_REVIEW)
    single: dict[str, Card] = {
        "talk": NoteCard(((talk, note, ana),)),
        "promise": NoteCard(((promise, note, ana),)),
        "cadence": PersonCard(((cadence, ana),)),
        "peak": PeriodCard(((peak, sale),)),
        "weekly": WeeklyCard((weekly,), Questions((talk,), ((ReminderKind.CADENCE, ana.id),))),
    }
    parts = tuple(card for card in single.values() if not isinstance(card, OverviewCard))
    return single | {"overview": OverviewCard(parts, digest=True)}


def texts(popup: ReminderPopup) -> str:
    labels = [label.text() for label in popup.findChildren(QLabel)]
    return "\n".join(labels + [button.text() for button in popup.findChildren(QAbstractButton)])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("talk", "Talk with Ana today?"),
        ("promise", "Your promise to Ana"),
        ("cadence", "You wanted no more than 7 days between two talks. A win is enough."),
        ("peak", "Winter sale begins in 3 days"),
        ("weekly", "1 check-in has waited for two weeks."),
        ("overview", "5 things for today"),
    ],
)
def test_each_kind_says_what_it_is_about(desk: Desk, telling: PopupNotifier, name: str, words: str) -> None:
    telling.show(cards(desk)[name])
    assert words in texts(telling.popup)


def test_a_single_day_is_one_day(desk: Desk, telling: PopupNotifier) -> None:
    every = cards(desk)
    ((peak, sale),) = cast("PeriodCard", every["peak"]).due
    telling.show(PeriodCard(((replace(peak, days=1), sale),)))
    assert "Winter sale begins in 1 day\n" in texts(telling.popup)
    ((cadence, ana),) = cast("PersonCard", every["cadence"]).due
    telling.show(PersonCard(((replace(cadence, days=1), ana),)))
    assert "You wanted no more than 1 day between two talks. A win" in texts(telling.popup)
    assert "You wanted no more than 1 day between two talks.\n" in texts(telling.popup)


@pytest.mark.parametrize("name", ["talk", "promise", "cadence", "peak", "weekly", "overview"])
def test_hidden_names_stay_hidden_in_every_kind(desk: Desk, telling: PopupNotifier, name: str) -> None:
    desk.change_settings(replace(desk.settings(), hide_names=HideNames.ALWAYS))
    telling.show(cards(desk)[name])
    said = texts(telling.popup) + telling.popup.accessibleDescription()
    assert not any(word in said for word in ("Ana", "Ruiz", "Winter", "count"))


def test_a_card_says_why_and_can_be_had_less_often(
    desk: Desk, telling: PopupNotifier, qtbot: QtBot, shell: RecordingShell
) -> None:
    card = cards(desk)["cadence"]
    telling.show(card)
    popup = telling.popup
    more = next(b for b in popup.findChildren(QAbstractButton) if b.accessibleName() == "Why am I seeing this?")
    more.click()
    sentence = "You wanted no more than 7 days between two talks."
    assert next(label for label in popup.findChildren(QLabel) if label.text() == sentence).isVisible()
    low = popup.height()
    more.click()
    assert popup.height() < low
    off = popup.findChild(QAbstractButton, "fewer-off")
    assert off is not None
    off.click()
    qtbot.waitUntil(lambda: shell.toasts == ["No more reminders like this."])
    (wish,) = desk.coach.store.reminders.wishes()
    assert (wish.kind, wish.subject_id, wish.wish) == (ReminderKind.CADENCE, card.reminders[0].subject_id, Wish.OFF)
    assert desk.coach.undo() == "fewer reminders"
    assert desk.coach.store.reminders.wishes() == []


@pytest.mark.parametrize(
    ("name", "choice"), [("talk", Choice.TALKED), ("promise", Choice.KEPT_PROMISE), ("peak", Choice.GOT_IT)]
)
def test_one_click_does_what_its_label_says(
    desk: Desk, telling: PopupNotifier, qtbot: QtBot, name: str, choice: Choice
) -> None:
    card = cards(desk)[name]
    telling.show(card)
    button = telling.popup.findChild(QAbstractButton, choice.value)
    assert button is not None
    button.click()
    note = desk.coach.store.sessions.get(1)
    qtbot.waitUntil(
        lambda: (
            desk.coach.store.sessions.get(1) != note
            or desk.coach.store.reminders.get(card.reminders[0].id).answer is Answer.DISMISSED
        )
    )
    after = desk.coach.store.sessions.get(1)
    done = (after.talked_at is not None, after.promise_done_at is not None)
    assert done == (choice is Choice.TALKED, choice is Choice.KEPT_PROMISE)


def test_a_snooze_into_the_quiet_offers_both(
    desk: Desk, clock: MovedClock, telling: PopupNotifier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = cards(desk)["talk"]
    clock.at(datetime(2025, 11, 11, 16, 50))
    tomorrow = clock.now() + timedelta(hours=16)
    monkeypatch.setattr(desk.reminding, "instead_of_quiet", lambda _until: tomorrow)
    telling.show(card)
    telling.popup.answered.emit(Answered(card, Choice.SNOOZE))
    qtbot.waitUntil(lambda: "Today 17:05 is outside your working hours" in texts(telling.popup))
    anyway = telling.popup.findChild(QAbstractButton, Choice.IN_QUIET.value)
    assert anyway is not None
    anyway.click()
    reminder_id = card.reminders[0].id
    qtbot.waitUntil(lambda: desk.coach.store.reminders.get(reminder_id).snoozed)
    assert desk.coach.store.reminders.get(reminder_id).in_quiet


def test_after_three_skips_it_asks_whether_to_go_on(desk: Desk, telling: PopupNotifier, qtbot: QtBot) -> None:
    task = desk.coach.save_key_task(
        KeyTask("Stand-up", datetime(2025, 11, 3, 9), "Europe/Berlin", rule=weekly_rule(frozenset(range(5))))
    )
    rows = []
    for day in (7, 10, 11):
        row = Reminder(ReminderKind.KEY_TASK, task.id, f"2025-11-{day:02}T09:00", desk.now(), cause=Cause.TASK_ENDED)
        with desk.coach.store.journal.quietly() as unit:
            rows.append(desk.coach.store.engine_room(unit)[0].put(replace(row, state=State.SHOWN, shown_at=desk.now())))
    for row in rows:
        telling.popup.answered.emit(Answered(KeyTaskCard(((row, task),), (), None), Choice.SKIP))
    qtbot.waitUntil(lambda: "You skipped Stand-up three times. Ask less often?" in texts(telling.popup))
    keep = telling.popup.findChild(QAbstractButton, "fewer-keep")
    assert keep is not None
    keep.click()
    qtbot.waitUntil(lambda: desk.coach.store.reminders.wish(ReminderKind.KEY_TASK, task.id) is not None)
    assert desk.reminding.often_skipped(tuple(row.id for row in rows)) is None


def test_the_list_shows_the_log_and_takes_wishes_back(desk: Desk, qtbot: QtBot) -> None:
    about = cards(desk)["cadence"].reminders[0]
    desk.reminding.fewer(ReminderKind.CADENCE, about.subject_id, Wish.WEEKLY, desk.now())
    dialog = RemindersDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    told = [dialog.log.table.item(row, 2) for row in range(dialog.log.table.rowCount())]
    assert "A moment for Ana?" in [item.text() for item in told if item is not None]
    keep = next(
        b for b in dialog.findChildren(QAbstractButton)
        if b.accessibleName() == "Keep: Time since the last talk: Ana Ruiz"
    )  # fmt: skip
    keep.click()
    assert desk.coach.store.reminders.wishes() == []
    dialog.log.filter.changed.emit(Happened.HELD.value)
    assert dialog.log.table.rowCount() in (0, 5)


def test_every_reason_and_kind_has_its_words(desk: Desk) -> None:
    row = Reminder(ReminderKind.TALK, 1, "", desk.now(), days=3)
    sentences = [why(replace(row, cause=cause), desk.formats(), desk.now()) for cause in Cause]
    sentences += [why_not(reason) for reason in (*Held, *Gone)]
    sentences += [happened(what) for what in Happened] + [kind_name(kind) for kind in ReminderKind]
    assert all(sentence and "{" not in sentence for sentence in sentences)


def test_a_key_task_of_several_people_offers_a_line_for_everyone(
    desk: Desk, telling: PopupNotifier, qtbot: QtBot, shell: RecordingShell
) -> None:
    people = tuple(desk.coach.save_people(Person("Ana Ruiz"), Person("Lena Fischer")))
    task = desk.coach.save_key_task(KeyTask("Handover", datetime(2025, 11, 11, 8), "Europe/Berlin"))
    row = entered(desk, ReminderKind.KEY_TASK, task.id, Cause.TASK_ENDED)
    telling.show(KeyTaskCard(((row, task),), people[:1], None))
    assert telling.popup.findChild(QAbstractButton, "handover") is None
    telling.show(KeyTaskCard(((row, task),), people, None))
    everyone = telling.popup.findChild(QAbstractButton, "handover")
    assert everyone is not None
    everyone.click()
    qtbot.waitUntil(lambda: bool(shell.asked))
    assert shell.asked == [("handover", (task.id, "2025-11-11T14:00"))]


def test_the_weekly_card_leads_through_the_review(
    desk: Desk, telling: PopupNotifier, qtbot: QtBot, shell: RecordingShell
) -> None:
    telling.popup.answered.emit(Answered(cards(desk)["weekly"], Choice.OPEN))
    qtbot.waitUntil(lambda: bool(shell.asked))
    assert shell.asked == [("weekly", (0, ""))]
