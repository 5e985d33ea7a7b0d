"""Who was talked with about what, and what came of it."""

from __future__ import annotations

from peewee import AutoField, BooleanField, FloatField, IntegerField, Model, TextField

from microcoach_desktop.domain.checkins import Decision, Outcome, WhyNot
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Source
from microcoach_desktop.storage.schema.fields import DayField, EnumField, InstantField, TupleField


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
