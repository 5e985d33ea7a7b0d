from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError, NotFound, ReadOnly
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.playbook import Arrival, Play, PlayFilter, Tally, Wording
from microcoach_desktop.domain.playbook.bundle import MAX_PLAYS, NoBundle
from microcoach_desktop.domain.sessions import Hold, Kind, Session
from microcoach_desktop.services.bundles import Exported, HeldBack
from microcoach_desktop.services.playbook import NamesLeft
from tests.world import World, a_world

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "playbook-bundle.schema.json").read_text("utf-8"))
TEAM = ("Amira Haddad", "Beata Zielińska", "Søren O'Neill", "王小明", "Will Grant", "Grace Hall")
READ = Wording(
    "Read the board aloud before signing off", ("Shift handover",), "0 missed items", "Missed", tags=("returns",)
)


def tried(
    world: World, play: Play, person: Person, outcome: Outcome, value: float | None = None, context: str = ""
) -> None:
    """A note that used the play, and its reviewed check-in."""
    note = Session(
        person.id, Kind.OPPORTUNITY, "Items were missed.", action=READ.action, play_id=play.id, baseline=4,
        context=context or f"Handover with {person.name}",
    )  # fmt: skip
    captured = world.coach.capture(note, world.clock.now(), Metric("Missed", better=Better.LOWER))
    assert captured.check_in is not None
    world.coach.review(captured.check_in.id, Review(outcome, value=value))


def a_play(world: World, wording: Wording = READ) -> Play:
    person = world.person("Nobody Here")
    return world.coach.playbook.promote(world.note(person, action="Read it").session.id, wording)


def a_shared_play(world: World) -> Play:
    play = a_play(world)
    for name, outcome in zip(TEAM, (Outcome.WORKED, Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET), strict=False):
        tried(world, play, world.person(name), outcome, value=2)
    return play


def test_the_anonymise_step_shows_both_sides_and_a_name_put_back_blocks(world: World) -> None:
    amira = world.person("Amira Haddad")
    note = world.note(
        amira, action="Show Amira's card to Mrs Kowalski at 14:10 in room 412", context="Round with Amira",
        tags=("say the count",), resource="https://cards.example/7",
    ).session  # fmt: skip
    step = world.coach.playbook.promotion(note.id)
    assert step.original.action == note.action
    assert step.kept.action == "Show [teammate]'s card to [customer] at [time] in [room]"
    assert step.kept.contexts == ("Round with [teammate]",)
    assert [field for field, made in step.changes if made.replaced] == ["action", "resource", "contexts"]
    with pytest.raises(NamesLeft) as told:
        world.coach.playbook.promote(note.id, replace(step.kept, success="Amira says it, 4 of 4"))
    (left,) = told.value.found
    assert (told.value.field, left.text, left.start) == ("success", "Amira", 0)
    assert "Amira" not in told.value.sentence
    play = world.coach.playbook.promote(note.id, replace(step.kept, resource="https://cards.example/7"))
    assert world.store.sessions.get(note.id).play_id == play.id
    assert world.coach.playbook.names_left(replace(step.kept, resource="https://cards.example/amira.haddad")) != []


def test_a_play_holds_no_way_back_to_the_note(world: World) -> None:
    play = a_play(world)
    row = world.store._database.execute_sql("SELECT * FROM play").fetchone()
    assert not any(str(value) == "Nobody Here" for value in row)
    assert not {"session_id", "person_id"} & {
        column[1] for column in world.store._database.execute_sql("PRAGMA table_info(play)")
    }
    assert world.coach.undo() == "add play"
    assert world.store.plays.all() == []
    assert world.coach.redo() == "add play"
    assert world.coach.playbook.get(play.uid).play == play


@pytest.mark.parametrize("more", [{"sensitive": True}, {"action": ""}, {"hold": Hold.LET_GO}])
def test_what_is_never_offered_is_refused(world: World, more: dict[str, object]) -> None:
    note = world.note(world.person("Ana"), **{"action": "Ask first", **more}).session  # type: ignore[arg-type]
    with pytest.raises(InvalidRecord):
        world.coach.playbook.promotion(note.id)


def test_evidence_comes_from_the_check_ins(world: World) -> None:
    play = a_play(world)
    assert world.coach.playbook.get(play.uid).tally == Tally()
    ana, ben = world.person("Ana"), world.person("Ben")
    for person, outcome, value, context in (
        (ana, Outcome.WORKED, 1.0, "Shift handover"), (ana, Outcome.PARTLY, 3.0, "1:1 with Ana"),
        (ben, Outcome.NOT_YET, None, "Dock close"), (ben, Outcome.NOT_TRIED, None, ""),
    ):  # fmt: skip
        tried(world, play, person, outcome, value, context)
    tally = world.coach.playbook.get(play.uid).tally
    assert (tally.tried, tally.worked, tally.partly, tally.people) == (3, 1, 1, 2)
    assert (tally.change, tally.changes) == (-2.0, 2)
    assert tally.contexts == ("Dock close", "Shift handover")
    assert tally.last_used_on == world.clock.now().date()


