"""What came of a play in notes that have been erased since: numbers that lead back to nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.playbook.evidence import total
from microcoach_desktop.domain.playbook.model import Tally


@dataclass(frozen=True, slots=True)
class Kept:
    """`id` is the play's. Contexts are not kept: somebody wrote them.

    Whose notes they were is forgotten, so that nobody can tell whether somebody who tries the play again is counted
    already. `gone` are people who were erased themselves and cannot come again; of the others at least `others` have
    tried it, those whose notes are still there included.
    """

    tried: int = 0
    worked: int = 0
    partly: int = 0
    gone: int = 0
    others: int = 0
    last_used_on: date | None = None
    change: float | None = None
    changes: int = 0
    id: int = 0

    def with_erased(self, erased: Tally, gone: int, before: int) -> Kept:
        """`erased` is what goes now and `gone` how many of its people go, too; `before` had notes until now."""
        added = total((self._tally, erased))
        # Who stays and loses notes may be counted no more from what is left.
        others = self.others if erased.people == gone else max(self.others, before)
        return replace(
            self,
            tried=added.tried,
            worked=added.worked,
            partly=added.partly,
            gone=self.gone + gone,
            others=max(0, others - gone),
            last_used_on=added.last_used_on,
            change=added.change,
            changes=added.changes,
        )

    def without(self, there: Tally, people: int) -> Kept:
        """Notes that are there (again) count for themselves; so do `people` of them who were erased and came again."""
        worked, partly = max(0, self.worked - there.worked), max(0, self.partly - there.partly)
        tried = worked + partly + max(0, _not_yet(self) - _not_yet(there))
        changes = min(tried, max(0, self.changes - there.changes))
        return replace(
            self,
            tried=tried,
            worked=worked,
            partly=partly,
            gone=min(tried, max(0, self.gone - people)),
            change=self.change if changes else None,
            changes=changes,
        )

    def at_least(self, other: Kept) -> Kept:
        """Of two that may count the same notes, the more that either knows of each."""
        worked, partly = max(self.worked, other.worked), max(self.partly, other.partly)
        more = max(self, other, key=lambda kept: kept.changes)
        days = [day for day in (self.last_used_on, other.last_used_on) if day is not None]
        return replace(
            self,
            tried=worked + partly + max(_not_yet(self), _not_yet(other)),
            worked=worked,
            partly=partly,
            gone=max(self.gone, other.gone),
            others=max(self.others, other.others),
            last_used_on=max(days, default=None),
            change=more.change,
            changes=more.changes,
        )

    def total_with(self, here: Tally) -> Tally:
        """Together with the notes that are still there; never more people than there were."""
        added = total((here, self._tally))
        return replace(added, people=min(added.tried, self.gone + max(self.others, here.people)))

    def checked(self) -> Kept:
        """Itself, or InvalidRecord."""
        counts = (self.tried, self.worked, self.partly, self.gone, self.others, self.changes)
        parts = (self.worked + self.partly, self.gone, self.changes)
        if min(counts) < 0 or max(parts) > self.tried or (self.change is None) != (self.changes == 0):
            raise InvalidRecord("play_kept", "The counts of a playbook action do not add up.", "Export it again.")
        return self

    @property
    def _tally(self) -> Tally:
        return Tally(
            self.tried, self.worked, self.partly, 0, (), self.last_used_on, change=self.change, changes=self.changes
        )


def _not_yet(counts: Kept | Tally) -> int:
    return counts.tried - counts.worked - counts.partly
