"""Searching the notes: what is found is what a plain reading of the texts finds, whatever is typed."""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.storage.schema import MetricRow
from microcoach_desktop.storage.search import match_query
from microcoach_desktop.storage.sessions import Choices
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock

ANA, LENA = "Ana Ruiz", "Lena Fischer"


@dataclass(frozen=True, slots=True)
class Team:
    coach: Coach
    clock: MovedClock
    ids: dict[str, int]

    def note(self, text: str, who: str = ANA, kind: Kind = Kind.WIN, **more: str) -> Session:
        return self.coach.capture(Session(self.ids[who], kind, text, **more)).session  # type: ignore[arg-type]

    def found(self, query: str, **more: object) -> list[str]:
        """Observations, newest first; the count must say the same."""
        wanted = HistoryFilter(text=query, **more)  # type: ignore[arg-type]
        shown = [session.observation for session in self.coach.store.sessions.page(wanted)]
        assert self.coach.store.sessions.count(wanted) == len(shown)
        return shown


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    store = Store(tmp_path)
    clock = MovedClock(datetime(2025, 11, 11, 9, 14))
    coach = Coach(store, clock)
    people = coach.save_people(Person(ANA), Person(LENA))
    yield Team(coach, clock, {person.name: person.id for person in people})
    store.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A few notes that are only read."""
    store = Store(tmp_path_factory.mktemp("search"))
    clock = MovedClock(datetime(2025, 11, 11, 9, 14))
    coach = Coach(store, clock)
    made = Team(coach, clock, {p.name: p.id for p in coach.save_people(Person(ANA), Person(LENA))})
    for text in ("Two open returns from aisle 4", "aisle 14 was clear", "Café au lait", "a-b_c", "日本語 テスト"):
        made.note(text)
    yield made
    store.close()


# what cannot be typed wrong -------------------------------------------------------------------------------------------

PIECES = (
    *"\"'*()^:+-{}[]<>=,.;/\\|&~`!@#$%?",
    *(
        " ",
        "\t",
        "\n",
        "\0",
        "\ud800",
        "\u200f",
        "\u0301",
        "\ufeff",
        "😀",
        "ß",
        "İ",
        "日",
        "\u0627",
        "é",
        "\ue000",
        "ǆ",
    ),
    *("AND", "OR", "NOT", "NEAR", "NEAR(", "words", "person", "p1", "aisle", "4", "a", "rowid", '""', "''", "--"),
)


def test_ten_thousand_wild_inputs_never_fail(small: Team) -> None:
    dice = random.Random(20251111)  # noqa: S311 - the same inputs every time
    sessions = small.coach.store.sessions
    answered = 0
    for _ in range(10_000):
        text = "".join(dice.choice(PIECES) for _ in range(dice.randint(0, 12)))
        wanted = HistoryFilter(text=text, person_id=dice.choice([None, 1]))
        answered += sessions.count(wanted)
    assert answered > 0


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_a_query_or_none(small: Team, text: str) -> None:
    wanted = HistoryFilter(text=text)
    page = small.coach.store.sessions.page(wanted)
    if text.strip():
        assert small.coach.store.sessions.count(wanted) == len(page)
        assert (match_query(text) is not None) or not page


def test_a_pasted_page_is_a_query_too(small: Team) -> None:
    assert small.found("aisle " * 5_000) == ["aisle 14 was clear", "Two open returns from aisle 4"]
    assert small.found('"' + "aisle " * 5_000 + '"') == []


# what is found --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("aisle", ["aisle 14 was clear", "Two open returns from aisle 4"]),
        ("ais", ["aisle 14 was clear", "Two open returns from aisle 4"]),
        ("AISLE 4", ["Two open returns from aisle 4"]),
        ("4 aisle", ["Two open returns from aisle 4"]),
        ("isle", []),
        ('"aisle 14"', ["aisle 14 was clear"]),
        ('"aisle 1"', []),
        ('"4 aisle"', []),
        ("cafe", ["Café au lait"]),
        ("CAFÉ", ["Café au lait"]),
        ("cafe\u0301", ["Café au lait"]),
        ("b_c", ["a-b_c"]),
        ("a-b", ["a-b_c"]),
        ("日本", ["日本語 テスト"]),
        ("テスト", ["日本語 テスト"]),
        ("aisle _ !", ["aisle 14 was clear", "Two open returns from aisle 4"]),
        ("_", []),
        ("aisle nothing", []),
        ("p1", []),
        ("P1", []),
        ("p", []),
        ('"p1"', []),
        ("p\u0301", []),
        ("p1 aisle", []),
        ("\uff501", []),
        ("OR", []),
    ],
)
def test_words_prefixes_and_phrases(small: Team, query: str, found: list[str]) -> None:
    assert small.found(query) == found


@pytest.mark.parametrize(
    "text",
    [
        "Ελληνικά κείμενα", "кириллица здесь", "العربية هنا", "עברית כאן", "한국어 문장", "हिन्दी पाठ",
        "ไทย", "Türkçe İstanbul", "Tiếng Việt", "straße",
    ],
)  # fmt: skip
def test_every_script_is_found_by_its_own_words(team: Team, text: str) -> None:
    team.note("something else")
    team.note(text)
    for word in text.split():
        assert team.found(word) == [text]
        assert team.found(f'"{word}"') == [text]


def test_every_written_field_is_searched(team: Team) -> None:
    fields = (
        "went_well", "impact", "opener", "reflection", "action", "cue", "success", "resource", "context",
        "private_note", "promise",
    )  # fmt: skip
    for field in fields:
        session = team.note(f"seen for {field}")
        team.coach.edit(replace(session, **{field: f"needle{field.replace('_', '')} here"}))  # type: ignore[arg-type]
    for field in fields:
        assert team.found(f"needle{field.replace('_', '')}") == [f"seen for {field}"]


def test_a_phrase_is_not_found_across_two_texts(team: Team) -> None:
    due = team.clock.now() + timedelta(days=1)
    session = Session(
        team.ids[ANA], Kind.OPPORTUNITY, "stacked in\nthe aisle", impact="four minutes lost", action="scan",
        tags=("ask first", "then do"),
    )  # fmt: skip
    check_in = team.coach.capture(session, due).check_in
    for learned in ("battery was", "flat again"):
        assert check_in is not None
        check_in = team.coach.review(
            check_in.id, Review(Outcome.PARTLY, learned=learned, decision=Decision.AGAIN)
        ).next_check_in
    for across in ("aisle four", "aisle went", "first then", "lost scan", "was flat"):
        assert team.found(f'"{across}"') == [], across
        assert team.found(across) == (["stacked in\nthe aisle"] if "went" not in across else [])
    for inside in ("in the aisle", "four minutes", "ask first", "then do", "flat again"):
        assert team.found(f'"{inside}"') == ["stacked in\nthe aisle"], inside
    assert team.found("\U0010fffd") == []
    items = team.coach.store.process_items
    team.coach.capture_many([], process=[ProcessItem("sheet by", "six o'clock")])
    assert (items.found('"by six"'), len(items.found("by six"))) == ([], 1)


def test_filters_narrow_a_search(team: Team) -> None:
    team.note("aisle one", ANA, Kind.WIN, context="Van")
    team.clock.move(days=10)
    team.note("aisle two", ANA, Kind.OPPORTUNITY)
    team.clock.move(days=10)
    team.note("aisle three", LENA, Kind.WIN)
    later = team.clock.now() - timedelta(days=15)
    assert team.found("aisle") == ["aisle three", "aisle two", "aisle one"]
    assert team.found("aisle", person_id=team.ids[ANA]) == ["aisle two", "aisle one"]
    assert team.found("aisle", kind=Kind.WIN) == ["aisle three", "aisle one"]
    assert team.found("aisle", since=later) == ["aisle three", "aisle two"]
    assert team.found("aisle", until=later) == ["aisle one"]
    assert team.found("aisle", context="Van") == ["aisle one"]
    assert team.found("aisle", person_id=team.ids[ANA], kind=Kind.WIN, since=later) == []


def test_outcome_and_tag_narrow_with_and_without_words(team: Team) -> None:
    def tried(text: str, *outcomes: Outcome, tags: tuple[str, ...] = ()) -> None:
        session = Session(team.ids[ANA], Kind.OPPORTUNITY, text, action="do", tags=tags)
        check_in = team.coach.capture(session, team.clock.now() + timedelta(days=1)).check_in
        for outcome in outcomes:
            assert check_in is not None
            check_in = team.coach.review(check_in.id, Review(outcome, Decision.AGAIN)).next_check_in

    tried("aisle one", Outcome.PARTLY, Outcome.WORKED, tags=("scan first", "ask"))
    tried("aisle two", Outcome.WORKED, Outcome.PARTLY, tags=('say "stop"',))
    tried("dock three", Outcome.PARTLY, tags=("scan",))
    tried("aisle four")
    assert team.found("", outcome=Outcome.PARTLY) == ["dock three", "aisle two"]
    assert team.found("aisle", outcome=Outcome.PARTLY) == ["aisle two"]
    assert team.found("aisle", outcome=Outcome.WORKED, person_id=team.ids[ANA]) == ["aisle one"]
    assert team.found("", outcome=Outcome.WORKED, person_id=team.ids[LENA]) == []
    assert team.found("", tag="scan") == ["dock three"]
    assert team.found("", tag='say "stop"') == ["aisle two"]
    assert team.found("aisle", tag="ask", outcome=Outcome.WORKED, kind=Kind.OPPORTUNITY) == ["aisle one"]
    assert team.found("", tag="ask", outcome=Outcome.PARTLY) == []


def test_choices_are_the_newest_contexts_and_tags(team: Team) -> None:
    for context, tags in (("Van", ("ask",)), ("Dock", ()), ("Van", ("ask", "scan \u00e9"))):
        team.coach.capture(Session(team.ids[ANA], Kind.WIN, "seen", context=context, tags=tags))
        team.clock.move(minutes=1)
    team.note("seen", LENA, context="Desk")
    sessions = team.coach.store.sessions
    assert sessions.choices(team.ids[ANA]) == Choices(("Van", "Dock"), ("ask", "scan \u00e9"))
    assert sessions.choices(None).contexts == ("Desk", "Van", "Dock")
    assert sessions.choices(999) == Choices()


def test_pages_of_a_search_follow_each_other(team: Team) -> None:
    for number in range(25):
        team.note(f"aisle {number}", kind=Kind.WIN if number % 2 else Kind.OPPORTUNITY)
    for wanted in (HistoryFilter(text="aisle"), HistoryFilter(text="aisle", kind=Kind.WIN)):
        read: list[Session] = []
        while page := team.coach.store.sessions.page(wanted, read[-1] if read else None, limit=7):
            read += page
        assert [session.id for session in read] == sorted({session.id for session in read}, reverse=True)
        assert len(read) == team.coach.store.sessions.count(wanted)


# the index follows ----------------------------------------------------------------------------------------------------


def test_the_index_follows_edit_delete_and_undo(team: Team) -> None:
    session = team.note("left the belt running")
    team.coach.edit(replace(session, observation="stopped the belt"))
    assert (team.found("running"), team.found("stopped")) == ([], ["stopped the belt"])
    team.coach.undo()
    assert (team.found("running"), team.found("stopped")) == (["left the belt running"], [])
    team.coach.delete_session(session.id)
    assert team.found("belt") == []
    team.coach.undo()
    assert team.found("belt") == ["left the belt running"]
    team.coach.redo()
    assert team.found("belt") == []


def test_the_index_follows_check_in_notes(team: Team) -> None:
    due = team.clock.now() + timedelta(days=2)
    session = Session(team.ids[ANA], Kind.OPPORTUNITY, "stacked first", action="scan first")
    check_in = team.coach.capture(session, due).check_in
    assert check_in is not None
    team.coach.review(check_in.id, Review(Outcome.PARTLY, learned="the scanner was flat", decision=Decision.STOP))
    assert team.found("flat") == ["stacked first"]
    assert team.found("flat stacked") == ["stacked first"]
    team.coach.undo()
    assert team.found("flat") == []
    team.coach.redo()
    team.coach.delete_session(1)
    assert team.found("flat") == []
    team.coach.undo()
    assert team.found("flat") == ["stacked first"]


# against a plain reading ----------------------------------------------------------------------------------------------

VOCABULARY = (
    "aisle",
    "ais",
    "Café",
    "cafe",
    "4",
    "14",
    "Überblick",
    "ueber",
    "a",
    "an",
    "Ana's",
    "re-scan",
    "SCAN",
    "scan",
)
TEXTS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
QUERIES = st.lists(
    st.one_of(
        st.sampled_from(VOCABULARY),
        st.sampled_from(("ca", "sc", "üb", "1", "re", "s", "nothing")),
        st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=2).map(lambda words: f'"{" ".join(words)}"'),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


def plain_words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", bare)


def plainly_matches(text: str, query: str) -> bool:
    """Every part stands somewhere: quoted ones as whole words, others up to where their last word ends."""
    words = plain_words(text)
    for quoted, loose in re.findall(r'"([^"]*)"|(\S+)', query):
        part = plain_words(quoted or loose)
        places = [words[at : at + len(part)] for at in range(len(words) - len(part) + 1)]
        if not any(
            place[:-1] == part[:-1] and (place[-1] == part[-1] if quoted else place[-1].startswith(part[-1]))
            for place in places
        ):
            return False
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=8), st.lists(QUERIES, min_size=1, max_size=6))
def test_results_equal_a_plain_reading(team: Team, texts: list[str], queries: list[str]) -> None:
    made = [team.note(text) for text in texts]
    first = made[0].id
    for query in queries:
        hits = team.coach.store.sessions.page(HistoryFilter(text=query), limit=10_000)
        shown = [session.observation for session in hits if session.id >= first]
        assert shown == [text for text in reversed(texts) if plainly_matches(text, query)]


# matters of the process -----------------------------------------------------------------------------------------------


def test_matters_of_the_process_are_found_like_notes(team: Team) -> None:
    items = team.coach.store.process_items
    first = ProcessItem("sheet by six", "The printer at gate 4 jammed", "No café paper", "Spare paper at the gate")
    team.coach.capture_many([], process=[first, ProcessItem(happened="Gate 14 was locked")])

    def found(query: str) -> list[int]:
        return [item.id for item in items.found(query)]

    assert found("gate") == [2, 1]
    assert found("gat 4") == [1]
    assert found('"gate 4" CAFE shee') == [1]
    assert found('"gate 1"') == []
    assert found("planned") == []
    assert found("") == []
    assert found("words : gate*) OR (") == []
    assert team.found("gate") == []
    team.coach.routines.finish_process_item(1)
    assert found("gate") == [2, 1], "what is done can still be looked up"
    team.coach.undo()
    team.coach.undo()
    assert found("gate") == []
    team.coach.redo()
    assert found("gate") == [2, 1]
    now = team.clock.now()
    assert items.found("gate", since=now + timedelta(days=1)) == []
    assert items.found("gate", until=now) == []
    assert len(items.found("gate", since=now, until=now + timedelta(days=1))) == 2


def test_the_name_of_a_metric_finds_its_notes_and_follows_a_new_name(team: Team) -> None:
    coach = team.coach
    session = Session(team.ids[ANA], Kind.OPPORTUNITY, "Two totes were open.", action="Close them")
    saved = coach.capture(session, team.clock.now(), Metric("Mispicks", unit="per 100 lines")).session
    assert team.found("mispick") == ["Two totes were open."]
    assert saved.metric_id is not None
    metric = coach.store.metrics.get(saved.metric_id)
    with coach.store.journal.command("rename metric", team.clock.now()) as unit:
        unit.update(MetricRow, replace(metric, name="Wrong lines"))
    assert (team.found("mispicks"), team.found("wrong lin")) == ([], ["Two totes were open."])
    coach.undo()
    assert (team.found("mispicks"), team.found("wrong lin")) == (["Two totes were open."], [])
