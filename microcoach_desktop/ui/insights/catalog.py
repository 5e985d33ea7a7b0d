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
            _tr("Weeks with at least one talk, of the last eight with this one. A talk is a note that was talked about "
                "or a check-in that was looked back at. Minutes are those that were noted, divided by eight weeks."),
            Practice.rhythm,
            practice_words.rhythm,
            has_period=False,
        ),
        Insight(
            "coverage",
            _tr("Coverage"),
            _tr("People who had a talk in the period, of all who are active and not away. Each person's days since the "
                "last talk are held against the gap you wished for, 14 days where none is set: on time up to that gap, "
                "due up to the longest gap (twice the wished one where none is set), then overdue. In each band by the "
                "alphabet, never by rank."),
            Practice.coverage,
            team_words.coverage,
        ),
        Insight(
            "balance",
            _tr("Wins and opportunities"),
            _tr("Notes captured in the period, by kind and week. There is no ratio to aim at. A hint comes only when "
                "none of the last five notes is a win. Shown from 5 notes on."),
            Practice.balance,
            practice_words.balance,
        ),
        Insight(
            "follow-through",
            _tr("Follow-through"),
            _tr("Check-ins looked back at, of those whose time has come; the excused and those of parked or let-go "
                "notes do not count. On time is within 24 hours. Shown from 5 check-ins on."),
            Practice.completion,
            practice_words.completion,
        ),
        Insight(
            "outcomes",
            _tr("Outcomes"),
            _tr("Tried is worked, partly or not yet, of the check-ins that were due. Worked is the share of the tried. "
                "The line is the range in which the share probably lies (Wilson, 80 %). Retention checks count in "
                "their own card. Shown from 5 tries on."),
            Practice.outcomes,
            practice_words.outcomes,
        ),
        Insight(
            "timing",
            _tr("Timing"),
            _tr("Hours from seen to talked about, from the talk to the first try, and the age of notes that nobody "
                "talked about or set aside. Half takes at most the first number, four of five at most the second. "
                "Each line is shown from 5 notes on."),
            Practice.timing,
            practice_words.timing,
        ),
    )  # fmt: skip


def _team() -> tuple[Insight, ...]:
    return (
        Insight(
            "patterns",
            _tr("What comes back"),
            _tr("A tag on opportunities that came three times within 28 days for one person is personal. With three or "
                "more people a tag or an occasion is a matter of the process. Shown from 5 sessions with 3 people on, "
                "so that nobody is pointed at."),
            Practice.patterns,
            team_words.patterns,
        ),
        Insight(
            "movement",
            _tr("Numbers before and after"),
            _tr("The median of the last seven readings of the two weeks before a talk against the readings from the "
                "first try to the check-in, three at least on each side. All readings are drawn. They are together in "
                "time, which is no proof."),
            Practice.movements,
            team_words.movements,
        ),
        Insight(
            "attention",
            _tr("Your attention"),
            _tr("Per person: notes, the share of them with a number, and the median time until the talk (from 3 notes "
                "on). Named are those outside half to twice the team's median. It is about how you spread your "
                "attention, not about the person. Shown from 3 people with notes on."),
            Practice.attention,
            team_words.attention,
        ),
        Insight(
            "retention",
            _tr("What lasted"),
            _tr("Retention checks some weeks after a change was kept: still there, of those that were still there or "
                "slipped. Shown from 4 checks on."),
            Practice.retention,
            practice_words.retention,
        ),
        Insight(
            "playbook",
            _tr("Playbook"),
            _tr("The actions of the playbook by the lower end of the range in which the share that worked likely lies "
                "(Wilson, 80 %), of all time. A try is a check-in that was tried and looked back at, retention checks "
                "left out. People and contexts are counted, never named. An action is ranked from 3 tries on."),
            Practice.plays,
            play_words.plays,
            has_period=False,
        ),
        Insight(
            "promises",
            _tr("Your promises"),
            _tr("What you promised, done on or before the day it was due, of all that was due in the period."),
            Practice.promises,
            practice_words.promises,
        ),
    )  # fmt: skip
