"""Plays: anonymised micro-adjustments, how they were worded, and what came of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.sessions import Hold, Session
from microcoach_desktop.domain.text import clean
from microcoach_desktop.domain.wilson import Interval, wilson

LEAST_TRIES = 3
LEAST_PEOPLE = 3
MAX_TEXT = 320
MAX_SHORT = 80
MAX_LISTED = 12
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a play says. `revised_at` (UTC) tells one revision from another; it is set when the play is saved."""

    action: str
    contexts: tuple[str, ...] = ()
    success: str = ""
    metric: str = ""
    unit: str = ""
    better: Better = Better.LOWER
    resource: str = ""
    tags: tuple[str, ...] = ()
    revised_at: datetime = NEVER

    @property
    def digest(self) -> str:
        """The same on every computer: by it a revision is known."""
        plain = {**asdict(self), "better": self.better.value, "revised_at": self.revised_at.isoformat()}
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text with the name of its field; lists give one pair for each item."""
        single = ("action", "success", "metric", "unit", "resource")
        listed = ("contexts", "tags")
        return (
            *((name, getattr(self, name)) for name in single),
            *((name, item) for name in listed for item in getattr(self, name)),
        )

    def says_the_same(self, other: Wording) -> bool:
        return replace(self, revised_at=NEVER) == replace(other, revised_at=NEVER)

    def tidied(self) -> Wording:
        """Without control characters, outer blanks, and empty or repeated items: as every playbook stores it."""
        texts = {
            name: clean(getattr(self, name)).strip() for name in ("action", "success", "metric", "unit", "resource")
        }
        lists = {
            name: tuple(dict.fromkeys(made for item in getattr(self, name) if (made := clean(item).strip())))
            for name in ("contexts", "tags")
        }
        return replace(self, **texts, **lists)  # type: ignore[arg-type]

    def checked(self) -> Wording:
        """Itself, or InvalidRecord naming the field."""
        if not self.action.strip():
            raise InvalidRecord("action", "A playbook action needs words.", "Say what to do, in one sentence.")
        for name, text in self.texts:
            most = MAX_TEXT if name in {"action", "success", "resource"} else MAX_SHORT
            if len(text) > most:
                raise InvalidRecord(name, f"This field holds {most} characters at most.", "Shorten it.")
        for name in ("contexts", "tags"):
            if len(getattr(self, name)) > MAX_LISTED:
                raise InvalidRecord(name, f"There are {MAX_LISTED} at most.", "Remove one.")
        return self


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a play. One try is one reviewed check-in, retention checks left out.

    `change` is the median of last reading minus start, in the metric's unit, over `changes` notes.
    """

    tried: int = 0
    worked: int = 0
    partly: int = 0
    people: int = 0
    contexts: tuple[str, ...] = ()
    last_used_on: date | None = None
    change: float | None = None
    changes: int = 0

    @property
    def rate(self) -> float | None:
        return self.worked / self.tried if self.tried else None

    @property
    def tries_to_rank(self) -> int:
        return max(0, LEAST_TRIES - self.tried)

    @property
    def likely(self) -> Interval | None:
        """The Wilson 80 % range of the rate; None under three tries."""
        return None if self.tries_to_rank else wilson(self.worked, self.tried)

    @property
    def can_be_shared(self) -> bool:
        """Fewer people could be recognised in it."""
        return self.people >= LEAST_PEOPLE


@dataclass(frozen=True, slots=True)
class Evidence:
    """The tally of one origin (a playbook's own id, not a person's) as counted at `as_of` (UTC)."""

    origin: str
    as_of: datetime
    tally: Tally


@dataclass(frozen=True, slots=True)
class Play:
    """`uid` is the same in every playbook. `wordings` are all revisions ever seen, `superseded` the digests of those
    that a later one replaced; `parent_uid` is the play it was adapted from. `id` and `retired_at` are never shared.
    """

    uid: str
    wordings: tuple[Wording, ...]
    created_at: datetime
    parent_uid: str = ""
    superseded: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    id: int = 0
    retired_at: datetime | None = None
    wording: Wording = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wording", max(self.heads, key=lambda wording: (wording.revised_at, wording.digest)))

    @property
    def heads(self) -> tuple[Wording, ...]:
        """The revisions that none replaced: more than one after both sides changed a play."""
        return tuple(word for word in self.wordings if word.digest not in self.superseded) or self.wordings

    @property
    def rivals(self) -> tuple[Wording, ...]:
        """Other heads that say something else than the one shown: the manager has not decided yet."""
        return tuple(word for word in self.heads if not word.says_the_same(self.wording))

    def revised(self, wording: Wording, now: datetime) -> Play:
        """Worded anew: what stood there before is replaced, and kept as history."""
        # Later than all before it, whatever the clock says: else going back to an old text would be that old revision.
        newest = max(word.revised_at for word in self.wordings)
        wording = replace(wording, revised_at=max(now.astimezone(UTC), newest + timedelta(microseconds=1))).checked()
        if wording.says_the_same(self.wording) and not self.rivals:
            return self
        old = frozenset(word.digest for word in self.heads)
        kept = [word for word in self.wordings if word.digest != wording.digest]
        return replace(
            self, wordings=sorted_wordings((*kept, wording)), superseded=self.superseded | old - {wording.digest}
        )


def sorted_wordings(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    return tuple(sorted({word.digest: word for word in wordings}.values(), key=lambda word: word.digest))


def can_be_offered(session: Session) -> bool:
    """Sensitive notes never; the others once there is an action that is not yet a play."""
    return (
        not session.sensitive
        and bool(session.action.strip())
        and session.hold is not Hold.LET_GO
        and not session.play_id
    )
