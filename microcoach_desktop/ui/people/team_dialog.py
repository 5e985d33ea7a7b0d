"""A whole team from a pasted list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people_import import Arrival, ParsedPerson, parse_people
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

Index = QModelIndex | QPersistentModelIndex
MOST_TEXT = 20_000
ICONS = {
    Arrival.NEW: ("user-plus", "win"),
    Arrival.FILLS: ("pencil", "accent_text"),
    Arrival.KNOWN: ("check", "text2"),
    Arrival.WRONG: ("circle-alert", "danger"),
}


class PreviewModel(QAbstractTableModel):
    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.rows: Sequence[ParsedPerson] = ()
        self._heads = (self.tr("Name"), self.tr("Role"), self.tr("Team"), self.tr("What happens"))

    def replace_rows(self, rows: Sequence[ParsedPerson]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        last = index.column() == len(self._heads) - 1
        if role == Qt.ItemDataRole.DecorationRole and last:
            icon, color = ICONS[row.arrival]
            return self._kit.icons.icon(icon, color, 16)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            person = row.person
            return (person.name, person.role, person.team, self._happens(row))[index.column()]
        return None

    def _happens(self, row: ParsedPerson) -> str:
        if row.arrival is Arrival.WRONG:
            where = self.tr("Line {line}").format(line=row.lines[0])
            return f"{where}: {row.problem}"
        said = {
            Arrival.NEW: self.tr("Is added"),
            Arrival.FILLS: self.tr("Is completed"),
            Arrival.KNOWN: self.tr("Is already here"),
        }[row.arrival]
        if len(row.lines) > 1:
            said += ", " + self.tr("{count} lines as one").format(count=len(row.lines))
        return said


class TeamDialog(QDialog):
    """`saved` carries the id of the first person, 0 where none was saved."""

    saved = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        kit = desk.kit
        self.setWindowTitle(self.tr("Add people"))
        self._existing = desk.coach.store.people.all(archived=True)
        self.text = GrowingEdit(kit, 5, MOST_TEXT // 2, prose=False)
        self.text.setPlaceholderText(self.tr("Ana Ruiz, Team lead, Returns\nMarek Nowak, Picker, Early shift"))
        self.model = PreviewModel(kit, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Preview"))
        self.save = Button(kit, self.tr("Add people"), role="primary", keys="Ctrl+Enter")
        self.save.clicked.connect(self._save)
        self._cancel = Button(kit, self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._summary = Label(kit, "", color="text2", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self._preview)
        self.text.textChanged.connect(self._soon.start)
        self._dress_table()
        self._lay_out()
        self._preview()
        self.text.setFocus()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)

    def _dress_table(self) -> None:
        table, kit = self.table, self._desk.kit
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(kit.theme.px(32))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setMaximumSectionSize(kit.theme.px(180))
        table.horizontalHeader().setMinimumSectionSize(kit.theme.px(70))
        table.horizontalHeader().setStretchLastSection(True)
        table.setIconSize(QSize(kit.theme.px(16), kit.theme.px(16)))
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.setMinimumHeight(kit.theme.px(120))

    def _lay_out(self) -> None:
        kit = self._desk.kit
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Add people"), FontRole.SUBTITLE))
        helper = self.tr("one a line: name, role, team")
        column.addWidget(Field(kit, self.tr("&Paste or type a list"), self.text, helper))
        column.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._summary, 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.resize(kit.theme.px(640), min(kit.theme.px(520), 640))

    def _preview(self) -> None:
        rows = parse_people(self.text.toPlainText(), self._existing)
        self.model.replace_rows(rows)
        wanted = sum(row.is_saved for row in rows)
        wrong = sum(row.arrival is Arrival.WRONG for row in rows)
        label = self.tr("Add people")
        if wanted:
            label = self.tr("Add 1 person") if wanted == 1 else self.tr("Add {count} people").format(count=wanted)
        self.save.setText(label)
        self.save.setEnabled(wanted > 0)
        said = ""
        if wrong:
            said = self.tr("1 line is left out.") if wrong == 1 else self.tr("{n} lines are left out.").format(n=wrong)
        if said and said != self._summary.text():
            announce(self, said)
        self._summary.setText(said)

    def _save(self) -> None:
        self._preview()
        people = [row.person for row in self.model.rows if row.is_saved]
        if not people:
            return
        try:
            saved = self._desk.coach.save_people(*people)
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self._save, text=self.text.toPlainText())
            return
        said = self.tr("Saved 1 person.") if len(saved) == 1 else self.tr("Saved {count} people.")
        self._desk.shell.toast(said.format(count=len(saved)))
        self.saved.emit(saved[0].id)
        self.accept()
