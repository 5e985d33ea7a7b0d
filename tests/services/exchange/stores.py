"""Stores with anything in them that may be in one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from microcoach_desktop.domain.archive import Rows
from microcoach_desktop.domain.checkins import CheckIn, Decision, Outcome, WhyNot
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.metrics import Better, Metric, Reading
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders import Answer, Reminder, ReminderKind, State, TaskState, Wish
from microcoach_desktop.domain.sessions import Hold, Impacted, Kind, Session
from microcoach_desktop.domain.text import clean
from microcoach_desktop.storage.archive_cells import columns
from microcoach_desktop.storage.reminders import StoredWish
from microcoach_desktop.storage.schema import (
    CheckInRow,
    KeyTaskRow,
    KeyTaskStateRow,
    MetricRow,
    PeriodRow,
    PersonRow,
    ReadingRow,
    ReminderRow,
    ReminderWishRow,
    SessionRow,
    TemplateRow,
)
from microcoach_desktop.storage.store import Store
from microcoach_desktop.storage.templates import StoredTemplate

MOST = 4
words = st.text(min_size=1, max_size=30).map(clean).filter(lambda text: bool(text.strip()))
maybe_words = st.just("") | words
instants = st.datetimes(datetime(2001, 1, 1), datetime(2040, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
walls = instants.map(lambda at: at.replace(tzinfo=None, second=0, microsecond=0))
days = st.dates(date(2001, 1, 1), date(2040, 1, 1))
numbers = st.floats(allow_nan=False, allow_infinity=False)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"])
none = st.none()


def one_of_ids(ids: list[int]) -> Any:
    return none | st.sampled_from(ids) if ids else none


@st.composite
def filled(draw: Any, store: Store) -> Store:
    """Adds to the store; every table gets its share."""
    with store.journal.quietly() as unit:

        def add(model: Any, strategy: Any, most: int = MOST) -> list[int]:
            return [unit.insert(model, record) for record in draw(st.lists(strategy, max_size=most))]

        people = [unit.insert(PersonRow, person) for person in draw(st.lists(_people, min_size=1, max_size=MOST))]
        tasks = add(KeyTaskRow, _tasks(people))
        for task in tasks:
            unit.insert(KeyTaskStateRow, TaskState(task, draw(instants), draw(none | instants)))
        taken = draw(st.lists(words, max_size=MOST, unique_by=str.casefold))
        metrics = [unit.insert(MetricRow, Metric(name, 0, "min", draw(st.sampled_from(Better)))) for name in taken]
        sessions: list[int] = []
        for _ in range(draw(st.integers(0, MOST))):
            sessions.append(unit.insert(SessionRow, draw(_sessions(people, tasks, metrics, sessions))))
        checks = add(CheckInRow, _checks(sessions, tasks)) if sessions else []
        add(ReadingRow, _readings(people, metrics, checks)) if metrics else None
        add(PeriodRow, _periods(people))
        add(TemplateRow, st.builds(lambda n: StoredTemplate(n, f'name = "Bay {n}"\n'), st.integers(0, 9)))
        subjects = [(ReminderKind.CADENCE, i) for i in people] + [(ReminderKind.TALK, i) for i in sessions]
        subjects += [(ReminderKind.CHECK_IN, i) for i in checks] + [(ReminderKind.KEY_TASK, i) for i in tasks]
        told = draw(st.lists(st.sampled_from([*subjects, (ReminderKind.WEEKLY, 0)]), max_size=MOST, unique=True))
        for kind, subject in told:
            row_id = unit.insert(ReminderRow, draw(_reminders(kind, subject, people)))
            unit.insert(ReminderWishRow, StoredWish(kind, subject, draw(st.sampled_from(Wish)), draw(instants)))
            store.journal._database.execute_sql(
                "INSERT INTO reminder_event (reminder_id, at, what) VALUES (?, ?, 'shown')", (row_id, 1)
            )
    return store


_people = st.builds(
    Person,
    name=words,
    other_names=st.lists(words, max_size=2).map(tuple),
    role=maybe_words,
    team=maybe_words,
    tone=st.sampled_from(Tone),
    wanted_gap_days=none | st.integers(1, 366),
    away_from=none | days,
    archived_at=none | instants,
)


def _tasks(people: list[int]) -> Any:
    return st.builds(
        KeyTask,
        name=words,
        starts=walls,
        zone=zones,
        rule=st.sampled_from(["", "FREQ=WEEKLY;BYDAY=MO"]),
        person_ids=st.lists(st.sampled_from(people), max_size=2, unique=True).map(tuple),
        critical=st.booleans(),
        removed_at=none | instants,
        extra=st.lists(walls, max_size=2).map(tuple),
        uid=st.sampled_from(["", "a@b", "c"]),
    )


def _sessions(people: list[int], tasks: list[int], metrics: list[int], before: list[int]) -> Any:
    return st.builds(
        Session,
        person_id=st.sampled_from(people),
        kind=st.sampled_from(Kind),
        observation=words,
        captured_at=instants,
        zone=zones,
        key_task_id=one_of_ids(tasks),
        occurrence=none | walls.map(datetime.isoformat),
        seen_at=none | instants,
        times_n=st.just(1),
        times_m=st.just(3),
        impact_on=st.lists(st.sampled_from(Impacted), max_size=2).map(tuple),
        action=maybe_words,
        metric_id=one_of_ids(metrics),
        baseline=none | numbers,
        tone=none | st.sampled_from(Tone),
        tags=st.lists(words, max_size=3).map(tuple),
        private_note=maybe_words,
        sensitive=st.booleans(),
        previous_id=one_of_ids(before),
        hold=none | st.sampled_from(Hold),
    )


def _checks(sessions: list[int], tasks: list[int]) -> Any:
    return st.builds(
        CheckIn,
        session_id=st.sampled_from(sessions),
        zone=zones,
        due_at=none | instants,
        cue_task_id=one_of_ids(tasks),
        retention=st.booleans(),
        outcome=none | st.sampled_from(Outcome),
        why_not=none | st.sampled_from(WhyNot),
        value=none | numbers,
        learned=maybe_words,
        decision=none | st.sampled_from(Decision),
    )


def _readings(people: list[int], metrics: list[int], checks: list[int]) -> Any:
    return st.builds(
        Reading,
        metric_id=st.sampled_from(metrics),
        person_id=st.sampled_from(people),
        value=numbers,
        at=instants,
        check_in_id=one_of_ids(checks),
    )


def _periods(people: list[int]) -> Any:
    return st.builds(
        lambda first, length, **more: Period(starts_on=first, ends_on=first + timedelta(days=length), **more),
        first=days,
        length=st.integers(0, 300),
        kind=st.sampled_from(PeriodKind),
        name=words,
        zone=zones,
        person_ids=st.lists(st.sampled_from(people), max_size=2, unique=True).map(tuple),
    )


def _reminders(kind: ReminderKind, subject: int, people: list[int]) -> Any:
    return st.builds(
        Reminder,
        kind=st.just(kind),
        subject_id=st.just(subject),
        occurrence=walls.map(datetime.isoformat),
        due_at=instants,
        state=st.sampled_from(State),
        answer=none | st.sampled_from(Answer),
        person_id=one_of_ids(people),
        days=st.integers(0, 99),
    )


def raw(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """What the tables hold, as SQLite gives it."""
    database = store.journal._database
    return {
        table: database.execute_sql(
            f"SELECT {', '.join(name for name, _ in columns(table))} FROM {table} ORDER BY id"  # noqa: S608
        ).fetchall()
        for table in store.archive.read()
    }


def sizes(rows: Rows) -> dict[str, int]:
    return {table: len(found) for table, found in rows.items()}
