import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from microcoach_desktop.domain.errors import StoreError
from microcoach_desktop.domain.follow_ups import HistoryFilter, Standing
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.demo import fill_demo
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.services.playbook import Playbook
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock
from tests.fakes import FakeNotifier

MOMENTS = [
    datetime(2025, 11, 11, 9, 14, tzinfo=ZoneInfo("Europe/Berlin")),
    datetime(2026, 3, 29, 0, 10, tzinfo=ZoneInfo("America/New_York")),
    datetime(2026, 8, 1, 23, 50, tzinfo=ZoneInfo("Australia/Lord_Howe")),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("now", MOMENTS)
def test_the_sample_team_has_twelve_weeks_of_a_life_of_its_own(store: Store, now: datetime) -> None:
    fill_demo(store, now, str(now.tzinfo))

    people = store.people.all()
    assert 8 <= len(people) <= 12
    notes = store.sessions.page(HistoryFilter(), limit=1000)
    assert len(notes) >= 120
    assert min(Counter(note.kind for note in notes).values()) > 40
    assert now - timedelta(days=85) < notes[-1].captured_at < notes[0].captured_at < now
    for person in people:
        said = [note.observation for note in notes if note.person_id == person.id]
        assert len(said) == len(set(said)) >= 10
    assert sum(note.previous_id is not None for note in notes) >= len(people)

    follow_ups = store.check_ins.between(now - timedelta(days=100), now + timedelta(days=100))
    standing = Counter(follow_up.standing(now) for follow_up in follow_ups)
    assert (standing[Standing.LATE], standing[Standing.TODAY]) == (3, 2)
    assert standing[Standing.DONE] > 100
    assert len(store.check_ins.undated()) == 3
    assert {draft.host for draft in store.drafts.all()} == {"page", "quick"}
    drafted = {person.id for person in people} & {int(json.loads(draft.body)["person"]) for draft in store.drafts.all()}
    assert len(drafted) == 2
    assert len({follow_up.outcome for follow_up in follow_ups if follow_up.outcome}) == 4
    metric = store.metrics.all()[0]
    assert max(len(store.metrics.readings(person.id, metric.id)) for person in people) >= 20
    moved = Practice(store, now, days=84).movements()
    assert {movement.measured.person_id for movement in moved} == {person.id for person in people}
    found = {
        item.title: item
        for query in ("wrapper", "charts", "printer", "refunds")
        for item in store.process_items.found(query)
    }
    assert len(found) == 5
    assert sum(item.done_at is not None for item in found.values()) == 2
    assert all(item.noted_at < (item.done_at or now) <= now and item.occurrence for item in found.values())
    days = {day for task in store.key_tasks.all() for day in task.rule.partition("BYDAY=")[2].split(",")}
    assert days == {"MO", "TU", "WE", "TH", "FR"}


def test_it_is_the_same_each_time_and_cannot_be_undone_away(store: Store, tmp_path: Path) -> None:
    now = MOMENTS[0]
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    other = Store(other_folder)
    fill_demo(store, now, "Europe/Berlin")
    fill_demo(other, now, "Europe/Berlin")
    assert store.sessions.page(HistoryFilter(), limit=1000) == other.sessions.page(HistoryFilter(), limit=1000)
    assert store.journal.next_undo(now) is None
    assert store.journal.undo(now) is None
    other.close()


def test_on_opening_it_nags_about_nothing_old(store: Store) -> None:
    now = MOMENTS[0]
    fill_demo(store, now, "Europe/Berlin")
    notifier = FakeNotifier()
    reminding = Reminding(store, notifier, lambda: Policy(ZoneInfo("Europe/Berlin")))
    reminding.tick(now)
    assert all(reminder.due_at > now - timedelta(hours=10) for card in notifier.cards for reminder in card.reminders)
    assert len(reminding.unanswered(now)) <= 4


def test_a_half_filled_sample_is_no_sample(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(now: datetime) -> None:
        raise OSError

    monkeypatch.setattr(Reminding, "tick", lambda self, now: full(now))
    with pytest.raises(StoreError):
        fill_demo(store, MOMENTS[0], "Europe/Berlin")
    assert store.people.all(archived=True) == []
    assert store.sessions.count(HistoryFilter(kind=Kind.WIN)) == 0


def test_the_playbook_is_ranked_by_what_came_of_the_teams_own_notes(store: Store) -> None:
    fill_demo(store, MOMENTS[0], "Europe/Berlin")
    playbook = Playbook(store, MovedClock(MOMENTS[0]))
    entries = playbook.entries()
    assert 4 <= len(entries) <= 6
    ranked = [entry.tally.likely.low for entry in entries if entry.tally.likely is not None]
    assert ranked == sorted(ranked, reverse=True)
    assert len(ranked) == len(entries) - 1, "one still needs tries"
    assert sum(entry.tally.change is not None for entry in entries) >= 3
    assert not [left for entry in entries for left in playbook.names_left(entry.play.wording)]
    tried = Counter(note.play_id for note in store.sessions.page(HistoryFilter(), limit=1000) if note.play_id)
    assert min(tried.values()) >= 2
