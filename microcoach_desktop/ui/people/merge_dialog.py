"""Two records of one person side by side, and what stays of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import PersonSummary
from microcoach_desktop.domain.people import Person, alike
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.merge_choices import MergeChoices
from microcoach_desktop.ui.people.people_list import PeopleList
from microcoach_desktop.ui.people.people_model import PeopleModel, PersonRow, arranged
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label


class Picker(QWidget):
    """The others, the likeliest first."""

    chosen = Signal(bool)
    opened = Signal()

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        store = desk.coach.store
        summaries = store.people.summaries()
        others = [other for other in store.people.all(archived=True) if other.id != person.id]
        others.sort(key=lambda other: -alike(person, other))
        self._rows = [PersonRow(other, summaries.get(other.id, PersonSummary(other.id))) for other in others]
        self._model = PeopleModel(desk, self)
        self.list = PeopleList(desk, self._model, self)
        self.list.setSelectionMode(PeopleList.SelectionMode.SingleSelection)
        self.search = LineEdit(desk.kit, 120, icon="search")
        self.search.setPlaceholderText(self.tr("Find a person"))
        self.search.setAccessibleName(self.tr("Find a person"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 0)
        column.setSpacing(12)
        column.addWidget(
            Label(desk.kit, self.tr("Merge {name} with").format(name=person.name), FontRole.SUBTITLE, wrap=True)
        )
        about = self.tr("For two entries of the same person. Both histories become one.")
        if not others:
            about = self.tr("There is nobody else yet.")
        column.addWidget(Label(desk.kit, about, color="text2", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._narrow)
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.opened.connect(self.opened)
        self.list.doubleClicked.connect(self.opened)
        self.setFocusProxy(self.search)
        self._narrow()

    @property
    def person(self) -> Person | None:
        return next(iter(self.list.selected_people()), None)

    def _narrow(self) -> None:
        wanted = self.search.text()
        self._model.show_rows(arranged(self._rows, wanted) if wanted.strip() else self._rows)
        if self._model.rows:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._on_selection()

    def _on_selection(self) -> None:
        self.chosen.emit(self.person is not None)


class MergeDialog(QDialog):
    """`merged` carries the id that stays. Raises NotFound when one of the people has gone."""

    merged = Signal(int)

    def __init__(self, desk: Desk, person_id: int, other_id: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge two records"))
        self._desk = desk
        kit = desk.kit
        self._stays = desk.coach.store.people.get(person_id)
        self.picker: Picker | None = None
        self.choices: MergeChoices | None = None
        self.banner = Banner(kit)
        self.banner.hide()
        self.back = Button(kit, self.tr("Back"))
        self.back.hide()
        self.cancel = Button(kit, self.tr("Cancel"))
        self.go = Button(kit, self.tr("Next"), role="primary")
        self.go.setDefault(True)
        self._pages = QStackedWidget()
        self._lay_out()
        self.back.clicked.connect(self._pick)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        if other_id:
            self._compare(desk.coach.store.people.get(other_id))
        else:
            self._pick()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.choices is None:
                self._go()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 12, 20, 18)
        buttons.setSpacing(8)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        px = self._desk.kit.theme.px
        room = self.screen().availableGeometry()
        self.resize(min(px(560), room.width() - 40), min(px(600), room.height() - 60))

    def _pick(self) -> None:
        if self.picker is None:
            self.picker = Picker(self._desk, self._stays)
            self.picker.chosen.connect(self.go.setEnabled)
            self.picker.opened.connect(self._go)
            self._pages.addWidget(self.picker)
        self.choices = None
        self._pages.setCurrentWidget(self.picker)
        self.back.hide()
        self.go.setText(self.tr("Next"))
        self.go.set_keys("")
        self.go.setEnabled(self.picker.person is not None)
        self.picker.setFocus()

    def _compare(self, goes: Person) -> None:
        self.choices = MergeChoices(self._desk, self._stays, goes)
        area = scrolled(self.choices)
        self._pages.setCurrentIndex(self._pages.addWidget(area))
        self.back.setVisible(self.picker is not None)
        self.go.setText(self.tr("Merge"))
        self.go.set_keys("Ctrl+Enter")
        self.go.setFocus()

    def _go(self) -> None:
        try:
            if self.choices is not None:
                self._merge(self.choices)
            elif self.picker is not None and self.picker.person is not None:
                self._compare(self.picker.person)
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self._go)])

    def _merge(self, choices: MergeChoices) -> None:
        person = self._desk.coach.merging.merge(choices.chosen(), self._stays.id, choices.goes.id)
        self._desk.shell.toast(self.tr("Both records are one: {name}.").format(name=person.name))
        self.merged.emit(person.id)
        self.accept()
