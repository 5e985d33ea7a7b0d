"""Fourteen weeks of captures, one square a day. Practice, not a score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.shapes import box, mixed
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

WEEKS = 14
STEPS = (0.28, 0.6, 1.0)


class RhythmStrip(QWidget):
    """`counts` by local date; the last column is this week."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._counts: dict[date, int] = {}
        self._today = date.min
        self._formats: Formats | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    @staticmethod
    def first_day(today: date) -> date:
        return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)

    def show_times(self, times: Sequence[tuple[datetime, Kind]], now: datetime, formats: Formats) -> None:
        self._today, self._formats = now.date(), formats
        self._counts = {}
        for at, _ in times:
            on = at.astimezone(now.tzinfo).date()
            self._counts[on] = self._counts.get(on, 0) + 1
        active = sum(1 for count in self._counts.values() if count)
        said = self.tr("Captures of the last {weeks} weeks: {days} days with at least one.")
        self.setAccessibleName(said.format(weeks=WEEKS, days=active))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(250), self._pitch() * 7 + self._kit.theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def day_at(self, at: QPoint) -> date | None:
        pitch, left = self._pitch(), self._left()
        column, row = (at.x() - left) // pitch, at.y() // pitch
        if not (0 <= column < WEEKS and 0 <= row < 7):
            return None
        on = self.first_day(self._today) + timedelta(weeks=column, days=row)
        return on if on <= self._today else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._formats is not None:
            on = self.day_at(event.pos())
            if on is not None:
                count = self._counts.get(on, 0)
                text = self.tr("1 capture") if count == 1 else self.tr("{count} captures").format(count=count)
                QToolTip.showText(event.globalPos(), f"{self._formats.long_day(on)}: {text}", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._formats is None:
            return
        theme, pitch, left = self._kit.theme, self._pitch(), self._left()
        painter = QPainter(self)
        painter.setFont(theme.font(FontRole.MICRO))
        painter.setPen(theme.color("text2"))
        for row in (0, 2, 4):
            area = QRect(0, row * pitch, left - 4, pitch - 3)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._formats.weekday(row)[:1])
        first, side = self.first_day(self._today), pitch - theme.px(4)
        month = 0
        for column in range(WEEKS):
            monday = first + timedelta(weeks=column)
            if monday.month != month and column < WEEKS - 1:
                month = monday.month
                area = QRect(left + column * pitch, 7 * pitch + 4, pitch * 4, theme.px(18))
                if column == 0 or column > 2:
                    painter.drawText(area, 0, self._formats.month(monday)[:3])
            for row in range(7):
                on = monday + timedelta(days=row)
                if on <= self._today:
                    self._square(
                        painter, QRect(left + column * pitch, row * pitch, side, side), self._counts.get(on, 0)
                    )
        painter.end()

    def _square(self, painter: QPainter, area: QRect, count: int) -> None:
        theme = self._kit.theme
        if not count:
            box(painter, area, 3, theme.color("hover"), theme.color("line"))
            return
        share = STEPS[min(count, len(STEPS)) - 1]
        box(painter, area, 3, mixed(theme.color("surface"), theme.color("focus"), share))

    def _pitch(self) -> int:
        room = max(self.width(), self._kit.theme.px(180)) - self._left()
        return max(8, min(room // WEEKS, self._kit.theme.px(18)))

    def _left(self) -> int:
        return self._kit.theme.px(22)
