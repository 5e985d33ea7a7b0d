"""One key task as a form, with a sentence that says what it will do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.keytasks import (
    MAX_GRACE,
    MAX_MINUTES,
    KeyTask,
    first_start,
    rule_weekdays,
    weekly_rule,
)
from microcoach_desktop.domain.local_time import wall, zone_of
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.choices import DayChoice, PeopleChoice
from microcoach_desktop.ui.keytasks.wording import schedule_sentence
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label


class KeyTaskForm(QWidget):
    """`edited` at every change. `task()` raises InvalidRecord with the field."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: KeyTask | None = None
        self._loading = False
        kit = desk.kit
        self.name = LineEdit(kit, 80)
        self.name.setPlaceholderText(self.tr("Shift handover"))
        self.days = DayChoice(desk)
        self.on = QDateEdit()
        self.on.setCalendarPopup(True)
        self.on.setAccessibleName(self.tr("On"))
        self.starts = QTimeEdit()
        self.ends = QTimeEdit()
        self.grace = QSpinBox()
        self.grace.setRange(0, MAX_GRACE)
        self.grace.setSuffix(self.tr(" min"))
        self.zone = QComboBox()
        self.zone.setEditable(True)
        self.zone.addItems(sorted(available_timezones()))
        completer = QCompleter(self.zone.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.zone.setCompleter(completer)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.critical = QCheckBox(self.tr("Critical: asked before other key tasks"))
        self.paused = QCheckBox(self.tr("Paused: does not ask"))
        self.people = PeopleChoice(kit)
        self._shown: tuple[object, ...] = ()
        self.sentence = Label(kit, "", FontRole.BODY, "text2", wrap=True)
        self.fields = {
            "name": Field(kit, self.tr("&Name"), self.name, required=True),
            "rule": Field(kit, self.tr("Days"), self.days),
            "on": Field(kit, self.tr("On"), self.on),
            "starts": Field(kit, self.tr("Starts"), self.starts),
            "minutes": Field(kit, self.tr("Ends"), self.ends),
            "grace_minutes": Field(kit, self.tr("Asks after"), self.grace),
            "zone": Field(kit, self.tr("Time zone"), self.zone),
            "people": Field(kit, self.tr("People"), self.people, self.tr("who is on it")),
        }
        self._lay_out()
        self._watch()

    def show_task(self, task: KeyTask) -> None:
        self._task = task
        self._loading = True
        self.name.setText(task.name)
        self.days.show_days(rule_weekdays(task.rule), once=not task.rule)
        self.on.setDate(QDate(task.starts.year, task.starts.month, task.starts.day))
        self.starts.setTime(QTime(task.starts.hour, task.starts.minute))
        end = task.starts + timedelta(minutes=task.minutes)
        self.ends.setTime(QTime(end.hour, end.minute))
        self.grace.setValue(task.grace_minutes)
        self.zone.setCurrentText(task.zone)
        self.critical.setChecked(task.critical)
        self.paused.setChecked(task.paused)
        self.people.show_people(self._desk.coach.store.people.all(), frozenset(task.person_ids))
        self._loading = False
        self._shown = self._values()
        self.clear_errors()
        self._follow()

    def task(self) -> KeyTask:
        """What the form says. Raises InvalidRecord for what cannot be."""
        zone_name = self.zone.currentText().strip()
        zone = zone_of(zone_name)
        weekdays = self.days.weekdays
        starts = time(self.starts.time().hour(), self.starts.time().minute())
        ends = time(self.ends.time().hour(), self.ends.time().minute())
        minutes = ((ends.hour - starts.hour) * 60 + ends.minute - starts.minute) % MAX_MINUTES or MAX_MINUTES
        if weekdays:
            today = wall(self._desk.now(), zone).replace(hour=0, minute=0, second=0, microsecond=0)
            kept = self._task is not None and self._task.id and weekdays == rule_weekdays(self._task.rule)
            base = self._task.starts if kept and self._task is not None else today
            first = first_start(weekdays, starts, base)
        else:
            on = self.on.date()
            first = datetime.combine(datetime(on.year(), on.month(), on.day()).date(), starts)  # noqa: DTZ001 - wall time
        task = KeyTask(
            self.name.text().strip(),
            first,
            zone_name,
            rule=self._rule(weekdays),
            minutes=minutes,
            grace_minutes=self.grace.value(),
            person_ids=self._people_ids(),
            critical=self.critical.isChecked(),
            paused=self.paused.isChecked(),
        )
        if self._task is None:
            return task.checked()
        # Single dates belong to the times that they were read with, the calendar's name for it stays.
        dated = self._task if self._task.rule == task.rule and self._task.starts.time() == task.starts.time() else task
        return replace(
            task,
            id=self._task.id,
            uid=self._task.uid,
            sequence=self._task.sequence,
            extra=dated.extra,
            left_out=dated.left_out,
        ).checked()

    def is_edited(self) -> bool:
        """Whether something differs from what was shown."""
        return self._values() != self._shown

    def _rule(self, weekdays: frozenset[int]) -> str:
        """The rule it has while its days stay as they were: it may say more than days, such as every other week."""
        before = self._task.rule if self._task is not None else ""
        if before and weekdays == rule_weekdays(before) and not self.days.once.isChecked():
            return before
        return weekly_rule(weekdays) if weekdays else ""

    def _people_ids(self) -> tuple[int, ...]:
        """Those chosen, and those on it who are no longer in the team: their notes still belong to it."""
        on_it = self._task.person_ids if self._task is not None else ()
        gone = tuple(person_id for person_id in on_it if person_id not in self.people.chips)
        return (*self.people.chosen, *gone)

    def clear_errors(self) -> None:
        for field in self.fields.values():
            field.set_error(None)

    def point_at(self, error: InvalidRecord) -> None:
        field = self.fields.get(error.field, self.fields["name"])
        field.set_error(f"{error.what_happened} {error.what_to_do}".strip())
        field.widget.setFocus()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        f = self.fields
        rows.addWidget(f["name"])
        rows.addWidget(f["rule"])
        times = QWidget()
        flow = FlowLayout(times, spacing=12)
        for name in ("on", "starts", "minutes", "grace_minutes"):
            flow.addWidget(f[name])
        rows.addWidget(times)
        rows.addWidget(f["zone"])
        rows.addWidget(f["people"])
        rows.addWidget(self.critical)
        rows.addWidget(self.paused)
        rows.addWidget(self.sentence)
        rows.addStretch(1)

    def _watch(self) -> None:
        self.name.textChanged.connect(self._follow)
        self.on.dateChanged.connect(self._follow)
        self.starts.timeChanged.connect(self._follow)
        self.ends.timeChanged.connect(self._follow)
        self.grace.valueChanged.connect(self._follow)
        self.zone.editTextChanged.connect(self._follow)
        self.critical.toggled.connect(self._follow)
        self.paused.toggled.connect(self._follow)
        self.days.changed.connect(self._follow)
        self.people.changed.connect(self._follow)

    def _follow(self, _value: object = None) -> None:
        if self._loading:
            return
        self.fields["on"].setVisible(self.days.once.isChecked())
        self.sentence.setText(self._said())
        self.edited.emit()

    def _said(self) -> str:
        try:
            task = self.task()
        except InvalidRecord as error:
            return error.what_happened
        return schedule_sentence(task, self._desk.now(), self._desk.formats())

    def _values(self) -> tuple[object, ...]:
        when = (self.days.weekdays, self.days.once.isChecked(), self.on.date(), self.starts.time(), self.ends.time())
        how = (self.grace.value(), self.critical.isChecked(), self.paused.isChecked())
        return (self.name.text().strip(), *when, self.zone.currentText().strip(), self.people.chosen, *how)