def test_a_retention_check_is_no_further_try(world: World) -> None:
    play = a_play(world)
    tried(world, play, world.person("Ana"), Outcome.WORKED)
    (kept,) = world.store.check_ins.open_of(world.store.people.all()[0].id)
    world.coach.review(kept.id, Review(Outcome.WORKED))
    assert world.coach.playbook.get(play.uid).tally.tried == 1


def test_an_adapted_action_is_a_variant_under_its_parent(world: World) -> None:
    play = a_play(world)
    start = world.coach.playbook.adapt(play.uid)
    assert (start.action, start.success, start.context, start.tags) == (
        READ.action, READ.success, "Shift handover", ("returns",),
    )  # fmt: skip
    assert start.metric == Metric("Missed")
    assert world.coach.playbook.play_for(play.uid, f" {READ.action} ") == play.id
    variant = world.coach.playbook.play_for(play.uid, "Read the board aloud twice")
    assert variant == world.coach.playbook.play_for(play.uid, "read the board aloud twice")
    tree = world.coach.playbook.lineage(world.store.plays.get(variant).uid)
    assert (tree.entry.play.uid, [child.entry.play.id for child in tree.variants]) == (play.uid, [variant])
    with pytest.raises(NamesLeft):
        world.coach.playbook.play_for(play.uid, "Read it aloud with Nobody Here")


def test_a_retired_play_leaves_the_list_and_can_come_back(world: World) -> None:
    play = a_play(world)
    world.coach.playbook.retire(play.uid)
    assert world.coach.playbook.entries() == []
    assert [entry.play.uid for entry in world.coach.playbook.entries(PlayFilter(retired=True))] == [play.uid]
    assert world.coach.undo() == "retire play"
    assert [entry.play.uid for entry in world.coach.playbook.entries(PlayFilter("board RETURNS"))] == [play.uid]
    world.coach.playbook.retire(play.uid)
    assert world.coach.playbook.bring_back(play.uid).retired_at is None
    assert world.coach.playbook.choices().tags == ("returns",)
    with pytest.raises(NotFound):
        world.coach.playbook.get("0" * 32)


def test_a_revision_keeps_what_stood_there(world: World) -> None:
    play = a_play(world)
    world.clock.move(hours=1)
    revised = world.coach.playbook.revise(play.uid, replace(READ, action="Read the board aloud, slowly"))
    assert (revised.wording.action, len(revised.wordings), revised.rivals) == ("Read the board aloud, slowly", 2, ())
    assert world.coach.playbook.revise(play.uid, revised.wording) == revised


def test_only_what_three_people_tried_goes_out(world: World, tmp_path: Path) -> None:
    play, alone = a_shared_play(world), a_play(world, replace(READ, action="Ask one question"))
    tried(world, alone, world.store.people.all()[0], Outcome.WORKED)
    made = world.coach.bundles.export([play.uid, alone.uid])
    assert made.uids == (play.uid,)
    assert [(held.uid, why) for held, why in made.held_back] == [(alone.uid, HeldBack.FEW_PEOPLE)]
    with pytest.raises(InvalidRecord):
        world.coach.bundles.write(world.coach.bundles.export([alone.uid]), tmp_path / "plays.json")
    with pytest.raises(ReadOnly):
        world.coach.bundles.write(made, tmp_path / "no folder" / "plays.json")


def test_an_action_worded_anew_is_no_try_of_the_play(world: World) -> None:
    play = a_play(world, READ)
    note = Session(world.person("Ana").id, Kind.OPPORTUNITY, "Items were missed.", action=READ.action, play_id=play.id)
    for wanted, kept in (("", play.id), (READ.action, play.id), ("Use the new film", None)):
        captured = world.coach.capture(note, world.clock.now())
        assert captured.check_in is not None
        review = Review(Outcome.NOT_YET, Decision.ADJUST, next_action=wanted)
        done = world.coach.review(captured.check_in.id, review)
        assert done.next_session is not None
        assert done.next_session.play_id == kept


def test_no_file_is_written_that_could_not_be_read_again(world: World, tmp_path: Path) -> None:
    many = Exported("{}", tuple(str(number) for number in range(MAX_PLAYS + 1)), ())
    with pytest.raises(InvalidRecord, match="2,000 actions at most; these are 2,001"):
        world.coach.bundles.write(many, tmp_path / "plays.json")
    assert not (tmp_path / "plays.json").exists()


