"""What to tell now, what to hold back and why. Pure: the ledger and `now` come in, a card goes out."""

from microcoach_desktop.domain.reminders import plan
from microcoach_desktop.domain.reminders.backing_off import SKIPS_TO_ASK, ignored, skipped, wait_days
from microcoach_desktop.domain.reminders.choose import Moment, choose, closed, full, later_today, opens_at
from microcoach_desktop.domain.reminders.engine import Engine
from microcoach_desktop.domain.reminders.heart import Heart, Turn, beat
from microcoach_desktop.domain.reminders.ledger import Happened, Ledger, Records, Subject, TaskState
from microcoach_desktop.domain.reminders.model import (
    Answer,
    Cause,
    Gone,
    Held,
    Limits,
    Policy,
    Reminder,
    ReminderKind,
    State,
    Telling,
    Verdict,
    Wish,
)
from microcoach_desktop.domain.reminders.pulse import Beat, Pulse, felt
from microcoach_desktop.domain.reminders.weekly import Questions, questions

__all__ = [
    "SKIPS_TO_ASK",
    "Answer",
    "Beat",
    "Cause",
    "Engine",
    "Gone",
    "Happened",
    "Heart",
    "Held",
    "Ledger",
    "Limits",
    "Moment",
    "Policy",
    "Pulse",
    "Questions",
    "Records",
    "Reminder",
    "ReminderKind",
    "State",
    "Subject",
    "TaskState",
    "Telling",
    "Turn",
    "Verdict",
    "Wish",
    "beat",
    "choose",
    "closed",
    "felt",
    "full",
    "ignored",
    "later_today",
    "opens_at",
    "plan",
    "questions",
    "skipped",
    "wait_days",
]
