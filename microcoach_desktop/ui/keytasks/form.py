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
    QHBoxLayout,
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
    next_occurrence,
    rule_weekdays,
    weekly_rule,
)
from microcoach_desktop.domain.local_time import wall, zone_of
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.field import Field
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
        self.days = self._day_boxes()
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
        self.critical = QCheckBox(self.tr("Critical: asked before other key tasks"))
        self.paused = QCheckBox(self.tr("Paused: does not ask"))
        self.people = QWidget()
        self._people_row = QVBoxLayout(self.people)
        self._people_row.setContentsMargins(0, 0, 0, 0)
        self._people_row.setSpacing(6)
        self._chips: dict[int, Chip] = {}
        self.sentence = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.fields = {
            "name": Field(kit, self.tr("&Name"), self.name, required=True),
            "rule": Field(kit, self.tr("Days"), self._days_row(), self.tr("none ticked: once")),
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
        weekdays = rule_weekdays(task.rule)
        for day, box in self.days.items():
            box.setChecked(day in weekdays)
        self.on.setDate(QDate(task.starts.year, task.starts.month, task.starts.day))
        self.starts.setTime(QTime(task.starts.hour, task.starts.minute))
        end = task.starts + timedelta(minutes=task.minutes)
        self.ends.setTime(QTime(end.hour, end.minute))
        self.grace.setValue(task.grace_minutes)
        self.zone.setCurrentText(task.zone)
        self.critical.setChecked(task.critical)
        self.paused.setChecked(task.paused)
        self._show_people(frozenset(task.person_ids))
        self._loading = False
        self.clear_errors()
        self._follow()

    def task(self) -> KeyTask:
        """What the form says. Raises InvalidRecord for what cannot be."""
        zone_name = self.zone.currentText().strip()
        zone = zone_of(zone_name)
        weekdays = frozenset(day for day, box in self.days.items() if box.isChecked())
        starts = time(self.starts.time().hour(), self.starts.time().minute())
        ends = time(self.ends.time().hour(), self.ends.time().minute())
        minutes = ((ends.hour - starts.hour) * 60 + ends.minute - starts.minute) % MAX_MINUTES or MAX_MINUTES
        if weekdays:
            today = wall(self._desk.now(), zone).replace(hour=0, minute=0, second=0, microsecond=0)
            kept = self._task is not None and self._task.id and self._task.rule == weekly_rule(weekdays)
            base = self._task.starts if kept and self._task is not None else today
            first = first_start(weekdays, starts, base)
        else:
            on = self.on.date()
            first = datetime.combine(datetime(on.year(), on.month(), on.day()).date(), starts)  # noqa: DTZ001 - wall time
        task = KeyTask(
            self.name.text().strip(),
            first,
            zone_name,
            rule=weekly_rule(weekdays) if weekdays else "",
            minutes=minutes,
            grace_minutes=self.grace.value(),
            person_ids=tuple(person_id for person_id, chip in self._chips.items() if chip.isChecked()),
            critical=self.critical.isChecked(),
            paused=self.paused.isChecked(),
        )
        return replace(task, id=self._task.id if self._task is not None else 0).checked()

    def clear_errors(self) -> None:
        for field in self.fields.values():
            field.set_error(None)

    def point_at(self, error: InvalidRecord) -> None:
        field = self.fields.get(error.field, self.fields["name"])
        field.set_error(f"{error.what_happened} {error.what_to_do}".strip())
        field.widget.setFocus()

    def _day_boxes(self) -> dict[int, Chip]:
        formats = self._desk.formats()
        first = formats.first_weekday
        boxes = {}
        for day in [(first + offset) % 7 for offset in range(7)]:
            chip = Chip(self._desk.kit, formats.weekday(day))
            chip.setCheckable(True)
            chip.toggled.connect(lambda on, c=chip: c.set_content(c.accessibleName(), tone="accent" if on else "plain"))
            boxes[day] = chip
        return boxes

    def _days_row(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for chip in self.days.values():
            line.addWidget(chip)
        line.addStretch(1)
        return holder

    def _show_people(self, chosen: frozenset[int]) -> None:
        while self._people_row.count():
            item = self._people_row.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._chips = {}
        line: QHBoxLayout | None = None
        for index, person in enumerate(self._desk.coach.store.people.all()):
            if index % 4 == 0:
                holder = QWidget()
                line = QHBoxLayout(holder)
                line.setContentsMargins(0, 0, 0, 0)
                line.setSpacing(6)
                line.addStretch(1)
                self._people_row.addWidget(holder)
            chip = Chip(self._desk.kit, person.first_name, avatar=person.name)
            chip.setCheckable(True)
            chip.setToolTip(person.name)
            chip.toggled.connect(lambda on, c=chip, n=person: self._mark(c, n.first_name, n.name, on))
            chip.setChecked(person.id in chosen)
            self._chips[person.id] = chip
            if line is not None:
                line.insertWidget(line.count() - 1, chip)
        if not self._chips:
            self._people_row.addWidget(
                Label(self._desk.kit, self.tr("Nobody in the team yet."), FontRole.SMALL, "text2")
            )

    def _mark(self, chip: Chip, text: str, name: str, on: bool) -> None:
        chip.set_content(text, tone="accent" if on else "plain", avatar=name)
        self._follow()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        f = self.fields
        rows.addWidget(f["name"])
        rows.addWidget(f["rule"])
        times = QHBoxLayout()
        times.setSpacing(12)
        for name in ("on", "starts", "minutes", "grace_minutes"):
            times.addWidget(f[name])
        times.addStretch(1)
        rows.addLayout(times)
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
        for chip in self.days.values():
            chip.toggled.connect(self._follow)

    def _follow(self, _value: object = None) -> None:
        if self._loading:
            return
        self.fields["on"].setVisible(not any(chip.isChecked() for chip in self.days.values()))
        self.sentence.setText(self._said())
        self.edited.emit()

    def _said(self) -> str:
        """Such as "Asks at 22:10. Next: Today 22:00."."""
        try:
            task = self.task()
        except InvalidRecord as error:
            return error.what_happened
        now, formats = self._desk.now(), self._desk.formats()
        if task.paused:
            return self.tr("Paused. It asks again when you switch it on.")
        following = next_occurrence(task, now - timedelta(minutes=task.grace_minutes))
        if following is None:
            return self.tr("This is over. Choose a later day.")
        return self.tr("Ends next {moment}, asks at {time}.").format(
            moment=formats.moment(following.ends_at, now), time=formats.time(following.due_at)
        )
