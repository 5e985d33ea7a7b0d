"""The rows of the people list: how they look, and what the keys do in it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QElapsedTimer, QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from microcoach_desktop.domain.people import Person, folded
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.blocks import inside
from microcoach_desktop.ui.people.people_model import PeopleModel, PersonRow, SectionRow, next_line, section_of
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import paint_avatar
from microcoach_desktop.ui.widgets.column import ColumnView, Index

ROW = 52
SECTION_ROW = 34


class PersonDelegate(QStyledItemDelegate):
    def __init__(self, desk: Desk, model: PeopleModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        # Sides are given as they are seen, and typed text runs its own way.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if isinstance(row, SectionRow):
            self._paint_section(painter, option, row, mirrored=mirrored)
        else:
            self._paint_person(painter, option, row, mirrored=mirrored)
        painter.restore()

    def _paint_section(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SectionRow, *, mirrored: bool
    ) -> None:
        theme = self._desk.kit.theme
        px, area = theme.px, option.rect.adjusted(0, theme.px(4), 0, 0)
        if option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, CONTROL_RADIUS, theme.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, area, CONTROL_RADIUS, theme)
        arrow = ("chevron-left" if mirrored else "chevron-right") if row.shut else "chevron-down"
        spot = inside(area, px(6), 0, px(14), area.height(), mirrored=mirrored)
        draw_icon(painter, self._desk.kit.icons, arrow, "text3", spot, size=px(14))
        count = str(row.people)
        counted = theme.metrics(FontRole.SMALL).horizontalAdvance(count) + 2
        tail = inside(area, area.width() - px(10) - counted, 0, counted, area.height(), mirrored=mirrored)
        self._write(painter, tail, count, FontRole.SMALL, "text3", mirrored=mirrored)
        room = inside(area, px(24), 0, area.width() - px(40) - counted, area.height(), mirrored=mirrored)
        self._write(painter, room, row.section.name, FontRole.SMALL, "text3", mirrored=mirrored)

    def _paint_person(self, painter: QPainter, option: QStyleOptionViewItem, row: PersonRow, *, mirrored: bool) -> None:
        theme = self._desk.kit.theme
        px, area = theme.px, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            edge = theme.color("text") if selected and theme.tokens.contrast else None
            box(painter, area, CONTROL_RADIUS, theme.color("selected" if selected else "hover"), edge)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, area, CONTROL_RADIUS, theme)
        side = px(30)
        top = (area.height() - side) // 2
        paint_avatar(painter, inside(area, px(10), top, side, side, mirrored=mirrored), row.person.name, theme)
        lead, tail, half = px(50), px(10), area.height() // 2
        count = str(row.summary.sessions) if row.summary.sessions else ""
        counted = theme.metrics(FontRole.BODY).horizontalAdvance(count) + 2 if count else 0
        line = theme.metrics(FontRole.BODY).height()
        spot = inside(area, area.width() - tail - counted, half - line, counted, line, mirrored=mirrored)
        self._write(painter, spot, count, FontRole.BODY, "text2", mirrored=mirrored)
        room = area.width() - lead - tail - (counted + px(6) if counted else 0)
        name = inside(area, lead, half - line, room, line, mirrored=mirrored)
        self._write(painter, name, row.person.name, FontRole.BODY_MEDIUM, "text", mirrored=mirrored)
        below = inside(area, lead, half + 1, area.width() - lead - tail, line, mirrored=mirrored)
        self._paint_next(painter, below, row, mirrored=mirrored)

    def _paint_next(self, painter: QPainter, area: QRect, row: PersonRow, *, mirrored: bool) -> None:
        theme = self._desk.kit.theme
        text, late = next_line(row, self._desk.formats(), self._desk.now())
        lead = 0
        if late:
            side = theme.px(13)
            spot = inside(area, 0, 0, side, area.height(), mirrored=mirrored)
            draw_icon(painter, self._desk.kit.icons, "clock-alert", "danger", spot, size=side)
            lead = theme.px(18)
        room = inside(area, lead, 0, area.width() - lead, area.height(), mirrored=mirrored)
        self._write(painter, room, text, FontRole.BODY, "danger" if late else "text2", mirrored=mirrored)

    def _write(self, painter: QPainter, area: QRect, text: str, role: FontRole, color: str, *, mirrored: bool) -> None:
        theme = self._desk.kit.theme
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(color))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class PeopleList(ColumnView):
    """Arrows open and shut the headings of sections; typed letters lead to a name.

    `section_turned` carries a Section; `one_wanted` ends the marking of several.
    """

    opened = Signal()
    section_turned = Signal(object)
    one_wanted = Signal()

    def __init__(self, desk: Desk, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = desk.kit
        self._people = model
        self._typed = ""
        self._typed_at = QElapsedTimer()
        self.setItemDelegate(PersonDelegate(desk, model, self))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("People"))
        self.clicked.connect(self._turn)
        model.modelReset.connect(self._fit)
        self._kit.theme.changed.connect(self._fit)
        self._fit()

    def selected_people(self) -> list[Person]:
        """From the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._people.rows[row] for row in rows)
        return [row.person for row in found if isinstance(row, PersonRow)]

    def select_people(self, person_ids: Collection[int]) -> None:
        """Mark these, as far as they are listed; the current row stays where it is."""
        marked = QItemSelection()
        for person_id in person_ids:
            row = self._people.row_of(person_id)
            if row is not None:
                index = self._people.index(row, 0)
                marked.select(index, index)
        self.selectionModel().select(marked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose(self, row: int) -> None:
        """Mark this row alone. `setCurrentIndex` would go by keys that are held for something else, as Ctrl+Enter."""
        index, flag = self._people.index(row, 0), QItemSelectionModel.SelectionFlag
        heading = self._people.section_row(index) is not None
        self.selectionModel().setCurrentIndex(index, flag.NoUpdate if heading else flag.ClearAndSelect)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """On a heading what is marked stays marked."""
        if index.isValid() and self._people.section_row(index) is not None:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.currentIndex()
        section = self._people.section_row(current)
        if event.text() in ("[", "]"):
            event.ignore()
        elif event.text() == " " and self._is_typing():
            self.keyboardSearch(" ")
        elif section is not None and self._turns(key, shut=section.shut):
            self._turn(current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Escape and len(self.selectionModel().selectedRows()) > 1:
            self.one_wanted.emit()
        elif key == self._back() and not event.modifiers():
            self._to_heading(current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """What is typed without a pause is one beginning; one letter again and again walks on."""
        self._typed = self._typed + search if self._is_typing() else search
        self._typed_at.start()
        walks = len(set(folded(self._typed))) == 1
        current = max(0, self.currentIndex().row())
        row = self._people.row_named(self._typed[:1] if walks else self._typed, current + walks)
        if row is not None:
            self.choose(row)

    def _is_typing(self) -> bool:
        pause = QApplication.keyboardInputInterval()
        return bool(self._typed) and self._typed_at.isValid() and self._typed_at.elapsed() < pause

    def _back(self) -> Qt.Key:
        return Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left

    def _turns(self, key: int, *, shut: bool) -> bool:
        forth = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        either = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        return key in either or key == (forth if shut else self._back())

    def _turn(self, index: QModelIndex) -> None:
        row = self._people.section_row(index)
        if row is not None:
            self.section_turned.emit(row.section)

    def _to_heading(self, current: QModelIndex) -> None:
        row = self._people.person_row(current)
        heading = None if row is None else self._people.row_of_section(section_of(row.person))
        if heading is not None:
            self.choose(heading)

    def _fit(self) -> None:
        px = self._kit.theme.px
        row = max(px(ROW), 2 * self._kit.theme.metrics(FontRole.BODY).height() + px(8))
        self.verticalHeader().setDefaultSectionSize(row)
        # A row keeps the height of what stood there before.
        for number, shown in enumerate(self._people.rows):
            wanted = px(SECTION_ROW) if isinstance(shown, SectionRow) else row
            if self.rowHeight(number) != wanted:
                self.setRowHeight(number, wanted)
        self.verticalScrollBar().setSingleStep(row)
