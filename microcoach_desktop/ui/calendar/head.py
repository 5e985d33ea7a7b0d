"""The top of the calendar: which month or week, whose follow-ups, which view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from microcoach_desktop.services.settings import CalendarView
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label


class CalendarHead(QWidget):
    """`turn_wanted` carries a step, `view_wanted` a CalendarView. Breaks into two lines in a narrow window."""

    turn_wanted = Signal(int)
    today_wanted = Signal()
    view_wanted = Signal(object)
    filter_wanted = Signal()
    rail_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit = desk.kit
        self.title = Label(kit, "", FontRole.TITLE)
        self.turns = QWidget()
        keys = QHBoxLayout(self.turns)
        keys.setContentsMargins(8, 0, 0, 0)
        keys.setSpacing(6)
        back = IconButton(kit, "chevron-left", self.tr("Previous"), keys=self.tr("Page up"))
        back.clicked.connect(self._back)
        today = Button(kit, self.tr("Today"))
        today.setToolTip(self.tr("Go to today") + "  T")
        today.clicked.connect(self.today_wanted)
        forward = IconButton(kit, "chevron-right", self.tr("Next"), keys=self.tr("Page down"))
        forward.clicked.connect(self._forward)
        for button in (back, today, forward):
            keys.addWidget(button)
        self.filter = Button(kit, self.tr("Everyone"), icon="list-filter", role="ghost")
        self.filter.clicked.connect(self.filter_wanted)
        self.views = SegmentedControl(
            kit,
            [
                Segment(CalendarView.MONTH.value, self.tr("Month")),
                Segment(CalendarView.WEEK.value, self.tr("Week")),
                Segment(CalendarView.AGENDA.value, self.tr("Agenda")),
            ],
        )
        self.views.setAccessibleName(self.tr("View"))
        self.views.changed.connect(self._view)
        self.fold = IconButton(kit, "inbox", self.tr("Late and today"))
        self.fold.setCheckable(True)
        self.fold.clicked.connect(self.rail_wanted)
        self.menu = QMenu(self)
        self.menu.addAction(self.tr("Import a calendar…")).triggered.connect(self._import)
        self.menu.addAction(self.tr("Export a calendar…")).triggered.connect(self._export)
        self.more = IconButton(kit, "ellipsis", self.tr("Import and export"))
        self.more.clicked.connect(self._open_menu)
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self.title)
        named.addWidget(self.turns)
        named.addStretch(1)
        chosen = QHBoxLayout()
        chosen.setSpacing(12)
        for widget in (self.filter, self.views, self.fold, self.more):
            chosen.addWidget(widget)
        chosen.addStretch(0)
        self._parts = (named, chosen)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(named, 1)
        self._row.addLayout(chosen)

    def show_view(self, view: CalendarView, title: str) -> None:
        self.title.setText(title)
        self.views.set_value(view.value)
        self.turns.setVisible(view is not CalendarView.AGENDA)

    def show_filter(self, text: str, *, active: bool) -> None:
        self.filter.setText(text.replace("&", "&&"))
        self.filter.setAccessibleName(self.tr("Show: {what}").format(what=text))
        self.filter.set_role("secondary" if active else "ghost")

    def fit(self, width: int) -> None:
        """One line or two."""
        needed = sum(part.sizeHint().width() for part in self._parts) + self._row.spacing()
        two = width < needed
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if two else QBoxLayout.Direction.LeftToRight)

    def _back(self) -> None:
        self.turn_wanted.emit(-1)

    def _forward(self) -> None:
        self.turn_wanted.emit(1)

    def _import(self) -> None:
        self.import_wanted.emit()

    def _export(self) -> None:
        self.export_wanted.emit()

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _view(self, key: str) -> None:
        self.view_wanted.emit(CalendarView(key))
