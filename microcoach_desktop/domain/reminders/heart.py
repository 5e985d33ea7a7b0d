"""What is remembered from one heartbeat to the next, and what a heartbeat does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from microcoach_desktop.domain.reminders.choose import Moment, closed, full
from microcoach_desktop.domain.reminders.engine import Engine
from microcoach_desktop.domain.reminders.ledger import Ledger, Records
from microcoach_desktop.domain.reminders.model import Held, Policy, Verdict
from microcoach_desktop.domain.reminders.pulse import Pulse, felt

# A longer silence than this means that the computer slept.
SLEPT = timedelta(minutes=2)
KEPT_FOR = timedelta(hours=1)
INTERRUPTED = frozenset((Held.PAUSED, Held.BUSY, Held.SETTLING, Held.ABSENT))
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Heart:
    """Of one run of the program. `kept_at` is when the pulse was last written down.

    `returned`: nothing could be told for a while, so the next card is about all of it.
    """

    settles_at: datetime = LONG_AGO
    last: Pulse | None = None
    before: Policy | None = None
    kept_at: datetime | None = None
    returned: bool = True

    def moment(self, now: datetime, policy: Policy) -> Moment:
        return Moment(now, policy, settled=now >= self.settles_at, returned=self.returned)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one beat found: the card to show, what has been taken back, and the heart that goes on from it."""

    heart: Heart
    moment: Moment
    verdict: Verdict
    gone: frozenset[int]
    suspect: bool


def beat(heart: Heart, ledger: Ledger, records: Records, now: datetime, boot: float, policy: Policy) -> Turn:
    """Bring the ledger up to `now` and choose. What is then shown is written down by Engine.tell."""
    engine = Engine(ledger, records)
    last = heart.last or ledger.pulse()
    found = felt(last, now, boot, policy.zone.key)
    settles_at = heart.settles_at
    # After sleep, but not at a start that the manager made.
    if heart.last is not None and (found.asleep is None or found.asleep > SLEPT):
        settles_at = now + policy.limits.settle
    if found.set_back:
        settles_at = min(settles_at, now + policy.limits.settle)
    rules_changed = heart.before != policy
    gone = engine.bring_up(now, policy, found, None if last is None else last.at, rules_changed=rules_changed)
    moment, verdict = engine.pick(replace(heart, settles_at=settles_at).moment(now, policy))
    changed = last is None or found.set_back or found.zone_changed or found.pulse.ahead != last.ahead
    kept_at = heart.kept_at
    if changed or kept_at is None or not timedelta(0) <= now - kept_at < KEPT_FOR:
        ledger.keep_pulse(found.pulse)
        kept_at = now
    shut = closed(moment)
    waits = shut in INTERRUPTED or (heart.returned and (shut or full(moment)) is not None)
    return Turn(Heart(settles_at, found.pulse, policy, kept_at, waits), moment, verdict, gone, found.pulse.suspect)
