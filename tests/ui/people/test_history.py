"""The timeline: paging, months, unfolding, what is said and what is painted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review, WhyNot
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Session, Source
from microcoach_desktop.storage.schema import SessionRow
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.notes import Note, read_page
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.timeline_model import Month
from tests.clock import MovedClock
from tests.ui.people.conftest import OpenPage, settle

Save = Callable[..., Session]
ROLE = Qt.ItemDataRole.AccessibleTextRole


def texts(page: PeoplePage) -> list[str]:
    return [row.session.observation for row in page.history.model.rows if isinstance(row, Note)]


def sentence(page: PeoplePage, session: Session) -> str:
    model = page.history.model
    row = model.row_of(session.id)
    assert row is not None
    return str(model.data(model.index(row, 0), ROLE))


def many(desk: Desk, person: Person, count: int) -> None:
    """One note every six hours, up to now, written in one transaction."""
    now = desk.now()
    with desk.coach.store.journal.quietly() as unit:
        for number in range(count):
            at = now - timedelta(hours=6) * (count - number)
            kind = Kind.WIN if number % 3 else Kind.OPPORTUNITY
            session = Session(person.id, kind, f"note {number}", captured_at=at, zone="Europe/Berlin", seen_at=at)
            unit.insert(SessionRow, session)


def test_a_thousand_sessions_come_page_by_page(desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot) -> None:
    many(desk, marek, 1_000)
    page = open_page()
    assert page.history.model.note_count == 200
    bar = page.history.view.verticalScrollBar()
    seen = {200}
    for _ in range(40):
        bar.setValue(bar.maximum())
        settle(page, qtbot)
        seen.add(page.history.model.note_count)
    assert texts(page) == [f"note {number}" for number in reversed(range(1_000))]
    assert seen == {200, 400, 600, 800, 1_000}
    assert page.history.model.complete


def test_months_count_their_sessions_only_when_all_are_read(
    desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot
) -> None:
    many(desk, marek, 450)
    page = open_page()
    model = page.history.model
    months = [row for row in model.rows if isinstance(row, Month)]
    assert [month.whole for month in months] == [True] * (len(months) - 1) + [False]
    assert ", 41 sessions" in str(model.data(model.index(0, 0), ROLE))
    last = model.rows.index(months[-1])
    assert "session" not in str(model.data(model.index(last, 0), ROLE))
    page.history.go_to(1)
    settle(page, qtbot)
    months = [row for row in model.rows if isinstance(row, Month)]
    assert [month.first.month for month in months] == [11, 10, 9, 8, 7]
    assert all(month.whole for month in months)
    assert sum(month.count for month in months) == 450


def test_every_row_has_the_height_that_its_text_needs(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    many(desk, marek, 120)
    note(marek, "long " * 60, action="a long action " * 10, kind=Kind.OPPORTUNITY, due_days=2)
    page = open_page(800, 640)
    for width in (800, 1_300, 700):
        page.resize(width, 640)
        settle(page, qtbot)
        view = page.history.view
        for row in range(page.history.model.rowCount()):
            assert view.rowHeight(row) == view._delegate.height(row, view.viewport().width())


def test_unfolding_changes_only_its_own_row(marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot) -> None:
    note(marek, "first")
    wanted = note(marek, "second", impact="Half an hour lost.", private_note="Ask the van driver.")
    note(marek, "third")
    page = open_page()
    view, model = page.history.view, page.history.model
    before = [view.rowHeight(row) for row in range(model.rowCount())]
    view.go_to(wanted.id)
    QTest.keyClick(view, Qt.Key.Key_Return)
    after = [view.rowHeight(row) for row in range(model.rowCount())]
    changed = [row for row in range(model.rowCount()) if before[row] != after[row]]
    assert changed == [model.row_of(wanted.id)]
    assert "Private note: Ask the van driver" in sentence(page, wanted)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [view.rowHeight(row) for row in range(model.rowCount())] == before
    assert "van driver" not in sentence(page, wanted)


def test_each_row_is_one_full_sentence(
    desk: Desk, clock: MovedClock, marek: Person, note: Save, open_page: OpenPage
) -> None:
    metric = Metric("Missed returns", unit="missed per shift")
    captured = desk.coach.capture(
        Session(marek.id, Kind.OPPORTUNITY, "Two returns missing.", action="Read them aloud", baseline=2, target=0),
        clock.now() + timedelta(days=2),
        metric,
    )
    late = note(
        marek, "Scanned late.", datetime(2025, 11, 4, 9), kind=Kind.OPPORTUNITY, action="Scan first", due_days=2
    )
    win = note(marek, "Helped.", datetime(2025, 11, 3, 9), context="Pick check")
    page = open_page()
    assert sentence(page, captured.session) == (
        "Opportunity, Today 09:14, Two returns missing, Action: Read them aloud, Waiting, Check in Thu 13 Nov, "
        "2 to 0 missed per shift."
    )
    assert "5 days late, Check in Thu 6 Nov" in sentence(page, late)
    assert sentence(page, win) == "Win, Mon 3 Nov, Pick check, Helped."


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (Outcome.WORKED, "Worked"),
        (Outcome.PARTLY, "Partly"),
        (Outcome.NOT_YET, "Not yet"),
        (Outcome.EXCUSED, "Excused"),
    ],
)
def test_the_foot_tells_how_it_went(
    desk: Desk, clock: MovedClock, marek: Person, open_page: OpenPage, outcome: Outcome, word: str
) -> None:
    session = Session(marek.id, Kind.OPPORTUNITY, "seen", action="do", baseline=3, target=1)
    captured = desk.coach.capture(session, clock.now() + timedelta(days=1), Metric("errors"))
    assert captured.check_in is not None
    clock.move(days=1)
    desk.coach.review(captured.check_in.id, Review(outcome, value=2, learned="Flat battery.", decision=Decision.STOP))
    page = open_page()
    said = sentence(page, captured.session)
    assert f"{word}, Checked in 12 Nov" in said
    assert "3 to 2 errors" in said
    page.history.model.expand(captured.session.id)
    assert f"Check-in: Wed 12 Nov, {word}, 2, Close. Flat battery" in sentence(page, captured.session)


def test_set_aside_notes_say_why(desk: Desk, marek: Person, note: Save, open_page: OpenPage) -> None:
    parked, gone = note(marek, "one"), note(marek, "two")
    desk.coach.hold(parked.id, Hold.PARKED, "Check the facts.")
    desk.coach.hold(gone.id, Hold.LET_GO, "Solved itself.")
    page = open_page()
    assert sentence(page, parked).endswith("Parked, Check the facts.")
    assert sentence(page, gone).endswith("Let go, Solved itself.")


def test_a_next_step_names_what_it_grew_out_of(
    desk: Desk, clock: MovedClock, marek: Person, open_page: OpenPage
) -> None:
    session = Session(marek.id, Kind.OPPORTUNITY, "seen", action="Scan each tote")
    captured = desk.coach.capture(session, clock.now() + timedelta(days=1))
    assert captured.check_in is not None
    said = Review(Outcome.PARTLY, decision=Decision.ADJUST, next_action="Scan by pairs")
    reviewed = desk.coach.review(captured.check_in.id, said)
    assert reviewed.next_session is not None
    page = open_page()
    assert "Next step of: Scan each tote" in sentence(page, reviewed.next_session)


def test_a_note_about_another_day_names_both(desk: Desk, marek: Person, note: Save, open_page: OpenPage) -> None:
    session = note(marek, "seen earlier", seen_at=desk.now() - timedelta(days=3))
    page = open_page()
    assert "Today 09:14, seen Sat 8 Nov" in sentence(page, session)


def test_an_edited_note_says_so_and_keeps_what_it_said(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage
) -> None:
    session = note(marek, "Two returns missing", impact="Half an hour lost", private_note="Lighting")
    page = open_page()
    desk.coach.edit(replace(session, observation="Three returns missing", private_note=""))
    assert "Today 09:14, edited, Three returns missing" in sentence(page, session)
    page.history.view.toggle(page.history.model.rows[1])  # type: ignore[arg-type]
    assert "At first: What you saw: Two returns missing" in sentence(page, session)
    assert "Lighting" not in sentence(page, session)
    desk.coach.undo()
    assert "edited" not in sentence(page, session).lower()


def test_markup_is_shown_as_typed(marek: Person, note: Save, open_page: OpenPage) -> None:
    plain = note(marek, "no markup at all, one line")
    markup = note(marek, "<h1>big</h1><br><br><img src=x>&amp; one line")
    page = open_page()
    view, model = page.history.view, page.history.model
    assert "<h1>big</h1><br><br><img src=x>&amp;" in sentence(page, markup)
    heights = {view.rowHeight(model.row_of(session.id) or 0) for session in (plain, markup)}
    assert len(heights) == 1, "a tag that was obeyed would change the height"


@pytest.mark.parametrize(
    "text", ["שלום עולם", "نص عربي مع \u202e كلمات", "emoji 👩🏽‍🚒 🏳️‍🌈", "\u200f", "tab\tand\nline", "W" * 500]
)
def test_unusual_text_is_painted_and_searched(
    marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot, text: str
) -> None:
    note(marek, f"{text} needle")
    page = open_page(760, 640)
    page.bar.search.setText("needle")
    settle(page, qtbot)
    assert page.history.model.note_count == 1
    page.history.view.toggle(page.history.model.rows[1])  # type: ignore[arg-type]
    assert not page.grab().isNull()


def test_cards_fit_their_rows_at_twice_the_text_size(
    desk: Desk, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot
) -> None:
    note(
        marek,
        "A rather long observation that needs some lines. " * 3,
        kind=Kind.OPPORTUNITY,
        action="Do it",
        due_days=2,
    )
    page = open_page(904, 600)
    view = page.history.view
    usual = view.rowHeight(1)
    desk.kit.theme.set_text_scale(2.0)
    settle(page, qtbot)
    assert view.rowHeight(1) > 2 * usual
    assert view.rowHeight(1) == view._delegate.height(1, view.viewport().width())
    parts = (page.header.name, page.header.capture, page.bar.search, page.bar.kind, page.bar.period, page.bar.everyone)

    def cut() -> list[str]:
        """Parts that are lower than they must be or outside of the page."""
        return [
            part.accessibleName() or type(part).__name__
            for part in parts
            if part.height() < max(part.heightForWidth(part.width()), part.minimumSizeHint().height())
            or not page.rect().contains(part.rect().translated(part.mapTo(page, QPoint())))
        ]

    qtbot.waitUntil(lambda: cut() == [])
    assert page.history.height() > 100


def test_a_change_keeps_the_place(desk: Desk, marek: Person, note: Save, open_page: OpenPage, qtbot: QtBot) -> None:
    many(desk, marek, 300)
    page = open_page()
    page.history.go_to(20)
    settle(page, qtbot)
    top, count = page.history.view.verticalScrollBar().value(), page.history.model.note_count
    assert count == 300
    desk.coach.talk(20)
    settle(page, qtbot)
    assert page.history.model.note_count == count
    current = page.history.view.current_note()
    assert current is not None
    assert current.session.id == 20
    assert abs(page.history.view.verticalScrollBar().value() - top) < 40


def test_an_answer_to_an_old_question_is_dropped(desk: Desk, marek: Person, open_page: OpenPage) -> None:
    many(desk, marek, 300)
    page = open_page()
    model = page.history.model
    old = read_page(desk.coach.store, model.wanted, model.last_session)
    model.append(old)
    model.append(old)
    assert model.note_count == 300


def test_words_for_every_kind_of_choice() -> None:
    said = [
        [wording.kind_word(kind) for kind in Kind],
        [wording.outcome_word(outcome) for outcome in Outcome],
        [wording.why_not_word(why_not) for why_not in WhyNot],
        [wording.decision_word(decision) for decision in Decision],
        [wording.source_word(source) for source in Source],
        [wording.exactness_word(exactness) for exactness in Exactness],
        [wording.proposer_word(proposer) for proposer in Proposer],
        [wording.impacted_word(impacted) for impacted in Impacted],
        [wording.tone_word(tone) for tone in Tone],
    ]
    for words in said:
        assert all(words)
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_message_covers_no_chosen_card(
    desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot, factor: float
) -> None:
    many(desk, marek, 30)
    desk.kit.theme.set_text_scale(factor)
    page = open_page()
    view = page.history.view
    for _ in range(40):
        view.step(1)
        spot = view.visualRect(view.currentIndex())
        clear = view.viewport().height() - desk.kit.theme.px(64)
        assert spot.bottom() <= clear or spot.top() <= 0
    assert view.currentIndex().row() == page.history.model.rowCount() - 1
    at = view.verticalScrollBar().value()
    page.reload()
    settle(page, qtbot)
    assert view.verticalScrollBar().value() == at


def test_a_card_clicked_at_the_edge_is_lifted_above_the_message(
    desk: Desk, marek: Person, open_page: OpenPage, qtbot: QtBot
) -> None:
    many(desk, marek, 30)
    page = open_page()
    view = page.history.view
    edge = view.indexAt(QPoint(200, view.viewport().height() - 12))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(edge).center())
    note = view.current_note()
    assert note is not None
    desk.coach.edit(replace(note.session, tags=("floor",)))
    settle(page, qtbot)
    clear = view.viewport().height() - desk.kit.theme.px(64)
    assert view.visualRect(view.currentIndex()).bottom() <= clear
