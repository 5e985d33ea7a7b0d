"""Readings into a metric: typed or pasted as two columns, or out of a CSV file whose columns are chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.metrics import MAX_NAME, Better, Metric
from microcoach_desktop.domain.readings_import import Columns, Reader, guess_columns, has_heads, parse_readings
from microcoach_desktop.domain.tables import MOST_BYTES, Row, decoded, read_rows
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.metrics.preview import WIDTHS, ReadingsModel
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.import_preview import PreviewTable
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label, LinkButton

LINES = 4
BUDGET = 20_000


def reader_for(formats: Formats, now: Any) -> Reader:
    """Numbers and days as the manager's locale writes them."""
    pattern = formats.locale.dateFormat(QLocale.FormatType.ShortFormat)
    day_first = pattern.find("d") < pattern.find("M") or "M" not in pattern
    return Reader(now, formats.zone, formats.locale.decimalPoint(), day_first)


class ReadingsDialog(QDialog):
    """`saved` carries the id of the metric that the readings are of."""

    saved = Signal(int)

    def __init__(self, desk: Desk, person_id: int, metric: Metric | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._person_id = person_id
        self._metric = metric or Metric("")
        self._reader = reader_for(desk.formats(), desk.now())
        self._file_rows: list[Row] | None = None
        self._rows: list[Row] = []
        kit = desk.kit
        self.setWindowTitle(self.tr("Add readings"))
        self.name = LineEdit(kit, MAX_NAME)
        self.name.setText(self._metric.name)
        self.name.setPlaceholderText(self.tr("Missed returns per shift"))
        self.unit = LineEdit(kit, MAX_NAME)
        self.unit.setText(self._metric.unit)
        self.better = SegmentedControl(
            kit,
            [
                Segment(Better.LOWER.value, self.tr("Lower"), "trending-down"),
                Segment(Better.HIGHER.value, self.tr("Higher"), "trending-up"),
            ],
        )
        self.better.set_value(self._metric.better.value)
        self.text = GrowingEdit(kit, LINES, BUDGET, prose=False)
        self.text.setPlainText(f"{desk.now().date().isoformat()} ")
        self.file_button = Button(kit, self.tr("From a CSV file…"), "upload")
        self.file_name = Label(kit, "", FontRole.BODY_MEDIUM, wrap=True)
        self.paste = LinkButton(kit, self.tr("Type or paste instead"))
        self.day_column, self.value_column = QComboBox(), QComboBox()
        self.model = ReadingsModel(kit, desk.formats(), desk.now(), self)
        self.table = PreviewTable(kit, self.model, WIDTHS)
        self.summary = Label(kit, "", color="text2", wrap=True)
        self.save = Button(kit, self.tr("Add readings"), role="primary", keys="Ctrl+Enter")
        self.cancel = Button(kit, self.tr("Cancel"))
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._build()
        self._connect()
        self._mapping.hide()
        self._read()
        self._show_source()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        (self.text if self._metric.name else self.name).setFocus()

    def load(self, path: str) -> None:
        """Take the rows of a file; what cannot be read is said in the dialog."""
        try:
            file = Path(path)
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
            self._file_rows = read_rows(decoded(data))
        except MicroCoachError as error:
            self._say(error.sentence)
            return
        except OSError:
            self._say(self.tr("The file could not be read. Choose another one."))
            return
        self.file_name.setText(file.name)
        self._show_source()
        self._read()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        kit, px = self._desk.kit, self._desk.kit.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Add readings"), FontRole.SUBTITLE))
        self._fields = {
            "metric": Field(kit, self.tr("&Metric"), self.name, required=True),
            "unit": Field(kit, self.tr("&Unit"), self.unit, self.tr("can stay empty")),
            "better": Field(kit, self.tr("Better is"), self.better),
        }
        about = QWidget()
        flow = FlowLayout(about, spacing=12)
        for field in self._fields.values():
            flow.addWidget(field)
        self.name.setMinimumWidth(px(220))
        column.addWidget(about)
        helper = self.tr("a line each: date and value")
        self._typed = Field(kit, self.tr("&Type or paste two columns"), self.text, helper)
        column.addWidget(self._typed)
        source = QHBoxLayout()
        source.addWidget(self.file_name, 1)
        source.addWidget(self.paste)
        source.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(source)
        self._mapping = QWidget()
        choices = FlowLayout(self._mapping, spacing=12)
        choices.addWidget(Field(kit, self.tr("&Date is in"), self.day_column))
        choices.addWidget(Field(kit, self.tr("&Value is in"), self.value_column))
        column.addWidget(self._mapping)
        column.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.summary, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.resize(px(620), min(px(560), 640))

    def _connect(self) -> None:
        self._soon.timeout.connect(self._read)
        self.text.textChanged.connect(self._soon.start)
        self.file_button.clicked.connect(self._choose_file)
        self.paste.clicked.connect(self._leave_file)
        self.day_column.activated.connect(self._preview)
        self.value_column.activated.connect(self._preview)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a CSV file"), "", self.tr("Tables (*.csv *.tsv *.txt)")
        )
        if path:
            self.load(path)

    def _leave_file(self) -> None:
        self._file_rows = None
        self.file_name.setText("")
        self._show_source()
        self._read()
        self.text.setFocus()

    def _show_source(self) -> None:
        from_file = self._file_rows is not None
        self._typed.setVisible(not from_file)
        self.file_name.setVisible(from_file)
        self.paste.setVisible(from_file)

    def _read(self) -> None:
        """The rows, and which columns they seem to have."""
        try:
            rows = read_rows(self.text.toPlainText()) if self._file_rows is None else self._file_rows
        except InvalidRecord as error:
            rows = []
            self._say(error.sentence)
        if rows == self._rows:
            return
        self._rows = rows
        guessed = guess_columns(self._rows, self._reader)
        width = max(2, *(len(row.cells) for row in self._rows)) if self._rows else 2
        named = self._rows[0].cells if has_heads(self._rows, guessed, self._reader) else ()
        for box, chosen in ((self.day_column, guessed.day), (self.value_column, guessed.value)):
            box.clear()
            for number in range(width):
                plain = self.tr("Column {number}").format(number=number + 1)
                box.addItem(named[number] if number < len(named) and named[number] else plain)
            box.setCurrentIndex(chosen)
        self._mapping.setVisible(width > 2 or self._file_rows is not None)
        self._preview()

    def _preview(self) -> None:
        columns = Columns(max(0, self.day_column.currentIndex()), max(0, self.value_column.currentIndex()))
        rows = parse_readings(self._rows, columns, self._reader) if len(self._rows) else []
        self.model.replace_rows([row for row in rows if row.value_text or self._file_rows is not None or len(rows) > 1])
        good = sum(not row.problem for row in self.model.rows)
        bad = len(self.model.rows) - good
        label = self.tr("Add 1 reading") if good == 1 else self.tr("Add {count} readings").format(count=good)
        self.save.setText(label if good else self.tr("Add readings"))
        self.save.setEnabled(good > 0)
        left = self.tr("1 line is left out.") if bad == 1 else self.tr("{n} lines are left out.").format(n=bad)
        self._say(left if bad else "")

    def _say(self, text: str) -> None:
        if text and text != self.summary.text():
            announce(self, text)
        self.summary.setText(text)

    def _save(self) -> None:
        self._soon.stop()
        self._read()
        values = [(row.at, row.value) for row in self.model.rows if row.at is not None and row.value is not None]
        if not values:
            return
        metric = Metric(self.name.text(), 0, self.unit.text(), Better(self.better.value or Better.LOWER.value))
        try:
            added = self._desk.coach.add_readings(self._person_id, metric, values)
        except InvalidRecord as error:
            self._fields["metric"].set_error(error.what_happened)
            self.name.setFocus()
            return
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self._save, text=self.text.toPlainText())
            return
        count = len(added)
        said = self.tr("Saved 1 reading.") if count == 1 else self.tr("Saved {count} readings.").format(count=count)
        self._desk.shell.toast(said if count else self.tr("These readings were already there."), undo=count > 0)
        self.saved.emit(added[0].metric_id if added else self._metric.id)
        self.accept()
