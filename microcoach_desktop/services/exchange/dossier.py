"""What was written with a person, or what a search found: to read, to print, to hand over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from microcoach_desktop.domain.archive import Rows, settled, shape_of
from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.redaction import Redaction
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.services.anonymising import rules
from microcoach_desktop.services.exchange.document import as_document
from microcoach_desktop.services.exchange.progress import Progress, Steps, unwatched
from microcoach_desktop.storage.store import Store

Record = TypeVar("Record", Session, CheckIn, Metric)

PAGE = 200
IDS_PER_QUERY = 500
OWN_WORDS = ("private_note", "hold_reason")
"""What the manager wrote for nobody else."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`to_share`: the version for the person: no private notes, no sensitive ones, nobody else's name."""

    filter: HistoryFilter
    to_share: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """`previous` is the title of the note that this one grew out of."""

    session: Session
    check_ins: tuple[CheckIn, ...] = ()
    metric: Metric | None = None
    previous: str = ""
    person_name: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """`person` is None where the notes are of several. The newest entry first. `left_out` counts sensitive notes."""

    wanted: Wanted
    made_at: datetime
    person: Person | None
    entries: tuple[Entry, ...]
    left_out: int = 0


def dossier(store: Store, wanted: Wanted, now: datetime, progress: Progress = unwatched) -> Dossier:
    """Raises NotFound, Stopped or a StoreError."""
    step = Steps(progress, store.sessions.count(wanted.filter))
    person_id = wanted.filter.person_id
    person = None if person_id is None else store.people.get(person_id)
    redaction = names_left_out(store, person) if wanted.to_share else None
    found: list[Entry] = []
    left_out = 0
    for sessions in _pages(store, wanted.filter):
        given = [session for session in sessions if not (wanted.to_share and session.sensitive)]
        left_out += len(sessions) - len(given)
        entries = _entries(store, given)
        found += entries if redaction is None else [_shared(entry, redaction) for entry in entries]
        step(len(sessions))
    return Dossier(wanted, now, person, tuple(found), left_out)


def as_json(store: Store, made: Dossier) -> bytes:
    """The same as a file that can be imported: the notes with what belongs to them."""
    rows = _rows(store, made)
    if made.wanted.to_share:
        redaction = names_left_out(store, made.person)
        for table, found in rows.items():
            for row in found.values():
                for column in shape_of(table).words if table != "person" else ():
                    row[column] = redaction.of_value(row[column])
                if table == "session":
                    row |= {**dict.fromkeys(OWN_WORDS, ""), "original": []}
    return as_document(rows, made.made_at)


def _pages(store: Store, wanted: HistoryFilter) -> Iterator[list[Session]]:
    after: Session | None = None
    while page := store.sessions.page(wanted, after, PAGE):
        yield page
        after = page[-1]


def _entries(store: Store, sessions: Sequence[Session]) -> list[Entry]:
    check_ins = store.check_ins.of_sessions([session.id for session in sessions])
    previous = store.sessions.titles([s.previous_id for s in sessions if s.previous_id is not None])
    metrics = {metric.id: metric for metric in store.metrics.all()}
    names = {person.id: person.name for person in store.people.all(archived=True)}
    return [
        Entry(
            session,
            tuple(check_ins.get(session.id, ())),
            metrics.get(session.metric_id or 0),
            previous.get(session.previous_id or 0, ""),
            names.get(session.person_id, ""),
        )
        for session in sessions
    ]


def names_left_out(store: Store, person: Person | None) -> Redaction:
    """Everybody's name but theirs."""
    own = () if person is None else (person,)
    others = [other for other in store.people.all(archived=True) if other not in own]
    return Redaction(others, rules(), keep=own, everybody=True)


def _shared(entry: Entry, redaction: Redaction) -> Entry:
    return Entry(
        _without_names(replace(entry.session, private_note="", hold_reason="", original=()), "session", redaction),
        tuple(_without_names(check_in, "check_in", redaction) for check_in in entry.check_ins),
        None if entry.metric is None else _without_names(entry.metric, "metric", redaction),
        redaction.of(entry.previous),
        entry.person_name,
    )


def _without_names(record: Record, table: str, redaction: Redaction) -> Record:
    texts: dict[str, Any] = {}
    for column in shape_of(table).words:
        value = getattr(record, column)
        texts[column] = tuple(map(redaction.of, value)) if isinstance(value, tuple) else redaction.of(value)
    return replace(record, **texts)


def _rows(store: Store, made: Dossier) -> Rows:
    """The rows of the entries, of whom they are about, and of what they name."""
    ids = [entry.session.id for entry in made.entries]
    people = sorted({entry.session.person_id for entry in made.entries} | ({made.person.id} if made.person else set()))
    rows: Rows = {"session": {}, "check_in": {}}
    for start in range(0, len(ids), IDS_PER_QUERY):
        some = ids[start : start + IDS_PER_QUERY]
        marks = ", ".join("?" * len(some))
        read = store.archive.read(
            {"session": (f"id IN ({marks})", some), "check_in": (f"session_id IN ({marks})", some)}
        )
        for table in read:
            rows[table] |= read[table]
    marks = ", ".join("?" * len(people))
    rows |= store.archive.read({
        "person": (f"id IN ({marks})", people),
        "reading": (f"person_id IN ({marks})", people),
        "key_task": ("", ()),
        "metric": ("", ()),
    })  # fmt: skip
    named = {table: _named(rows, table) for table in ("key_task", "metric")}
    for table, wanted in named.items():
        rows[table] = {row_id: row for row_id, row in rows[table].items() if row_id in wanted}
    return {table: found for table, found in settled(rows).items() if found}


def _named(rows: Rows, table: str) -> set[int]:
    """The ids of this table that the notes and their readings name."""
    return {
        row[pointer.column]
        for other in ("session", "check_in", "reading")
        for pointer in shape_of(other).pointers
        if pointer.table == table
        for row in rows[other].values()
    }
