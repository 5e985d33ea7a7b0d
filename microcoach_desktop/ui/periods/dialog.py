"""Time off, peak windows and milestones: the list on the left, one of them on the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.changes import Record
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.list_form import Line, ListFormDialog, Words
from microcoach_desktop.ui.periods.form import StretchForm
from microcoach_desktop.ui.periods.wording import ICONS, Sort, Stretch, days_line, ends, is_over, name_of, sort_of
from microcoach_desktop.ui.widgets.empty import EmptyState


class PeriodsDialog(ListFormDialog[Stretch]):
    """With a person it opens at this person's time off."""

    def __init__(self, desk: Desk, person_id: int = 0, parent: QWidget | None = None) -> None:
        words = Words(
            self.tr("Time off and milestones"),
            removed=self.tr("{name} removed."),
            saved=self.tr("{name} saved."),
            unsaved=self.tr("These days are not saved yet. Close again to leave them."),
        )
        super().__init__(desk, words, (Record.PERIOD, Record.PERSON), parent)
        self.form = StretchForm(desk)
        self._build(self.form, (self.form,))
        self.empty = EmptyState(
            desk.kit,
            "calendar-days",
            self.tr("Nothing entered yet. Time off keeps reminders away; a milestone is announced."),
            self.tr("Add"),
            self._start_new,
        )
        self.right.addWidget(self.empty)
        self._load(None)
        if person_id:
            self.open_person(person_id)

    def open_person(self, person_id: int) -> None:
        """This person's time off, or a new one for them."""
        if not self._keep():
            return
        self._load(("person", person_id))
        if self._key() != ("person", person_id):
            self.new(Sort.PERSON_OFF, person_id)

    def new(self, sort: Sort, person_id: int = 0) -> None:
        today = self._desk.now().date()
        fresh = Period(PeriodKind.ABSENCE, "", today, today, str(self._desk.coach.zone()))
        self._show(fresh)
        self.form.show_stretch(fresh, sort)
        if person_id:
            self.form.person.setCurrentIndex(self.form.person.findData(person_id))
        self.heading.setText(self.tr("New days"))
        self.form.focus_first()

    def _key(self) -> object:
        return None if self._current is None else self._line(self._current).key

    def _read(self) -> list[Stretch]:
        """What is to come by its last day, then what is over."""
        store, today = self._desk.coach.store, self._desk.now().date()
        away = [person for person in store.people.all() if person.away_from or person.away_until]
        found: list[Stretch] = [*store.periods.all(), *away]
        return sorted(found, key=lambda one: (is_over(one, today), ends(one)[0] or today, name_of(one).casefold()))

    def _line(self, entry: Stretch) -> Line:
        now, name = self._desk.now(), name_of(entry)
        days = days_line(entry, now, self._desk.formats())
        if is_over(entry, now.date()):
            days = self.tr("{days}, over").format(days=days)
        shown = entry.name if isinstance(entry, Person) else name
        kept = "person" if isinstance(entry, Person) else "period"
        return Line((kept, entry.id) if entry.id else None, name, f"{shown}\n{days}", ICONS[sort_of(entry)])

    def _put(self, entry: Stretch) -> None:
        self.right.setCurrentIndex(0)
        self.form.show_stretch(entry)
        self.heading.setText(name_of(entry))

    def _keep_typed(self) -> Stretch:
        typed = self.form.stretch()
        if isinstance(typed, Person):
            return self._desk.coach.save_people(typed)[0]
        return self._desk.coach.periods.save(typed)

    def _drop(self, entry: Stretch) -> None:
        if isinstance(entry, Person):
            person = self._desk.coach.store.people.get(entry.id)
            self._desk.coach.save_people(replace(person, away_from=None, away_until=None))
        else:
            self._desk.coach.periods.delete(entry.id)

    def _is_empty(self) -> bool:
        return not self.form.has_content()

    def _start_new(self) -> None:
        self.new(Sort.PERSON_OFF if self._desk.coach.store.people.all() else Sort.OWN_OFF)

    def _show_nothing(self) -> None:
        self._current = None
        self.right.setCurrentWidget(self.empty)
        self._delete.hide()
        self._save.hide()
