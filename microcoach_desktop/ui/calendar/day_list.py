"""All of one day, where its cell of the month was too small for it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.ui.calendar.agenda import ROW, Agenda
from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.items import CalendarFilter, load_range
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

MOST_ROWS = 9


class DayList(QDialog):
    """The same keys as in the agenda; it stays while its entries are moved, and follows."""

    def __init__(self, desk: Desk, day: date, wanted: CalendarFilter, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._filter = wanted
        kit = desk.kit
        named = desk.formats().long_day(day)
        self.setWindowTitle(named)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.agenda = Agenda(desk, CalendarDeeds(desk, self), headings=False)
        self.agenda.setAccessibleName(named)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(Label(kit, named, FontRole.SECTION, wrap=True))
        rows.addWidget(self.agenda, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        hint = self.tr("Alt+arrows to move, R to reschedule")
        foot.addWidget(Label(kit, hint, FontRole.SMALL, "text2", wrap=True), 1)
        close = Button(kit, self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot.addWidget(close)
        rows.addLayout(foot)
        desk.hub.changed.connect(self._reload)
        self._reload()
        count = min(max(self.agenda.entries.rowCount(), 3), MOST_ROWS)
        self.resize(kit.theme.px(480), kit.theme.px(ROW * count + 130))
        self.agenda.setFocus()

    def _reload(self, _changes: object = None) -> None:
        try:
            days = load_range(self._desk, self._day, self._day, self._filter)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        self.agenda.show_days(days, self._desk.now())
