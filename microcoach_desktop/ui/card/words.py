"""The card in the person's words: headings, dates and numbers as both read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.person_card import CardForPerson, Measure
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.formats import Formats


@dataclass(frozen=True, slots=True)
class Section:
    """`lead` is said large, `more` below it; never without a lead."""

    heading: str
    icon: str
    lead: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that stands on the card, from the top."""

    name: str
    occasion: str
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The same to paste anywhere."""
        parts = [_joined(self.name, self.occasion)]
        parts += ["\n".join((f"{part.heading}:", part.lead, *part.more)) for part in self.sections]
        return "\n\n".join(parts)


def content(card: CardForPerson, formats: Formats, now: datetime) -> Content:
    day = formats.day(card.agreed_at.astimezone(formats.zone).date(), now)
    return Content(card.person_name, _joined(card.context, day), tuple(_sections(card, formats)))


def _sections(card: CardForPerson, formats: Formats) -> Iterator[Section]:
    if card.well:
        yield Section(_tr("What went well"), "award", card.well)
    if card.action:
        heading = _tr("What next") if card.kind is Kind.WIN else _tr("What")
        yield from _section(heading, "sprout", card.action, card.cue)
    reasons = _tr("Why") if card.well or card.action else _tr("What was seen")
    yield from _section(reasons, "message-circle", card.seen, card.impact)
    yield from _dates(card, formats)
    measured = "" if card.measure is None else _measured(card.measure, formats)
    yield from _section(_tr("How we will know"), "target", card.success, measured)


def _dates(card: CardForPerson, formats: Formats) -> Iterator[Section]:
    if card.apply_by is not None:
        together = ""
        if card.look_at is not None:
            together = _tr("We look at it together {moment}.").format(moment=_moment(card.look_at, formats))
        yield from _section(_tr("By when"), "calendar-check", _moment(card.apply_by, formats), together)
    elif card.look_at is not None:
        heading = _tr("By when") if card.action else _tr("We talk again")
        together = _tr("Then we look at it together.") if card.action else ""
        yield from _section(heading, "calendar-check", _moment(card.look_at, formats), together)


def _section(heading: str, icon: str, *lines: str) -> Iterator[Section]:
    """The first line that is there leads."""
    said = [line.strip() for line in lines if line.strip()]
    if said:
        yield Section(heading, icon, said[0], tuple(said[1:]))


def _moment(at: datetime, formats: Formats) -> str:
    """A day that is read aloud: "Friday 14 November, 14:00"."""
    return f"{formats.long_day(at.astimezone(formats.zone).date())}, {formats.time(at)}"


def _measured(measure: Measure, formats: Formats) -> str:
    """Such as "Missed returns: from 2 to 0 per shift"."""
    start, goal = (None if value is None else formats.number(value) for value in (measure.baseline, measure.target))
    if start is None:
        said = _tr("{metric}: {target}").format(metric=measure.name, target=goal)
    elif goal is None:
        said = _tr("{metric}: now {start}").format(metric=measure.name, start=start)
    else:
        said = _tr("{metric}: from {start} to {target}").format(metric=measure.name, start=start, target=goal)
    return f"{said} {measure.unit}".strip()


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Card", text)
