"""Chips for the days of a key task and for the people on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class DayChoice(QWidget):
    """Weekdays (Monday 0), or once; none of them stands for a rule of another kind."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        formats = desk.formats()
        flow = FlowLayout(self, spacing=6)
        self.days: dict[int, Chip] = {}
        for offset in range(7):
            day = (formats.first_weekday + offset) % 7
            chip = Chip(desk.kit, formats.weekday(day))
            chip.setCheckable(True)
            chip.clicked.connect(self._day_clicked)
            self.days[day] = chip
            flow.addWidget(chip)
        self.once = Chip(desk.kit, self.tr("Once"), "calendar-days")
        self.once.setCheckable(True)
        self.once.clicked.connect(self._once_clicked)
        flow.addWidget(self.once)
        self.setFocusProxy(next(iter(self.days.values())))

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(day for day, chip in self.days.items() if chip.isChecked())

    def show_days(self, weekdays: frozenset[int], *, once: bool) -> None:
        for day, chip in self.days.items():
            chip.setChecked(day in weekdays)
        self.once.setChecked(once)

    def _day_clicked(self) -> None:
        self.once.setChecked(not self.weekdays)
        self.changed.emit()

    def _once_clicked(self) -> None:
        self.show_days(frozenset(), once=True)
        self.changed.emit()


class PeopleChoice(QWidget):
    """Everybody as a chip; the chosen ones are tinted."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._flow = FlowLayout(self, spacing=6)
        self.chips: dict[int, Chip] = {}
        self._nobody = Label(kit, self.tr("Nobody in the team yet."), FontRole.SMALL, "text2")
        self._flow.addWidget(self._nobody)

    @property
    def chosen(self) -> tuple[int, ...]:
        return tuple(person_id for person_id, chip in self.chips.items() if chip.isChecked())

    def show_people(self, people: Sequence[Person], chosen: frozenset[int]) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for person in people:
            chip = Chip(self._kit, person.first_name, avatar=person.name)
            chip.setAccessibleName(person.name)
            chip.setCheckable(True)
            chip.setToolTip(person.name)
            chip.setChecked(person.id in chosen)
            chip.clicked.connect(self.changed)
            self.chips[person.id] = chip
            self._flow.addWidget(chip)
            chip.show()
        self._nobody.setVisible(not people)
        self.updateGeometry()
