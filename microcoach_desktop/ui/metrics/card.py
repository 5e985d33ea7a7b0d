"""One metric of a person: chart or table, what changed around a talk, and the ways in and out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.insights import Comparison
from microcoach_desktop.domain.metrics import Reading
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.metrics import wording
from microcoach_desktop.ui.metrics.chart import MetricChart
from microcoach_desktop.ui.metrics.head import TitleButton, TrendTag
from microcoach_desktop.ui.metrics.story import Story
from microcoach_desktop.ui.saving import blank_picture, save_picture, save_table
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.data_table import DataTable
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label, LinkButton

TABLE_ROWS = 5
PICTURE = QSize(880, 360)


class MetricCard(Card):
    """`metric_wanted` carries the id of another metric; `add_wanted` asks for the way in for readings."""

    metric_wanted = Signal(int)
    add_wanted = Signal()
    folded_by_hand = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.kit, padding=14, parent=parent)
        kit = desk.kit
        self._desk = desk
        self._story: Story | None = None
        self._now = desk.now()
        self._as_table = False
        self._folded = False
        self.title = TitleButton(kit)
        self.trend = TrendTag(kit)
        self.note = Label(kit, "", color="text2")
        self.chart = MetricChart(kit)
        self.table = DataTable(kit, self.tr("Readings"), TABLE_ROWS)
        self.none = LinkButton(kit, self.tr("Add the first reading"))
        self.caption = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.turn_button = IconButton(kit, "table", self.tr("Show as table"), keys="T", size=28)
        self.fold_button = IconButton(kit, "chevron-up", self.tr("Fold the chart"), size=28)
        self.more = IconButton(kit, "ellipsis", self.tr("More about this metric"), size=28)
        self.menu = QMenu(self)
        self.metrics = QMenu(self)
        self._build()
        self._connect()
        self.hide()

    @property
    def story(self) -> Story | None:
        return self._story

    @property
    def as_table(self) -> bool:
        return self._as_table

    def show_story(self, story: Story | None, now: datetime) -> None:
        """The same metric again keeps the chosen note."""
        before, self._story, self._now = self._story, story, now
        self.setVisible(story is not None)
        if story is None:
            return
        mark = 0
        if before is not None and (before.person_id, before.metric.id) == (story.person_id, story.metric.id):
            kept = before.marks[self.chart.mark].session_id if before.marks else 0
            mark = next((n for n, found in enumerate(story.marks) if found.session_id == kept), 0)
        self.title.show_title(story.metric.name, choice=len(story.others) > 1)
        count = wording.readings_count(len(story.readings))
        self.note.setText(f"{count}, {wording.direction(story.metric)}")
        self.chart.show_story(story, mark, self._desk.formats(), now)
        self.table.show_rows(self._heads(story), [self._texts(reading) for reading in reversed(story.readings)])
        self._compare()
        self._show_parts()

    def turn(self) -> None:
        """Chart or table."""
        self._as_table = not self._as_table
        self._show_parts()

    def fold(self, *, folded: bool) -> None:
        self._folded = folded
        self._show_parts()

    def save_rows(self) -> None:
        if self._story is None:
            return
        zone = self._desk.formats().zone
        rows = [
            (reading.at.astimezone(zone).isoformat(sep=" ", timespec="minutes")[:16], reading.value)
            for reading in self._story.readings
        ]
        save_table(self._desk, self, self._story.metric.name, self._heads(self._story), rows)

    def save_chart(self) -> None:
        """With its title and its sentence, whatever the window shows."""
        drawing = self.chart.drawing(QSize(PICTURE.width() - 48, PICTURE.height() - 124))
        if self._story is None or drawing is None:
            return
        theme = self._desk.kit.theme
        image = blank_picture(self._desk, PICTURE)
        painter = QPainter(image)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(FontRole.SUBTITLE))
        painter.drawText(24, 40, self._story.metric.name)
        painter.translate(24, 60)
        drawing.paint(painter)
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("text2"))
        words = self.chart.accessibleDescription()
        area = PICTURE.width() - 48
        painter.drawText(0, PICTURE.height() - 116, area, 48, int(Qt.TextFlag.TextWordWrap), words)
        painter.end()
        save_picture(self._desk, self, self._story.metric.name, image)

    # ----------------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.turn_button, self.fold_button, self.more):
            row.addWidget(button)
        head = QWidget()
        flow = FlowLayout(head, spacing=10)
        for widget in (self.title, self.trend, self.note, buttons):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        self.body.setContentsMargins(16, 10, 12, 12)
        self.body.addWidget(head)
        inner = QVBoxLayout()
        inner.setSpacing(4)
        for widget in (self.chart, self.table, self.none, self.caption):
            inner.addWidget(widget)
        self.body.addLayout(inner)
        self.menu.addAction(self.tr("Add readings…")).triggered.connect(self.add_wanted)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Save the chart as a picture…")).triggered.connect(self.save_chart)
        self.menu.addAction(self.tr("Save the readings as a table…")).triggered.connect(self.save_rows)

    def _connect(self) -> None:
        self.chart.chosen.connect(self._compare)
        self.turn_button.clicked.connect(self.turn)
        self.fold_button.clicked.connect(self._fold_by_hand)
        self.none.clicked.connect(self.add_wanted)
        self.more.clicked.connect(self._open_menu)
        self.title.clicked.connect(self._open_metrics)

    def _fold_by_hand(self) -> None:
        self.fold(folded=not self._folded)
        self.folded_by_hand.emit(self._folded)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_metrics(self) -> None:
        if self._story is None:
            return
        self.metrics.clear()
        for metric in self._story.others:
            action = self.metrics.addAction(metric.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(metric.id == self._story.metric.id)
            action.triggered.connect(lambda _=False, wanted=metric.id: self.metric_wanted.emit(wanted))
        self.metrics.popup(self.title.mapToGlobal(self.title.rect().bottomLeft()))

    def _compare(self) -> None:
        """Around the chosen note."""
        story = self._story
        if story is None:
            return
        compared = story.compared(self.chart.mark)
        self.trend.setVisible(compared is not None)
        self.caption.setText("")
        if compared is None:
            return
        formats = self._desk.formats()
        day = wording.short_day(story.marks[self.chart.mark].tried.talked_at, formats, self._now)
        if not isinstance(compared, Comparison):
            self.trend.show_trend(self.tr("Too few readings to compare"), "", "neutral")
            return
        icon = "trending-down" if compared.change < 0 else "trending-up" if compared.change else "minus"
        words = wording.change_words(compared, formats, day)
        self.trend.show_trend(words, icon, "win" if compared.gain > 0 else "neutral")
        self.caption.setText(wording.median_words(compared, formats, day))

    def _show_parts(self) -> None:
        any_reading = self._story is not None and bool(self._story.readings)
        opened = not self._folded
        self.chart.setVisible(any_reading and opened and not self._as_table)
        self.table.setVisible(any_reading and opened and self._as_table)
        self.caption.setVisible(any_reading and opened and bool(self.caption.text()))
        self.none.setVisible(not any_reading)
        self.turn_button.setVisible(any_reading and opened)
        self.fold_button.setVisible(any_reading)
        self.turn_button.set_icon("chart-line" if self._as_table else "table")
        self.turn_button.set_name(self.tr("Show as chart") if self._as_table else self.tr("Show as table"), keys="T")
        self.fold_button.set_icon("chevron-down" if self._folded else "chevron-up")
        self.fold_button.set_name(self.tr("Show the chart") if self._folded else self.tr("Fold the chart"))

    def _heads(self, story: Story) -> tuple[str, str]:
        metric = story.metric
        return self.tr("Date"), f"{metric.name} ({metric.unit})" if metric.unit else metric.name

    def _texts(self, reading: Reading) -> tuple[str, str]:
        formats = self._desk.formats()
        return formats.moment(reading.at, self._now), formats.number(reading.value)
