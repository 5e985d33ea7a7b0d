"""Fourteen weeks of captures, one square a day. Practice, not a score."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QToolTip, QWidget

from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.shapes import box, mixed
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.table_model import CENTER, LEADING, Cell, TableModel

WEEKS = 14
DAYS = 7
STEPS = (0.3, 0.62, 1.0)


class Rhythm:
    """Captures by local day over the last weeks; the last week is this one and begins as the locale does."""

    def __init__(self, counts: Mapping[date, int], today: date, formats: Formats) -> None:
        self.formats = formats
        self.today = today
        self.first_day = first_day(today, formats.first_weekday)
        self._counts = counts

    def count(self, on: date) -> int:
        return self._counts.get(on, 0)

    def day(self, week: int, place: int) -> date | None:
        """None for the days of this week that are still to come."""
        on = self.first_day + timedelta(weeks=week, days=place)
        return on if on <= self.today else None

    def active_days(self) -> int:
        return sum(1 for on, count in self._counts.items() if count and on >= self.first_day)


def first_day(today: date, first_weekday: int) -> date:
    """The day with which the oldest week begins."""
    return today - timedelta(days=(today.weekday() - first_weekday) % DAYS, weeks=WEEKS - 1)


class RhythmStrip(QWidget):
    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rhythm: Rhythm | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm
        days = rhythm.active_days()
        said = self.tr("Captures of the last {weeks} weeks: {days} days with at least one.")
        if days == 1:
            said = self.tr("Captures of the last {weeks} weeks: 1 day with at least one.")
        self.setAccessibleName(self.tr("Your rhythm"))
        self.setAccessibleDescription(said.format(weeks=WEEKS, days=days))
        self.update()

    def sizeHint(self) -> QSize:
        px = self._kit.theme.px
        return QSize(px(250), px(17) * DAYS + px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def day_at(self, at: QPoint) -> date | None:
        pitch = self._pitch()
        week, place = (at.x() - self._left()) // pitch, at.y() // pitch
        if self._rhythm is None or not (0 <= week < WEEKS and 0 <= place < DAYS):
            return None
        return self._rhythm.day(week, place)

    def words(self, on: date) -> str:
        """Such as "Tuesday 11 November: 2 captures"."""
        if self._rhythm is None:
            return ""
        count = self._rhythm.count(on)
        some = self.tr("1 capture") if count == 1 else self.tr("{count} captures").format(count=count)
        return f"{self._rhythm.formats.long_day(on)}: {some}"

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            on = self.day_at(event.pos())
            if on is not None:
                QToolTip.showText(event.globalPos(), self.words(on), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._rhythm is None:
            return
        painter = QPainter(self)
        painter.setFont(self._kit.theme.font(FontRole.MICRO))
        painter.setPen(self._kit.theme.color("text2"))
        self._names(painter, self._rhythm)
        side = self._pitch() - self._kit.theme.px(4)
        for week in range(WEEKS):
            for place in range(DAYS):
                on = self._rhythm.day(week, place)
                if on is not None:
                    spot = QRect(self._left() + week * self._pitch(), place * self._pitch(), side, side)
                    self._square(painter, spot, self._rhythm.count(on))
        painter.end()

    def _names(self, painter: QPainter, rhythm: Rhythm) -> None:
        """Every second weekday, and each month below the week in which it begins."""
        pitch, left, locale = self._pitch(), self._left(), rhythm.formats.locale
        for place in (0, 2, 4):
            weekday = (rhythm.formats.first_weekday + place) % DAYS + 1
            area = QRect(0, place * pitch, left - 4, pitch - self._kit.theme.px(4))
            name = locale.standaloneDayName(weekday, QLocale.FormatType.NarrowFormat)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
        free, month = 0, 0
        for week in range(WEEKS):
            monday = rhythm.first_day + timedelta(weeks=week)
            x = left + week * pitch
            if monday.month == month or x < free:
                continue
            month = monday.month
            name = locale.standaloneMonthName(month, QLocale.FormatType.ShortFormat)
            width = painter.fontMetrics().horizontalAdvance(name) + 2
            if x + width <= self.width():
                painter.drawText(QRect(x, DAYS * pitch + 3, width, self._kit.theme.px(20)), 0, name)
                free = x + width + self._kit.theme.px(6)

    def _square(self, painter: QPainter, area: QRect, count: int) -> None:
        theme = self._kit.theme
        if not count:
            box(painter, area, 3, theme.color("hover"), theme.color("line"))
            return
        fill = mixed(theme.color("surface"), theme.color("focus"), STEPS[min(count, len(STEPS)) - 1])
        box(painter, area, 3, fill, theme.color("text") if theme.tokens.contrast else None)

    def _pitch(self) -> int:
        return max(8, min((self.width() - self._left()) // WEEKS, self._kit.theme.px(17)))

    def _left(self) -> int:
        return self._kit.theme.px(24)


class RhythmTable(QTableView):
    """The same in numbers, this week first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._model = TableModel(lambda column: CENTER if column else LEADING, self)
        self.setModel(self._model)
        self.setAccessibleName(self.tr("Captures by week and day"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(12)
        kit.theme.changed.connect(self._fit)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        formats, locale = rhythm.formats, rhythm.formats.locale
        weekdays = [(formats.first_weekday + place) % DAYS + 1 for place in range(DAYS)]
        short = [locale.standaloneDayName(day, QLocale.FormatType.NarrowFormat) for day in weekdays]
        rows = []
        for week in reversed(range(WEEKS)):
            monday = rhythm.first_day + timedelta(weeks=week)
            name = locale.toString(QDate(monday.year, monday.month, monday.day), "d MMM")
            rows.append([Cell(name), *(self._cell(rhythm, week, place) for place in range(DAYS))])
        self._model.show_rows([self.tr("Week of"), *short], rows)
        self._fit()

    def _cell(self, rhythm: Rhythm, week: int, place: int) -> Cell:
        on = rhythm.day(week, place)
        if on is None:
            return Cell("")
        count = rhythm.count(on)
        return Cell(str(count), f"{rhythm.formats.long_day(on)}: {count}")

    def _fit(self) -> None:
        theme, header = self._kit.theme, self.horizontalHeader()
        for column in range(self._model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if self._model.columnCount():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        row = theme.px(24)
        header.setFixedHeight(theme.px(26))
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(theme.px(26) + row * WEEKS + 2 * self.frameWidth())
