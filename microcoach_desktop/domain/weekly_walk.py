"""The weekly ten minutes: one thing after the other, left and taken up again at will."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.reminders import ReminderKind
from microcoach_desktop.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class AgeingNote:
    """Nobody talked about it yet."""

    note: Session

    @property
    def key(self) -> str:
        return f"note {self.note.id}"


@dataclass(frozen=True, slots=True)
class LateCheckIn:
    """`lapses`: it is asked about once more, and then not again."""

    follow_up: FollowUp
    lapses: bool

    @property
    def key(self) -> str:
        return f"check-in {self.follow_up.id}"


@dataclass(frozen=True, slots=True)
class IgnoredReminder:
    """Nobody answers it: keep, weekly or off?"""

    kind: ReminderKind
    subject_id: int

    @property
    def key(self) -> str:
        return f"reminder {self.kind.value} {self.subject_id}"


Step = AgeingNote | LateCheckIn | IgnoredReminder


class Passed(Enum):
    """What was done about a step, in the order in which the end tells it."""

    TALKED = "talked"
    PLANNED = "planned"
    PARKED = "parked"
    LET_GO = "let_go"
    REVIEWED = "reviewed"
    MOVED = "moved"
    LAPSED = "lapsed"
    KEPT = "kept"
    LESS_OFTEN = "less_often"
    TURNED_OFF = "turned_off"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Walk:
    """`passed` in the order in which it was done; `ahead` is still to be asked, the current step first."""

    passed: tuple[tuple[str, Passed], ...]
    ahead: tuple[Step, ...]

    @property
    def current(self) -> Step | None:
        return self.ahead[0] if self.ahead else None

    @property
    def place(self) -> int:
        """Of the current step, from 1."""
        return min(len(self.passed) + 1, self.total)

    @property
    def total(self) -> int:
        return len(self.passed) + len(self.ahead)

    def counts(self) -> Counter[Passed]:
        return Counter(what for _, what in self.passed)


def walk(steps: Sequence[Step], passed: Sequence[tuple[str, Passed]]) -> Walk:
    """From what is to be asked now and what was passed before: a step that was left is not asked again."""
    keys = {key for key, _ in passed}
    return Walk(tuple(passed), tuple(step for step in steps if step.key not in keys))
