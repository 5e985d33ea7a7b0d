"""A metric by name, with where it stands and where it should be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import folded
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout

ICONS = {Better.LOWER: "trending-down", Better.HIGHER: "trending-up"}


class MetricField(QWidget):
    """A name used before brings its unit and direction; two numbers show the direction themselves."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        kit = desk.kit
        self._known: dict[str, Metric] = {}
        self._better = Better.LOWER
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name.setMinimumContentsLength(1)
        self.name.setAccessibleName(self.tr("Metric"))
        self.now = LineEdit(kit, 12, suffix=self.tr("now"))
        self.now.setAccessibleName(self.tr("Value now"))
        self.target = LineEdit(kit, 12, suffix=self.tr("target"))
        self.target.setAccessibleName(self.tr("Target value"))
        self.unit = LineEdit(kit, 30)
        self.unit.setPlaceholderText(self.tr("per shift"))
        self.unit.setAccessibleName(self.tr("Unit"))
        self.direction = IconButton(kit, ICONS[self._better], "", role="secondary")
        self.direction.clicked.connect(self.turn)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = FlowLayout(self, 8)
        for widget in (self.name, self.now, self.target, self.unit, self.direction):
            row.addWidget(widget)
        self._size()
        kit.theme.changed.connect(self._size)
        self.setFocusProxy(self.name)
        self.name.editTextChanged.connect(self._named)
        self.name.activated.connect(self._show_start)
        for edit in (self.now, self.target, self.unit):
            edit.textChanged.connect(self._follow)
        self._show_direction()

    @property
    def better(self) -> Better:
        """By the two numbers where they say it, else as remembered or chosen."""
        decided = self._decided()
        return self._better if decided is None else decided

    def direction_words(self) -> str:
        if not self.name.currentText().strip():
            return ""
        return self.tr("lower is better") if self.better is Better.LOWER else self.tr("higher is better")

    def refresh(self) -> None:
        text = self.name.currentText()
        self.name.blockSignals(True)
        self.name.clear()
        metrics = self._desk.coach.store.metrics.all()
        self._known = {folded(metric.name): metric for metric in metrics}
        self.name.addItems([metric.name for metric in metrics])
        self.name.setCurrentIndex(-1)
        self.name.setEditText(text)
        self.name.blockSignals(False)

    def set_name(self, name: str) -> None:
        """Shown from its first letter."""
        self.name.setEditText(name)
        self._show_start()

    def set_values(self, now: float | None, target: float | None) -> None:
        """In the locale's form."""
        number = self._desk.formats().number
        self.now.setText("" if now is None else number(now))
        self.target.setText("" if target is None else number(target))

    def entered(self) -> Metric | None:
        name = self.name.currentText().strip()
        return Metric(name, unit=self.unit.text().strip(), better=self.better) if name else None

    def values(self) -> tuple[float | None, float | None]:
        """Baseline and target. Raises InvalidRecord for what is not a number."""
        formats = self._desk.formats()
        try:
            return formats.parse_number(self.now.text()), formats.parse_number(self.target.text())
        except InvalidRecord as error:
            raise InvalidRecord("metric", self.tr("The metric's values must be numbers.")) from error

    def turn(self) -> None:
        self._better = Better.HIGHER if self.better is Better.LOWER else Better.LOWER
        self._follow()

    def _decided(self) -> Better | None:
        try:
            now, target = self.values()
        except InvalidRecord:
            return None
        if now is None or target is None or now == target:
            return None
        return Better.LOWER if target < now else Better.HIGHER

    def _size(self) -> None:
        """A number and the word after it stay legible."""
        theme = self._desk.kit.theme
        self.name.setMinimumWidth(theme.px(112))
        for widget, width in ((self.now, 68), (self.target, 82), (self.unit, 78)):
            widget.setFixedWidth(theme.px(width))

    def _named(self, name: str) -> None:
        known = self._known.get(folded(name).strip())
        if known is not None:
            self._better = known.better
            if not self.unit.text():
                self.unit.setText(known.unit)
        self._follow()

    def _follow(self) -> None:
        self._show_direction()
        self.changed.emit()

    def _show_direction(self) -> None:
        """The button is there while the numbers leave it open."""
        self.direction.setVisible(bool(self.name.currentText().strip()) and self._decided() is None)
        self.direction.set_icon(ICONS[self.better])
        self.direction.set_name(self.tr("Turn: {words}").format(words=self.direction_words()))

    def _show_start(self) -> None:
        line = self.name.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
