"""What was and will be reminded of."""

from __future__ import annotations

from peewee import AutoField, BooleanField, IntegerField, Model, TextField

from microcoach_desktop.domain.reminders import Answer, Cause, Happened, Held, ReminderKind, State, Wish
from microcoach_desktop.storage.schema.fields import EnumField, InstantField


class KeyTaskStateRow(Model):
    """The reminder engine's memory of a key task; apart, so that undoing an edit never turns the engine back."""

    id = AutoField()
    evaluated_until = InstantField()
    next_due_at = InstantField(null=True)

    class Meta:
        table_name = "key_task_state"


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
