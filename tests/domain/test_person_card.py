"""The card for the person: what is said, what is left out, and what is never on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from microcoach_desktop.domain.checkins import CheckIn, Outcome
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.person_card import CardForPerson, Measure, person_card
from microcoach_desktop.domain.sessions import Kind, Session

SEEN_AT = datetime(2025, 11, 11, 8, 14, tzinfo=UTC)
NOTE = Session(
    1,
    Kind.OPPORTUNITY,
    "Two returns were not on the sheet.",
    captured_at=SEEN_AT,
    zone="Europe/Berlin",
    id=7,
    context="Handover",
    impact="Both customers were called twice.",
    opener="Can I share something?",
    action="Read open returns aloud",
    cue="When the lead joins, then read",
    success="None missed",
    baseline=2,
    target=0,
    tone=Tone.DIRECT,
    tags=("returns",),
    private_note="Third time.",
    promise="Print a new sheet",
    reflection="I forgot",
)


def card(session: Session, *check_ins: CheckIn, metric: Metric | None = None) -> CardForPerson:
    return person_card("Ana Ruiz", session, check_ins, metric, lambda text: text.replace("Ben", "[teammate]"))


def test_an_opportunity_says_what_why_by_when_and_how_both_will_know() -> None:
    due = SEEN_AT + timedelta(days=3)
    made = card(NOTE, CheckIn(7, due_at=due), metric=Metric("Missed returns", unit="per shift"))
    assert (made.well, made.action, made.cue) == ("", NOTE.action, NOTE.cue)
    assert (made.seen, made.impact) == (NOTE.observation, NOTE.impact)
    assert (made.look_at, made.success) == (due, NOTE.success)
    assert made.measure == Measure("Missed returns", "per shift", 2, 0)


def test_nothing_written_for_the_manager_alone_is_on_it() -> None:
    said = str(card(NOTE))
    for private in (NOTE.private_note, NOTE.opener, NOTE.reflection, NOTE.promise, "returns',", "DIRECT"):
        assert private not in said


def test_a_win_begins_with_what_went_well() -> None:
    plain = card(replace(NOTE, kind=Kind.WIN, action=""))
    assert (plain.well, plain.seen) == (NOTE.observation, "")
    worded = card(replace(NOTE, kind=Kind.WIN, went_well="The sheet was complete."))
    assert (worded.well, worded.seen) == ("The sheet was complete.", NOTE.observation)


def test_the_next_open_date_counts() -> None:
    past = CheckIn(7, due_at=SEEN_AT, reviewed_at=SEEN_AT, outcome=Outcome.PARTLY)
    later, sooner = (CheckIn(7, due_at=SEEN_AT + timedelta(days=days)) for days in (9, 4))
    assert card(NOTE, past, later, sooner, CheckIn(7)).look_at == sooner.due_at
    assert card(NOTE, past).look_at is None


def test_a_metric_without_numbers_is_left_out() -> None:
    assert card(replace(NOTE, baseline=None, target=None), metric=Metric("Missed")).measure is None
    assert card(NOTE).measure is None


def test_other_people_are_not_named() -> None:
    told = card(replace(NOTE, observation="Ben waited.", impact="Ben was late.", success="Ben knows", context="Ben's"))
    assert "Ben" not in str(told)


def test_it_is_dated_by_the_talk() -> None:
    talked = SEEN_AT + timedelta(hours=2)
    assert card(NOTE).agreed_at == SEEN_AT
    assert card(replace(NOTE, talked_at=talked)).agreed_at == talked
