"""Why a reminder is there, why it was held back, and what can be done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.reminders import Cause, Gone, Happened, Held, Reminder, ReminderKind, Wish
from microcoach_desktop.ui.formats import Formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReminderReasons", text)


def why(reminder: Reminder, formats: Formats, now: datetime) -> str:
    """One sentence for "Why am I seeing this?"."""
    words = {
        Cause.PLANNED_TALK: _tr("You planned this talk for {when}."),
        Cause.PROMISE: _tr("You promised it for {when}."),
        Cause.AGREED: _tr("This check-in was agreed for {when}."),
        Cause.KEPT: _tr("It worked and you kept it: {when} is the day to see whether it lasted."),
        Cause.TASK_ENDED: _tr("You are asked when this key task ends. It was due {when}."),
        Cause.NOT_TALKED: _tr("You noted it and have not talked about it yet."),
        Cause.UNFINISHED: _tr("You saved it in a hurry: impact and action are still empty."),
        Cause.GAP: _tr("You wanted no more than {days} between two talks."),
        Cause.LONGEST_GAP: _tr("The longest gap you set, {days}, has been reached."),
        Cause.AHEAD: _tr("You are reminded {days} before it."),
        Cause.PAST: _tr("You are reminded on the day after it."),
        Cause.DAY_BEGINS: _tr("Your working day begins, and these have waited."),
        Cause.WEEK_REVIEW: _tr("You chose this time for your weekly review."),
    }
    when = formats.moment(reminder.due_at, now)
    sentence = words[reminder.cause or Cause.DAY_BEGINS].format(when=when, days=formats.day_count(reminder.days))
    if reminder.held is None or reminder.shown_at is not None:
        return sentence
    return _tr("{sentence} {held}").format(sentence=sentence, held=why_not(reminder.held))


def why_not(reason: Held | Gone | None) -> str:
    """Why it was not told, or went; '' where there is nothing to say."""
    words: dict[Held | Gone | None, str] = {
        None: "",
        Held.PAUSED: _tr("Reminders were paused."),
        Held.ABSENT: _tr("You were away."),
        Held.QUIET: _tr("It was outside your working hours."),
        Held.BUSY: _tr("The screen was shared, locked or set to do not disturb."),
        Held.SETTLING: _tr("The computer had just woken up."),
        Held.PEAK: _tr("It was a peak window: only fixed times and check-ins interrupt."),
        Held.DAILY_LIMIT: _tr("The reminders for the day were used up."),
        Held.TOO_SOON: _tr("Another reminder had just been shown."),
        Held.UNASKED_LIMIT: _tr("There had been enough suggestions."),
        Held.PERSON_TODAY: _tr("There had been a reminder about this person that day."),
        Held.SHARES_LATER: _tr("It comes with something due later that day."),
        Held.DIGEST: _tr("It waits for the morning overview."),
        Held.LESS_OFTEN: _tr("You are asked less often about it."),
        Held.TURNED_OFF: _tr("You turned reminders like this off."),
        Gone.TOO_LATE: _tr("It was too long ago to ask."),
        Gone.CAPTURED: _tr("You had already captured it."),
        Gone.NOBODY_PRESENT: _tr("Nobody on it was there."),
        Gone.NO_LONGER: _tr("It was done, moved or removed."),
        Gone.LAPSED: _tr("It lapsed after the weekly review had asked about it."),
    }
    return words[reason]


def happened(what: Happened) -> str:
    words = {
        Happened.SHOWN: _tr("Shown"),
        Happened.IN_DIGEST: _tr("In the overview"),
        Happened.HELD: _tr("Held back"),
        Happened.MISSED: _tr("Missed"),
        Happened.WITHDRAWN: _tr("Taken back"),
        Happened.SNOOZED: _tr("Snoozed"),
        Happened.ANSWERED: _tr("Answered"),
    }
    return words[what]


def kind_name(kind: ReminderKind) -> str:
    words = {
        ReminderKind.FIXED: _tr("Talks and promises at a fixed time"),
        ReminderKind.CHECK_IN: _tr("Check-ins"),
        ReminderKind.TALK: _tr("Notes to talk about"),
        ReminderKind.KEY_TASK: _tr("Key task"),
        ReminderKind.FINISH: _tr("Notes to finish"),
        ReminderKind.RETENTION: _tr("Looking again at what worked"),
        ReminderKind.MILESTONE: _tr("Milestone"),
        ReminderKind.PEAK: _tr("Peak window"),
        ReminderKind.CADENCE: _tr("Time since the last talk"),
        ReminderKind.DIGEST: _tr("Overview"),
        ReminderKind.WEEKLY: _tr("Weekly review"),
    }
    return words[kind]


def wish_name(wish: Wish) -> str:
    words = {Wish.KEEP: _tr("Keep"), Wish.WEEKLY: _tr("Once a week"), Wish.OFF: _tr("Off")}
    return words[wish]
