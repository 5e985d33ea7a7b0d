"""What lies on the desk: drafts, own templates, the steps that can be undone."""

from __future__ import annotations

from peewee import AutoField, IntegerField, Model, SmallIntegerField, TextField

from microcoach_desktop.storage.schema.fields import InstantField


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


class UndoRow(Model):
    id = AutoField()
    command = TextField()
    at = InstantField()
    images = TextField()
    undone = SmallIntegerField()

    class Meta:
        table_name = "undo"
