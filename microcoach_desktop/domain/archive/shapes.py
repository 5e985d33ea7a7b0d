"""The one list of what a copy of everything holds. A test holds it against the tables and columns of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What each kind of reminder is about; the others are about nothing in particular.
SUBJECTS = {
    "fixed": "session",
    "talk": "session",
    "finish": "session",
    "check_in": "check_in",
    "retention": "check_in",
    "key_task": "key_task",
    "milestone": "period",
    "peak": "period",
    "cadence": "person",
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column with the id, or a list of ids, of other records.

    Without `table` the row's own kind says which one. `goes_along`: without that record this one has no meaning.
    """

    column: str
    table: str = ""
    goes_along: bool = False

    def table_for(self, row: Mapping[str, object]) -> str:
        """Empty where the row points at nothing."""
        if self.table:
            return self.table
        return SUBJECTS.get(str(row["kind"]), "") if row[self.column] else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One table. `identities`: the columns by which a record is known elsewhere, the first that are all filled.

    `words` are the columns in which somebody wrote; names can stand in them. `of_store`: it is about this store and no
    record, so that it comes along only into an empty one. `joins`: its rows are numbers that both sides may know the
    same of, so that neither side's replace the other's.
    """

    table: str
    identities: tuple[tuple[str, ...], ...]
    pointers: tuple[Pointer, ...] = ()
    words: tuple[str, ...] = ()
    of_store: bool = False
    joins: bool = False


# A table comes after those that it points to.
SHAPES = (
    Shape("person", (("name",),), words=("name", "other_names", "role", "team")),
    Shape("key_task", (("uid",), ("name", "starts")), (Pointer("person_ids", "person"),), ("name",)),
    Shape("key_task_state", (("id",),), (Pointer("id", "key_task", goes_along=True),)),
    Shape("metric", (("name",),), words=("name", "unit")),
    Shape("play", (("uid",),), words=("action", "contexts", "success", "metric", "resource", "tags")),
    Shape("play_kept", (("id",),), (Pointer("id", "play", goes_along=True),), joins=True),
    Shape("origin", (("id",),), of_store=True),
    Shape(
        "session",
        (("person_id", "captured_at"),),
        (
            Pointer("person_id", "person", goes_along=True),
            Pointer("key_task_id", "key_task"),
            Pointer("cue_task_id", "key_task"),
            Pointer("metric_id", "metric"),
            Pointer("previous_id", "session"),
            Pointer("play_id", "play"),
        ),
        (
            "observation", "context", "went_well", "impact", "opener", "reflection", "action", "cue", "success",
            "resource", "template", "tags", "private_note", "promise", "hold_reason", "original",
        ),
    ),
    Shape(
        "check_in",
        (("session_id",),),
        (Pointer("session_id", "session", goes_along=True), Pointer("cue_task_id", "key_task")),
        ("learned",),
    ),
    Shape(
        "reading",
        (("person_id", "metric_id", "at"),),
        (
            Pointer("person_id", "person", goes_along=True),
            Pointer("metric_id", "metric", goes_along=True),
            Pointer("check_in_id", "check_in"),
        ),
    ),
    Shape("period", (("kind", "name", "starts_on"),), (Pointer("person_ids", "person"),), ("name",)),
    Shape(
        "process_item",
        (("noted_at",),),
        (Pointer("key_task_id", "key_task"),),
        ("planned", "happened", "reason", "next_step"),
    ),
    Shape("template", (("body",),), words=("body",)),
    Shape(
        "reminder",
        (("kind", "subject_id", "occurrence"),),
        (Pointer("subject_id", goes_along=True), Pointer("person_id", "person", goes_along=True)),
    ),
    Shape(
        "reminder_event",
        (("reminder_id", "at", "what"),),
        (Pointer("reminder_id", "reminder", goes_along=True),),
    ),
    Shape("reminder_wish", (("kind", "subject_id"),), (Pointer("subject_id", goes_along=True),)),
)  # fmt: skip

# What belongs to this computer and this moment alone.
LEFT_OUT = {
    "draft": "what is being typed in an open window",
    "undo": "steps that can be taken back here for a day",
    "pulse": "the clock of this computer",
    "reminder_work": "what the reminders look at next; made again from the records",
}


def shape_of(table: str) -> Shape:
    return next(shape for shape in SHAPES if shape.table == table)
