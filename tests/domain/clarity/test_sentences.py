"""Hundreds of sentences out of many trades: good ones stay untouched, the others get a fitting hint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from microcoach_desktop.domain.clarity import NoteField, hints
from microcoach_desktop.services.wording import wording_rules

OK = "ok"
SENTENCES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("sentences.jsonl").read_text("utf-8").splitlines()
]


def given(row: dict[str, Any]) -> set[str]:
    return {hint.label.value for hint in hints(row["text"], NoteField(row["field"]), wording_rules())}


@pytest.mark.parametrize(("hard", "most"), [(False, 0.02), (True, 0.05)], ids=["good", "tricky"])
def test_good_sentences_stay_untouched(hard: bool, most: float) -> None:
    rows = [row for row in SENTENCES if row["labels"] == [OK] and row["hard_negative"] is hard]
    disturbed = [row["text"] for row in rows if given(row)]
    assert len(disturbed) <= most * len(rows), disturbed


def test_faulty_sentences_get_a_fitting_hint() -> None:
    rows = [row for row in SENTENCES if row["labels"] != [OK]]
    missed = [row["text"] for row in rows if not given(row).intersection(row["labels"])]
    assert len(missed) <= 0.05 * len(rows), missed
