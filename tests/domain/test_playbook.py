"""Evidence, order, comparison and the merge of playbooks, whose laws hold for any plays."""

from __future__ import annotations

import copy
import json
import random
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.playbook import (
    Arrival,
    Evidence,
    Order,
    Play,
    PlayEntry,
    PlayFilter,
    Tally,
    Verdict,
    Wording,
    arriving,
    compare,
    in_order,
    lineage,
    merge_books,
    passes,
    total,
)
from microcoach_desktop.domain.playbook.bundle import MAX_BYTES, NoBundle, read_bundle, write_bundle
from microcoach_desktop.domain.playbook.evidence import GENERATIONS

NOW = datetime(2025, 11, 10, 9, tzinfo=UTC)
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "playbook-bundle.schema.json").read_text("utf-8"))
HOSTILE = 10_000

moments = st.integers(0, 5).map(lambda days: NOW + timedelta(days=days))
origins = st.sampled_from(("aaaaaaaa", "bbbbbbbb", "cccccccc"))
texts = st.text(max_size=8).map(lambda text: Wording(f"x{text}").tidied().action)
wordings = st.builds(
    Wording,
    texts,
    contexts=st.lists(texts, max_size=2, unique=True).map(tuple),
    better=st.sampled_from(Better),
    revised_at=moments,
)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    tried = draw(st.integers(0, 9))
    worked = draw(st.integers(0, tried))
    changes = draw(st.integers(0, tried))
    return Tally(
        tried,
        worked,
        draw(st.integers(0, tried - worked)),
        draw(st.integers(0, tried)),
        last_used_on=draw(st.none() | st.just(date(2025, 11, 3))),
        change=draw(st.floats(-9, 9)) + 0.0 if changes else None,
        changes=changes,
    )


@st.composite
def books(draw: st.DrawFn) -> dict[str, Play]:
    """Made from few uids, wordings and origins, so that they meet."""
    found = {}
    for uid in draw(st.sets(st.sampled_from(("11111111", "22222222", "33333333")))):
        said = draw(st.lists(wordings, min_size=1, max_size=3, unique_by=lambda word: word.digest))
        replaced = draw(st.sets(st.sampled_from([word.digest for word in said])))
        evidence = {
            origin: Evidence(origin, draw(moments), draw(tallies())) for origin in draw(st.sets(origins, max_size=2))
        }
        play = Play(
            uid,
            tuple(said),
            draw(moments),
            parent_uid=draw(st.sampled_from(("", "11111111", "22222222"))),
            superseded=frozenset(replaced),
            evidence=tuple(evidence.values()),
        )
        found[uid] = play
    return read_bundle(write_bundle(found.values()).encode())


def a_play(action: str, tried: int = 0, worked: int = 0, uid: str = "", **more: Any) -> PlayEntry:
    uid = uid or f"{random.Random(action).getrandbits(64):016x}"  # noqa: S311 - a stable id for a test
    return PlayEntry(Play(uid, (Wording(action, **more),), NOW), Tally(tried, worked, 0, min(tried, 4)))


@given(books(), books())
@settings(max_examples=80, deadline=None)
def test_either_side_may_be_merged_into_the_other(one: dict[str, Play], other: dict[str, Play]) -> None:
    assert merge_books(one, other) == merge_books(other, one)


@given(books(), books(), books())
@settings(max_examples=80, deadline=None)
def test_three_books_merge_in_any_grouping(one: dict[str, Play], two: dict[str, Play], three: dict[str, Play]) -> None:
    assert merge_books(merge_books(one, two), three) == merge_books(one, merge_books(two, three))


@given(books(), books())
@settings(max_examples=80, deadline=None)
def test_merging_twice_changes_nothing(one: dict[str, Play], other: dict[str, Play]) -> None:
    merged = merge_books(one, other)
    assert merge_books(merged, other) == merged
    assert {found.arrival for found in arriving(merged, other)} <= {Arrival.SAME}


@given(books(), books())
@settings(max_examples=60, deadline=None)
def test_no_wording_of_either_side_is_lost(one: dict[str, Play], other: dict[str, Play]) -> None:
    merged = merge_books(one, other)
    for play in (*one.values(), *other.values()):
        assert set(play.wordings) <= set(merged[play.uid].wordings)


