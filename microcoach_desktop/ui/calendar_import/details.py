"""What an event becomes: the name it is asked by, who is on it, and when it asks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from microcoach_desktop.domain.keytasks import MAX_GRACE, MAX_NAME, KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.calendar_import.model import Row
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keytasks.choices import PeopleChoice
from microcoach_desktop.ui.widgets.field import Field


class Details(QWidget):
    """Shows one row and writes into it; `edited` then."""

    edited = Signal()

    def __init__(self, desk: Desk, team: list[Person]) -> None:
        super().__init__()
        kit = desk.kit
        self._team = team
        self._row: Row | None = None
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(18)
        self.grace = QSpinBox()
        self.grace.setRange(0, MAX_GRACE)
        self.grace.setSuffix(self.tr(" min"))
        self.critical = QCheckBox(self.tr("Critical: asked before other key tasks"))
        self.people = PeopleChoice(kit)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Field(kit, self.tr("As &key task"), self.kind), 1)
        line.addWidget(Field(kit, self.tr("Asks &after its end"), self.grace))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(Field(kit, self.tr("&People"), self.people, self.tr("who is on it")))
        column.addWidget(self.critical)
        self.kind.editTextChanged.connect(self._take)
        self.grace.valueChanged.connect(self._take)
        self.critical.toggled.connect(self._take)
        self.people.changed.connect(self._take)
        self.setEnabled(False)

    def show_row(self, row: Row | None) -> None:
        self._row = None
        self.setEnabled(row is not None)
        like = row.like if row is not None else None
        self.kind.clear()
        if row is not None and like is not None:
            names = dict.fromkeys((like.name, row.candidate.event.title[:MAX_NAME], *kinds()))
            self.kind.addItems([name for name in names if name])
            self.kind.setCurrentText(like.name)
            self.grace.setValue(like.grace_minutes)
            self.critical.setChecked(like.critical)
        self.people.show_people(self._team, frozenset(like.person_ids if like is not None else ()))
        self._row = row

    def _take(self, _value: object = None) -> None:
        if self._row is None:
            return
        self._row.like = replace(
            self._row.like,
            name=self.kind.currentText().strip(),
            grace_minutes=self.grace.value(),
            critical=self.critical.isChecked(),
            person_ids=self.people.chosen,
        )
        self.edited.emit()


def kinds() -> tuple[str, ...]:
    """What managers follow up most."""
    return (
        _tr("Shift handover"),
        _tr("Stand-up"),
        _tr("One-on-one"),
        _tr("Customer call review"),
        _tr("After-action review"),
        _tr("Weekly review"),
    )


def suggested(event_title: str, template: KeyTask, team: list[Person]) -> KeyTask:
    """A new key task by the event's title, with the people whom the title names."""
    words = set(event_title.casefold().replace("/", " ").replace(",", " ").replace(":", " ").split())
    named = tuple(p.id for p in team if p.name.casefold() in event_title.casefold() or p.first_name.casefold() in words)
    return replace(template, name=event_title[:MAX_NAME], person_ids=named)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarImport", text)
