"""The manager's own practice in words: rhythm, balance, timing, follow-through, promises."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate

from microcoach_desktop.domain.insights import (
    Balance,
    Completion,
    NotEnough,
    Outcomes,
    Promises,
    Retention,
    Rhythm,
    Spread,
    Week,
)
from microcoach_desktop.services.insights import Timing
from microcoach_desktop.ui.insights.shown import Bar, Bars, Meter, Meters, Shown, Words, not_enough


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)


def rhythm(found: Rhythm, words: Words) -> Shown:
    minutes = words.formats.number(round(found.minutes_a_week))
    weeks = len(found.weeks)
    sentence = _tr("A talk in {active} of the last {weeks} weeks, {minutes} minutes a week on average.")
    bars = tuple(
        Bar(
            _week(week, words),
            (week.talks,),
            _tr("Week of {day}, talks: {n}").format(day=_week(week, words), n=week.talks),
        )
        for week in found.weeks
    )
    return Shown(
        sentence.format(active=found.active_weeks, weeks=weeks, minutes=minutes),
        _tr("{active} of {weeks}").format(active=found.active_weeks, weeks=weeks),
        _tr("weeks with a talk, {minutes} min a week").format(minutes=minutes),
        Bars(bars, (_tr("Talks"),), ("focus",)),
        (_tr("Week of"), _tr("Talks"), _tr("Minutes")),
        tuple((_week(week, words), week.talks, week.minutes) for week in found.weeks),
    )


def balance(found: Balance | NotEnough, words: Words) -> Shown:
    if isinstance(found, NotEnough):
        return not_enough(found, _tr("1 more session"), _tr("{n} more sessions"))
    names = _tr("Wins"), _tr("Opportunities")
    said = _tr("Week of {day}, wins: {wins}, opportunities: {opportunities}")
    bars = tuple(
        Bar(
            _week(week, words),
            (week.wins, week.opportunities),
            said.format(day=_week(week, words), wins=week.wins, opportunities=week.opportunities),
        )
        for week in found.weeks
    )
    sentence = _tr("{wins} wins and {opportunities} opportunities noted.")
    return Shown(
        sentence.format(wins=found.wins, opportunities=found.opportunities),
        f"{found.wins} : {found.opportunities}",
        _tr("wins to opportunities"),
        Bars(bars, names, ("win", "opp")),
        (_tr("Week of"), *names),
        tuple((_week(week, words), week.wins, week.opportunities) for week in found.weeks),
        _tr("No win among the last five notes. What went well lately?") if found.no_win_lately else "",
    )


def completion(found: Completion | NotEnough, words: Words) -> Shown:
    if isinstance(found, NotEnough):
        return not_enough(found, _tr("1 more check-in that was due"), _tr("{n} more check-ins that were due"))
    looked, on_time = _tr("Done"), _tr("Within 24 hours")
    sentence = _tr("{reviewed} of {expected} check-ins that were due were done, {on_time} within 24 hours.")
    return Shown(
        sentence.format(reviewed=found.reviewed, expected=found.expected, on_time=found.on_time),
        words.percent(found.reviewed, found.expected),
        _tr("of {n} check-ins that were due").format(n=found.expected),
        Meters((_meter(looked, found.reviewed, found.expected), _meter(on_time, found.on_time, found.expected))),
        ("", _tr("Check-ins"), _tr("Share")),
        (
            (_tr("Due"), found.expected, ""),
            (looked, found.reviewed, words.percent(found.reviewed, found.expected)),
            (on_time, found.on_time, words.percent(found.on_time, found.expected)),
        ),
    )


def outcomes(found: Outcomes | NotEnough, words: Words) -> Shown:
    if isinstance(found, NotEnough):
        return not_enough(found, _tr("1 more action that was tried"), _tr("{n} more actions that were tried"))
    low, high = round(100 * found.likely.low), round(100 * found.likely.high)
    sentence = _tr("{tried} of {expected} actions were tried and {worked} worked: likely {low} to {high} %.")
    parts = (
        (_tr("Worked"), found.worked),
        (_tr("Partly"), found.partly),
        (_tr("Not yet"), found.not_yet),
        (_tr("Not tried"), found.not_tried),
    )
    worked = Meter(
        _tr("Worked"),
        _tr("{n} of {of}").format(n=found.worked, of=found.tried),
        found.worked / found.tried,
        "win",
        (found.likely.low, found.likely.high),
    )
    return Shown(
        sentence.format(tried=found.tried, expected=found.expected, worked=found.worked, low=low, high=high),
        words.percent(found.worked, found.tried),
        _tr("of {n} tries worked, likely {low} to {high} %").format(n=found.tried, low=low, high=high),
        Meters((_meter(_tr("Tried"), found.tried, found.expected), worked)),
        (_tr("Outcome"), _tr("Actions")),
        parts,
    )


def retention(found: Retention | NotEnough, words: Words) -> Shown:
    if isinstance(found, NotEnough):
        return not_enough(found, _tr("1 more look at what was kept"), _tr("{n} more looks at what was kept"))
    looked = found.retained + found.slipped
    sentence = _tr("{retained} of {looked} changes were still there some weeks later.")
    return Shown(
        sentence.format(retained=found.retained, looked=looked),
        words.percent(found.retained, looked),
        _tr("of {n} changes lasted").format(n=looked),
        Meters((_meter(_tr("Lasted"), found.retained, looked),)),
        ("", _tr("Changes")),
        ((_tr("Lasted"), found.retained), (_tr("Slipped"), found.slipped)),
    )


def promises(found: Promises | NotEnough, _words: Words) -> Shown:
    if isinstance(found, NotEnough):
        return Shown(needs=_tr("None of your promises was due."))
    sentence = _tr("{on_time} of your {due} promises that were due were kept on time.")
    return Shown(
        sentence.format(on_time=found.on_time, due=found.due),
        _tr("{n} of {of}").format(n=found.on_time, of=found.due),
        _tr("of your own promises on time"),
        Meters((_meter(_tr("On time"), found.on_time, found.due),)),
        ("", _tr("Promises")),
        ((_tr("Due"), found.due), (_tr("Kept on time"), found.on_time)),
    )


def timing(found: Timing, words: Words) -> Shown:
    """Nothing is shown while even the talks are too few; the other lines come when they have enough."""
    if isinstance(found.delay, NotEnough):
        return not_enough(
            found.delay, _tr("1 more note that was talked about"), _tr("{n} more notes that were talked about")
        )
    lines = (
        (_tr("From seen to talked about"), found.delay),
        (_tr("From the talk to the first try"), found.to_apply),
        (_tr("Waiting to be talked about"), found.ageing),
    )
    known = [(label, spread) for label, spread in lines if isinstance(spread, Spread)]
    longest = max(spread.median_h for _, spread in known) or 1.0
    sentence = _tr("Half of what was seen was talked about within {median}, four of five within {p80}.")
    return Shown(
        sentence.format(median=words.hours(found.delay.median_h), p80=words.hours(found.delay.p80_h)),
        words.hours(found.delay.median_h),
        _tr("from seen to talked about, four of five within {p80}").format(p80=words.hours(found.delay.p80_h)),
        Meters(tuple(Meter(label, words.hours(found.median_h), found.median_h / longest) for label, found in known)),
        ("", _tr("Notes"), _tr("Half within"), _tr("Four of five within")),
        tuple((label, found.n, words.hours(found.median_h), words.hours(found.p80_h)) for label, found in known),
    )


def _meter(label: str, part: int, whole: int) -> Meter:
    return Meter(label, _tr("{n} of {of}").format(n=part, of=whole), part / whole if whole else 0.0)


def _week(week: Week, words: Words) -> str:
    on = week.starts_on
    return words.formats.locale.toString(QDate(on.year, on.month, on.day), "d MMM")
