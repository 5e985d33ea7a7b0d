"""A whole team from a list that is typed, pasted or read from a file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people_import import Arrival, PeopleTable, parse_people, read_people
from microcoach_desktop.domain.tables import WESTERN, unicode_of
from microcoach_desktop.domain.text import clean
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.team_columns import ColumnChoice
from microcoach_desktop.ui.people.team_preview import WIDTHS, PeoplePreviewModel
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit
from microcoach_desktop.ui.widgets.import_preview import PreviewTable
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.table_source import TableSource
from microcoach_desktop.ui.widgets.text import Label

# A list that is typed or pasted; what is longer is read from a file.
MOST_TEXT = 1_000_000


class ListEdit(GrowingEdit):
    """Keeps the tabs of a table that is pasted out of a spreadsheet, and all of its rows."""

    def setPlainText(self, text: str) -> None:
        QPlainTextEdit.setPlainText(self, clean(text)[: self.hard_limit])

    def insertPlainText(self, text: str) -> None:
        room = self.hard_limit - len(self.toPlainText()) + len(self.textCursor().selectedText())
        QPlainTextEdit.insertPlainText(self, clean(text)[: max(0, room)])

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())


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
        self._table = PeopleTable((), (), read_people("").columns)
        self.text = ListEdit(kit, 5, MOST_TEXT // 2, prose=False)
        self.text.setPlaceholderText(self.tr("Ana Ruiz, Team lead, Returns\nMarek Nowak, Picker, Early shift"))
        helper = self.tr("one a line: name, role, team")
        self.source = TableSource(kit, self.text, self.tr("&Paste or type a list"), helper)
        self.encoding = QComboBox()
        self.columns = ColumnChoice(kit)
        self.model = PeoplePreviewModel(kit, self)
        self.table = PreviewTable(kit, self.model, WIDTHS)
        self.save = Button(kit, self.tr("Add people"), role="primary", keys="Ctrl+Enter")
        self._cancel = Button(kit, self.tr("Cancel"))
        self._summary = Label(kit, "", color="text2", wrap=True)
        self._warned = False
        self._lay_out()
        self._connect()
        self._read()
        self.text.setFocus()

    def reject(self) -> None:
        """Esc may be a slip: a typed list is pointed at once, and left at the second time."""
        if self._warned or not self.text.toPlainText().strip():
            self._leave()
            return
        self._warned = True
        self._say(self.tr("These people are not added yet. Close again to leave them."))

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        kit = self._desk.kit
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 8)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Add people"), FontRole.SUBTITLE))
        column.addWidget(self.source)
        for name, encoding in self._encodings():
            self.encoding.addItem(name, encoding)
        self._letters = Field(kit, self.tr("&Letters"), self.encoding, self.tr("if names look wrong"))
        column.addWidget(self._letters, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.columns)
        column.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 18)
        buttons.setSpacing(8)
        buttons.addWidget(self._summary, 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        outer.addLayout(buttons)
        self.resize(kit.theme.px(640), min(kit.theme.px(560), 680))

    def _encodings(self) -> tuple[tuple[str, str], ...]:
        """What spreadsheets write that write no Unicode."""
        return (
            (self.tr("Western"), WESTERN),
            (self.tr("Central European"), "cp1250"),
            (self.tr("Cyrillic"), "cp1251"),
            (self.tr("Greek"), "cp1253"),
            (self.tr("Turkish"), "cp1254"),
            (self.tr("Hebrew"), "cp1255"),
            (self.tr("Arabic"), "cp1256"),
            (self.tr("Baltic"), "cp1257"),
            (self.tr("Japanese"), "cp932"),
            (self.tr("Chinese, simplified"), "gb18030"),
            (self.tr("Chinese, traditional"), "big5"),
            (self.tr("Korean"), "cp949"),
            (self.tr("Macintosh"), "mac_roman"),
        )

    def _connect(self) -> None:
        self.source.changed.connect(self._read)
        self.source.unread.connect(self._say)
        self.encoding.activated.connect(self._read)
        self.columns.changed.connect(self._preview)
        self.save.clicked.connect(self._save)
        self._cancel.clicked.connect(self._leave)

    def _leave(self) -> None:
        super().reject()

    def _read(self) -> None:
        """The rows, and which columns they seem to have."""
        file = self.source.file
        self._letters.setVisible(file is not None and unicode_of(file) is None)
        try:
            table = read_people(self.source.text(self.encoding.currentData()))
        except MicroCoachError as error:
            self._table = read_people("")
            self._preview()
            self._say(error.sentence)
            return
        if (table.heads, table.width) != (self._table.heads, self._table.width) or file is not None:
            self.columns.offer(table)
        self._table = table
        self.columns.setVisible(file is not None or bool(table.heads))
        self._preview()

    def _preview(self) -> None:
        columns = self.columns.chosen() if not self.columns.isHidden() else self._table.columns
        rows = parse_people(self._table, columns, self._existing)
        self.model.replace_rows(rows)
        wanted = sum(row.is_saved for row in rows)
        wrong = sum(row.arrival is Arrival.WRONG for row in rows)
        label = self.tr("Add people")
        if wanted:
            label = self.tr("Add 1 person") if wanted == 1 else self.tr("Add {count} people").format(count=wanted)
        self.save.setText(label)
        self.save.setEnabled(wanted > 0)
        left = self.tr("1 line is left out.") if wrong == 1 else self.tr("{n} lines are left out.").format(n=wrong)
        self._say(left if wrong else "")

    def _say(self, text: str) -> None:
        if text and text != self._summary.text():
            announce(self, text)
        self._summary.setText(text)

    def _save(self) -> None:
        self.source.settle()
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
