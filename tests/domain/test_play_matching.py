"""Which play is proposed for a note: context before tags, tags before words, then what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from microcoach_desktop.domain.playbook import Play, PlayEntry, Situation, Tally, Wording, best_match

NOW = datetime(2025, 11, 10, 9, tzinfo=UTC)


def entry(uid: str, wording: Wording, worked: int = 4, tried: int = 6, contexts: tuple[str, ...] = ()) -> PlayEntry:
    return PlayEntry(Play(uid * 8, (wording,), NOW), Tally(tried, worked, people=2, contexts=contexts))


BOARD = entry("a", Wording("Read the board aloud", ("Shift handover",), tags=("returns",)))
OWNER = entry("b", Wording("Name one owner for each item", ("Shift handover",), tags=("owners",)), worked=2)
SCAN = entry("c", Wording("Scan first, stack second", ("Pick check",), tags=("accuracy",)), contexts=("Dock close",))
BOOK = [OWNER, BOARD, SCAN]


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        (Situation("shift HANDOVER "), BOARD),
        (Situation("Shift handover", ("owners",)), OWNER),
        (Situation("Dock close", ("returns",), "the board was read"), SCAN),
        (Situation("Canteen", ("Accuracy",)), SCAN),
        (Situation("", ("accuracy",), "the board said nothing of the owner"), SCAN),
        (Situation(text="Two items had no owner."), OWNER),
        (Situation(), None),
        (Situation("Canteen", ("noise",), "The to do at an end is on it."), None),
    ],
)
def test_context_then_tags_then_words_then_results(situation: Situation, expected: PlayEntry | None) -> None:
    assert best_match(BOOK, situation) is expected
    assert best_match(reversed(BOOK), situation) is expected


def test_what_never_worked_or_was_retired_is_not_proposed() -> None:
    never = replace(BOARD, tally=Tally(5, 0, people=3))
    retired = replace(BOARD, play=replace(BOARD.play, retired_at=NOW))
    assert best_match([never, retired], Situation("Shift handover")) is None
    assert best_match([], Situation("Shift handover")) is None
