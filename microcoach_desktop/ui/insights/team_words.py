"""The team in words: coverage, attention, what comes back, numbers that moved. Always by the alphabet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.insights import (
    Attended,
    Band,
    Behaviour,
    Coverage,
    Covered,
    Mark,
    Movement,
    NotEnough,
    Scope,
)
from microcoach_desktop.services.insights import Patterns
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.insights.shown import Dots, Item, Items, Movements, Shown, Words, not_enough


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)


BAND_LOOKS = {Band.OVERDUE: ("clock-alert", "opp"), Band.DUE: ("clock", "text2"), Band.ON_TIME: ("circle-check", "win")}


def coverage(found: Coverage, _words: Words) -> Shown:
    if not found.people:
        return Shown(needs=_tr("Nobody is in the team yet."))
    groups = []
    rows = []
    for band in Band:
        people = found.of(band)
        if people:
            items = tuple(_covered(covered) for covered in people)
            groups.append((f"{band_word(band)} ({len(people)})", items))
            rows += [(covered.name, covered.days, covered.wanted_days, band_word(band)) for covered in people]
    sentence = _tr("A talk with {n} of {of} people who are here; {due} are due and {overdue} overdue.")
    return Shown(
        sentence.format(
            n=found.talked_with,
            of=len(found.people),
            due=len(found.of(Band.DUE)),
            overdue=len(found.of(Band.OVERDUE)),
        ),
        _tr("{n} of {of}").format(n=found.talked_with, of=len(found.people)),
        _tr("people had a talk"),
        Items(tuple(groups)),
        (_tr("Person"), _tr("Days since"), _tr("Wanted every"), _tr("Status")),
        tuple(rows),
    )


def band_word(band: Band) -> str:
    return {Band.OVERDUE: _tr("Overdue"), Band.DUE: _tr("Due"), Band.ON_TIME: _tr("On time")}[band]


def patterns(found: Patterns, _words: Words) -> Shown:
    if not found.named:
        return Shown(needs=_tr("Not enough to show without pointing at someone. It takes 5 sessions with 3 people."))
    every = [*found.tags, *found.contexts]
    process = [behaviour for behaviour in every if behaviour.scope is Scope.PROCESS]
    personal = [behaviour for behaviour in found.tags if behaviour.scope is Scope.PERSONAL]
    if not process and not personal:
        return Shown(needs=_tr("Nothing came back three times within four weeks."))
    groups = (
        (_tr("About the process: three or more people"), tuple(_of_the_process(behaviour) for behaviour in process)),
        (_tr("One person, three times"), tuple(_of_one(behaviour, found.names) for behaviour in personal)),
    )
    sentence = _tr("{process} came back with three or more people, {personal} with one person.")
    return Shown(
        sentence.format(process=len(process), personal=len(personal)),
        str(len(process) + len(personal)),
        _tr("came back, with three or more people: {n}").format(n=len(process)),
        Items(tuple(group for group in groups if group[1])),
        (_tr("What"), _tr("Sessions"), _tr("People"), _tr("About")),
        tuple(
            (behaviour.label, behaviour.sessions, len(behaviour.person_ids), scope_word(behaviour.scope))
            for behaviour in [*process, *personal]
        ),
    )


def scope_word(scope: Scope) -> str:
    return _tr("The process") if scope is Scope.PROCESS else _tr("One person")


def attention(found: tuple[Attended, ...] | NotEnough, words: Words) -> Shown:
    if isinstance(found, NotEnough):
        return not_enough(found, _tr("sessions with 1 more person"), _tr("sessions with {n} more people"))
    marked = [attended for attended in found if attended.marks]
    items = tuple(_attended(attended, words) for attended in marked)
    sentence = _tr("{n} of {of} people got far more or far less of something than is usual in the team.")
    return Shown(
        sentence.format(n=len(marked), of=len(found)),
        _tr("{n} of {of}").format(n=len(marked), of=len(found)),
        _tr("people differ from what is usual in the team"),
        Items(((_tr("Outside half to twice the usual"), items),)) if items else None,
        (_tr("Person"), _tr("Sessions"), _tr("With a number"), _tr("Until the talk"), _tr("Unusual")),
        tuple(
            (
                attended.name,
                attended.sessions,
                None if attended.measured_share is None else words.percent(attended.measured_share, 1),
                None if attended.median_delay_h is None else words.hours(attended.median_delay_h),
                _marks(attended),
            )
            for attended in found
        ),
    )


def movements(found: tuple[Movement, ...], words: Words) -> Shown:
    if not found:
        needs = _tr("Not enough yet: it takes a talk about a metric with 3 readings before and 3 after it.")
        return Shown(needs=needs)
    good = sum(moved.compared.gain > 0 for moved in found)
    sentence = _tr("{good} of {n} numbers stood on the better side after the talk. Together in time, not proof.")
    return Shown(
        sentence.format(good=good, n=len(found)),
        _tr("{n} of {of}").format(n=good, of=len(found)),
        _tr("numbers stood on the better side after a talk"),
        Movements(tuple(_dots(moved, words) for moved in found)),
        (_tr("Metric and person"), _tr("Talk"), _tr("Before"), _tr("After")),
        tuple(
            (
                _moved_label(moved),
                words.day(moved.measured.experiment.talked_at),
                moved.compared.before_median,
                moved.compared.after_median,
            )
            for moved in found
        ),
        _tr("Together in time, not proof."),
    )


def _covered(covered: Covered) -> Item:
    icon, color = BAND_LOOKS[covered.band]
    if covered.days is None:
        said = _tr("no talk yet")
    elif covered.days == 0:
        said = _tr("today")
    else:
        said = Formats.day_count(covered.days)
    return Item(icon, color, covered.name, said, person_id=covered.person_id)


def _of_the_process(behaviour: Behaviour) -> Item:
    said = _tr("{n} sessions, {people} people").format(n=behaviour.sessions, people=len(behaviour.person_ids))
    return Item("repeat", "accent_text", behaviour.label, said, search=behaviour.label)


def _of_one(behaviour: Behaviour, names: Mapping[int, str]) -> Item:
    (person_id,) = behaviour.person_ids
    said = _tr("{name}, {n} sessions").format(name=names[person_id], n=behaviour.sessions)
    return Item("user", "text2", behaviour.label, said, person_id, behaviour.label)


def _attended(attended: Attended, words: Words) -> Item:
    count = _tr("1 session") if attended.sessions == 1 else _tr("{n} sessions").format(n=attended.sessions)
    parts = [count]
    if Mark.MEASURED in attended.marks and attended.measured_share is not None:
        parts.append(_tr("{share} with a number").format(share=words.percent(attended.measured_share, 1)))
    if Mark.DELAY in attended.marks and attended.median_delay_h is not None:
        parts.append(_tr("{time} until the talk").format(time=words.hours(attended.median_delay_h)))
    return Item("user", "text2", attended.name, ", ".join(parts), person_id=attended.person_id)


def _marks(attended: Attended) -> str:
    named = {
        Mark.SESSIONS: _tr("sessions"),
        Mark.MEASURED: _tr("numbers"),
        Mark.DELAY: _tr("time"),
    }
    return ", ".join(word for mark, word in named.items() if mark in attended.marks)


def _moved_label(moved: Movement) -> str:
    return f"{moved.measured.metric.name}, {moved.measured.person_name}"


def _dots(moved: Movement, words: Words) -> Dots:
    compared, number = moved.compared, words.formats.number
    said = _tr("{before} to {after}").format(before=number(compared.before_median), after=number(compared.after_median))
    return Dots(
        _moved_label(moved),
        said,
        tuple(reading.value for reading in compared.before),
        tuple(reading.value for reading in compared.after),
        (compared.before_median, compared.after_median),
        compared.gain > 0,
    )
