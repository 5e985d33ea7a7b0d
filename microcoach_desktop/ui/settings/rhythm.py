"""When and how often reminders come."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.services.settings import Delivery, HideNames
from microcoach_desktop.ui.settings.controls import Controls
from microcoach_desktop.ui.settings.rows import Group
from microcoach_desktop.ui.settings.week_hours import WeekHours
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("RhythmSettings", text)


def key_tasks_group(controls: Controls) -> Group:
    desk = controls.desk
    group = Group(desk.kit, _tr("Key tasks and reminders"))
    edit = Button(desk.kit, _tr("Edit key tasks"), icon="bell")
    edit.clicked.connect(lambda: desk.shell.edit_key_tasks())  # noqa: PLW0108 - clicked() hands over a boolean
    group.add(_tr("Key tasks"), _tr("Shift handovers, one-on-ones, reviews: when one ends, you are asked."), edit)
    days = Button(desk.kit, _tr("Edit days"), icon="moon")
    days.clicked.connect(lambda: desk.shell.edit_periods())  # noqa: PLW0108 - clicked() hands over a boolean
    helper = _tr("Days with fewer reminders, because somebody is away or it is busy, and days you look forward to.")
    group.add(_tr("Time off and milestones"), helper, days)
    log = Button(desk.kit, _tr("Show reminders"), icon="history")
    log.clicked.connect(desk.shell.show_reminders)
    group.add(_tr("Reminders"), _tr("What was shown, held back or missed, and why."), log)
    group.add(_tr("Snooze"), "", controls.number("snooze_minutes", 5, 120, _tr("min")))
    hide = [
        (HideNames.OFF, _tr("Never")),
        (HideNames.PRESENTING, _tr("When presenting")),
        (HideNames.ALWAYS, _tr("Always")),
    ]
    helper = _tr("Shows initials and leaves actions out.")
    group.add(_tr("Hide names in reminders"), helper, controls.choice("hide_names", hide))
    helper = _tr("Automatic: on Wayland and with a screen reader. Otherwise a card in the corner.")
    group.add(_tr("Use system notifications"), helper, _delivery(controls))
    helper = _tr("One short sound with each reminder.")
    group.add(_tr("Reminder sound"), helper, controls.switch("reminder_sound"))
    return group


def hours_group(controls: Controls) -> Group:
    group = Group(controls.desk.kit, _tr("Working hours"))
    helper = _tr(
        "Outside these hours no reminder is shown and no sound is made. What came up waits for your next working day."
    )
    group.add(_tr("Your week"), helper, WeekHours(controls))
    group.add(
        _tr("Your day starts"), _tr("The usual hours, and where calendars begin."), controls.time("day_starts_at")
    )
    group.add(_tr("Your day ends"), "", controls.time("day_ends_at"))
    helper = _tr("Ten minutes for ageing notes, late check-ins and reminders nobody answers.")
    group.add(_tr("Weekly review"), helper, _review(controls))
    return group


def limits_group(controls: Controls) -> Group:
    group = Group(controls.desk.kit, _tr("How often you are reminded"))
    number, minutes, days = controls.number, _tr("min"), _tr("days")
    group.add(
        _tr("Reminders a day, at most"), _tr("The rest goes into the next overview."), number("daily_popups", 1, 20)
    )
    group.add(_tr("Time between reminders"), "", number("spacing_minutes", 0, 240, minutes))
    helper = _tr("Milestones, peak windows and people without a talk for long.")
    group.add(_tr("Suggestions a day, at most"), helper, number("unasked_per_day", 0, 10))
    group.add(_tr("Suggestions a week, at most"), "", number("unasked_per_week", 0, 50))
    group.add(_tr("One reminder for what is due within"), "", number("merge_minutes", 0, 240, minutes))
    helper = _tr("Counted from the start of your day, when something came up outside working hours.")
    group.add(_tr("Morning overview after"), helper, number("deferred_after_minutes", 0, 120, minutes))
    helper = _tr("After the computer wakes up or you log in, before the first reminder.")
    group.add(_tr("Time to settle"), helper, number("settle_minutes", 0, 30, minutes))
    helper = _tr("How long after a key task you are asked; later it waits on Today.")
    group.add(_tr("Worth asking for"), helper, number("worth_telling_minutes", 10, 1440, minutes))
    group.add(_tr("Ask to finish a note after"), "", number("finish_after_hours", 1, 72, _tr("hours")))
    helper = _tr("Each reminder without an answer waits twice as long as the one before.")
    group.add(_tr("Longest wait"), helper, number("longest_wait_days", 1, 90, days))
    helper = _tr("So many reminders without an answer, and the weekly review asks whether to keep them.")
    group.add(_tr("Ask after"), helper, number("ask_after_ignored", 1, 20))
    helper = _tr("The weekly review asks about it once, then it lapses.")
    looks = _tr("After “keep”: whether what worked is still done.")
    group.add(_tr("Look again after"), looks, number("retention_days", 14, 42, days))
    group.add(_tr("A late check-in comes up after"), helper, number("lapse_after_days", 7, 90, days))
    return group


def _delivery(controls: Controls) -> QWidget:
    ways = [
        (Delivery.AUTOMATIC, _tr("Automatic")),
        (Delivery.CARD, _tr("Card in the corner")),
        (Delivery.SYSTEM, _tr("System")),
    ]
    desk = controls.desk
    box = controls.choice("delivery", ways)
    box.setAccessibleName(_tr("Use system notifications"))
    refused = _tr(
        "The system did not show the last reminder, so it came as a card in the corner. All of them are on Today."
    )
    note = Label(desk.kit, refused, FontRole.SMALL, "text3", wrap=True)
    controls.on_load(lambda: note.setVisible(desk.notice_refused()))
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(box)
    rows.addWidget(note)
    return holder


def _review(controls: Controls) -> QWidget:
    formats = controls.desk.formats()
    days = [(formats.first_weekday + place) % 7 for place in range(7)]
    day = controls.choice("review_day", [(-1, _tr("Never")), *((d, formats.weekday(d)) for d in days)])
    day.setAccessibleName(_tr("Day of the weekly review"))
    at = controls.time("review_at")
    at.setAccessibleName(_tr("Time of the weekly review"))
    controls.on_load(lambda: at.setEnabled(controls.desk.settings().review_day >= 0))
    day.activated.connect(lambda index: at.setEnabled(index > 0))
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(day)
    line.addWidget(at)
    return holder
