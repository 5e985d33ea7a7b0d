"""The work that coaching follows: key tasks, time off and milestones, what reviews found."""

from __future__ import annotations

from peewee import AutoField, BooleanField, IntegerField, Model, TextField

from microcoach_desktop.domain.periods import PeriodKind
from microcoach_desktop.storage.schema.fields import (
    DayField,
    EnumField,
    InstantField,
    TupleField,
    WallField,
    WallsField,
)


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
