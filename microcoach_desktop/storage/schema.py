"""The tables as peewee sees them: no behaviour. The SQL that makes them is frozen in migrations.py.

Instants are UTC microseconds since 1970, so that they sort and compare as numbers; dates and wall times are ISO text.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from peewee import AutoField, BooleanField, FloatField, IntegerField, Model, SmallIntegerField, TextField

from microcoach_desktop.domain.checkins import Decision, Outcome, WhyNot
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.periods import PeriodKind
from microcoach_desktop.domain.reminders import Answer, Cause, Happened, Held, ReminderKind, State, Wish
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Source

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
"""Times a number is quicker than a timedelta of it."""
_json_at_start = json.JSONDecoder().raw_decode


class InstantField(IntegerField):
    def db_value(self, value: Any) -> int | None:
        return value if value is None or isinstance(value, int) else (value - EPOCH) // MICROSECOND

    def python_value(self, value: Any) -> datetime | None:
        return None if value is None else EPOCH + MICROSECOND * value


class DayField(TextField):
    def db_value(self, value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)


class WallField(TextField):
    def db_value(self, value: datetime | None) -> str | None:
        return None if value is None else value.isoformat(timespec="minutes")

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class EnumField(TextField):
    def __init__(self, kind: type[Enum], **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def db_value(self, value: Enum | str | None) -> str | None:
        return value.value if isinstance(value, Enum) else value


class TupleField(TextField):
    """A short tuple of words as JSON; `kind` turns each into an enum."""

    def __init__(self, kind: type[Enum] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def db_value(self, value: tuple[Any, ...]) -> str:
        if not value:
            return "[]"
        plain = [item.value if isinstance(item, Enum) else item for item in value]
        return json.dumps(plain, ensure_ascii=False)

    def python_value(self, value: str) -> tuple[Any, ...]:
        if value == "[]":
            return ()
        items, end = _json_at_start(value)
        if end != len(value):
            raise ValueError("more than one value")
        return tuple(items) if self.kind is None else tuple(self.kind(item) for item in items)


class WallsField(TupleField):
    """Naive wall times."""

    def db_value(self, value: tuple[datetime, ...]) -> str:
        return super().db_value(tuple(at.isoformat(timespec="minutes") for at in value))

    def python_value(self, value: str) -> tuple[datetime, ...]:
        return tuple(datetime.fromisoformat(at) for at in super().python_value(value))


class PersonRow(Model):
    id = AutoField()
    name = TextField()
    other_names = TupleField()
    role = TextField()
    team = TextField()
    tone = EnumField(Tone)
    wanted_gap_days = IntegerField(null=True)
    longest_gap_days = IntegerField(null=True)
    away_from = DayField(null=True)
    away_until = DayField(null=True)
    archived_at = InstantField(null=True)

    class Meta:
        table_name = "person"


class KeyTaskRow(Model):
    id = AutoField()
    name = TextField()
    starts = WallField()
    zone = TextField()
    rule = TextField()
    minutes = IntegerField()
    grace_minutes = IntegerField()
    person_ids = TupleField()
    critical = BooleanField()
    paused = BooleanField()
    removed_at = InstantField(null=True)
    extra = WallsField()
    left_out = WallsField()
    uid = TextField()
    sequence = IntegerField()

    class Meta:
        table_name = "key_task"


class KeyTaskStateRow(Model):
    """The reminder engine's memory of a key task; apart, so that undoing an edit never turns the engine back."""

    id = AutoField()
    evaluated_until = InstantField()
    next_due_at = InstantField(null=True)

    class Meta:
        table_name = "key_task_state"


class MetricRow(Model):
    id = AutoField()
    name = TextField()
    unit = TextField()
    better = EnumField(Better)

    class Meta:
        table_name = "metric"


class ReadingRow(Model):
    id = AutoField()
    metric_id = IntegerField()
    person_id = IntegerField()
    value = FloatField()
    at = InstantField()
    check_in_id = IntegerField(null=True)

    class Meta:
        table_name = "reading"


class SessionRow(Model):
    id = AutoField()
    person_id = IntegerField()
    kind = EnumField(Kind)
    observation = TextField()
    captured_at = InstantField()
    zone = TextField()
    key_task_id = IntegerField(null=True)
    occurrence = TextField(null=True)
    context = TextField()
    seen_at = InstantField(null=True)
    exactness = EnumField(Exactness)
    planned_talk_at = InstantField(null=True)
    talked_at = InstantField(null=True)
    first_tried_at = InstantField(null=True)
    source = EnumField(Source)
    times_n = IntegerField(null=True)
    times_m = IntegerField(null=True)
    went_well = TextField()
    impact = TextField()
    impact_on = TupleField(Impacted)
    opener = TextField()
    reflection = TextField()
    action = TextField()
    proposed_by = EnumField(Proposer)
    cue = TextField()
    cue_task_id = IntegerField(null=True)
    apply_by = InstantField(null=True)
    success = TextField()
    metric_id = IntegerField(null=True)
    baseline = FloatField(null=True)
    target = FloatField(null=True)
    resource = TextField()
    tone = EnumField(Tone, null=True)
    template = TextField()
    tags = TupleField()
    minutes = IntegerField(null=True)
    private_note = TextField()
    sensitive = BooleanField()
    promise = TextField()
    promise_due_at = InstantField(null=True)
    promise_done_at = InstantField(null=True)
    previous_id = IntegerField(null=True)
    play_id = IntegerField(null=True)
    hold = EnumField(Hold, null=True)
    hold_reason = TextField()
    edited_at = InstantField(null=True)
    original = TupleField()

    class Meta:
        table_name = "session"


