"""The next sixty days as a list: the quickest view with a screen reader."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.pills import look, sentence
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole

DAYS = 60
ID = Qt.ItemDataRole.UserRole


class Agenda(QListWidget):
    """Signals carry a check-in id."""

    opened = Signal(int)
    reschedule = Signal(int)
    undated = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(self.tr("Agenda"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemActivated.connect(self._activated)

    def show_days(self, days: dict[date, list[DayItem]], now: datetime) -> None:
        """Grouped by day; the chosen follow-up stays chosen."""
        chosen = self._chosen()
        self.clear()
        for day in sorted(days):
            head = QListWidgetItem(self._desk.formats().long_day(day))
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setFont(self._desk.kit.theme.font(FontRole.BODY_STRONG))
            head.setForeground(self._desk.kit.theme.color("text2"))
            self.addItem(head)
            for item in sorted(days[day], key=lambda item: item.at):
                self._add(item, now)
        if not days:
            nothing = QListWidgetItem(self.tr("Nothing planned in the next {days} days.").format(days=DAYS))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)
        for row in range(self.count()):
            if chosen is not None and self.item(row).data(ID) == chosen:
                self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen, key = self._chosen(), Qt.Key(event.key())
        single = self._desk.settings().single_key_shortcuts
        if chosen is not None and key == Qt.Key.Key_Delete:
            self.undated.emit(chosen)
        elif chosen is not None and single and key == Qt.Key.Key_R:
            self.reschedule.emit(chosen)
        elif chosen is not None and (key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (single and key == Qt.Key.Key_C)):
            self.opened.emit(chosen)
        else:
            super().keyPressEvent(event)

    def _add(self, item: DayItem, now: datetime) -> None:
        kit = self._desk.kit
        time = self._desk.formats().time(item.at)
        if item.follow_up is not None:
            icon, ink, _, _ = look(item.follow_up, now)
            text = f"{time}   {item.follow_up.person_name}: {item.follow_up.title}"
        else:
            icon, ink = "bell", "text2"
            text = f"{time}   {item.occurrence.task.name if item.occurrence is not None else ''}"
        row = QListWidgetItem(kit.icons.icon(icon, ink), text.replace("\n", " "))
        row.setData(ID, item.follow_up.id if item.follow_up is not None else None)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, sentence(self._desk, item, now))
        self.addItem(row)

    def _chosen(self) -> int | None:
        current = self.currentItem()
        found = current.data(ID) if current is not None else None
        return found if isinstance(found, int) else None

    def _activated(self, row: QListWidgetItem) -> None:
        found = row.data(ID)
        if isinstance(found, int):
            self.opened.emit(found)
