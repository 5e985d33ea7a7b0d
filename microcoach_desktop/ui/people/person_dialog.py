"""One person of the team, to add or to change; what was typed stays when saving fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.people import MAX_NAME, Person, Tone
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field, LineEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label


class OptionalDay(QWidget):
    """A date that may be missing."""

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = QCheckBox(name)
        self.day = QDateEdit()
        self.day.setLocale(desk.formats().locale)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(name)
        self.day.setEnabled(False)
        self.known.toggled.connect(self.day.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(desk.kit.theme.px(8))
        row.addWidget(self.known)
        row.addWidget(self.day)

    def put(self, day: date | None, fallback: date) -> None:
        self.known.setChecked(day is not None)
        shown = day or fallback
        self.day.setDate(QDate(shown.year, shown.month, shown.day))

    def value(self) -> date | None:
        day = self.day.date()
        return date(day.year(), day.month(), day.day()) if self.known.isChecked() else None


class PersonDialog(QDialog):
    """`saved` carries the id. Nothing is lost when saving fails: the dialog stays."""

    saved = Signal(int)

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._person = person
        kit = desk.kit
        title = self.tr("Edit {name}").format(name=person.name) if person.id else self.tr("Add a person")
        self.setWindowTitle(title)
        self.name = LineEdit(kit, 2 * MAX_NAME)
        self.name.setPlaceholderText(self.tr("Marek Nowak"))
        self.others = LineEdit(kit, 200)
        self.others.setPlaceholderText(self.tr("Mark, Nowak M."))
        self.role = LineEdit(kit, MAX_NAME)
        self.role.setPlaceholderText(self.tr("Picker"))
        self.team = LineEdit(kit, MAX_NAME)
        self.team.setPlaceholderText(self.tr("Early shift"))
        self.tone = SegmentedControl(kit, [Segment(tone.value, wording.tone_word(tone)) for tone in Tone])
        self.gap = LineEdit(kit, 6, suffix=self.tr("days"))
        self.away_from = OptionalDay(desk, self.tr("Away from"))
        self.away_until = OptionalDay(desk, self.tr("Away until"))
        self.fields = {
            "name": Field(kit, self.tr("&Name"), self.name, required=True),
            "other_names": Field(kit, self.tr("&Other names"), self.others, self.tr("with commas between")),
            "role": Field(kit, self.tr("&Role"), self.role),
            "team": Field(kit, self.tr("&Team"), self.team),
            "tone": Field(kit, self.tr("&Coaching preference"), self.tone),
            "wanted_gap_days": Field(kit, self.tr("A talk &every"), self.gap, self.tr("can stay empty")),
        }
        self.save = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+Enter")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._lay_out(title, cancel)
        self._fill()
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
            return
        super().keyPressEvent(event)

    def _lay_out(self, title: str, cancel: Button) -> None:
        kit = self._desk.kit
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(12)
        column.addWidget(Label(kit, title, FontRole.SUBTITLE, wrap=True))
        for field in self.fields.values():
            column.addWidget(field)
        away = QWidget()
        flow = FlowLayout(away, spacing=kit.theme.px(16))
        flow.addWidget(self.away_from)
        flow.addWidget(self.away_until)
        column.addWidget(away)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 18)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        outer.addLayout(buttons)
        self.resize(kit.theme.px(480), min(kit.theme.px(560), 640))

    def _fill(self) -> None:
        person = self._person
        self.name.setText(person.name)
        self.others.setText(", ".join(person.other_names))
        self.role.setText(person.role)
        self.team.setText(person.team)
        self.tone.set_value(person.tone.value)
        self.gap.setText("" if person.wanted_gap_days is None else str(person.wanted_gap_days))
        today = self._desk.now().date()
        self.away_from.put(person.away_from, today)
        self.away_until.put(person.away_until, today)

    def _typed(self) -> Person:
        """Raises InvalidRecord for a gap that is no whole number."""
        gap = self._desk.formats().parse_number(self.gap.text())
        if gap is not None and gap != int(gap):
            raise InvalidRecord("wanted_gap_days", self.tr("Days are whole numbers."))
        names = (part.strip() for part in self.others.text().split(","))
        return replace(
            self._person,
            name=self.name.text().strip(),
            other_names=tuple(name for name in names if name),
            role=self.role.text().strip(),
            team=self.team.text().strip(),
            tone=Tone(self.tone.value or Tone.BALANCED.value),
            wanted_gap_days=None if gap is None else int(gap),
            away_from=self.away_from.value(),
            away_until=self.away_until.value(),
        )

    def _save(self) -> None:
        for field in self.fields.values():
            field.set_error(None)
        try:
            saved = self._desk.coach.save_people(self._typed())[0]
        except InvalidRecord as error:
            self._show_wrong(error)
            return
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self._save, text=self.name.text())
            return
        said = self.tr("Saved {name}.") if self._person.id else self.tr("Added {name}.")
        self._desk.shell.toast(said.format(name=saved.name))
        self.saved.emit(saved.id)
        self.accept()

    def _show_wrong(self, error: InvalidRecord) -> None:
        wrong = self.fields.get("wanted_gap_days" if error.field == "number" else error.field)
        if wrong is None:
            self._desk.shell.trouble(error, text=self.name.text())
            return
        wrong.set_error(" ".join(part for part in (error.what_happened, error.what_to_do) if part))
        wrong.widget.setFocus()
