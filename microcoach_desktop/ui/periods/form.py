"""One stretch of days as a form, with what it does to reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import MAX_NAME, Period
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.choices import PeopleChoice
from microcoach_desktop.ui.periods.wording import (
    KINDS,
    Sort,
    Stretch,
    effect,
    ends,
    length_sentence,
    sort_of,
    sort_word,
)
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label

FIELDS = {"away_from": "starts_on", "away_until": "ends_on"}


class StretchForm(QWidget):
    """`sort_changed` when another kind is chosen for a new one. `stretch()` raises InvalidRecord with the field."""

    sort_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stretch: Stretch | None = None
        self._loading = False
        self._shown: tuple[object, ...] = ()
        self._shown_content: tuple[object, ...] = ()
        kit = desk.kit
        self.sort = QComboBox()
        self.name = LineEdit(kit, MAX_NAME)
        self.person = QComboBox()
        self.first = self._day()
        self.last = self._day()
        self.open_end = QCheckBox(self.tr("No last day yet"))
        self.people = PeopleChoice(kit)
        self.effect = Label(kit, "", FontRole.BODY, "text2", wrap=True)
        self.length = Label(kit, "", FontRole.BODY, "text2", wrap=True)
        self.fields = {
            "kind": Field(kit, self.tr("&Kind"), self.sort),
            "name": Field(kit, self.tr("&Title"), self.name),
            "person": Field(kit, self.tr("&Person"), self.person),
            "starts_on": Field(kit, self.tr("&First day"), self.first),
            "ends_on": Field(kit, self.tr("&Last day"), self.last),
            "people": Field(kit, self.tr("People"), self.people, self.tr("nobody chosen: the whole team")),
        }
        self._lay_out()
        self.sort.activated.connect(self._on_sort)
        self.first.dateChanged.connect(self._on_first)
        for signal in (self.last.dateChanged, self.open_end.toggled, self.person.activated):
            signal.connect(self._follow)

    def show_stretch(self, stretch: Stretch, sort: Sort | None = None) -> None:
        """`sort` is what a new one is to become; what is saved keeps its kind, or another kind that is kept alike."""
        self._stretch = stretch
        self._loading = True
        today = self._desk.now().date()
        first, last = ends(stretch)
        self._offer_sorts(stretch, sort or sort_of(stretch))
        self.name.setText("" if isinstance(stretch, Person) else stretch.name)
        self.first.setDate(_shown(first or min(today, last or today)))
        self.last.setDate(_shown(last or max(today, first or today)))
        self.open_end.setChecked(isinstance(stretch, Person) and first is not None and last is None)
        people = self._desk.coach.store.people.all()
        self.people.show_people(people, frozenset(() if isinstance(stretch, Person) else stretch.person_ids))
        self._offer_people(people, stretch)
        self._loading = False
        self._shown, self._shown_content = self._values(), self._content()
        self.clear_errors()
        self._follow()

    @property
    def chosen_sort(self) -> Sort:
        return Sort(self.sort.currentData())

    def stretch(self) -> Stretch:
        """What the form says. Raises InvalidRecord for what cannot be."""
        sort, first, last = self.chosen_sort, _chosen(self.first), _chosen(self.last)
        if sort is Sort.PERSON_OFF:
            person_id = self.person.currentData()
            if person_id is None:
                raise InvalidRecord("person", self.tr("Nobody is in the team yet."), self.tr("Add a person first."))
            person = self._desk.coach.store.people.get(person_id)
            return replace(person, away_from=first, away_until=None if self.open_end.isChecked() else last).checked()
        before = self._stretch if isinstance(self._stretch, Period) else None
        gone = tuple(one for one in (before.person_ids if before else ()) if one not in self.people.chips)
        return Period(
            KINDS[sort],
            self.name.text().strip(),
            last if sort is Sort.MILESTONE else first,
            last,
            before.zone if before is not None and before.id else str(self._desk.coach.zone()),
            () if sort is Sort.OWN_OFF else (*self.people.chosen, *gone),
            before.id if before is not None else 0,
        ).checked()

    def is_edited(self) -> bool:
        """Whether something differs from what was shown."""
        return self._values() != self._shown

    def has_content(self) -> bool:
        """Whether more was entered than of what kind and about whom it is."""
        return self._content() != self._shown_content

    def clear_errors(self) -> None:
        for field in self.fields.values():
            field.set_error(None)

    def point_at(self, error: InvalidRecord) -> None:
        field = self.fields.get(FIELDS.get(error.field, error.field), self.fields["ends_on"])
        field.set_error(f"{error.what_happened} {error.what_to_do}".strip())
        field.widget.setFocus()

    def focus_first(self) -> None:
        (self.person if self.chosen_sort is Sort.PERSON_OFF else self.name).setFocus()

    def _day(self) -> QDateEdit:
        edit = QDateEdit()
        edit.setLocale(self._desk.formats().locale)
        edit.setDisplayFormat("ddd d MMM yyyy")
        edit.setCalendarPopup(True)
        return edit

    def _offer_sorts(self, stretch: Stretch, chosen: Sort) -> None:
        saved = bool(stretch.id)
        kept_with_person = isinstance(stretch, Person)
        self.sort.clear()
        for sort in Sort:
            if not saved or (sort is Sort.PERSON_OFF) == kept_with_person:
                self.sort.addItem(sort_word(sort), sort.value)
        self.sort.setCurrentIndex(self.sort.findData(chosen.value))
        self.sort.setEnabled(self.sort.count() > 1)

    def _offer_people(self, people: list[Person], stretch: Stretch) -> None:
        self.person.clear()
        saved = isinstance(stretch, Person)
        for person in [stretch] if isinstance(stretch, Person) else people:
            self.person.addItem(person.name, person.id)
        self.person.setEnabled(not saved)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.fields["kind"])
        rows.addWidget(self.effect)
        rows.addWidget(self.fields["name"])
        rows.addWidget(self.fields["person"])
        days = QWidget()
        flow = FlowLayout(days, spacing=12)
        flow.addWidget(self.fields["starts_on"])
        flow.addWidget(self.fields["ends_on"])
        rows.addWidget(days)
        rows.addWidget(self.open_end)
        rows.addWidget(self.length)
        rows.addWidget(self.fields["people"])
        rows.addStretch(1)

    def _on_sort(self) -> None:
        self.clear_errors()
        self._follow()
        self.sort_changed.emit()

    def _on_first(self, first: QDate) -> None:
        """The last day comes along, so that the length stays and never turns round."""
        if not self._loading and self.last.date() < first:
            self.last.setDate(first)
        self._follow()

    def _follow(self, _value: object = None) -> None:
        if self._loading:
            return
        sort = self.chosen_sort
        one_day = sort is Sort.MILESTONE
        self.effect.setText(effect(sort))
        self.fields["name"].setVisible(sort is not Sort.PERSON_OFF)
        self.name.setPlaceholderText(
            {
                Sort.PEAK: self.tr("Winter sale"),
                Sort.MILESTONE: self.tr("New line goes live"),
            }.get(sort, self.tr("Can stay empty"))
        )
        self.fields["person"].setVisible(sort is Sort.PERSON_OFF)
        self.fields["people"].setVisible(sort in (Sort.PEAK, Sort.MILESTONE))
        self.fields["starts_on"].setVisible(not one_day)
        self.fields["ends_on"].label.setText(self.tr("&On") if one_day else self.tr("&Last day"))
        self.open_end.setVisible(sort is Sort.PERSON_OFF)
        endless = sort is Sort.PERSON_OFF and self.open_end.isChecked()
        self.last.setEnabled(not endless)
        first, last = _chosen(self.first), _chosen(self.last)
        self.length.setVisible(not one_day and (endless or first <= last))
        self.length.setText(length_sentence(first, None if endless else last, str(self._desk.coach.zone())))

    def _values(self) -> tuple[object, ...]:
        return (self.sort.currentData(), self.person.currentData(), *self._content())

    def _content(self) -> tuple[object, ...]:
        days = (self.first.date(), self.last.date(), self.open_end.isChecked())
        return (self.name.text().strip(), *days, self.people.chosen)


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _chosen(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
