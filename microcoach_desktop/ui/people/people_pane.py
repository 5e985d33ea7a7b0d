"""The list of people beside the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.bulk_bar import BulkBar
from microcoach_desktop.ui.people.people_list import PeopleList
from microcoach_desktop.ui.people.people_model import PeopleModel, PersonRow, Section, arranged, section_of
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.text import Label

WIDTH = 228


class PeoplePane(QFrame):
    """`chosen` carries the person's id, `picked` follows a click on one person; the others come from the menu."""

    chosen = Signal(int)
    picked = Signal()
    opened = Signal()
    add_person = Signal()
    add_team = Signal()
    archived_toggled = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = desk.kit
        self._all: list[PersonRow] = []
        self._shut: set[Section] = set()
        self._shown = 0
        self._quiet = False
        self.model = PeopleModel(desk, self)
        self.list = PeopleList(desk, self.model, self)
        self.search = LineEdit(self._kit, 120, icon="search")
        self.search.setPlaceholderText(self.tr("Find a person"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.add = IconButton(self._kit, "user-plus", self.tr("Add people"), size=28)
        self.menu = QMenu(self)
        self.menu.addAction(self.tr("Add a person…")).triggered.connect(self.add_person)
        self.menu.addAction(self.tr("Add several people…")).triggered.connect(self.add_team)
        self.menu.addSeparator()
        self.show_archived = self.menu.addAction(self.tr("Show archived people"))
        self.show_archived.setCheckable(True)
        self.show_archived.toggled.connect(self.archived_toggled)
        self.bulk = BulkBar(self._kit)
        self.bulk.hide()
        self.add.clicked.connect(self._open_menu)
        self.search.textChanged.connect(self._arrange)
        self.search.installEventFilter(self)
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.clicked.connect(self._on_clicked)
        self.list.opened.connect(self.opened)
        self.list.section_turned.connect(self._turn_section)
        self.list.one_wanted.connect(self._clear_selection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_deeds)
        self.bulk.cleared.connect(self._clear_selection)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(WIDTH), 400)

    def show_people(self, people: Sequence[PersonRow]) -> None:
        self._all = list(people)
        self._arrange()

    def select(self, person_id: int) -> None:
        """Does not emit `chosen`. Who is shown already stays so among several that are marked."""
        if person_id == self._shown and (len(self.list.selected_people()) > 1 or self._on_heading()):
            return
        if person_id != self._shown:
            self._shown = person_id
            self._open_section_of(person_id)
        row = self.model.row_of(person_id)
        self._quiet = True
        if row is None:
            self.list.setCurrentIndex(QModelIndex())
            self.list.clearSelection()
        elif row != self.list.currentIndex().row() or not self.list.selected_people():
            self.list.choose(row)
        self._quiet = False
        self._show_bulk()

    def ids(self) -> list[int]:
        """As listed, from the top."""
        return [row.person.id for row in self.model.rows if isinstance(row, PersonRow)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._to_list(choose=event.key() != Qt.Key.Key_Down)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(QRect(edge, 0, 1, self.height()), self._kit.theme.color("line"))
        painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.addWidget(Label(self._kit, self.tr("People"), FontRole.SUBTITLE), 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 18, 13, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.bulk)

    def _arrange(self) -> None:
        chosen = [person.id for person in self.list.selected_people()]
        current = self.model.person_row(self.list.currentIndex())
        heading = self.model.section_row(self.list.currentIndex())
        self._quiet = True
        self.model.show_rows(arranged(self._all, self.search.text(), self._shut))
        row = self.model.row_of(current.person.id) if current else None
        if heading is not None:
            row = self.model.row_of_section(heading.section)
        if row is not None and row != self.list.currentIndex().row():
            self.list.selectionModel().setCurrentIndex(
                self.model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        if chosen != [person.id for person in self.list.selected_people()]:
            self.list.select_people(chosen)
        self._quiet = False
        self._show_bulk()

    def _turn_section(self, section: Section) -> None:
        self._shut ^= {section}
        self._arrange()

    def _open_section_of(self, person_id: int) -> None:
        section = next((section_of(row.person) for row in self._all if row.person.id == person_id), None)
        if section in self._shut:
            self._turn_section(section)

    def _on_heading(self) -> bool:
        return self.model.section_row(self.list.currentIndex()) is not None

    def _clear_selection(self) -> None:
        """Only who is shown stays marked."""
        self.list.select_people([self._shown])
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bulk(self) -> None:
        people = self.list.selected_people()
        self.bulk.show_people(people)
        self.bulk.setVisible(len(people) > 1)

    def _to_list(self, *, choose: bool) -> None:
        ids = self.ids()
        if not ids:
            return
        if not self.list.currentIndex().isValid() or choose:
            self.list.choose(self.model.row_of(ids[0]) or 0)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_selection(self) -> None:
        if self._quiet:
            return
        self._show_bulk()
        people = self.list.selected_people()
        if len(people) == 1 and people[0].id != self._shown:
            self._shown = people[0].id
            self.chosen.emit(self._shown)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model.person_row(index) is not None and len(self.list.selected_people()) == 1:
            self.picked.emit()

    def _open_deeds(self, at: QPoint) -> None:
        """The same as in the bar, for one or for several."""
        if not self.list.selected_people():
            return
        self.bulk.show_people(self.list.selected_people())
        self.bulk.menu().popup(self.list.viewport().mapToGlobal(at))

    def _open_menu(self) -> None:
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
