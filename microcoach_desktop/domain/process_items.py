"""What an after-action review finds about the work itself: no person is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.sessions import NOT_SAVED

# Soft budgets in characters, in the order in which a review asks; the hard limit is twice the budget.
ITEM_BUDGETS = {"planned": 200, "happened": 300, "reason": 240, "next_step": 160}


@dataclass(frozen=True, slots=True)
class ProcessItem:
    """Open until `done_at`. `occurrence` is the nominal local start of the key task's happening, as in a session."""

    planned: str = ""
    happened: str = ""
    reason: str = ""
    next_step: str = ""
    key_task_id: int | None = None
    occurrence: str | None = None
    noted_at: datetime = NOT_SAVED
    done_at: datetime | None = None
    id: int = 0

    @property
    def title(self) -> str:
        """What a list shows: the step that was agreed, or what led to it."""
        return self.next_step or self.happened or self.reason or self.planned

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name).strip() for name in ITEM_BUDGETS)

    def checked(self) -> ProcessItem:
        """Itself, or InvalidRecord naming the field."""
        if self.is_empty:
            raise InvalidRecord("happened", "Needs what happened or what comes next.")
        for name, budget in ITEM_BUDGETS.items():
            if len(getattr(self, name)) > 2 * budget:
                raise InvalidRecord(name, f"This field holds {2 * budget} characters at most.", "Shorten it.")
        return self
