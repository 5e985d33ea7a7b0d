"""The week as columns of hours."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.grid import CalendarGrid
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.month_layout import columns_of
from microcoach_desktop.ui.calendar.periods import LAST_MINUTE, SNAP, Spot, clock_of, minute_of, week_of
from microcoach_desktop.ui.calendar.week_layout import HOUR, Span, WeekLayout, hours_of, spans_of
from microcoach_desktop.ui.calendar.week_paint import HEAD, WeekPaper, WeekPicture, gutter, paint_head
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box

MINUTE = 60_000
NARROWEST = 58
GAP = 4


class WeekGrid(CalendarGrid):
    """Spots have times, a quarter of an hour apart."""

    blocks = True
    layout_now: WeekLayout

    def __init__(self, desk: Desk, deeds: CalendarDeeds) -> None:
        super().__init__(desk, deeds)
        self.setAccessibleName(self.tr("Week"))
        self.spot = Spot(self.spot.day, desk.settings().day_starts_at)
        self._entries: dict[date, list[tuple[Span, DayItem]]] = {}
        self._paper = WeekPaper(desk)
        self.layout_now = self._laid_out()
        self._minutes = QTimer(self, interval=MINUTE)
        self._minutes.timeout.connect(self._tick)

    def area_of(self, spot: Spot) -> QRect:
        return self.layout_now.area_of(spot)

    def spot_at(self, at: QPoint) -> Spot | None:
        return self.layout_now.spot_at(at.x(), at.y())

    def stepped(self, spot: Spot, key: Qt.Key) -> Spot:
        """By a day, or by a quarter of an hour within the hours that are shown."""
        minute = minute_of(spot.clock or self._desk.settings().day_starts_at)
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            forward = (key == Qt.Key.Key_Right) != self.isRightToLeft()
            return Spot(spot.day + timedelta(days=1 if forward else -1), spot.clock)
        first, end = self.layout_now.hours
        later = (minute // SNAP + 1) * SNAP if key == Qt.Key.Key_Down else (minute - 1) // SNAP * SNAP
        return Spot(spot.day, clock_of(min(max(later, first * 60), end * 60 - SNAP, LAST_MINUTE)))

    def spot_sentence(self, spot: Spot) -> str:
        """Such as "Tuesday 11 November, 3 items, 14:15"."""
        said = self.day_sentence(spot.day)
        if spot.clock is None:
            return said
        return f"{said}, {self._desk.formats().clock(spot.clock.hour, spot.clock.minute)}"

    def minimumSizeHint(self) -> QSize:
        theme = self._desk.kit.theme
        first, end = self._hours()
        side = gutter(theme, self._desk.formats())
        return QSize(side + 7 * max(NARROWEST, theme.px(NARROWEST)), (end - first) * theme.px(HOUR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self.isRightToLeft()
        visible = self.visibleRegion().boundingRect()
        picture = WeekPicture(self._now, visible, self._ringed, self._aimed)
        self._paper.paint(painter, self.layout_now, picture, self.width(), mirrored=mirrored)
        self._paint_pills(painter, event.rect())
        self._paper.paint_now(painter, self.layout_now, self._now, mirrored=mirrored)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()
        self._minutes.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minutes.stop()

    def _tick(self) -> None:
        self._now = self._desk.now()
        self.update()

    def _week(self) -> list[date]:
        return week_of(self._anchor, self._desk.formats().first_weekday)

    def _hours(self) -> tuple[int, int]:
        return hours_of([span for day in self._week() for span, _ in self._entries.get(day, [])])

    def _laid_out(self) -> WeekLayout:
        theme, week = self._desk.kit.theme, self._week()
        off = set(range(7)) - set(self._desk.settings().working_days)
        taken = {day.weekday() for day in week if self._entries.get(day)}
        columns = columns_of(
            theme,
            gutter(theme, self._desk.formats()),
            self.width(),
            [day.weekday() for day in week],
            frozenset(off - taken),
            mirrored=self.isRightToLeft(),
        )
        hours = self._hours()
        height = max(self.height(), (hours[1] - hours[0]) * theme.px(HOUR))
        cells = {day: QRect(x, 0, width, height) for day, (x, width) in zip(week, columns, strict=True)}
        return WeekLayout(theme, hours, cells, height)

    def _arrange(self) -> None:
        zone = self._desk.coach.zone()
        self._entries = {}
        for items in self._days.values():
            for item in items:
                for span in spans_of(item, zone):
                    self._entries.setdefault(span.day, []).append((span, item))
        self.setMinimumSize(self.minimumSizeHint())
        self.layout_now = layout = self._laid_out()
        for day in layout.cells:
            places, rests = layout.places(day, self._entries.get(day, []))
            for place in places:
                self.pool.take(day, place.item, place.area)
            for rest in rests:
                self.pool.take_more(day, rest.count, rest.area)

    def _dress(self) -> None:
        self._paper = WeekPaper(self._desk)
        super()._dress()


class WeekHead(QWidget):
    """Weekdays and numbers, which stay while the hours scroll."""

    def __init__(self, desk: Desk, grid: WeekGrid) -> None:
        super().__init__()
        self._desk = desk
        self._grid = grid
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, self._desk.kit.theme.px(HEAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._desk.kit.theme
        start = self._grid.mapTo(self.window(), QPoint()).x() - self.mapTo(self.window(), QPoint()).x()
        cells = {day: cell.translated(start, 0) for day, cell in self._grid.layout_now.cells.items()}
        paint_head(painter, self._desk, cells, self._desk.now(), mirrored=self.isRightToLeft())
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line_strong"))
        painter.end()


class WeekView(QWidget):
    """The card around the hours. It opens at the hours of work, until somebody scrolls."""

    def __init__(self, desk: Desk, grid: WeekGrid) -> None:
        super().__init__()
        self._desk = desk
        self.grid = grid
        self.head = WeekHead(desk, grid)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(grid)
        for plain in (self.area.viewport(), grid):
            plain.setAutoFillBackground(False)
        self._scrolled = False
        self.area.verticalScrollBar().actionTriggered.connect(self._by_hand)
        self.area.verticalScrollBar().rangeChanged.connect(self._to_work)
        self.area.horizontalScrollBar().valueChanged.connect(self.head.update)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.area, 1)

    def show_days(self) -> None:
        """After the grid has other days."""
        self.head.updateGeometry()
        self.head.update()
        self._to_work()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._desk.kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), CARD_RADIUS, theme.color("surface"), theme.color("line"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._to_work()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._to_work()

    def _to_work(self, _least: int = 0, _most: int = 0) -> None:
        if self._scrolled:
            return
        hour = self._desk.kit.theme.px(HOUR)
        top = self.grid.layout_now.y(minute_of(self._desk.settings().day_starts_at)) - hour
        # What the head would cut through is shown whole, unless it began long before.
        areas = [pill.geometry() for pill in self.grid.pool.pills]
        cut = [area.top() for area in areas if top - hour <= area.top() < top <= area.bottom()]
        self.area.verticalScrollBar().setValue(min((edge - GAP for edge in cut), default=top))

    def _by_hand(self, _action: int) -> None:
        self._scrolled = True
