"""The month as a grid. One tab stop: arrows move the day, Tab goes through its follow-ups."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from microcoach_desktop.ui.calendar.items import DayItem, moved
from microcoach_desktop.ui.calendar.pills import PILL, draw_pill, sentence
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce

HEAD = 30
DAY = 30
PITCH = 24
NARROW = 58


class MonthGrid(QWidget):
    """Signals carry a check-in id, a date, or a whole day's items."""

    opened = Signal(int)
    reschedule = Signal(int)
    undated = Signal(int)
    move_to = Signal(int, object)
    day_clicked = Signal(object)
    more_wanted = Signal(object)
    month_wanted = Signal(int)
    today_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._weeks: list[list[date]] = []
        self._days: dict[date, list[DayItem]] = {}
        self._now = desk.now()
        self._month = self._now.date()
        self.day = self._now.date()
        self._item: int | None = None
        self._picked: tuple[int, date] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Month"))
        desk.kit.theme.changed.connect(self.update)

    @staticmethod
    def weeks_of(month: date, first_weekday: int) -> list[list[date]]:
        return Calendar(first_weekday).monthdatescalendar(month.year, month.month)

    @property
    def chosen(self) -> DayItem | None:
        items = self._items(self.day)
        return items[self._item] if self._item is not None and self._item < len(items) else None

    def show_month(self, month: date, days: dict[date, list[DayItem]], now: datetime) -> None:
        self._month, self._days, self._now = month, days, now
        self._weeks = self.weeks_of(month, self._desk.formats().first_weekday)
        if not self._weeks[0][0] <= self.day <= self._weeks[-1][-1]:
            self.day, self._item = month.replace(day=1), None
        if self._item is not None and self._item >= len(self._items(self.day)):
            self._item = None
        self.update()

    def minimumSizeHint(self) -> QSize:
        theme = self._desk.kit.theme
        return QSize(theme.px(460), theme.px(HEAD) + 5 * theme.px(DAY + 2 * PITCH))

    # keys -----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._tab(event):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._hit(event.pos().x(), event.pos().y())
            text = "" if found is None or found[1] is None else sentence(self._desk, found[1], self._now)
            QToolTip.showText(event.globalPos(), text.replace("<", "&lt;"), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if self.isRightToLeft():
            steps[Qt.Key.Key_Left], steps[Qt.Key.Key_Right] = 1, -1
        if key in steps:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._carry(steps[key])
            else:
                self._go(self.day + timedelta(days=steps[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.month_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Escape and self._picked is not None:
            self._picked = None
            announce(self, self.tr("Put back"))
            self.update()
        elif key == Qt.Key.Key_Space:
            self._pick_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif not self._letter(key):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        found = self._hit(at.x(), at.y())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.day, item, more = found[0], found[1], found[2]
        items = self._items(self.day)
        self._item = items.index(item) if item is not None else None
        self.update()
        if more:
            self.more_wanted.emit(self.day)
        elif item is not None and item.follow_up is not None:
            self.opened.emit(item.follow_up.id)
        elif item is None:
            self.day_clicked.emit(self.day)

    def _tab(self, event: QKeyEvent) -> bool:
        """Tab enters the day's follow-ups and leaves after the last."""
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        items = self._items(self.day)
        following = (-1 if self._item is None else self._item) + step
        if 0 <= following < len(items):
            self._item = following
            announce(self, sentence(self._desk, items[following], self._now))
            self.update()
            return True
        self._item = None
        self.update()
        return False

    def _letter(self, key: Qt.Key) -> bool:
        follow_up = self.chosen.follow_up if self.chosen is not None else None
        if key == Qt.Key.Key_Delete and follow_up is not None:
            self.undated.emit(follow_up.id)
            return True
        if not self._desk.settings().single_key_shortcuts:
            return False
        if key == Qt.Key.Key_T:
            self.today_wanted.emit()
            return True
        if follow_up is None or key not in {Qt.Key.Key_R, Qt.Key.Key_C}:
            return False
        (self.reschedule if key == Qt.Key.Key_R else self.opened).emit(follow_up.id)
        return True

    def _enter(self) -> None:
        if self._picked is not None:
            check_in_id, _ = self._picked
            self._picked = None
            self.move_to.emit(check_in_id, self.day)
        elif self.chosen is not None and self.chosen.follow_up is not None:
            self.opened.emit(self.chosen.follow_up.id)
        elif self.chosen is None:
            self.day_clicked.emit(self.day)

    def _pick_up(self) -> None:
        follow_up = self.chosen.follow_up if self.chosen is not None else None
        if follow_up is not None and follow_up.reviewed_at is None:
            self._picked = (follow_up.id, self.day)
            announce(self, self.tr("Picked up. Arrows move, Enter drops, Esc puts back."))
            self.update()

    def _carry(self, days: int) -> None:
        follow_up = self.chosen.follow_up if self.chosen is not None else None
        if follow_up is None or follow_up.reviewed_at is not None or follow_up.due_at is None:
            return
        to = self.day + timedelta(days=days)
        if moved(follow_up.due_at, to, self._desk.coach.zone()) > self._now:
            self.day = to
        self.move_to.emit(follow_up.id, to)
        items = self._items(self.day)
        self._item = next(
            (i for i, item in enumerate(items) if item.follow_up is not None and item.follow_up.id == follow_up.id),
            None,
        )
        self.update()

    def _go(self, day: date) -> None:
        if not self._weeks[0][0] <= day <= self._weeks[-1][-1]:
            self.month_wanted.emit(1 if day > self.day else -1)
        self.day, self._item = day, None
        count = len(self._items(day))
        named = self._desk.formats().long_day(day)
        items = self.tr("1 item") if count == 1 else self.tr("{count} items").format(count=count)
        announce(self, f"{named}, {items}")
        self.update()

    # drawing --------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._desk.kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), CARD_RADIUS, theme.color("surface"), theme.color("line"))
        columns = self._columns()
        self._paint_head(painter, columns)
        for row, week in enumerate(self._weeks):
            for column, day in enumerate(week):
                self._paint_day(painter, self._cell(row, column, columns), day)
        if self.hasFocus() and self._item is None:
            cell = next(
                self._cell(r, week.index(self.day), columns) for r, week in enumerate(self._weeks) if self.day in week
            )
            focus_ring(painter, cell.adjusted(1, 1, 0, 0), 4, theme)
        painter.end()

    def _paint_head(self, painter: QPainter, columns: list[tuple[int, int]]) -> None:
        theme, formats = self._desk.kit.theme, self._desk.formats()
        painter.setFont(theme.font(FontRole.SMALL))
        for (x, width), day in zip(columns, self._weeks[0], strict=True):
            today = day.weekday() == self._now.weekday() and self._month.month == self._now.month
            painter.setPen(theme.color("accent_text" if today else "text2"))
            area = QRect(x + 10, 0, width - 10, theme.px(HEAD))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, formats.weekday(day.weekday()))

    def _paint_day(self, painter: QPainter, cell: QRect, day: date) -> None:
        theme = self._desk.kit.theme
        items = self._items(day)
        weekend = day.weekday() not in self._desk.settings().working_days
        if weekend or day.month != self._month.month:
            painter.fillRect(cell.adjusted(1, 1, 0, 0), theme.color("surface2"))
        painter.fillRect(cell.x(), cell.y(), cell.width(), 1, theme.color("line"))
        painter.fillRect(cell.x(), cell.y(), 1, cell.height(), theme.color("line"))
        if self._picked is not None and day == self.day:
            box(painter, cell.adjusted(2, 2, -1, -1), 6, theme.color("accent_soft"), theme.color("accent"), width=2)
        number = QRect(cell.x() + theme.px(6), cell.y() + theme.px(5), theme.px(24), theme.px(22))
        painter.setFont(theme.tabular(theme.font(FontRole.BODY_MEDIUM)))
        text = str(day.day)
        if day == self._now.date():
            box(painter, number, number.height() / 2, theme.color("accent"))
            painter.setPen(theme.color("on_accent"))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, text)
        else:
            if day.day == 1:
                text = self._desk.formats().day(day, self._now, weekday=False)
                number.setWidth(cell.width() - theme.px(8))
            painter.setPen(theme.color("text" if day.month == self._month.month else "text3"))
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, f" {text}")
        for index, area in enumerate(self._pill_areas(cell, len(items))):
            chosen = self.hasFocus() and day == self.day and index == self._item
            draw_pill(painter, self._desk, items[index], area, self._now, chosen=chosen)
        hidden = len(items) - self._room(cell, len(items))
        if hidden > 0:
            painter.setFont(theme.font(FontRole.SMALL))
            painter.setPen(theme.color("accent_text"))
            area, text = self._more_area(cell, len(items)), self._more_text(hidden)
            if painter.fontMetrics().horizontalAdvance(text) > area.width():
                text = f" +{hidden}"
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)

    def _more_text(self, hidden: int) -> str:
        return " " + self.tr("{count} more").format(count=hidden)

    # places ---------------------------------------------------------------------------------------------------------

    def _items(self, day: date) -> list[DayItem]:
        return self._days.get(day, [])

    def _columns(self) -> list[tuple[int, int]]:
        """X and width of each weekday; days off without items shrink."""
        theme, working = self._desk.kit.theme, self._desk.settings().working_days
        weekdays = [day.weekday() for day in self._weeks[0]] if self._weeks else list(range(7))
        empty = {
            weekday
            for weekday in set(range(7)) - set(working)
            if not any(self._items(day) for week in self._weeks for day in week if day.weekday() == weekday)
        }
        narrow = theme.px(NARROW)
        wide = (self.width() - narrow * len(empty)) / max(1, 7 - len(empty))
        columns, x = [], 0.0
        for weekday in weekdays:
            width = narrow if weekday in empty else wide
            columns.append((round(x), round(x + width) - round(x)))
            x += width
        if self.isRightToLeft():
            columns = [(self.width() - x - width, width) for x, width in columns]
        return columns

    def _cell(self, row: int, column: int, columns: list[tuple[int, int]]) -> QRect:
        head = self._desk.kit.theme.px(HEAD)
        height = (self.height() - head) / max(1, len(self._weeks))
        top = round(head + row * height)
        x, width = columns[column]
        return QRect(x, top, width, round(head + (row + 1) * height) - top)

    def _room(self, cell: QRect, count: int) -> int:
        """How many pills fit; the last place belongs to "n more" when not all do."""
        theme = self._desk.kit.theme
        places = max(0, (cell.height() - theme.px(DAY) - 2) // theme.px(PITCH))
        return count if count <= places else max(0, places - 1)

    def _pill_areas(self, cell: QRect, count: int) -> list[QRect]:
        theme = self._desk.kit.theme
        top, pitch = cell.y() + theme.px(DAY), theme.px(PITCH)
        return [
            QRect(cell.x() + 4, top + index * pitch, cell.width() - 8, theme.px(PILL))
            for index in range(self._room(cell, count))
        ]

    def _more_area(self, cell: QRect, count: int) -> QRect:
        theme = self._desk.kit.theme
        top = cell.y() + theme.px(DAY) + self._room(cell, count) * theme.px(PITCH)
        return QRect(cell.x() + 6, top, cell.width() - 8, theme.px(PILL))

    def _hit(self, x: int, y: int) -> tuple[date, DayItem | None, bool] | None:
        columns = self._columns()
        for row, week in enumerate(self._weeks):
            for column, day in enumerate(week):
                cell = self._cell(row, column, columns)
                if not cell.contains(x, y):
                    continue
                items = self._items(day)
                areas = self._pill_areas(cell, len(items))
                item = next((items[i] for i, area in enumerate(areas) if area.contains(x, y)), None)
                more = len(areas) < len(items) and self._more_area(cell, len(items)).contains(x, y)
                return day, item, more
        return None
