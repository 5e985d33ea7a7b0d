"""Readings into a metric: typed or pasted as two columns, or out of a CSV file whose columns are chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.metrics import MAX_NAME, Better, Metric
from microcoach_desktop.domain.readings_import import Columns, Reader, guess_columns, has_heads, parse_readings
from microcoach_desktop.domain.tables import Row, read_rows
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
from microcoach_desktop.ui.widgets.table_source import TableSource
from microcoach_desktop.ui.widgets.text import Label

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
        helper = self.tr("a line each: date and value")
        self.source = TableSource(kit, self.text, self.tr("&Type or paste two columns"), helper)
        self.day_column, self.value_column = QComboBox(), QComboBox()
        self.model = ReadingsModel(kit, desk.formats(), desk.now(), self)
        self.table = PreviewTable(kit, self.model, WIDTHS)
        self.summary = Label(kit, "", color="text2", wrap=True)
        self.save = Button(kit, self.tr("Add readings"), role="primary", keys="Ctrl+Enter")
        self.cancel = Button(kit, self.tr("Cancel"))
        self._build()
        self._connect()
        self._mapping.hide()
        self._read()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        (self.text if self._metric.name else self.name).setFocus()

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
        column.addWidget(self.source)
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
        self.source.changed.connect(self._read)
        self.source.unread.connect(self._say)
        self.day_column.activated.connect(self._preview)
        self.value_column.activated.connect(self._preview)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _read(self) -> None:
        """The rows, and which columns they seem to have."""
        try:
            rows = read_rows(self.source.text())
        except InvalidRecord as error:
            self._rows = []
            self._preview()
            self._say(error.sentence)
            return
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
        self._mapping.setVisible(width > 2 or self.source.file is not None)
        self._preview()

    def _preview(self) -> None:
        columns = Columns(max(0, self.day_column.currentIndex()), max(0, self.value_column.currentIndex()))
        rows = parse_readings(self._rows, columns, self._reader) if len(self._rows) else []
        every = self.source.file is not None or len(rows) > 1
        self.model.replace_rows([row for row in rows if row.value_text or every])
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
        self.source.settle()
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
