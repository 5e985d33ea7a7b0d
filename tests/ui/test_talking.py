"""Notes nobody talked about: where they come up, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.delays import until_talk, until_try
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Hold, Kind, Session
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.reason_dialog import ReasonDialog
from microcoach_desktop.ui.talk_rows import TalkCard
from microcoach_desktop.ui.talking import TalkDeeds
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.chip import Chip
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell


@pytest.fixture
def marek(desk: Desk) -> Person:
    return desk.coach.save_people(Person("Marek Nowak"))[0]


@pytest.fixture
def note(desk: Desk, marek: Person, clock: MovedClock) -> Session:
    """Seen yesterday afternoon, never talked about."""
    saved = desk.coach.capture(Session(marek.id, Kind.OPPORTUNITY, "Two open returns", action="Read the board")).session
    clock.move(hours=25)
    return saved


def waiting(desk: Desk) -> list[str]:
    return [session.observation for session in desk.coach.store.talks.waiting(desk.now())]


def test_a_note_comes_up_the_next_day_and_not_before(desk: Desk, marek: Person, clock: MovedClock) -> None:
    desk.coach.capture(Session(marek.id, Kind.WIN, "Closed the list"))
    assert waiting(desk) == []
    clock.move(hours=21)
    assert waiting(desk) == ["Closed the list"]
    clock.move(days=28)
    assert waiting(desk) == []


def test_it_stays_away_when_talked_planned_held_tried_or_reviewed(desk: Desk, marek: Person, clock: MovedClock) -> None:
    now = desk.now()
    made = [
        desk.coach.capture(Session(marek.id, Kind.OPPORTUNITY, str(number)), now + timedelta(hours=1))
        for number in range(6)
    ]
    clock.move(hours=25)
    talks = TalkDeeds(desk, desk.shell.open_page(None))  # type: ignore[arg-type]
    talks.talked(made[0].session)
    talks.plan(made[1].session, desk.now() + timedelta(days=1))
    talks.hold(made[2].session.id, Hold.PARKED, "Check the facts")
    talks.tried(made[3].session)
    assert made[4].check_in is not None
    desk.coach.review(made[4].check_in.id, Review(Outcome.PARTLY))
    assert waiting(desk) == ["5"]
    clock.move(days=2)
    assert waiting(desk) == ["1", "5"]


def test_each_deed_is_undone_in_one_step(desk: Desk, note: Session, shell: RecordingShell, qtbot: QtBot) -> None:
    talks = TalkDeeds(desk, desk.shell.open_page(None))  # type: ignore[arg-type]
    deeds: tuple[Callable[[], bool], ...] = (
        lambda: talks.talked(note),
        lambda: talks.plan(note, desk.now() + timedelta(days=1)),
        lambda: talks.hold(note.id, Hold.LET_GO, "Too small"),
        lambda: talks.tried(note),
    )
    for deed in deeds:
        assert deed()
        assert waiting(desk) == []
        desk.coach.undo()
        assert waiting(desk) == ["Two open returns"]
    assert shell.toasts == [
        "Noted that you talked about it.",
        "Talk planned Thu 13 Nov, 10:14.",
        "Let go.",
        "Noted that it was tried.",
    ]


def test_today_asks_about_it_and_marks_the_time(desk: Desk, note: Session, qtbot: QtBot) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    (card,) = page.rail.findChildren(TalkCard)
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert "Read the board" in texts
    assert "Marek Nowak, seen 25 h ago" in texts
    button = next(button for button in card.findChildren(Button) if button.text() == "Talked")
    assert button.accessibleName() == "Just talked about: Read the board"
    button.click()
    assert desk.coach.store.sessions.get(note.id).talked_at == desk.now()
    assert not [card for card in page.rail.findChildren(TalkCard) if not card.isHidden()]


def test_somebody_who_is_away_is_not_asked_about(desk: Desk, note: Session, marek: Person, qtbot: QtBot) -> None:
    desk.coach.save_people(replace(marek, away_from=desk.now().date()))
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert not page.rail.findChildren(TalkCard)


def test_the_capture_page_asks_about_the_chosen_person(desk: Desk, note: Session, marek: Person, qtbot: QtBot) -> None:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    page = CapturePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.panel.form.person.set_person(ana.id)
    assert not [card for card in page.rail.findChildren(TalkCard) if not card.isHidden()]
    page.panel.form.person.set_person(marek.id)
    assert len(page.rail.findChildren(TalkCard)) == 1


def test_the_menu_offers_all_ways(desk: Desk, note: Session, qtbot: QtBot, shell: RecordingShell) -> None:
    card = TalkCard(desk, [note], {})
    qtbot.addWidget(card)
    menu = card._deeds.menu(note)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Just talked about it",
        "Not now: talk about it",
        "Park…",
        "Let go…",
        "Show in the history",
    ]
    menu.actions()[-1].trigger()
    assert shell.asked[-1] == ("person", (note.person_id, note.id))


def test_a_usual_reason_is_one_click_and_is_found_again(desk: Desk, note: Session, qtbot: QtBot) -> None:
    dialog = ReasonDialog(desk.kit, Hold.PARKED)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    talks = TalkDeeds(desk, dialog)
    dialog.given.connect(lambda reason: talks.hold(note.id, Hold.PARKED, reason))
    dialog.reason.setPlainText("New on the job")
    chips = {chip.text(): chip for chip in dialog.findChildren(Chip)}
    chips["Verify the facts first"].click()
    with qtbot.waitSignal(dialog.given):
        next(button for button in dialog.findChildren(Button) if button.text() == "Park").click()
    held = desk.coach.store.sessions.get(note.id)
    assert (held.hold, held.hold_reason) == (Hold.PARKED, "New on the job, verify the facts first")
    assert [n.id for n in desk.coach.store.sessions.page(HistoryFilter(text="verify facts"))] == [note.id]


def test_delays_are_never_negative_and_absent_before_the_time() -> None:
    seen = datetime(2025, 11, 11, 8, tzinfo=UTC)
    session = Session(1, Kind.WIN, "x", captured_at=seen, zone="UTC")
    assert (until_talk(session), until_try(session)) == (None, None)
    talked = Session(1, Kind.WIN, "x", seen_at=seen, talked_at=seen + timedelta(minutes=35))
    assert until_talk(talked) == timedelta(minutes=35)
    early = Session(1, Kind.WIN, "x", seen_at=seen, talked_at=seen - timedelta(minutes=5), first_tried_at=seen)
    assert (until_talk(early), until_try(early)) == (timedelta(), timedelta(minutes=5))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (35, "35 min"), (89, "89 min"), (90, "2 h"), (60 * 35, "35 h"), (2880, "2 days")],
)
def test_spans_are_short(minutes: int, words: str, desk: Desk) -> None:
    assert desk.formats().span(timedelta(minutes=minutes)) == words
