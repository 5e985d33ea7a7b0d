"""The next sixty days as a list: the quickest view with a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from microcoach_desktop.ui.calendar.agenda_model import AgendaModel, DayHeading
from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.periods import spot_of
from microcoach_desktop.ui.calendar.pills import ending, leading, look
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, focus_ring, placed
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.column import ColumnView, Index

DAYS = 60
ROW = 44
HEADING = 40


class AgendaDelegate(QStyledItemDelegate):
    def __init__(self, desk: Desk, model: AgendaModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        painter.save()
        if isinstance(row, DayHeading):
            self._paint_heading(painter, option, row)
        else:
            self._paint_item(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: DayHeading) -> None:
        theme = self._desk.kit.theme
        today = row.day == self._model.now.date()
        top = theme.px(10)
        width = self._write(painter, option, (theme.px(12), top, 0), row.text, FontRole.BODY_STRONG, "text")
        note_at = (theme.px(12) + width + theme.px(8), top, 0)
        self._write(painter, option, note_at, row.note, FontRole.SMALL, "accent_text" if today else "text2")

    def _paint_item(self, painter: QPainter, option: QStyleOptionViewItem, item: DayItem) -> None:
        theme, formats = self._desk.kit.theme, self._desk.formats()
        px, now, follow_up = theme.px, self._model.now, item.follow_up
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect.adjusted(px(4), 1, -px(4), -1)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            edge = theme.color("text") if chosen and theme.tokens.contrast else None
            box(painter, area, CONTROL_RADIUS, theme.color("selected" if chosen else "hover"), edge)
        icon, ink, _, _ = look(follow_up, now)
        clock = formats.time(item.stands_at(self._model.zone))
        x = px(12)
        self._write(painter, option, (x, 0, 0), clock, FontRole.BODY, "text2", even=True)
        x += max(px(48), theme.metrics(FontRole.BODY).horizontalAdvance(clock) + px(10))
        spot = placed(option, x, 0, px(16), option.rect.height())
        draw_icon(painter, self._desk.kit.icons, icon, ink, spot, size=px(16))
        x += px(26)
        end = px(14)
        end += self._paint_state(painter, option, item)
        if follow_up is not None:
            name_at = (x, 0, end)
            strong = FontRole.BODY_STRONG if follow_up.reviewed_at is None else FontRole.BODY
            x += self._write(painter, option, name_at, follow_up.person_name, strong, ink) + px(8)
        color = "text2" if follow_up is None or follow_up.reviewed_at is not None else "text"
        self._write(painter, option, (x, 0, end), item.title, FontRole.BODY, color)
        if option.state & QStyle.StateFlag.State_HasFocus and chosen:
            focus_ring(painter, area, CONTROL_RADIUS, theme)

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, item: DayItem) -> int:
        """Context, how late, or when a night ends, at the end of the row; the room it takes."""
        theme, formats, follow_up = self._desk.kit.theme, self._desk.formats(), item.follow_up
        late = 0
        if follow_up is None:
            overnight = item.stands_at(self._model.zone) != item.at
            text = self.tr("until {time}").format(time=ending(formats, item)) if overnight else ""
        else:
            late = follow_up.days_late(self._model.now) if follow_up.reviewed_at is None else 0
            text = formats.late(late) if late else follow_up.context
        metrics = theme.metrics(FontRole.SMALL)
        if not text or metrics.horizontalAdvance(text) > option.rect.width() // 3:
            return 0
        width = metrics.horizontalAdvance(text) + 2
        place = (option.rect.width() - theme.px(14) - width, 0, theme.px(14) - 2)
        self._write(painter, option, place, text, FontRole.SMALL, "danger" if late else "text2")
        return width + theme.px(12)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: tuple[int, int, int],
        text: str,
        role: FontRole,
        color: str,
        *,
        even: bool = False,
    ) -> int:
        """At (leading edge, top, room kept free at the end), digits `even`; the width that was written."""
        x, top, end = place
        theme = self._desk.kit.theme
        room = option.rect.width() - x - end
        painter.setFont(theme.tabular(theme.font(role)) if even else theme.font(role))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, room))
        painter.setPen(theme.color(color))
        area: QRect = placed(option, x, top, max(0, room), option.rect.height() - top)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.drawText(area, leading(mirrored=mirrored) | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)


class Agenda(ColumnView):
    """Headings are passed over by the keys."""

    def __init__(self, desk: Desk, deeds: CalendarDeeds, *, headings: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = deeds
        self._headings = headings
        self.entries = AgendaModel(desk, self)
        self.setModel(self.entries)
        self.setItemDelegate(AgendaDelegate(desk, self.entries, self))
        self.setAccessibleName(self.tr("Agenda"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setViewportMargins(6, 6, 6, 6)
        self.activated.connect(self._open)
        desk.kit.theme.changed.connect(self._renew)

    @property
    def chosen(self) -> DayItem | None:
        return self.entries.item(self.currentIndex())

    def show_days(self, days: Mapping[date, list[DayItem]], now: datetime) -> None:
        """The chosen follow-up stays chosen, wherever it is now; else the row at its place."""
        chosen, row = self.chosen, self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.entries.show_days(days, now, headings=self._headings)
        self._renew()
        self.verticalScrollBar().setValue(top)
        follow_up = chosen.follow_up if chosen is not None else None
        found = self.entries.row_of(follow_up.id) if follow_up is not None else None
        self.choose(found if found is not None else max(row, 0))

    def choose(self, row: int) -> None:
        """The entry at this row, or the next one that is no heading."""
        count = self.entries.rowCount()
        for number in (*range(row, count), *range(min(row, count) - 1, -1, -1)):
            if isinstance(self.entries.rows[number], DayItem):
                self.setCurrentIndex(self.entries.index(number, 0))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.chosen, Qt.Key(event.key())
        forward = -1 if self.isRightToLeft() else 1
        days = {
            Qt.Key.Key_Left: -forward, Qt.Key.Key_Right: forward, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }.get(key)  # fmt: skip
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and days is not None:
            self._carry(item, days)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} or event.text().isalpha():
            # No search by typing here: letters are commands, and the page knows more of them.
            if item is None or not self._deeds.key(item, key):
                event.ignore()
        elif item is None or not self._deeds.key(item, key):
            super().keyPressEvent(event)

    def _carry(self, item: DayItem | None, days: int) -> None:
        follow_up = None if item is None else self._deeds.movable(item)
        if item is not None and follow_up is not None:
            day = spot_of(item.stands_at(self.entries.zone), self.entries.zone).day
            self._deeds.move_to_day(follow_up, day + timedelta(days=days))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Over a heading to the entry behind it."""
        before = self.currentIndex().row()
        found = super().moveCursor(action, modifiers)
        step = 1 if found.row() > before else -1
        row = found.row()
        while 0 <= row < self.entries.rowCount() and not isinstance(self.entries.rows[row], DayItem):
            row += step
        return self.entries.index(row, 0) if 0 <= row < self.entries.rowCount() else self.currentIndex()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.entries.item(self.indexAt(event.pos()))
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.chosen if keyboard else item
        if item is not None:
            here = self.visualRect(self.currentIndex()).center()
            self._deeds.menu(item, self.viewport().mapToGlobal(here) if keyboard else event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.entries.rows:
            return
        theme = self._desk.kit.theme
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(theme.color("text2"))
        text = self.tr("Nothing planned in the next {days} days.").format(days=DAYS)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect(), flags, text)
        painter.end()

    def _open(self, index: QModelIndex) -> None:
        item = self.entries.item(index)
        if item is not None:
            self._deeds.open(item)

    def _renew(self) -> None:
        px = self._desk.kit.theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        for number, row in enumerate(self.entries.rows):
            if isinstance(row, DayHeading):
                self.setRowHeight(number, px(HEADING))
        self.viewport().update()
