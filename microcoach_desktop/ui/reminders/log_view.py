"""The log: what was shown, held back, missed and taken back, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.reminders import Happened
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.storage.reminders import LOG_PAGE, LogLine
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.reminders.reasons import happened, kind_name, why, why_not
from microcoach_desktop.ui.reminders.wording import Teller, line
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label

ALL = "all"
FILTERS = (Happened.SHOWN, Happened.IN_DIGEST, Happened.HELD, Happened.MISSED, Happened.WITHDRAWN)


class LogView(QWidget):
    """A page of lines at a time; older ones on request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._oldest: int | None = None
        kit = desk.kit
        segments = [Segment(ALL, self.tr("All")), *(Segment(what.value, happened(what)) for what in FILTERS)]
        self.filter = SegmentedControl(kit, segments)
        self.filter.set_value(ALL)
        self.filter.changed.connect(self._narrow)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("Log of reminders"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("When"), self.tr("What happened"), self.tr("Reminder"), self.tr("Why")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.table.horizontalHeader()
        for column in (0, 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (2, 3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setMinimumHeight(kit.theme.px(280))
        self._none = EmptyState(kit, "history", self.tr("Nothing yet."))
        self._older = Button(kit, self.tr("Show older"))
        self._older.clicked.connect(self._more)
        foot = QHBoxLayout()
        foot.addWidget(self._older)
        foot.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(Label(kit, self.tr("Log"), FontRole.SECTION))
        rows.addWidget(self.filter)
        rows.addWidget(self.table, 1)
        rows.addWidget(self._none)
        rows.addLayout(foot)

    def reload(self) -> None:
        """Raises a StoreError."""
        self.table.setRowCount(0)
        self._oldest = None
        self._more()

    def _narrow(self, _value: str) -> None:
        self.reload()

    def _more(self) -> None:
        wanted = self.filter.value
        what = None if wanted in (None, ALL) else Happened(wanted)
        found = self._desk.reminding.log(self._oldest, LOG_PAGE, what)
        for entry in found:
            self._add(entry)
        self._oldest = found[-1].id if found else self._oldest
        self._older.setVisible(len(found) == LOG_PAGE)
        empty = self.table.rowCount() == 0
        self._none.setVisible(empty)
        self.table.setVisible(not empty)

    def _add(self, entry: LogLine) -> None:
        desk = self._desk
        now, formats = desk.now(), desk.formats()
        card = desk.reminding.card_of(entry.reminder, now)
        hidden = desk.settings().hide_names is HideNames.ALWAYS
        about = kind_name(entry.reminder.kind) if card is None else line(card, Teller(hide_names=hidden, now=now))
        told = entry.what in (Happened.SHOWN, Happened.IN_DIGEST)
        reason = why(entry.reminder, formats, now) if told else why_not(entry.why)
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, words in enumerate((formats.moment(entry.at, now), happened(entry.what), about, reason)):
            item = QTableWidgetItem(words)
            item.setToolTip("")
            self.table.setItem(row, column, item)
