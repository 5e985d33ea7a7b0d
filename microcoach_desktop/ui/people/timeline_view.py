"""The timeline: month headings, a spine and cards in one column that scrolls through any number of notes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.blocks import Look, inside
from microcoach_desktop.ui.people.card import BUTTONS, Card
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.people.timeline_model import Index, Month, TimelineModel
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, CONTROL_RADIUS, box, draw_icon, focus_ring, smooth
from microcoach_desktop.ui.theme.theme import FontRole

SPINE = 40
GAP = 10
CIRCLE = 28
MONTH_ROW = 36
BUTTON = 24
# The scroll bar takes the rest of the page margin.
END_MARGIN = 14
# What most cards need: two lines of text, an action and a foot.
USUAL = 104
Move = QAbstractItemView.CursorAction


class TimelineDelegate(QStyledItemDelegate):
    """Paints rows and knows their heights. Cards are kept until the notes, the theme or the search change."""

    def __init__(self, desk: Desk, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._cards: dict[tuple[int, bool], Card] = {}
        self.renew()

    def renew(self) -> None:
        self.look = Look(self._desk.kit)
        self._formats = self._desk.formats()
        self._now = self._desk.now()
        self._cards.clear()

    def height(self, row: int, width: int) -> int:
        item = self._model.rows[row]
        if isinstance(item, Month):
            return max(self.look.px(MONTH_ROW), self.look.line(FontRole.BODY_MEDIUM) + self.look.px(14))
        return self.card(item).height(self.card_width(width)) + self.look.px(GAP)

    def card_width(self, width: int) -> int:
        return width - self.look.px(SPINE) - self.look.px(END_MARGIN)

    def card(self, note: Note) -> Card:
        expanded = note.session.id == self._model.expanded_id
        key = (note.session.id, expanded)
        if key not in self._cards:
            query = self._model.wanted.text
            self._cards[key] = Card(self.look, note, self._formats, self._now, query=query, expanded=expanded)
        return self._cards[key]

    def card_rect(self, area: QRect, *, mirrored: bool) -> QRect:
        width, height = self.card_width(area.width()), area.height() - self.look.px(GAP)
        return inside(area, self.look.px(SPINE), 0, width, height, mirrored=mirrored)

    def button_rects(self, area: QRect, *, mirrored: bool) -> tuple[QRect, QRect]:
        """Unfold and menu, at the head of the card."""
        card, px = self.card_rect(area, mirrored=mirrored), self.look.px
        at = card.width() - px(BUTTONS) - px(2)
        side = px(BUTTON)
        return (
            inside(card, at, px(5), side, side, mirrored=mirrored),
            inside(card, at + side + px(4), px(5), side, side, mirrored=mirrored),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        item = self._model.rows[index.row()]
        painter.save()
        if isinstance(item, Month):
            self._paint_month(painter, option.rect, item, first=index.row() == 0, mirrored=mirrored)
        else:
            self._paint_note(painter, option, index, item, mirrored=mirrored)
        painter.restore()

    def _paint_month(self, painter: QPainter, area: QRect, month: Month, *, first: bool, mirrored: bool) -> None:
        theme, px = self._desk.kit.theme, self.look.px
        if not first:
            self._paint_spine(painter, area, 0, area.height(), mirrored=mirrored)
        room = inside(area, px(SPINE), 0, self.card_width(area.width()), area.height() - px(6), mirrored=mirrored)
        lead, tail = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if mirrored:
            lead, tail = tail, lead
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(theme.color("text2"))
        painter.drawText(room, lead | Qt.AlignmentFlag.AlignVCenter, self._formats.month(month.first))
        if month.whole:
            painter.setFont(theme.tabular(theme.font(FontRole.BODY)))
            count = wording.count_words(month.count)
            painter.drawText(room, tail | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_spine(self, painter: QPainter, area: QRect, top: int, height: int, *, mirrored: bool) -> None:
        line = inside(area, self.look.px(CIRCLE) // 2 - 1, top, 2, height, mirrored=mirrored)
        painter.fillRect(line, self._desk.kit.theme.color("line"))

    def _paint_note(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, note: Note, *, mirrored: bool
    ) -> None:
        theme, px = self._desk.kit.theme, self.look.px
        area = option.rect
        self._paint_circle(painter, area, note, index.row(), mirrored=mirrored)
        card = self.card_rect(area, mirrored=mirrored)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box(painter, card, CARD_RADIUS, theme.color("surface"), theme.color("control" if selected else "line"))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, card, CARD_RADIUS, theme)
        self.card(note).paint(painter, card, mirrored=mirrored)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            unfolded = note.session.id == self._model.expanded_id
            icons = ("chevron-up" if unfolded else "chevron-down", "ellipsis")
            for rect, icon in zip(self.button_rects(area, mirrored=mirrored), icons, strict=True):
                box(painter, rect, CONTROL_RADIUS, theme.color("surface"))
                draw_icon(painter, self._desk.kit.icons, icon, "text2", rect, size=px(16))

    def _paint_circle(self, painter: QPainter, area: QRect, note: Note, row: int, *, mirrored: bool) -> None:
        theme, px = self._desk.kit.theme, self.look.px
        side, top = px(CIRCLE), px(6)
        if row > 1:  # the first heading stands above the first note
            self._paint_spine(painter, area, 0, max(0, top - 4), mirrored=mirrored)
        if row < len(self._model.rows) - 1:
            start = top + side + 4
            self._paint_spine(painter, area, start, area.height() - start, mirrored=mirrored)
        circle = inside(area, 0, top, side, side, mirrored=mirrored)
        color = wording.KIND_COLORS[note.session.kind]
        with smooth(painter):
            painter.setPen(theme.color(color) if theme.tokens.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"{color}_soft"))
            painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        draw_icon(painter, self._desk.kit.icons, wording.KIND_ICONS[note.session.kind], color, circle, size=px(16))


class TimelineView(QTableView):
    """Asks by signals for what it cannot do itself. Each carries the note; the menu also the place on the screen."""

    edit_wanted = Signal(object)
    check_in_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, desk: Desk, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._fitted_width = 0
        self._delegate = TimelineDelegate(desk, model, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._dress()
        model.modelReset.connect(self._all_new)
        model.rowsInserted.connect(self._some_new)
        model.dataChanged.connect(self._some_changed)
        self.verticalScrollBar().valueChanged.connect(self._near_end)
        desk.kit.theme.changed.connect(self._renew)

    def current_note(self) -> Note | None:
        return self._model.note(self.currentIndex())

    def go_to(self, session_id: int) -> bool:
        row = self._model.row_of(session_id)
        if row is None:
            return False
        self.setCurrentIndex(self._model.index(row, 0))
        return True

    def step(self, by: int) -> None:
        """J and K: the next or previous note."""
        self.setCurrentIndex(self.moveCursor(Move.MoveDown if by > 0 else Move.MoveUp))

    def toggle(self, note: Note) -> None:
        folded = note.session.id != self._model.expanded_id
        self._model.expand(note.session.id if folded else 0)

    def moveCursor(self, action: Move, _modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QModelIndex:
        """From note to note; headings are passed over."""
        count = self._model.rowCount()
        at = self.currentIndex().row()
        page = max(1, self.viewport().height() // self._delegate.look.px(USUAL))
        start, step = {
            Move.MoveDown: (at + 1, 1),
            Move.MoveNext: (at + 1, 1),
            Move.MoveUp: (at - 1, -1),
            Move.MovePrevious: (at - 1, -1),
            Move.MovePageDown: (min(at + page, count - 1), 1),
            Move.MovePageUp: (max(at - page, 0), -1),
            Move.MoveHome: (0, 1),
            Move.MoveEnd: (count - 1, -1),
        }.get(action, (at, 1))
        for row in [*range(start, count if step > 0 else -1, step)]:
            if isinstance(self._model.rows[row], Note):
                return self._model.index(row, 0)
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        note = self.current_note()
        if note is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle(note)
            return
        if event.text() and event.text().isprintable():
            event.ignore()  # the page knows the letters; a list would search its rows with them
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        note = self._model.note(index)
        if note is not None:
            self.setCurrentIndex(index)
            button = self._delegate.button_rects(self.visualRect(index), mirrored=self.isRightToLeft())[1]
            at = self.viewport().mapToGlobal(button.bottomLeft()) if by_keys else event.globalPos()
            self.menu_wanted.emit(note, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        note = self._model.note(index)
        if note is None or event.button() != Qt.MouseButton.LeftButton:
            return
        unfold, menu = self._delegate.button_rects(self.visualRect(index), mirrored=self.isRightToLeft())
        if unfold.contains(event.position().toPoint()):
            self.toggle(note)
        elif menu.contains(event.position().toPoint()):
            self.menu_wanted.emit(note, self.viewport().mapToGlobal(menu.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        note = self._model.note(index)
        rects = self._delegate.button_rects(self.visualRect(index), mirrored=self.isRightToLeft())
        if note is not None and not any(rect.contains(event.position().toPoint()) for rect in rects):
            self.toggle(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted_width:
            self._fit(0, self._model.rowCount() - 1)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self._size_steps()

    def _size_steps(self) -> None:
        look = self._delegate.look
        self.verticalHeader().setDefaultSectionSize(look.px(USUAL) + look.px(GAP))
        self.verticalScrollBar().setSingleStep(look.px(40))

    def _fit(self, first: int, last: int) -> None:
        """Give each row its height; rows of the usual height cost nothing."""
        header = self.verticalHeader()
        width = self._fitted_width = self.viewport().width()
        header.blockSignals(True)
        for row in range(first, last + 1):
            height = self._delegate.height(row, width)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _all_new(self) -> None:
        self._delegate.renew()
        self._fit(0, self._model.rowCount() - 1)

    def _some_new(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._fit(first, last)

    def _some_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit(first.row(), last.row())
        if self.currentIndex().row() == first.row():
            self.scrollTo(self.currentIndex())

    def _near_end(self, value: int) -> None:
        if value > self.verticalScrollBar().maximum() - 2 * self.viewport().height():
            self._model.fetchMore(QModelIndex())

    def _renew(self) -> None:
        self._delegate.renew()
        self._size_steps()
        self._fit(0, self._model.rowCount() - 1)
