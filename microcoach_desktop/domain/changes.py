"""What a write touched, for views that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Record(Enum):
    """The kinds of record that a view can depend on; the value is the table's name."""

    PERSON = "person"
    SESSION = "session"
    CHECK_IN = "check_in"
    KEY_TASK = "key_task"
    METRIC = "metric"
    READING = "reading"
    PLAY = "play"
    REMINDER = "reminder"
    PERIOD = "period"
    DRAFT = "draft"
    TEMPLATE = "template"
    PROCESS_ITEM = "process_item"


@dataclass(frozen=True, slots=True)
class Changes:
    """The records that one command wrote."""

    touched: frozenset[tuple[Record, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.touched)

    def of(self, *records: Record) -> bool:
        return any(record in records for record, _ in self.touched)