class CheckInRow(Model):
    id = AutoField()
    session_id = IntegerField()
    zone = TextField()
    due_at = InstantField(null=True)
    cue_task_id = IntegerField(null=True)
    retention = BooleanField()
    reviewed_at = InstantField(null=True)
    outcome = EnumField(Outcome, null=True)
    why_not = EnumField(WhyNot, null=True)
    value = FloatField(null=True)
    learned = TextField()
    decision = EnumField(Decision, null=True)
    lapsed_at = InstantField(null=True)

    class Meta:
        table_name = "check_in"


class ReminderRow(Model):
    id = AutoField()
    kind = EnumField(ReminderKind)
    subject_id = IntegerField()
    occurrence = TextField()
    due_at = InstantField()
    state = EnumField(State)
    shown_at = InstantField(null=True)
    answered_at = InstantField(null=True)
    answer = EnumField(Answer, null=True)
    snoozed = BooleanField()
    in_quiet = BooleanField()
    person_id = IntegerField(null=True)
    cause = EnumField(Cause, null=True)
    days = IntegerField()
    critical = BooleanField()
    times = IntegerField()
    again_at = InstantField(null=True)
    held = EnumField(Held, null=True)
    suspect = BooleanField()
    asked_at = InstantField(null=True)
    held_until = InstantField(null=True)

    class Meta:
        table_name = "reminder"


class ReminderEventRow(Model):
    id = AutoField()
    reminder_id = IntegerField()
    at = InstantField()
    what = EnumField(Happened)
    why = TextField(null=True)

    class Meta:
        table_name = "reminder_event"


class ReminderWishRow(Model):
    id = AutoField()
    kind = EnumField(ReminderKind)
    subject_id = IntegerField()
    wish = EnumField(Wish)
    decided_at = InstantField()

    class Meta:
        table_name = "reminder_wish"


class PeriodRow(Model):
    id = AutoField()
    kind = EnumField(PeriodKind)
    name = TextField()
    starts_on = DayField()
    ends_on = DayField()
    zone = TextField()
    person_ids = TupleField()

    class Meta:
        table_name = "period"


class ProcessItemRow(Model):
    id = AutoField()
    planned = TextField()
    happened = TextField()
    reason = TextField()
    next_step = TextField()
    key_task_id = IntegerField(null=True)
    occurrence = TextField(null=True)
    noted_at = InstantField()
    done_at = InstantField(null=True)

    class Meta:
        table_name = "process_item"


class DraftRow(Model):
    id = AutoField()
    host = TextField()
    body = TextField()
    saved_at = InstantField()

    class Meta:
        table_name = "draft"


class TemplateRow(Model):
    """The manager's own templates; `body` is the text of a template file."""

    id = AutoField()
    place = IntegerField()
    body = TextField()

    class Meta:
        table_name = "template"


class PlayRow(Model):
    id = AutoField()
    uid = TextField()
    action = TextField()
    contexts = TupleField()
    success = TextField()
    metric = TextField()
    resource = TextField()
    tags = TupleField()
    parent_uid = TextField(null=True)
    wordings = TextField()
    superseded = TupleField()
    evidence = TextField()
    created_at = InstantField()
    retired_at = InstantField(null=True)

    class Meta:
        table_name = "play"


class PlayKeptRow(Model):
    """What came of a play, by its id, in notes that have been erased since."""

    id = AutoField()
    tried = IntegerField()
    worked = IntegerField()
    partly = IntegerField()
    gone = IntegerField()
    others = IntegerField()
    last_used_on = DayField(null=True)
    change = FloatField(null=True)
    changes = IntegerField()

    class Meta:
        table_name = "play_kept"


class OriginRow(Model):
    """The one row that names this playbook among others."""

    id = AutoField()
    uid = TextField()

    class Meta:
        table_name = "origin"


class UndoRow(Model):
    id = AutoField()
    command = TextField()
    at = InstantField()
    images = TextField()
    undone = SmallIntegerField()

    class Meta:
        table_name = "undo"


TABLES: tuple[type[Model], ...] = (
    PersonRow,
    KeyTaskRow,
    KeyTaskStateRow,
    MetricRow,
    ReadingRow,
    SessionRow,
    CheckInRow,
    ReminderRow,
    ReminderEventRow,
    ReminderWishRow,
    PeriodRow,
    ProcessItemRow,
    DraftRow,
    TemplateRow,
    PlayRow,
    PlayKeptRow,
    OriginRow,
    UndoRow,
)
