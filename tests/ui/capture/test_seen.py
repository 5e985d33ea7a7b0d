"""How the manager knows: when it was seen, by whom, how often; and how long the talk took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Exactness, Kind, Session, Source
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.seen_field import SeenDialog, SeenField
from microcoach_desktop.ui.desk import Desk, Prefill
from tests.clock import MovedClock


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[CapturePage]:
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    made = CapturePage(desk)
    qtbot.addWidget(made)
    made.resize(1040, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.start(Prefill(person_id=ana.id, kind=Kind.OPPORTUNITY))
    made.panel.form.observation.setPlainText("Two returns were not on the sheet")
    yield made
    made.close()


@pytest.fixture
def seen(page: CapturePage) -> SeenField:
    return page.panel.form.seen


def saved(desk: Desk, page: CapturePage) -> Session:
    assert page.panel.save(), page.panel.footer.words
    return desk.coach.store.sessions.page(HistoryFilter())[0]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_nothing_chosen_is_just_now_and_by_myself(desk: Desk, page: CapturePage, seen: SeenField) -> None:
    assert (seen.time.text(), seen.by.text()) == ("Just now", "Seen myself")
    assert not any(SeenField(desk).body().values())
    note = saved(desk, page)
    assert (note.seen_at, note.source) == (desk.now(), Source.SEEN)
    assert (note.times_n, note.times_m, note.minutes) == (None, None, None)


def test_an_earlier_time_is_kept_with_how_exact_it_is(
    desk: Desk, page: CapturePage, seen: SeenField, clock: MovedClock
) -> None:
    choose(seen.time_menu(), "About an hour ago")
    assert seen.time.text() == "About Tue 11 Nov, 08:14"
    choose(seen.time_menu(), "Yesterday")
    assert (seen.time.text(), seen.time.accessibleName()) == ("Mon 10 Nov", "Seen: Mon 10 Nov")
    note = saved(desk, page)
    assert note.seen_at is not None
    assert note.seen_at.astimezone(clock.now().tzinfo).date() == clock.now().date() - timedelta(days=1)
    assert note.exactness is Exactness.DAY


def test_another_time_is_asked_for(page: CapturePage, seen: SeenField, clock: MovedClock) -> None:
    choose(seen.time_menu(), "Another time…")
    dialog = next(dialog for dialog in page.window().findChildren(SeenDialog))
    dialog.at.put(clock.now() - timedelta(days=4))
    dialog.exactness.put(Exactness.EXACT)
    dialog.save.click()
    assert seen.time.text() == "Fri 7 Nov, 09:14"


def test_a_time_ahead_is_refused(desk: Desk, page: CapturePage, seen: SeenField, clock: MovedClock) -> None:
    seen.take_time(clock.now() + timedelta(hours=2), Exactness.EXACT)
    assert not page.panel.save()
    assert "future" in page.panel.footer.words
    assert desk.coach.store.sessions.page(HistoryFilter()) == []


def test_what_was_told_is_to_be_verified(desk: Desk, page: CapturePage, seen: SeenField) -> None:
    choose(seen.source_menu(), "Told by someone")
    assert seen.by.accessibleName() == "Told by someone verify first"
    assert saved(desk, page).source is Source.TOLD


def test_how_often_of_how_many(desk: Desk, page: CapturePage, seen: SeenField) -> None:
    assert not seen.times_n.isVisible()
    seen.often.click()
    assert seen.times_n.hasFocus()
    assert not seen.often.isVisible()
    seen.times_n.setText("3")
    seen.times_m.setText("2")
    assert not page.panel.save()
    assert "count" in page.panel.footer.words
    seen.times_n.setText("two")
    assert not page.panel.save()
    seen.times_n.setText("2")
    note = saved(desk, page)
    assert (note.times_n, note.times_m) == (2, 2)
    assert seen.often.isVisible()


def test_the_minutes_of_a_talk(desk: Desk, page: CapturePage) -> None:
    talk = page.panel.form.talk
    assert not talk.minutes_edit.isVisible()
    talk.plan(None, talked=True)
    talk.minutes_edit.setText("5")
    note = saved(desk, page)
    assert (note.minutes, note.talked_at is not None) == (5, True)


def test_a_draft_keeps_it(desk: Desk, page: CapturePage, seen: SeenField, qtbot: QtBot) -> None:
    choose(seen.time_menu(), "Yesterday")
    choose(seen.source_menu(), "A record or metric")
    seen.times_n.setText("2")
    seen.times_m.setText("5")
    page.panel.form.talk.plan(None, talked=True)
    page.panel.form.talk.minutes_edit.setText("7")
    page.panel.keep_draft()
    again = CapturePage(desk)
    qtbot.addWidget(again)
    again.start(Prefill())
    form = again.panel.form
    assert (form.seen.body(), form.seen.times()) == (seen.body(), (2, 5))
    assert (form.talk.minutes(), form.seen.often.isHidden()) == (7, True)


@pytest.mark.parametrize("broken", [{"seen_at": "soon"}, {"source": "rumour"}, {"exactness": "x", "seen_at": "2025"}])
def test_a_damaged_draft_counts_as_just_now(seen: SeenField, broken: dict[str, str]) -> None:
    seen.take_time(datetime.fromisoformat("2025-11-10T12:00+01:00"), Exactness.DAY)
    seen.fill(broken)
    assert (seen.seen_at, seen.source) == (None, Source.SEEN)
