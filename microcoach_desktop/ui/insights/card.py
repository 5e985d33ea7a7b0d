"""A card with one insight: period, figure, chart or table, how it is counted, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.insights import USUAL_DAYS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.insights.catalog import Insight
from microcoach_desktop.ui.insights.charts import BarChart, DotChart, MeterChart
from microcoach_desktop.ui.insights.items import ItemList
from microcoach_desktop.ui.insights.periods import PERIODS, period_word
from microcoach_desktop.ui.insights.shown import Bars, Chart, Items, Meters, Movements, Shown, cells
from microcoach_desktop.ui.saving import picture_of, save_picture, save_table
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.data_table import DataTable
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label, LinkButton

PADDING = 18


class InsightCard(Card):
    """`opened` carries the Item of a line; `period_chosen` the new number of days; `again` asks after trouble."""

    opened = Signal(object)
    period_chosen = Signal(int)
    again = Signal()

    def __init__(self, desk: Desk, insight: Insight) -> None:
        super().__init__(desk.kit, padding=PADDING)
        kit = desk.kit
        self._desk = desk
        self.insight = insight
        self.days = USUAL_DAYS
        self.shown = Shown()
        self._as_table = False
        self._chart: QWidget | None = None
        self.title = Label(kit, insight.title, FontRole.SECTION)
        self.period = Chip(kit, period_word(self.days), chevron=True)
        self.about = IconButton(kit, "info", self.tr("How is this counted?"), insight.title, size=28)
        self.turn_button = IconButton(kit, "table", self.tr("Show as table"), insight.title, size=28)
        self.more = IconButton(kit, "ellipsis", self.tr("Save this insight"), insight.title, size=28)
        self.counted = Label(kit, insight.counted, FontRole.SMALL, "text2", wrap=True)
        self.figure = Label(kit, "", FontRole.TITLE)
        self.figure.set_tabular()
        self.caption = Label(kit, "", color="text2", wrap=True)
        self.table = DataTable(kit, self.tr("Numbers of: {title}").format(title=insight.title))
        self.hint = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.needs = Label(kit, "", color="text2", wrap=True)
        self.retry = LinkButton(kit, self.tr("Try again"))
        self.menu = QMenu(self)
        self.periods = QMenu(self)
        self.setAccessibleName(insight.title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self._connect()
        self._show_parts()

    def set_days(self, days: int) -> None:
        self.days = days
        self.period.set_content(period_word(days), tone="neutral")
        self.period.setAccessibleName(self.tr("Period: {period}").format(period=period_word(days)))

    def show_insight(self, shown: Shown) -> None:
        """A chart that says the same as before stays, and with it the focus."""
        self.retry.hide()
        if shown == self.shown:
            return
        had_focus = self._chart is not None and self._chart.isAncestorOf(self.window().focusWidget() or self)
        self.shown = shown
        self.figure.setText(shown.figure)
        self.caption.setText(shown.caption)
        self.hint.setText(shown.hint)
        self.needs.setText(shown.needs)
        self.table.show_rows(shown.heads, cells(shown.rows, self._desk.formats()))
        self._put_chart(None if shown.chart is None else self._made(shown.chart))
        self._show_parts()
        if had_focus:
            self.turn_button.setFocus()

    def show_trouble(self, error: MicroCoachError) -> None:
        """What was shown before stays hidden: it may no longer be so."""
        self.show_insight(Shown(needs=error.sentence))
        self.retry.show()

    def turn(self) -> None:
        """Chart or table."""
        self._as_table = not self._as_table
        self._show_parts()

    def save_rows(self) -> None:
        save_table(self._desk, self, self.insight.title, self.shown.heads, self.shown.rows)

    def save_chart(self) -> None:
        save_picture(self._desk, self, self.insight.title, picture_of(self._desk, self))

    # ----------------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        kit = self._desk.kit
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.period)
        for button in (self.about, self.turn_button, self.more):
            row.addWidget(button)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = _flowing(self.title, buttons, spacing=8)
        self._figures = QWidget()
        figures = QHBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(10)
        figures.addWidget(self.figure)
        figures.addWidget(self.caption, 1)
        self._needs_row = QWidget()
        needs = QHBoxLayout(self._needs_row)
        needs.setContentsMargins(0, 6, 0, 6)
        needs.setSpacing(10)
        needs.addWidget(Glyph(kit, "circle-dashed", "text3", 16), 0, Qt.AlignmentFlag.AlignTop)
        needs.addWidget(self.needs, 1)
        self.body.setContentsMargins(PADDING, 12, 12, PADDING)
        self.body.setSpacing(8)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, PADDING - 12, 0)
        inner.setSpacing(8)
        self.body.addWidget(head)
        self._place = QVBoxLayout()
        for widget in (self.counted, self._needs_row, self.retry, self._figures):
            inner.addWidget(widget)
        inner.addLayout(self._place)
        inner.addWidget(self.table)
        inner.addWidget(self.hint)
        self.body.addLayout(inner)
        self.body.addStretch(1)
        self.counted.hide()
        self.retry.hide()
        self.period.setVisible(self.insight.has_period)
        self.set_days(self.days)
        self.menu.addAction(self.tr("Save as a picture…")).triggered.connect(self.save_chart)
        self.menu.addAction(self.tr("Save as a table…")).triggered.connect(self.save_rows)
        for days in PERIODS:
            self.periods.addAction(period_word(days)).setData(days)

    def _connect(self) -> None:
        self.about.clicked.connect(self._turn_counted)
        self.turn_button.clicked.connect(self.turn)
        self.more.clicked.connect(self._open_menu)
        self.period.clicked.connect(self._open_periods)
        self.periods.triggered.connect(self._choose_period)
        self.retry.clicked.connect(self.again)

    def _turn_counted(self) -> None:
        self.counted.setVisible(self.counted.isHidden())
        opened = not self.counted.isHidden()
        self.about.set_name(
            self.tr("Hide how this is counted") if opened else self.tr("How is this counted?"), self.insight.title
        )

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_periods(self) -> None:
        self.periods.popup(self.period.mapToGlobal(self.period.rect().bottomLeft()))

    def _choose_period(self, action: object) -> None:
        self.period_chosen.emit(action.data())  # type: ignore[attr-defined]

    def _made(self, chart: Chart) -> QWidget:
        kit, title, sentence = self._desk.kit, self.insight.title, self.shown.sentence
        if isinstance(chart, Items):
            found = ItemList(kit, title, sentence, chart)
            found.opened.connect(self.opened)
            return found
        return _painted(kit, title, sentence, chart)

    def _put_chart(self, chart: QWidget | None) -> None:
        if self._chart is not None:
            self._place.removeWidget(self._chart)
            self._chart.hide()
            self._chart.deleteLater()
        self._chart = chart
        if chart is not None:
            self._place.addWidget(chart)

    def _show_parts(self) -> None:
        known = bool(self.shown.sentence)
        table = self._as_table or (known and self.shown.chart is None)
        self._needs_row.setVisible(bool(self.shown.needs))
        self._figures.setVisible(known)
        self.table.setVisible(known and table)
        self.hint.setVisible(bool(self.shown.hint))
        self.turn_button.setVisible(known and self.shown.chart is not None)
        self.more.setVisible(known)
        if self._chart is not None:
            self._chart.setVisible(not self._as_table)
        self.turn_button.set_icon("chart-line" if self._as_table else "table")
        words = self.tr("Show as chart") if self._as_table else self.tr("Show as table")
        self.turn_button.set_name(words, self.insight.title)


def _painted(kit: Kit, title: str, sentence: str, chart: Bars | Meters | Movements) -> QWidget:
    if isinstance(chart, Bars):
        return BarChart(kit, title, sentence, chart)
    if isinstance(chart, Meters):
        return MeterChart(kit, title, sentence, chart)
    return DotChart(kit, title, sentence, chart)


def _flowing(*widgets: QWidget, spacing: int) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, spacing=spacing)
    for widget in widgets:
        flow.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
