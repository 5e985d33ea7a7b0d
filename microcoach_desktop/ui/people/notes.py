"""What the timeline shows of a session: the record with what belongs to it, read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microcoach_desktop.domain.chains import Chain
from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.sessions import Session, Stage, stage
from microcoach_desktop.storage.store import Store

PAGE = 200


@dataclass(frozen=True, slots=True)
class Note:
    """`person_name` is empty where all notes are of one person; `previous` is the title of the note it grew out of.

    `chain` is None where nothing led to it and it led to nothing.
    """

    session: Session
    check_ins: tuple[CheckIn, ...] = ()
    metric: Metric | None = None
    previous: str = ""
    person_name: str = ""
    chain: Chain | None = None

    @property
    def stage(self) -> Stage:
        return stage(self.session, self.check_ins)

    @property
    def open_check_in(self) -> CheckIn | None:
        return next((check_in for check_in in reversed(self.check_ins) if check_in.is_open), None)

    @property
    def last_review(self) -> CheckIn | None:
        return next((check_in for check_in in reversed(self.check_ins) if check_in.outcome is not None), None)

    @property
    def value(self) -> float | None:
        """The newest reading taken at one of its check-ins."""
        return next((c.value for c in reversed(self.check_ins) if c.value is not None), None)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a review found about the work itself. `task_name` is empty where it belongs to no key task."""

    item: ProcessItem
    task_name: str = ""


@dataclass(frozen=True, slots=True)
class NotePage:
    """`wanted` and `after` say which question this answers. `complete` when nothing follows it.

    `matters` come with the first page of a search for everyone.
    """

    wanted: HistoryFilter
    after: Session | None
    notes: tuple[Note, ...]
    complete: bool
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    found: int
    all: int


def read_page(store: Store, wanted: HistoryFilter, after: Session | None = None, limit: int = PAGE) -> NotePage:
    sessions = store.sessions.page(wanted, after, limit)
    notes = read_notes(store, sessions, named=wanted.person_id is None)
    matters = _read_matters(store, wanted) if after is None and wanted.reaches_process else ()
    return NotePage(wanted, after, notes, len(sessions) < limit, matters)


def read_notes(store: Store, sessions: Sequence[Session], *, named: bool) -> tuple[Note, ...]:
    """One query for each kind of record, however many sessions there are."""
    ids = [session.id for session in sessions]
    check_ins = store.check_ins.of_sessions(ids)
    chains = store.sessions.chains(ids)
    titles = {one.session_id: one.title for chain in chains.values() for one in chain.tries}
    measured = any(session.metric_id is not None for session in sessions)
    metrics = {metric.id: metric for metric in store.metrics.all()} if measured else {}
    names = {person.id: person.name for person in store.people.all(archived=True)} if named else {}
    return tuple(
        Note(
            session,
            tuple(check_ins.get(session.id, ())),
            metrics.get(session.metric_id or 0),
            titles.get(session.previous_id or 0, ""),
            names.get(session.person_id, ""),
            chains.get(session.id),
        )
        for session in sessions
    )


def _read_matters(store: Store, wanted: HistoryFilter) -> tuple[Matter, ...]:
    found = store.process_items.found(wanted.text, wanted.since, wanted.until)
    names = {task.id: task.name for task in store.key_tasks.all()} if found else {}
    return tuple(Matter(item, names.get(item.key_task_id or 0, "")) for item in found)


def read_counts(store: Store, wanted: HistoryFilter) -> Counts:
    return Counts(store.sessions.count(wanted), store.sessions.count(HistoryFilter(person_id=wanted.person_id)))
