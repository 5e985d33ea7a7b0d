"""What was first written stays with an edited note."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.originals import KEPT, originals, with_originals
from microcoach_desktop.domain.sessions import Kind, Session

FIRST = Session(1, Kind.OPPORTUNITY, "Two returns = missing.", action="Read aloud")


def edited(before: Session, **changes: str) -> Session:
    return with_originals(before, replace(before, **changes))  # type: ignore[arg-type]


def test_the_first_text_is_kept_through_several_edits() -> None:
    once = edited(FIRST, observation="Three returns missing.")
    twice = edited(once, observation="Four.", action="", impact="Half an hour.")
    assert originals(twice) == {"observation": "Two returns = missing.", "action": "Read aloud"}
    assert originals(edited(twice, impact="An hour."))["impact"] == "Half an hour."


def test_what_is_written_as_at_first_is_edited_no_more() -> None:
    once = edited(FIRST, observation="Three.")
    assert edited(once, observation=FIRST.observation).original == ()


def test_a_private_note_that_is_taken_out_is_gone() -> None:
    before = replace(FIRST, private_note="Only for me.")
    assert edited(before, private_note="").original == ()


def test_what_an_import_brings_is_read_as_far_as_it_is_known() -> None:
    assert originals(replace(FIRST, original=("", "tags=x", "observation", "impact=a=b"))) == {
        "observation": "",
        "impact": "a=b",
    }


@given(st.lists(st.tuples(st.sampled_from(KEPT), st.sampled_from(["", "a", "b", "c=d", "e\nf"])), max_size=12))
def test_every_field_goes_back_to_its_first_text(edits: list[tuple[str, str]]) -> None:
    first: dict[str, str] = {name: getattr(FIRST, name) for name in KEPT}
    session = FIRST
    for name, text in edits:
        session = edited(session, **{name: text})
        first[name] = first[name] or text
    kept = originals(session)
    for name in KEPT:
        now = getattr(session, name)
        assert kept.get(name, now) == (first[name] if now != first[name] else now)
