"""Who the history is about: name, numbers and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.follow_ups import PersonSummary
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

NAME_ROOM = 210


class Figure(QWidget):
    """A number over its words, read as one."""

    def __init__(self, kit: Kit, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._number = Label(kit, "", FontRole.SUBTITLE)
        self._number.set_tabular()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.theme.px(12))
        row.addWidget(Divider(kit, vertical=True))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._number)
        self._label = Label(kit, words, color="text2")
        column.addWidget(self._label)
        row.addLayout(column)

    def show_number(self, text: str, words: str = "", color: str = "text") -> None:
        self._number.setText(text)
        self._number.set_color(color)
        self._label.setText(words or self._words)
        self.setAccessibleName(f"{text} {words or self._words}")

    @property
    def text(self) -> str:
        return self._number.text()


class PersonHeader(QWidget):
    capture_wanted = Signal()
    edit_wanted = Signal()
    archive_wanted = Signal()
    preparation_wanted = Signal(int)
    merge_wanted = Signal(int)
    time_off_wanted = Signal(int)
    readings_wanted = Signal()
    export_wanted = Signal()
    dates_wanted = Signal(int)
    erase_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shape = ""
        self._person_id = 0
        self.avatar = Avatar(kit, "", 46, self)
        self.name = Label(kit, "", FontRole.TITLE, wrap=True)
        self.line = Label(kit, "", color="text2", wrap=True)
        self.sessions = Figure(kit, self.tr("sessions"))
        self.ratio = Figure(kit, self.tr("wins to opps"))
        self.worked = Figure(kit, self.tr("actions worked"))
        self.people = IconButton(kit, "users", self.tr("Show the list of people"), role="secondary")
        self.people.hide()
        self.people.clicked.connect(self.people_wanted)
        self.more = IconButton(kit, "ellipsis", self.tr("More about this person"), role="secondary")
        self.capture = Button(kit, self.tr("Capture"), "plus", "primary")
        self.menu = QMenu(self)
        self.menu.addAction(self.tr("Edit…")).triggered.connect(self.edit_wanted)
        self.menu.addAction(self.tr("Prepare a one-on-one…")).triggered.connect(self._prepare)
        self.menu.addAction(self.tr("Time off…")).triggered.connect(self._take_time_off)
        self.menu.addAction(self.tr("Add readings…")).triggered.connect(self.readings_wanted)
        self.menu.addAction(self.tr("Export for this person…")).triggered.connect(self.export_wanted)
        self.menu.addAction(self.tr("Export the dates…")).triggered.connect(self._export_dates)
        self.menu.addAction(self.tr("Merge with…")).triggered.connect(self._merge)
        self.menu.addSeparator()
        self.archive = self.menu.addAction(self.tr("Archive"))
        self.archive.triggered.connect(self.archive_wanted)
        self.menu.addAction(self.tr("Erase…")).triggered.connect(self.erase_wanted)
        self.more.clicked.connect(self._open_menu)
        self.capture.clicked.connect(self.capture_wanted)
        self._names = QWidget(self)
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.line)
        self._numbers = QWidget(self)
        flow = FlowLayout(self._numbers, spacing=18)
        for figure in (self.sessions, self.ratio, self.worked):
            flow.addWidget(figure)
        self._buttons = self._row(14, self.people, self.more, self.capture)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange()
        kit.theme.changed.connect(self._arrange)

    def show_person(self, person: Person, summary: PersonSummary) -> None:
        self._person_id = person.id
        self.avatar.set_name(person.name)
        self.avatar.show()
        self.name.setText(person.name)
        self.line.setText(wording.person_line(person))
        one = summary.sessions == 1
        self.sessions.show_number(str(summary.sessions), self.tr("session") if one else self.tr("sessions"))
        self.ratio.show_number(f"{summary.wins} : {summary.opportunities}")
        share = f"{round(100 * summary.worked / summary.reviewed)} %" if summary.reviewed else "\N{EN DASH}"
        self.worked.show_number(share, color="win" if summary.worked else "text2")
        archived = person.archived_at is not None
        self.archive.setText(self.tr("Bring back") if archived else self.tr("Archive"))
        self.capture.setEnabled(not archived)
        self._show_parts(one_person=True)

    def show_everyone(self, people: int) -> None:
        self.name.setText(self.tr("Everyone"))
        said = self.tr("1 person") if people == 1 else self.tr("{count} people").format(count=people)
        self.line.setText(said)
        self._show_parts(one_person=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(160), super().minimumSizeHint().height())

    def _show_parts(self, *, one_person: bool) -> None:
        for part in (self.avatar, self._numbers, self.more):
            part.setVisible(one_person)
        # Without an avatar the name begins at the edge, like what stands below.
        first = 1 if one_person else 0
        self._grid.addWidget(self._names, 0, first, 1, 2 - first, Qt.AlignmentFlag.AlignVCenter)
        self._arrange()

    def _row(self, spacing: int, *widgets: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing)
        for widget in widgets:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _arrange(self) -> None:
        """One row where there is room; else the numbers, then the buttons, get a row of their own."""
        px = self._kit.theme.px
        self._grid.setRowMinimumHeight(0, self.avatar.sizeHint().height())
        before = px(NAME_ROOM) + self.avatar.sizeHint().width()
        numbers, buttons = self._numbers.sizeHint().width() + 28, self._buttons.sizeHint().width() + 28
        # A long name gets the room of the numbers.
        longer = max(0, self._kit.theme.metrics(FontRole.TITLE).horizontalAdvance(self.name.text()) - px(NAME_ROOM))
        shape = "one row" if before + longer + numbers + buttons <= self.width() else "two rows"
        if shape == "two rows" and before + buttons > self.width():
            shape = "three rows"
        if shape == self._shape:
            return
        self._shape = shape
        places = {
            "one row": ((0, 2, 1, 1), (0, 3, 1, 1)),
            "two rows": ((1, 0, 1, 4), (0, 3, 1, 1)),
            "three rows": ((1, 0, 1, 4), (2, 0, 1, 4)),
        }[shape]
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self.avatar, 0, 0)
        self._grid.addWidget(self._numbers, *places[0], Qt.AlignmentFlag(0) if places[0][0] else left)
        self._grid.addWidget(self._buttons, *places[1], left)

    def _merge(self) -> None:
        self.merge_wanted.emit(self._person_id)

    def _prepare(self) -> None:
        self.preparation_wanted.emit(self._person_id)

    def _take_time_off(self) -> None:
        self.time_off_wanted.emit(self._person_id)

    def _export_dates(self) -> None:
        self.dates_wanted.emit(self._person_id)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
