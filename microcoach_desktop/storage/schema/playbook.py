"""What worked, without names."""

from __future__ import annotations

from peewee import AutoField, FloatField, IntegerField, Model, TextField

from microcoach_desktop.storage.schema.fields import DayField, InstantField, TupleField


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
