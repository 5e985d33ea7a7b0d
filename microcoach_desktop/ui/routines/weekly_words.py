"""What the weekly review shows of a step, and the one sentence at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.domain.weekly_walk import AgeingNote, IgnoredReminder, LateCheckIn, Passed, Step, Walk
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.reminders.reasons import kind_name
from microcoach_desktop.ui.reminders.wording import subject
from microcoach_desktop.ui.routines.wording import counted, joined


@dataclass(frozen=True, slots=True)
class StepFace:
    """`question` is asked about `title`; `about` says more. Without a person there is an icon alone."""

    icon: str
    color: str
    question: str
    title: str
    about: str
    person_name: str = ""


def face_of(step: Step, store: Store, formats: Formats, now: datetime) -> StepFace:
    """Raises NotFound where it was removed meanwhile."""
    if isinstance(step, AgeingNote):
        note = step.note
        icon, color = ("award", "win") if note.kind is Kind.WIN else ("sprout", "opp")
        age = _tr("Seen {span} ago").format(span=formats.span(now - note.happened_at))
        about = ", ".join(text for text in (age, note.context) if text)
        question = _tr("Nobody has talked about this yet. Still worth it?")
        return StepFace(icon, color, question, note.observation, about, store.people.get(note.person_id).name)
    if isinstance(step, LateCheckIn):
        found = step.follow_up
        late = formats.late(found.days_late(now))
        about = ", ".join(text for text in (late, found.context) if text)
        if step.lapses:
            about = _tr("{about}. If you leave it, it lapses and stays in the history.").format(about=about)
        return StepFace("clock-alert", "danger", _tr("How did it go?"), found.title, about, found.person_name)
    about_whom = subject(store, step.kind, step.subject_id)
    about = _tr("The last ones got no answer.")
    return StepFace("bell", "text2", _tr("Keep these reminders?"), about_whom or kind_name(step.kind), about)


def ended(walk: Walk) -> str:
    """Such as "You went through 4 things: 2 talked about, 1 parked and 1 left as it is."."""
    if not walk.total:
        return _tr("Nothing is waiting this week.")
    count = walk.counts()
    words = {
        Passed.TALKED: (_tr("1 talked about"), _tr("{n} talked about")),
        Passed.PLANNED: (_tr("1 talk planned"), _tr("{n} talks planned")),
        Passed.PARKED: (_tr("1 parked"), _tr("{n} parked")),
        Passed.LET_GO: (_tr("1 let go"), _tr("{n} let go")),
        Passed.REVIEWED: (_tr("1 check-in done"), _tr("{n} check-ins done")),
        Passed.MOVED: (_tr("1 check-in moved"), _tr("{n} check-ins moved")),
        Passed.LAPSED: (_tr("1 check-in lapsed"), _tr("{n} check-ins lapsed")),
        Passed.KEPT: (_tr("1 reminder kept"), _tr("{n} reminders kept")),
        Passed.LESS_OFTEN: (_tr("1 reminder made weekly"), _tr("{n} reminders made weekly")),
        Passed.TURNED_OFF: (_tr("1 reminder turned off"), _tr("{n} reminders turned off")),
        Passed.LEFT: (_tr("1 left as it is"), _tr("{n} left as they are")),
    }
    parts = [text for what, (one, many) in words.items() if (text := counted(count[what], one, many))]
    things = counted(walk.total, _tr("1 thing"), _tr("{n} things"))
    return _tr("You went through {things}: {parts}.").format(things=things, parts=joined(parts))


def kind_head(step: Step) -> str:
    if isinstance(step, AgeingNote):
        return _tr("A note that is getting old")
    if isinstance(step, LateCheckIn):
        return _tr("A check-in that is late")
    return kind_name(step.kind) if isinstance(step, IgnoredReminder) else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Routines", text)
