"""When the manager works: a line for each weekday. Outside of it no popup comes."""

from __future__ import annotations

from datetime import time

from PySide6.QtWidgets import QCheckBox, QGridLayout, QTimeEdit, QWidget

from microcoach_desktop.services.rhythm import working_hours
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.ui.settings.controls import Controls, chosen, shown
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.text import Label


class WeekHours(QWidget):
    """A day that keeps the usual hours follows them when they change; one that differs keeps its own."""

    def __init__(self, controls: Controls) -> None:
        super().__init__()
        self._controls = controls
        desk = controls.desk
        self._lines: list[tuple[int, QCheckBox, QTimeEdit, QTimeEdit, Label]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place in range(7):
            day = (desk.formats().first_weekday + place) % 7
            name = desk.formats().weekday(day)
            on, starts, ends = QCheckBox(name), QTimeEdit(), QTimeEdit()
            on.setAccessibleName(name)
            starts.setAccessibleName(self.tr("{day} from").format(day=name))
            ends.setAccessibleName(self.tr("{day} until").format(day=name))
            note = Label(desk.kit, "", FontRole.SMALL, "text3")
            for column, widget in enumerate((on, note, starts, Label(desk.kit, self.tr("to"), color="text3"), ends)):
                grid.addWidget(widget, place, column)
            self._lines.append((day, on, starts, ends, note))
            on.toggled.connect(self._save)
            starts.timeChanged.connect(self._save)
            ends.timeChanged.connect(self._save)
        controls.on_load(self._load)

    def _load(self) -> None:
        settings = self._controls.desk.settings()
        hours = working_hours(settings)
        for day, on, starts, ends, _ in self._lines:
            window = hours.days[day]
            on.setChecked(window is not None)
            starts.setTime(shown(window.starts if window is not None else settings.day_starts_at))
            ends.setTime(shown(window.ends if window is not None else settings.day_ends_at))
        self._mark()

    def _save(self) -> None:
        if self._controls.loading:
            return
        settings = self._controls.desk.settings()
        days = [
            (day, chosen(starts.time()), chosen(ends.time()))
            for day, on, starts, ends, _ in self._lines
            if on.isChecked()
        ]
        self._controls.set(
            working_days=tuple(sorted(day for day, _, _ in days)),
            other_hours=tuple(sorted(line for line in days if line[1:] != _usual(settings))),
        )
        self._mark()

    def _mark(self) -> None:
        for _, on, starts, ends, note in self._lines:
            for edit in (starts, ends):
                edit.setEnabled(on.isChecked())
            over = on.isChecked() and ends.time() <= starts.time()
            note.setText(self.tr("next day") if over else "")


def _usual(settings: Settings) -> tuple[time, time]:
    return settings.day_starts_at, settings.day_ends_at