@given(books())
@settings(max_examples=60, deadline=None)
def test_a_file_says_what_was_written_and_fits_the_schema(book: dict[str, Play]) -> None:
    text = write_bundle(book.values())
    assert read_bundle(text.encode()) == book
    jsonschema.validate(json.loads(text), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_an_arriving_play_is_new_same_changed_or_conflicting() -> None:
    base = Play("11111111", (Wording("Read the sheet", revised_at=NOW),), NOW)
    mine = base.revised(Wording("Read the sheet aloud"), NOW + timedelta(days=1))
    theirs = base.revised(Wording("Read the sheet twice"), NOW + timedelta(days=2))
    for own, other, arrival in (
        ({}, base, Arrival.NEW),
        ({base.uid: base}, base, Arrival.SAME),
        ({base.uid: mine}, base, Arrival.SAME),
        ({base.uid: base}, theirs, Arrival.CHANGED),
        ({base.uid: mine}, theirs, Arrival.CONFLICTING),
    ):
        (found,) = arriving(own, {other.uid: other})
        assert found.arrival is arrival
    (found,) = arriving({base.uid: mine}, {base.uid: theirs})
    assert found.merged.wording.action == "Read the sheet twice"
    assert [rival.action for rival in found.merged.rivals] == ["Read the sheet aloud"]
    settled = found.merged.revised(found.merged.rivals[0], NOW + timedelta(days=3))
    assert (settled.wording.action, settled.rivals) == ("Read the sheet aloud", ())


def test_going_back_to_an_old_text_is_a_revision_of_its_own() -> None:
    play = Play("11111111", (Wording("Read it", revised_at=NOW),), NOW)
    back = play.revised(Wording("Read it aloud"), NOW).revised(Wording("Read it"), NOW)
    assert (back.wording.action, len(back.heads), len(back.wordings)) == ("Read it", 1, 3)
    assert merge_books({play.uid: play}, {play.uid: back}) == {play.uid: back}


def test_a_namesake_is_pointed_out() -> None:
    mine, theirs = a_play("Read it aloud", uid="11111111").play, a_play("read it aloud ", uid="22222222").play
    (found,) = arriving({mine.uid: mine}, {theirs.uid: theirs})
    assert (found.arrival, found.namesake) == (Arrival.NEW, mine)


def test_best_results_are_ordered_by_the_lower_end_of_the_range() -> None:
    entries = [a_play("few", 2, 2), a_play("sure", 11, 9), a_play("lucky", 3, 3), a_play("none"), a_play("half", 8, 4)]
    assert [entry.play.wording.action for entry in in_order(entries, Order.BEST_RESULTS)] == [
        "lucky", "sure", "half", "few", "none",
    ]  # fmt: skip
    assert in_order(entries, Order.MOST_USED)[0].play.wording.action == "sure"
    assert (entries[0].tally.likely, entries[0].tally.tries_to_rank) == (None, 1)
    likely = a_play("published", 7, 6).tally.likely
    assert likely is not None
    # The ends are the shares from which 6 of 7 lies just z = 1.2816 standard errors away.
    for share in (likely.low, likely.high):
        assert abs(6 / 7 - share) == pytest.approx(1.2816 * (share * (1 - share) / 7) ** 0.5, abs=1e-4)


def test_a_comparison_says_when_it_is_too_early() -> None:
    few, near, far = a_play("read it", 2, 1), a_play("read it aloud", 11, 8), a_play("skip it", 40, 2)
    good = a_play("read it twice", 40, 36)
    assert compare([few, near]).verdict is Verdict.TOO_FEW
    assert compare([near, good]).verdict is Verdict.OVERLAP
    called = compare([far, good])
    assert (called.verdict, called.best) == (Verdict.CLEAR, good.play.uid)
    left, right = compare([near, good]).columns
    assert [(piece.text, piece.differs) for piece in left.action] == [("read it ", False), ("aloud", True)]
    assert [(piece.text, piece.differs) for piece in right.action] == [("read it ", False), ("twice", True)]
    for wrong in ([near], [near] * 5):
        with pytest.raises(InvalidRecord):
            compare(wrong)


def test_counts_of_origins_add_up_and_the_median_weighs_them() -> None:
    here = Tally(4, 3, 1, 2, ("Handover",), date(2025, 11, 3), -2.0, 3)
    there = Tally(6, 3, 0, 4, ("Close", "Handover"), date(2025, 10, 3), 1.0, 1)
    assert total((here, there)) == Tally(10, 6, 1, 6, ("Handover", "Close"), date(2025, 11, 3), -2.0, 4)
    assert total((replace(here, changes=1), there)).change == -0.5
    assert total(()) == Tally()


def test_filters_find_all_words_in_any_field() -> None:
    entry = a_play("Read the Übergabe sheet", 4, 2, contexts=("Handover",), tags=("returns",), metric="Missed")
    for wanted, found in (
        (PlayFilter("ubergabe RETURNS"), True),
        (PlayFilter("ubergabe cash"), False),
        (PlayFilter(context="handover", metric="missed", tag="Returns", least_tries=4), True),
        (PlayFilter(least_tries=5), False),
        (PlayFilter(retired=True), False),
    ):
        assert passes(entry, wanted) is found


def test_a_lineage_is_a_tree_even_when_a_file_says_otherwise() -> None:
    root, child, grandchild = (a_play(name) for name in ("root", "child", "grandchild"))
    child = replace(child, play=replace(child.play, parent_uid=root.play.uid))
    grandchild = replace(grandchild, play=replace(grandchild.play, parent_uid=child.play.uid))
    tree = lineage(grandchild.play.uid, [grandchild, root, child])
    assert (tree.entry, tree.variants[0].entry, tree.variants[0].variants[0].entry) == (root, child, grandchild)
    looped = replace(root, play=replace(root.play, parent_uid=grandchild.play.uid))
    tree = lineage(root.play.uid, [looped, child, grandchild])
    assert tree.variants[0].variants[0].variants == ()


def test_a_lineage_of_thousands_shows_what_is_near() -> None:
    entries = [a_play(str(number), uid=f"{number:08x}") for number in range(2_000)]
    for number in range(1, len(entries)):
        play = replace(entries[number].play, parent_uid=f"{number - 1:08x}")
        entries[number] = replace(entries[number], play=play)
    node, shown = lineage(f"{1_000:08x}", entries), []
    shown.append(node.entry)
    while node.variants:
        (node,) = node.variants
        shown.append(node.entry)
    assert entries[1_000] in shown
    assert len(shown) == 2 * GENERATIONS


@pytest.mark.parametrize("year", ["0001", "1969", "9000", "9999"])
def test_a_time_at_the_end_of_the_calendar_is_refused(year: str) -> None:
    """It cannot be shown in another zone, and no revision could come after it."""
    table = json.loads(write_bundle([a_play("Ask", 3, 1).play]))
    (play,) = table["plays"]
    play["wordings"][0]["revised_at"] = f"{year}-12-31T23:59:59.999999+00:00"
    with pytest.raises(NoBundle):
        read_bundle(json.dumps(table).encode())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(table, SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b"null", b"[]", b"{}", b"[" * 200_000, b'{"a":' * 100_000, b"9" * 10_000,
        b'{"format":"microcoach-playbook","version":2,"plays":[]}',
        b'{"format":"microcoach-playbook","version":true,"plays":[]}',
        b'{"format":"microcoach-playbook","version":1,"plays":[{"uid":"11111111"}]}',
        b'{"format":"microcoach-playbook","version":1,"plays":NaN}',
        b" " * (MAX_BYTES + 1),
    ],
)  # fmt: skip
def test_junk_is_told_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NoBundle) as told:
        read_bundle(content)
    assert "Nothing was changed." in told.value.sentence