def test_nothing_personal_is_in_a_file(world: World, tmp_path: Path) -> None:
    play = a_shared_play(world)
    made = world.coach.bundles.export([play.uid])
    world.coach.bundles.write(made, tmp_path / "plays.json")
    text = (tmp_path / "plays.json").read_text("utf-8")
    jsonschema.validate(json.loads(text), SCHEMA, cls=jsonschema.Draft202012Validator)
    for person in world.store.people.all(archived=True):
        for name in (person.name, *person.name.split()):
            assert name.casefold() not in text.casefold()


@pytest.mark.parametrize(
    "context", ["1:1 with Amira", "Amira's round", "AMIRA + Beata", "Rückblick mit Zielinska", "Call amira@x.example"]
)
def test_a_context_that_names_somebody_is_no_evidence(world: World, context: str) -> None:
    play = a_shared_play(world)
    amira = next(person for person in world.store.people.all() if person.name.startswith("Amira"))
    tried(world, play, amira, Outcome.WORKED, context=context)
    tried(world, play, amira, Outcome.WORKED, context="Evening round")
    assert world.coach.playbook.get(play.uid).tally.contexts == ("Evening round",)
    text = world.coach.bundles.export([play.uid]).text
    assert "Evening round" in text
    assert context not in text


def test_a_context_of_elsewhere_that_names_one_of_us_stays_here(world: World, tmp_path: Path) -> None:
    play = a_play(world)
    for number in range(3):
        tried(world, play, world.person(f"Qwert{number} Zuiop"), Outcome.WORKED, context="Round with Bob")
    content = world.coach.bundles.export([play.uid]).text.encode()
    assert b"Round with Bob" in content
    (tmp_path / "other").mkdir()
    with a_world(tmp_path / "other") as other:
        other.person("Bob Ito")
        other.coach.bundles.merge(other.coach.bundles.preview(content))
        assert other.coach.playbook.get(play.uid).tally.contexts == ()
        assert "Bob" not in other.coach.bundles.export([play.uid]).text


def test_a_name_that_joined_later_holds_a_play_back(world: World) -> None:
    play = a_shared_play(world)
    world.coach.playbook.revise(play.uid, replace(READ, action="Read the Xanthippe list aloud"))
    world.person("Xanthippe Kar")
    assert [why for _, why in world.coach.bundles.export([play.uid]).held_back] == [HeldBack.NAMES]


def test_a_file_is_shown_first_and_merged_without_loss(world: World, tmp_path: Path) -> None:
    play = a_shared_play(world)
    content = world.coach.bundles.export([play.uid]).text.encode()
    (tmp_path / "other").mkdir()
    with a_world(tmp_path / "other") as other:
        shown = other.coach.bundles.preview(content)
        assert [found.arrival for found in shown.plays] == [Arrival.NEW]
        assert other.store.plays.all() == []
        assert other.coach.bundles.merge(shown, left_out=[play.uid]) == 0
        assert other.coach.bundles.merge(shown) == 1
        assert other.coach.playbook.get(play.uid).tally.people == 4
        assert [found.arrival for found in other.coach.bundles.preview(content).plays] == [Arrival.SAME]
        other.clock.move(hours=1)
        other.coach.playbook.revise(play.uid, replace(READ, action="Read the board twice"))
        for number in range(3):
            tried(other, other.coach.playbook.get(play.uid).play, other.person(f"Qwert{number} Zuiop"), Outcome.WORKED)
        back = other.coach.bundles.export([play.uid]).text.encode()
        assert other.coach.undo() is not None
    world.clock.move(hours=2)
    world.coach.playbook.revise(play.uid, replace(READ, action="Read the board slowly"))
    for _ in range(2):
        (found,) = (shown := world.coach.bundles.preview(back)).plays
        assert world.coach.bundles.merge(shown) == (found.arrival is Arrival.CONFLICTING)
        entry = world.coach.playbook.get(play.uid)
        assert (entry.tally.tried, entry.tally.worked, entry.tally.people) == (7, 5, 7)
        assert entry.play.wording.action == "Read the board slowly"
        assert [rival.action for rival in entry.play.rivals] == ["Read the board twice"]
    assert world.coach.bundles.preview(world.coach.bundles.export([play.uid]).text.encode()).of(Arrival.CHANGED) == ()


def test_a_file_that_is_none_is_told_in_a_sentence(world: World, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord):
        world.coach.bundles.read(tmp_path / "missing.json")
    (tmp_path / "junk.json").write_bytes(b"[" * 100_000)
    with pytest.raises(NoBundle):
        world.coach.bundles.read(tmp_path / "junk.json")
    assert issubclass(NoBundle, MicroCoachError)
