"""The tables as peewee sees them: no behaviour. The SQL that makes them is frozen in migrations.py."""

from __future__ import annotations

from peewee import Model

from microcoach_desktop.storage.schema.desk import DraftRow, TemplateRow, UndoRow
from microcoach_desktop.storage.schema.fields import (
    EPOCH,
    MICROSECOND,
    DayField,
    EnumField,
    InstantField,
    TupleField,
    WallField,
    WallsField,
)
from microcoach_desktop.storage.schema.playbook import OriginRow, PlayKeptRow, PlayRow
from microcoach_desktop.storage.schema.record import CheckInRow, MetricRow, PersonRow, ReadingRow, SessionRow
from microcoach_desktop.storage.schema.reminding import KeyTaskStateRow, ReminderEventRow, ReminderRow, ReminderWishRow
from microcoach_desktop.storage.schema.work import KeyTaskRow, PeriodRow, ProcessItemRow

__all__ = [
    "EPOCH",
    "MICROSECOND",
    "TABLES",
    "CheckInRow",
    "DayField",
    "DraftRow",
    "EnumField",
    "InstantField",
    "KeyTaskRow",
    "KeyTaskStateRow",
    "MetricRow",
    "OriginRow",
    "PeriodRow",
    "PersonRow",
    "PlayKeptRow",
    "PlayRow",
    "ProcessItemRow",
    "ReadingRow",
    "ReminderEventRow",
    "ReminderRow",
    "ReminderWishRow",
    "SessionRow",
    "TemplateRow",
    "TupleField",
    "UndoRow",
    "WallField",
    "WallsField",
]

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
