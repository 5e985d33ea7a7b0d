"""The words, icons and colours of sessions and check-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.checkins import CheckIn, Decision, Outcome, WhyNot, days_late
from microcoach_desktop.domain.delays import until_talk
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Exactness, Impacted, Kind, Proposer, Session, Source, Stage
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people.notes import Note

KIND_ICONS = {Kind.WIN: "award", Kind.OPPORTUNITY: "sprout"}
KIND_COLORS = {Kind.WIN: "win", Kind.OPPORTUNITY: "opp"}
OUTCOME_LOOKS = {
    Outcome.WORKED: ("circle-check", "win"),
    Outcome.PARTLY: ("circle-dot-dashed", "opp"),
    Outcome.NOT_YET: ("circle-dashed", "text2"),
    Outcome.NOT_TRIED: ("circle-x", "text2"),
    Outcome.EXCUSED: ("circle", "text2"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The foot of a card: icon and word in one colour, then quieter words."""

    icon: str
    color: str
    word: str
    detail: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def kind_word(kind: Kind) -> str:
    return _tr("Win") if kind is Kind.WIN else _tr("Opportunity")


def outcome_word(outcome: Outcome) -> str:
    return {
        Outcome.WORKED: _tr("Worked"),
        Outcome.PARTLY: _tr("Partly"),
        Outcome.NOT_YET: _tr("Not yet"),
        Outcome.NOT_TRIED: _tr("Not tried"),
        Outcome.EXCUSED: _tr("Excused"),
    }[outcome]


def tone_word(tone: Tone) -> str:
    return {
        Tone.DIRECT: _tr("Direct"),
        Tone.BALANCED: _tr("Balanced"),
        Tone.COLLABORATIVE: _tr("Collaborative"),
    }[tone]


def person_line(person: Person) -> str:
    """Role, team and coaching preference in one line; the usual preference is not said."""
    preference = {Tone.DIRECT: _tr("Direct, data first."), Tone.COLLABORATIVE: _tr("Collaborative.")}.get(person.tone)
    work = ", ".join(part for part in (person.role, person.team) if part)
    return " ".join(part for part in (f"{work}." if work and preference else work, preference) if part)


def source_word(source: Source) -> str:
    return {
        Source.SEEN: _tr("Seen myself"),
        Source.RECORD: _tr("A record or metric"),
        Source.TOLD: _tr("Told by someone"),
    }[source]


def exactness_word(exactness: Exactness) -> str:
    return {Exactness.EXACT: _tr("Exact"), Exactness.ABOUT: _tr("About"), Exactness.DAY: _tr("That day")}[exactness]


def proposer_word(proposer: Proposer) -> str:
    return {
        Proposer.MANAGER: _tr("Manager"),
        Proposer.EMPLOYEE: _tr("The person"),
        Proposer.TOGETHER: _tr("Together"),
    }[proposer]


def impacted_word(impacted: Impacted) -> str:
    return {
        Impacted.OUTCOME: _tr("Outcome"),
        Impacted.TEAMMATE: _tr("Teammate"),
        Impacted.CUSTOMER: _tr("Customer"),
        Impacted.SAFETY: _tr("Safety"),
        Impacted.SELF: _tr("The person"),
    }[impacted]


def why_not_word(why_not: WhyNot) -> str:
    return {
        WhyNot.NO_CUE: _tr("The cue never came"),
        WhyNot.FORGOT: _tr("Forgot"),
        WhyNot.UNCLEAR: _tr("Unclear"),
        WhyNot.DISAGREED: _tr("Disagreed"),
        WhyNot.PROCESS: _tr("Tool or process"),
    }[why_not]


def decision_word(decision: Decision) -> str:
    return {
        Decision.KEEP: _tr("Keep"),
        Decision.ADJUST: _tr("Adjust"),
        Decision.AGAIN: _tr("Try again"),
        Decision.STOP: _tr("Close"),
    }[decision]


def count_words(count: int) -> str:
    return _tr("1 session") if count == 1 else _tr("{count} sessions").format(count=count)


def edited_word() -> str:
    return _tr("edited")


def process_word() -> str:
    return _tr("Process")


def count_matters(count: int) -> str:
    return _tr("1 item") if count == 1 else _tr("{count} items").format(count=count)


def short_day(at: datetime, formats: Formats, now: datetime) -> str:
    return formats.day(at.astimezone(formats.zone).date(), now)


def when_words(session: Session, formats: Formats, now: datetime) -> str:
    """When it was written, and when it was seen if that was another day."""
    written = formats.short_moment(session.captured_at, now)
    seen = session.happened_at.astimezone(formats.zone).date()
    if seen == session.captured_at.astimezone(formats.zone).date():
        return written
    return _tr("{day}, seen {seen}").format(day=written, seen=formats.day(seen, now))