def test_hostile_files_never_raise_anything_else() -> None:
    """A file with parts of it exchanged for what does not belong there, ten thousand times."""
    chance = random.Random(4)  # noqa: S311 - the same files every time
    good = Play(
        "11111111", (Wording("Read it", ("Handover",), revised_at=NOW),), NOW, superseded=frozenset(("ab" * 8,)),
        evidence=(Evidence("aaaaaaaa", NOW, Tally(4, 3, 0, 4, change=-1.5, changes=2)),),
    )  # fmt: skip
    text = write_bundle([good])
    junk: list[object] = [
        None, True, -1, 2**70, 1e308, "", "x" * 5_000, "\x00", "\ud800", [], {}, [[]], {"uid": {}}, ["x"] * 300,
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2025-11-10", "11111111", 10**400,
    ]  # fmt: skip
    read = 0
    for _ in range(HOSTILE):
        table = json.loads(text)
        for _ in range(chance.randint(1, 3)):
            _spoil(table, junk, chance)
        content = json.dumps(table).encode()
        if chance.random() < 0.1:
            place = chance.randrange(len(content))
            content = content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]
        with suppress(MicroCoachError):
            found = read_bundle(content)
            assert read_bundle(write_bundle(found.values()).encode()) == found
            read += 1
    assert 0 < read < HOSTILE


def _spoil(table: Any, junk: list[object], chance: random.Random) -> None:
    while True:
        keys = list(table) if isinstance(table, dict) else list(range(len(table)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(table[key], dict | list) and table[key] and chance.random() < 0.8:
            table = table[key]
            continue
        table[key] = copy.deepcopy(chance.choice(junk))
        return
