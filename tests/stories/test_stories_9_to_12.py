"""The twelve stories: a renewal, a near miss, a hotel floor and the coach's own log."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.clarity import Label, NoteField, hints, smells_of_incident
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.insights import Band
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.playbook import Arrival, Piece, Verdict
from microcoach_desktop.domain.reminders import ReminderKind, Wish
from microcoach_desktop.domain.sessions import Exactness, Kind, Source
from microcoach_desktop.services.erasing import erase
from microcoach_desktop.services.exchange import Wanted, dossier
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.services.person_cards import card_of
from microcoach_desktop.services.ports import PersonCard, WeeklyCard
from microcoach_desktop.services.wording import wording_rules
from tests.world import World, a_world


def test_9_vague_words_are_saved_as_they_are(world: World) -> None:
    ben = world.person("Ben", tone=Tone.COLLABORATIVE)
    note = world.note(ben, "do better emails, you're always vague")
    assert world.store.sessions.get(note.session.id).observation == "do better emails, you're always vague"


def test_9_the_rewritten_note_holds_what_why_and_by_when(world: World) -> None:
    ben = world.person("Ben", tone=Tone.COLLABORATIVE)
    captured = world.note(
        ben,
        "In the last 3 of 3 renewal emails the second paragraph leaves out the client's benefit.",
        times_n=3,
        times_m=3,
        impact="Two clients replied asking 'what do we gain?'.",
        went_well="First line answers the question asked.",
        action="Open paragraph 2 with the client's number",
        resource="Before/after sample",
        success="Replies asking for clarification 2/3 → 0/5",
        follow_up_at=world.moment(3, "14:00"),
    )
    (follow_up,) = world.store.check_ins.open_of(ben.id)
    assert (follow_up.title, follow_up.due_at) == (captured.session.action, world.moment(3, "14:00"))
    card = card_of(world.store, captured.session.id)
    assert (card.action, card.seen, card.impact, card.look_at, card.success) == (
        "Open paragraph 2 with the client's number",
        "In the last 3 of 3 renewal emails the second paragraph leaves out the client's benefit.",
        "Two clients replied asking 'what do we gain?'.",
        world.moment(3, "14:00"),
        "Replies asking for clarification 2/3 → 0/5",
    )


def test_9_vague_absolute_and_label_are_pointed_out() -> None:
    found = hints("do better emails, you're always vague", NoteField.OBSERVATION, wording_rules())
    assert {Label.VAGUE, Label.ABSOLUTE, Label.LABEL_PERSON} <= {hint.label for hint in found}


def test_9_the_rewritten_note_has_no_hints() -> None:
    rewritten = {
        NoteField.OBSERVATION: "In 3 of 3 renewal emails the second paragraph leaves out the client's benefit.",
        NoteField.IMPACT: "Two clients replied asking 'what do we gain?'.",
        NoteField.ACTION: "From today, open paragraph 2 with the client's number.",
        NoteField.SUCCESS_MEASURE: "Replies asking for clarification 2/3 → 0/5 in the next five emails.",
    }
    assert {field: hints(text, field, wording_rules()) for field, text in rewritten.items()} == dict.fromkeys(
        rewritten, ()
    )


def test_10_two_check_ins_on_one_experiment(world: World) -> None:
    tomas = world.person("Tomas")
    world.at(0, "9:52")
    note = world.note(
        tomas,
        "At 09:40 the harness was clipped to the guard rail, not the anchor, for about 4 minutes.",
        seen_at=world.moment(0, "9:40"),
        exactness=Exactness.EXACT,
        talked_at=world.clock.now(),
        action="Clip to the red anchor, say 'on'",
        follow_up_at=world.moment(0, "15:45"),
    ).session
    second = world.coach.plan(note.id, world.moment(2, "9:00"))
    world.at(0, "15:45")
    (today,) = world.store.check_ins.due_by(world.clock.now() + timedelta(minutes=1))
    done = world.coach.review(today.id, Review(Outcome.WORKED, Decision.STOP))
    assert done.next_check_in is None
    assert [follow_up.id for follow_up in world.store.check_ins.open_of(tomas.id)] == [second.id]
    assert note.talked_at is not None
    assert note.talked_at - note.happened_at == timedelta(minutes=12)


def test_10_a_colleagues_report_stays_marked_as_told(world: World) -> None:
    note = world.note(world.person("Tomas"), "He did not clip on Tuesday.", source=Source.TOLD).session
    assert world.store.sessions.get(note.id).source is Source.TOLD


def test_10_what_was_told_by_others_is_to_be_verified_first() -> None:
    rules = wording_rules()
    found = hints("A colleague told me the harness was on the rail again.", NoteField.OBSERVATION, rules)
    (told,) = [hint for hint in found if hint.label is Label.SECOND_HAND]
    assert rules.advice[told.advice].better.startswith("Verify first")


def test_10_incidents_belong_into_the_safety_system() -> None:
    rules = wording_rules()
    text = "You are careless with the harness."
    assert hints(text, NoteField.OBSERVATION, rules)[0].label is Label.LABEL_PERSON
    assert smells_of_incident(text, rules)
    assert "safety system" in rules.safety_note


def test_11_a_win_is_kept_and_checked_again(world: World) -> None:
    amira = world.person("Amira")
    captured = world.note(
        amira,
        "Started room 412 with the bathroom; 6 of 6 rooms passed first inspection, 27 min average.",
        Kind.WIN,
        times_n=6,
        times_m=6,
        action="Keep it; show Beata on Thursday",
        follow_up_at=world.moment(3, "14:00"),
    )
    assert captured.check_in is not None
    world.at(3, "14:10")
    done = world.coach.review(captured.check_in.id, Review(Outcome.WORKED))
    assert done.next_check_in is not None
    assert done.next_check_in.due_at is not None
    assert timedelta(days=14) <= done.next_check_in.due_at - world.clock.now() <= timedelta(days=42)
    summary = world.store.people.summaries()[amira.id]
    assert (summary.wins, summary.worked, summary.reviewed, summary.open_follow_ups) == (1, 1, 1, 1)


def test_11_promotion_removes_names_and_rooms(world: World) -> None:
    amira, _ = world.person("Amira"), world.person("Beata")
    note = world.note(
        amira, "6 of 6 passed.", Kind.WIN, action="Start room 412 with the bathroom; show Beata on Thursday"
    )
    kept = world.coach.playbook.promotion(note.session.id).kept
    assert kept.action == "Start [room] with the bathroom; show [teammate] on Thursday"
    world.coach.playbook.promote(note.session.id, replace(kept, action="Start with the bathroom"))
    assert [entry.play.wording.action for entry in world.coach.playbook.entries()] == ["Start with the bathroom"]


def test_11_both_sites_compare_their_versions_and_counts(world: World, tmp_path: Path) -> None:
    first = world.note(world.person("Amira"), action="Start with the bathroom").session
    play = world.coach.playbook.promote(first.id, world.coach.playbook.promotion(first.id).kept)
    for name in ("Beata", "Carla", "Dunja"):
        _try_it(world, play.id, name, Outcome.WORKED)
    _try_it(world, play.id, "Edda", Outcome.NOT_YET)
    tally = world.coach.playbook.get(play.uid).tally
    assert (tally.worked, tally.tried, tally.people) == (3, 4, 4)
    exported = world.coach.bundles.export([play.uid])
    assert exported.uids == (play.uid,)

    (tmp_path / "b").mkdir()
    with a_world(tmp_path / "b") as site_b:
        shown = site_b.coach.bundles.preview(exported.text.encode())
        assert site_b.coach.bundles.merge(shown) == len(shown.of(Arrival.NEW)) == 1
        variant = site_b.coach.playbook.play_for(play.uid, "Start with the bathroom, dust first in suites")
        for name in ("Fay", "Gerda", "Hilde"):
            _try_it(site_b, variant, name, Outcome.WORKED)
        compared = site_b.coach.playbook.compare([play.uid, site_b.store.plays.get(variant).uid])
    assert [(column.entry.tally.worked, column.entry.tally.tried) for column in compared.columns] == [(3, 4), (3, 3)]
    assert compared.verdict is Verdict.OVERLAP
    assert compared.columns[1].action[-1] == Piece(", dust first in suites", differs=True)


def _try_it(world: World, play_id: int, name: str, outcome: Outcome) -> None:
    captured = world.note(world.person(name), play_id=play_id, follow_up_at=world.moment(3, "14:00"))
    assert captured.check_in is not None
    world.coach.review(captured.check_in.id, Review(outcome))


def test_12_the_coach_is_coached_and_ninety_days_are_read_on_the_train(world: World) -> None:
    dana, helen = world.person("Dana"), world.person("Helen (own log)")
    world.at(-83, "9:00")
    world.note(dana, "Named the pallet count once.", Kind.WIN)
    world.at(0, "9:00")
    captured = world.note(
        dana,
        "In 4 of 5 handovers this week feedback was 'good job'; in one it named the pallet count.",
        times_n=4,
        times_m=5,
        impact="Loaders asked what to repeat.",
        went_well="All five held on time.",
        action="Add one number to each",
        follow_up_at=world.moment(7, "14:00"),
    )
    own = world.note(helen, "I advised before asking, 3 of 4 talks.", action="Ask before advising").session
    world.at(6, "18:00")
    since = world.clock.now() - timedelta(days=90)
    history = world.store.sessions.page(HistoryFilter(person_id=dana.id, since=since))
    assert [note.id for note in history] == [captured.session.id, history[-1].id]
    found = world.store.sessions.page(HistoryFilter(text="pallet cou"))
    assert {note.person_id for note in found} == {dana.id}
    assert [note.id for note in world.store.sessions.page(HistoryFilter(text="advising"))] == [own.id]
    assert captured.check_in is not None
    world.at(7, "14:00")
    assert world.coach.review(captured.check_in.id, Review(Outcome.WORKED)).check_in.decision is Decision.KEEP


def test_12_two_people_are_overdue_in_the_order_of_the_alphabet(world: World) -> None:
    last_talk = {"Rosa": -40, "Dana": -3, "Abel": -25, "Nils": -5}
    for name, day in last_talk.items():
        person = world.person(name, wanted_gap_days=7, longest_gap_days=14)
        world.at(day, "10:00")
        world.coach.talk(world.note(person).session.id)
    world.at(6, "18:00")
    found = Practice(world.store, world.coach.now()).coverage()
    assert [(covered.name, covered.days) for covered in found.of(Band.OVERDUE)] == [("Abel", 31), ("Rosa", 46)]
    assert [covered.name for covered in found.of(Band.DUE)] == ["Dana", "Nils"]
    assert found.talked_with == 2


def test_12_four_ignored_nudges_are_asked_about_in_the_weekly_review(world: World) -> None:
    dana = world.person("Dana", wanted_gap_days=7)
    world.policy = replace(world.policy, review=(4, time(15)))
    world.note(dana, talked_at=world.clock.now())
    told = []
    for day in range(1, 40):
        world.at(day, "8:00")
        world.tick()
        world.at(day, "8:02")
        told += [(day, card) for card in world.tick()]
        world.at(day, "15:00")
        world.tick()
        world.at(day, "15:02")
        told += [(day, card) for card in world.tick()]
    assert [day for day, card in told if isinstance(card, PersonCard)] == [7, 8, 10, 14, 22, 36]
    reviews = [card for day, card in told if isinstance(card, WeeklyCard) and day <= 20]
    assert [card.asked.neglected for card in reviews] == [((ReminderKind.CADENCE, dana.id),)]
    world.reminding.fewer(ReminderKind.CADENCE, dana.id, Wish.OFF, world.clock.now())
    assert world.reminding.questions(world.clock.now()).neglected == ()
    world.at(60, "8:00")
    world.tick()
    world.at(60, "8:02")
    assert world.tick() == []


def test_12_the_person_reads_their_record_and_can_be_erased(world: World) -> None:
    dana, helen = world.person("Dana"), world.person("Helen")
    read = world.note(
        dana,
        "In 4 of 5 handovers feedback was 'good job'; Helen named the pallet count.",
        action="Add one number to each",
        private_note="Watch the tone.",
        follow_up_at=world.moment(7, "14:00"),
    )
    world.note(dana, "Asked about a day off.", sensitive=True)
    world.note(helen, "Asked Dana before advising.", Kind.WIN)
    world.at(30, "16:00")
    record = dossier(world.store, Wanted(HistoryFilter(person_id=dana.id), to_share=True), world.clock.now())
    (entry,) = record.entries
    assert (
        entry.session.observation == "In 4 of 5 handovers feedback was 'good job'; [teammate] named the pallet count."
    )
    assert (entry.session.private_note, record.left_out) == ("", 1)
    playbook = world.coach.playbook
    playbook.promote(read.session.id, playbook.promotion(read.session.id).kept)
    world.coach.save_people(replace(dana, archived_at=world.clock.now()))
    assert world.store.people.summaries()[dana.id].sessions == 2
    erase(world.store, dana.id)
    assert [person.name for person in world.store.people.all(archived=True)] == ["Helen"]
    assert [entry.play.wording.action for entry in playbook.entries()] == ["Add one number to each"]
    left = b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    assert not [word for word in (b"Dana", b"pallet", b"tone.", b"day off") if word in left]