def standing(note: Note, formats: Formats, now: datetime) -> Standing | None:
    """How it stands; None where nothing was agreed."""
    session, waiting, review = note.session, note.open_check_in, note.last_review
    if session.hold is not None:
        parked = note.stage is Stage.PARKED
        word = _tr("Parked") if parked else _tr("Let go")
        return Standing("pause" if parked else "archive", "text2", word, session.hold_reason)
    if review is not None and review.outcome is not None and (waiting is None or waiting.retention):
        return _reviewed(review, waiting, formats, now)
    if waiting is not None:
        return _waiting(waiting, review, formats, now)
    if note.check_ins:
        return Standing("clock", "text2", _tr("Lapsed"), _tr("It went without a check-in."))
    return _talk(session, formats, now)


def _talk(session: Session, formats: Formats, now: datetime) -> Standing | None:
    if session.talked_at is not None:
        day = short_day(session.talked_at, formats, now)
        after = _tr("{span} after").format(span=formats.span(until_talk(session) or timedelta()))
        return Standing("message-circle", "text2", _tr("Talked about"), f"{day}, {after}")
    if session.planned_talk_at is not None and session.planned_talk_at > now:
        return Standing(
            "calendar-clock", "text2", _tr("Talk planned"), short_day(session.planned_talk_at, formats, now)
        )
    return None


def _reviewed(review: CheckIn, waiting: CheckIn | None, formats: Formats, now: datetime) -> Standing:
    outcome = review.outcome or Outcome.EXCUSED
    icon, color = OUTCOME_LOOKS[outcome]
    at = review.reviewed_at or now
    day = formats.day(at.astimezone(formats.zone).date(), now, weekday=False)
    detail = _tr("Checked in {day}").format(day=day)
    if waiting is not None and waiting.due_at is not None:
        again = _tr("looking again {day}").format(day=short_day(waiting.due_at, formats, now))
        detail = f"{detail}, {again}"
    return Standing(icon, color, outcome_word(outcome), detail)


def _waiting(waiting: CheckIn, review: CheckIn | None, formats: Formats, now: datetime) -> Standing:
    detail = _tr("No date yet")
    if waiting.due_at is not None:
        detail = _tr("Check in {day}").format(day=short_day(waiting.due_at, formats, now))
    if review is not None and review.outcome is not None:
        last = _tr("last time {outcome}").format(outcome=outcome_word(review.outcome).lower())
        detail = f"{detail}, {last}"
    late = 0 if waiting.due_at is None else days_late(waiting.due_at, now)
    if late:
        return Standing("clock-alert", "danger", formats.late(late).capitalize(), detail)
    return Standing("clock", "text2", _tr("Waiting"), detail)


def metric_words(note: Note, formats: Formats) -> tuple[str, str, str]:
    """From, to and unit; empty where there is no number."""
    session = note.session
    if note.metric is None or session.baseline is None:
        return "", "", ""
    end = note.value if note.value is not None else session.target
    unit = note.metric.unit or note.metric.name
    return formats.number(session.baseline), "" if end is None else formats.number(end), unit


def is_better(note: Note) -> bool:
    """Whether the newest reading lies on the good side of the first one."""
    session, value = note.session, note.value
    if note.metric is None or session.baseline is None or value is None:
        return False
    return value < session.baseline if note.metric.better is Better.LOWER else value > session.baseline


def next_step_words(previous: str) -> str:
    return _tr("Next step of: {title}").format(title=previous)


def note_sentence(note: Note, formats: Formats, now: datetime, *, expanded: bool, query: str = "") -> str:
    """The whole card for screen readers, with what a search found in it."""
    session = note.session
    parts = [kind_word(session.kind), note.person_name, when_words(session, formats, now), session.context]
    if session.original:
        parts.append(edited_word())
    if note.chain is not None:
        from microcoach_desktop.ui.people.chain_words import spoken

        parts.append(spoken(note.chain, session.id))
    if note.previous:
        parts.append(next_step_words(note.previous))
    parts.append(session.observation)
    if session.action:
        parts.append(_tr("Action: {action}").format(action=session.action))
    foot = standing(note, formats, now)
    if foot is not None:
        parts += [foot.word, foot.detail]
    start, end, unit = metric_words(note, formats)
    if start and end:
        parts.append(_tr("{start} to {end} {unit}").format(start=start, end=end, unit=unit))
    from microcoach_desktop.ui.people.details import hidden_hits, lines

    told = lines(note, formats, now) if expanded else hidden_hits(note, query, formats, now) if query else []
    parts += [f"{line.label}: {line.value}" for line in told]
    return ", ".join(part.strip(" ,.") for part in parts if part.strip(" ,.")) + "."
