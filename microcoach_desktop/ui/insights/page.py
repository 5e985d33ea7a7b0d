"""Patterns of the manager's practice and of the process. Nobody is ranked, nothing is predicted."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.services.insights import USUAL_DAYS, Practice
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk, Page
from microcoach_desktop.ui.insights.card import InsightCard
from microcoach_desktop.ui.insights.catalog import insights
from microcoach_desktop.ui.insights.periods import PERIODS, period_word
from microcoach_desktop.ui.insights.shown import Item, Words
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label

COUNTED = (Record.PERSON, Record.SESSION, Record.CHECK_IN, Record.METRIC, Record.READING, Record.PLAY)
MARGIN = 28
GAP = 14
# The least room for a card in a row with others.
CARD = 400
MOST_COLUMNS = 3


class InsightsPage(Page):
    """Each card is reckoned by the worker when its data, its period or the day has changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.background = Background(desk.coach.store, self)
        self.cards = [InsightCard(desk, insight) for insight in insights()]
        segments = [Segment(str(days), period_word(days)) for days in PERIODS]
        self.period = SegmentedControl(desk.kit, segments)
        self.period.set_value(str(USUAL_DAYS))
        self.period.setAccessibleName(self.tr("Period of all cards"))
        self.week = Button(desk.kit, self.tr("Weekly summary"), "calendar-check")
        self._columns: list[QVBoxLayout] = []
        self._build()
        self.period.changed.connect(self._set_all)
        self.week.clicked.connect(self.open_summary)
        for card in self.cards:
            card.period_chosen.connect(partial(self._set_days, card))
            card.again.connect(partial(self._ask, card))
            card.opened.connect(self._open)
        desk.kit.theme.changed.connect(self._arrange)

    def reload(self) -> None:
        for card in self.cards:
            self._ask(card)

    def open_summary(self) -> None:
        """The week to read, copy or print."""
        from microcoach_desktop.ui.insights.summary import SummaryDialog

        SummaryDialog(self.desk, self.window()).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_changed(self, changes: object) -> None:
        """Drafts and reminders are written often and change nothing here."""
        if isinstance(changes, Changes) and changes.of(*COUNTED):
            self.mark_stale()

    def _build(self) -> None:
        kit = self.desk.kit
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        rows.setSpacing(16)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(kit, self.tr("Insights"), FontRole.TITLE))
        column.addWidget(Label(kit, self.tr("About your practice and the process, not about people."), color="text2"))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = QWidget()
        flow = FlowLayout(head, spacing=12)
        for widget in (words, self.period, self.week):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        rows.addWidget(head)
        self._grid = QHBoxLayout()
        self._grid.setSpacing(GAP)
        rows.addLayout(self._grid)
        rows.addStretch(1)
        self.area = scrolled(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._arrange()

    def _arrange(self) -> None:
        """As many columns as have room; cards stand below each other without holes."""
        room = self.width() - 2 * MARGIN
        count = max(1, min(MOST_COLUMNS, room // (self.desk.kit.theme.px(CARD) + GAP)))
        if count == len(self._columns):
            return
        # Not takeAt: an item that Python still holds keeps the next one from hearing that its card has grown.
        for place, card in enumerate(self.cards if self._columns else ()):
            self._columns[place % len(self._columns)].removeWidget(card)
        for column in self._columns:
            self._grid.removeItem(column)
        self._columns = [QVBoxLayout() for _ in range(count)]
        for column in self._columns:
            column.setSpacing(GAP)
            self._grid.addLayout(column, 1)
        for place, card in enumerate(self.cards):
            self._columns[place % count].addWidget(card)
        for column in self._columns:
            column.addStretch(1)
        for before, after in zip(self.cards, self.cards[1:], strict=False):
            QWidget.setTabOrder(before.more, after.period)

    def _ask(self, card: InsightCard) -> None:
        desk, insight = self.desk, card.insight
        practice = Practice(desk.coach.store, desk.now(), card.days, desk.formats().first_weekday)
        self.background.run(insight.key, partial(insight.ask, practice), partial(self._show, card), card.show_trouble)

    def _show(self, card: InsightCard, found: object) -> None:
        card.show_insight(card.insight.tell(found, Words(self.desk.formats(), self.desk.now())))

    def _set_all(self, key: str) -> None:
        for card in self.cards:
            if card.insight.has_period and card.days != int(key):
                self._set_days(card, int(key))

    def _set_days(self, card: InsightCard, days: int) -> None:
        card.set_days(days)
        same = {other.days for other in self.cards if other.insight.has_period}
        self.period.set_value(str(days) if len(same) == 1 else None)
        self._ask(card)

    def _open(self, item: object) -> None:
        if not isinstance(item, Item):
            return
        if item.search:
            self.desk.shell.search_sessions(f'"{item.search}"', item.person_id)
        else:
            self.desk.shell.open_person(item.person_id)
