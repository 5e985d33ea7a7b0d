"""Predictions for a file of cases: `python -m benchmarks.evaluate dates GOLD OUT`.

GOLD may be a folder with a MANIFEST.jsonl; files that its rows name lie beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import calendars
from microcoach_desktop.domain.anonymise import anonymise
from microcoach_desktop.domain.clarity import Label, NoteField, hints
from microcoach_desktop.domain.when import DateContext, When, WhenKind, parse_when
from microcoach_desktop.services.anonymising import rules
from microcoach_desktop.services.languages import language
from microcoach_desktop.services.wording import wording_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = Mapping[str, Any]
    Predictor = Callable[[Row, Path], dict[str, object]]

MONTH_FIRST = frozenset({"en-US", "en-PH", "es-US", "es-PR", "es-PA"})
"""Places that write 3/12 for the twelfth of March."""


def dates(row: Row, _folder: Path) -> dict[str, object]:
    context = DateContext(
        now=datetime.fromisoformat(row["now"]),
        zone=ZoneInfo(row["zone"]),
        day_first=row["locale"].replace("_", "-") not in MONTH_FIRST,
        language=language(row["locale"]),
    )
    return {"id": row["id"], "value": _value(parse_when(row["text"], context), context)}


def _value(when: When, context: DateContext) -> str | None:
    if when.at is None:
        return None
    # A past date is refused in the program; an hour of today that is over still names today.
    if when.kind is WhenKind.PAST and when.at.date() != context.now.astimezone(context.zone).date():
        return None
    return when.at.strftime("%Y-%m-%dT%H:%M" if when.has_time else "%Y-%m-%d")


ASIDES = frozenset({Label.SECOND_HAND, Label.IDENTITY})
"""Shown to the manager, but about where a note comes from and whom it names, not about how it is said."""


def clarity(row: Row, _folder: Path) -> dict[str, object]:
    found = hints(row["text"], NoteField(row["field"]), wording_rules())
    return {"id": row["id"], "labels": [hint.label.value for hint in found if hint.label not in ASIDES]}


@dataclass(frozen=True, slots=True)
class _Teammate:
    names: tuple[str, ...]


def anonymised(row: Row, _folder: Path) -> dict[str, object]:
    roster = [_Teammate((person["name"], *person["nicknames"])) for person in row["roster"]]
    made = anonymise(row["text"], roster, rules())
    return {"id": row["id"], "text": made.text, "flagged": [flag.text for flag in made.flagged]}


PREDICTORS: Mapping[str, Predictor] = {
    "anonymise": anonymised,
    "clarity": clarity,
    "dates": dates,
    "hostile": calendars.hostile,
    "ics": calendars.starts,
}
"""What can be evaluated: one row of the gold file gives one row of predictions."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write predictions for a file of cases, one JSON object a line.")
    parser.add_argument("what", choices=sorted(PREDICTORS))
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args(arguments)
    predict = PREDICTORS[asked.what]
    gold = asked.gold / "MANIFEST.jsonl" if asked.gold.is_dir() else asked.gold
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    lines = [json.dumps(predict(row, gold.parent), ensure_ascii=False) for row in rows]
    asked.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} predictions written to {asked.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
