"""The insights in the order of the page: how each is asked for, told and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.services.insights import Practice
from microcoach_desktop.ui.insights import play_words, practice_words, team_words
from microcoach_desktop.ui.insights.shown import Shown, Words


@dataclass(frozen=True, slots=True)
class Insight:
    """`ask` runs in the worker, `tell` in the window. Without a period `counted` says of what time it is."""

    key: str
    title: str
    counted: str
    ask: Callable[[Practice], Any]
    tell: Callable[[Any, Words], Shown]
    has_period: bool = True


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)


def insights() -> tuple[Insight, ...]:
    return (*_practice(), *_team())


def _practice() -> tuple[Insight, ...]:
    return (
        Insight(
            "rhythm",
            _tr("Rhythm"),
            _tr("Weeks with at least one talk, out of the last eight including this one. A talk is a note that was "
                "talked about or a check-in that was done. Minutes are those you noted, divided by eight weeks."),
            Practice.rhythm,
            practice_words.rhythm,
            has_period=False,
        ),
        Insight(
            "coverage",
            _tr("Coverage"),
            _tr("People who had a talk in the period, out of all who are active and not away. Each person's days since "
                "the last talk are compared with the gap you wanted, 14 days where none is set: on time up to that gap,"
                " due up to the longest gap (twice the wanted one where none is set), then overdue. Each group is in "
                "alphabetical order, never ranked."),
            Practice.coverage,
            team_words.coverage,
        ),
        Insight(
            "balance",
            _tr("Wins and opportunities"),
            _tr("Notes captured in the period, by kind and week. There is no ratio to aim at; a hint appears only when "
                "none of the last five notes is a win. Shown from 5 notes on."),
            Practice.balance,
            practice_words.balance,
        ),
        Insight(
            "follow-through",
            _tr("Follow-through"),
            _tr("Check-ins done, out of those whose time has come. Excused ones and those of parked or let-go notes do "
                "not count. On time is within 24 hours. Shown from 5 check-ins on."),
            Practice.completion,
            practice_words.completion,
        ),
        Insight(
            "outcomes",
            _tr("Outcomes"),
            _tr("Tried means worked, partly or not yet, out of the check-ins that were due. Worked is its share of what"
                " was tried. The line is the likely range of that share (Wilson, 80 %). Looks at what was kept have a "
                "card of their own. Shown from 5 tries on."),
            Practice.outcomes,
            practice_words.outcomes,
        ),
        Insight(
            "timing",
            _tr("Timing"),
            _tr("The time from seeing something to talking about it, from the talk to the first try, and the age of "
                "notes not yet talked about or set aside. Half were within the first number, four of five within the "
                "second. Each line is shown from 5 notes on."),
            Practice.timing,
            practice_words.timing,
        ),
    )  # fmt: skip


def _team() -> tuple[Insight, ...]:
    return (
        Insight(
            "patterns",
            _tr("What comes back"),
            _tr("A tag that comes three times within 28 days on one person's opportunities is personal. A tag or a "
                "context that comes with three or more people is about the process. What counts is when it was seen, "
                "however late it was noted. Shown from 5 sessions with 3 people on, so that nobody is pointed at."),
            Practice.patterns,
            team_words.patterns,
        ),
        Insight(
            "movement",
            _tr("Numbers before and after"),
            _tr("The middle value (median) of the last seven readings in the two weeks before a talk, beside that of "
                "the readings from the first try to the check-in; at least three on each side. All readings are drawn. "
                "Together in time, not proof."),
            Practice.movements,
            team_words.movements,
        ),
        Insight(
            "attention",
            _tr("Your attention"),
            _tr("Per person: notes, the share of them with a number, and the usual time until the talk (median, from 3 "
                "notes on). Shown are people with less than half or more than twice what is usual in the team. It is "
                "about how you spread your attention, not about the person. Shown from 3 people with notes on."),
            Practice.attention,
            team_words.attention,
        ),
        Insight(
            "retention",
            _tr("What lasted"),
            _tr("Some weeks after “keep” you look again: changes that were still there, out of those that were still "
                "there or had slipped. Shown from 4 looks on."),
            Practice.retention,
            practice_words.retention,
        ),
        Insight(
            "playbook",
            _tr("Playbook"),
            _tr("The actions of the playbook, ordered by the lower end of the likely range of the share that worked "
                "(Wilson, 80 %), over all time. A try is a check-in that says worked, partly or not yet; later looks at"
                " what was kept do not count. People and contexts are counted, never named. An action is ranked from 3 "
                "tries on."),
            Practice.plays,
            play_words.plays,
            has_period=False,
        ),
        Insight(
            "promises",
            _tr("Your promises"),
            _tr("Promises you kept on or before the day they were due, out of all that were due in the period."),
            Practice.promises,
            practice_words.promises,
        ),
    )  # fmt: skip
