"""How a row of the timeline is painted and how high it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.blocks import Look, inside
from microcoach_desktop.ui.people.card import Card
from microcoach_desktop.ui.people.matter_card import MatterCard
from microcoach_desktop.ui.people.note_card import BUTTONS, NoteCard
from microcoach_desktop.ui.people.notes import Matter, Note
from microcoach_desktop.ui.people.timeline_chains import paint_strands
from microcoach_desktop.ui.people.timeline_model import Month, ProcessHead, TimelineModel
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, CONTROL_RADIUS, box, draw_icon, focus_ring, smooth
from microcoach_desktop.ui.theme.style_items import SCROLL_WIDTH
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.column import Index

SPINE = 40
GAP = 10
CIRCLE = 28
# Of the circle in its row.
TOP = 6
MONTH_ROW = 36
BUTTON = 24
# Of which the scroll bar takes a part.
END_MARGIN = 24
MOST_CARDS = 600


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
        if isinstance(item, Month | ProcessHead):
            return max(self.look.px(MONTH_ROW), self.look.line(FontRole.BODY_MEDIUM) + self.look.px(14))
        return self.card(item).height(self.card_width(width)) + self.look.px(GAP)

    def card_width(self, width: int) -> int:
        bar = self._desk.kit.theme.px(SCROLL_WIDTH)
        return width - self.look.px(SPINE) - max(self.look.px(4), END_MARGIN - bar)

    def card(self, row: Note | Matter) -> Card:
        # Sessions and matters are numbered apart.
        number = row.session.id if isinstance(row, Note) else -row.item.id
        expanded = number == self._model.expanded_id
        key = (number, expanded)
        if key not in self._cards:
            if len(self._cards) > MOST_CARDS:
                self._cards.clear()
            self._cards[key] = self._made(row, expanded=expanded)
        return self._cards[key]

    def _made(self, row: Note | Matter, *, expanded: bool) -> Card:
        query = self._model.wanted.text
        if isinstance(row, Matter):
            return MatterCard(self.look, row, self._formats, self._now, query=query)
        return NoteCard(self.look, row, self._formats, self._now, query=query, expanded=expanded)

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

    def target_at(self, point: QPoint, area: QRect, note: Note, *, mirrored: bool) -> int:
        """The session that a click there leads to, 0 for none."""
        return self.card(note).target_at(point, self.card_rect(area, mirrored=mirrored), mirrored=mirrored)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        row = self._model.note(index) or self._model.matter(index)
        if row is None or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip(event.pos(), option, row), view)
        return True

    def tip(self, point: QPoint, option: QStyleOptionViewItem, row: Note | Matter) -> str:
        """Name and key of what is painted there, empty for nothing that can be pressed."""
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        unfold, menu = self.button_rects(option.rect, mirrored=mirrored)
        if isinstance(row, Matter):
            return self.tr("More about this process item") if menu.contains(point) else ""
        note = row
        if unfold.contains(point):
            unfolded = note.session.id == self._model.expanded_id
            return (self.tr("Fold") if unfolded else self.tr("Unfold")) + "  Enter"
        if menu.contains(point):
            return self.tr("More about this session")
        target = self.target_at(point, option.rect, note, mirrored=mirrored)
        for step, words in ((-1, self.tr("Previous try") + "  P"), (1, self.tr("Next try") + "  N")):
            other = None if note.chain is None else note.chain.beside(note.session.id, step)
            if other is not None and other.session_id == target:
                return words
        return self.tr("Go to this try") if target else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        item = self._model.rows[index.row()]
        painter.save()
        # Sides are given as they are seen, and typed text runs its own way.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_strands(painter, option, index.row(), mirrored=mirrored)
        if isinstance(item, Month):
            if index.row() > self._model.notes_from:
                self._paint_spine(painter, option.rect, 0, option.rect.height(), mirrored=mirrored)
            count = wording.count_words(item.count) if item.whole else ""
            self._paint_heading(painter, option.rect, self._formats.month(item.first), count, mirrored=mirrored)
        elif isinstance(item, ProcessHead):
            count = wording.count_matters(item.count)
            self._paint_heading(painter, option.rect, wording.process_word(), count, mirrored=mirrored)
        elif isinstance(item, Matter):
            self._paint_circle(painter, option.rect, "settings", "text2", "hover", mirrored=mirrored)
            if self._paint_card(painter, option, item, mirrored=mirrored):
                self._paint_button(painter, self.button_rects(option.rect, mirrored=mirrored)[1], "ellipsis")
        else:
            self._paint_note(painter, option, index, item, mirrored=mirrored)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, text: str, count: str, *, mirrored: bool) -> None:
        theme, px = self._desk.kit.theme, self.look.px
        room = inside(area, px(SPINE), 0, self.card_width(area.width()), area.height() - px(6), mirrored=mirrored)
        lead, tail = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if mirrored:
            lead, tail = tail, lead
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(theme.color("text2"))
        painter.drawText(room, lead | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(theme.tabular(theme.font(FontRole.BODY)))
        painter.drawText(room, tail | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_spine(self, painter: QPainter, area: QRect, top: int, height: int, *, mirrored: bool) -> None:
        line = inside(area, self.look.px(CIRCLE) // 2 - 1, top, 2, height, mirrored=mirrored)
        painter.fillRect(line, self._desk.kit.theme.color("line"))

    def _paint_strands(self, painter: QPainter, option: QStyleOptionViewItem, row: int, *, mirrored: bool) -> None:
        chosen = self._model.note(option.widget.currentIndex()) if isinstance(option.widget, QTableView) else None
        paint_strands(
            painter, self.look, option.rect, self._model.strands, row, spine=SPINE,
            node_y=self.look.px(TOP) + self.look.px(CIRCLE) // 2, chosen=None if chosen is None else chosen.chain,
            mirrored=mirrored,
        )  # fmt: skip

    def _paint_note(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, note: Note, *, mirrored: bool
    ) -> None:
        area = option.rect
        self._paint_beside(painter, area, index.row(), mirrored=mirrored)
        color = wording.KIND_COLORS[note.session.kind]
        icon = wording.KIND_ICONS[note.session.kind]
        self._paint_circle(painter, area, icon, color, f"{color}_soft", mirrored=mirrored)
        if self._paint_card(painter, option, note, mirrored=mirrored):
            unfolded = note.session.id == self._model.expanded_id
            icons = ("chevron-up" if unfolded else "chevron-down", "ellipsis")
            for rect, name in zip(self.button_rects(area, mirrored=mirrored), icons, strict=True):
                self._paint_button(painter, rect, name)

    def _paint_button(self, painter: QPainter, rect: QRect, icon: str) -> None:
        box(painter, rect, CONTROL_RADIUS, self._desk.kit.theme.color("surface"))
        draw_icon(painter, self._desk.kit.icons, icon, "text2", rect, size=self.look.px(16))

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Note | Matter, *, mirrored: bool
    ) -> bool:
        """Whether its buttons are to be seen: it is the chosen one, or the pointer is over it."""
        theme = self._desk.kit.theme
        card = self.card_rect(option.rect, mirrored=mirrored)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box(painter, card, CARD_RADIUS, theme.color("surface"), theme.color("control" if selected else "line"))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, card, CARD_RADIUS, theme)
        self.card(row).paint(painter, card, mirrored=mirrored)
        return selected or bool(option.state & QStyle.StateFlag.State_MouseOver)

    def _paint_beside(self, painter: QPainter, area: QRect, row: int, *, mirrored: bool) -> None:
        """The spine above and below the circle of a note."""
        side, top = self.look.px(CIRCLE), self.look.px(TOP)
        if row > self._model.notes_from + 1:  # the first month stands above the first note
            self._paint_spine(painter, area, 0, max(0, top - 4), mirrored=mirrored)
        if row < len(self._model.rows) - 1:
            start = top + side + 4
            self._paint_spine(painter, area, start, area.height() - start, mirrored=mirrored)

    def _paint_circle(
        self, painter: QPainter, area: QRect, icon: str, color: str, soft: str, *, mirrored: bool
    ) -> None:
        theme, side = self._desk.kit.theme, self.look.px(CIRCLE)
        circle = inside(area, 0, self.look.px(TOP), side, side, mirrored=mirrored)
        with smooth(painter):
            painter.setPen(theme.color(color) if theme.tokens.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(soft))
            painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        draw_icon(painter, self._desk.kit.icons, icon, color, circle, size=self.look.px(16))
