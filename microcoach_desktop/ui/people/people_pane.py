"""The list of people beside the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.blocks import inside
from microcoach_desktop.ui.people.people_model import Index, PeopleModel, PersonRow, TeamRow, arranged, next_line
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import paint_avatar
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.text import Label

WIDTH = 228
ROW = 52
TEAM_ROW = 32


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
        if isinstance(row, TeamRow):
            self._paint_team(painter, option.rect, row, mirrored=mirrored)
        else:
            self._paint_person(painter, option, row, mirrored=mirrored)
        painter.restore()

    def _paint_team(self, painter: QPainter, area: QRect, row: TeamRow, *, mirrored: bool) -> None:
        theme = self._desk.kit.theme
        lead = theme.px(10)
        room = inside(area, lead, theme.px(6), area.width() - lead, area.height() - theme.px(6), mirrored=mirrored)
        self._write(painter, room, row.name, FontRole.SMALL, "text3", mirrored=mirrored)

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


class PeopleList(QTableView):
    """One column; headings are passed over by the keys."""

    opened = Signal()

    def __init__(self, desk: Desk, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = desk.kit
        self._people = model
        self.setItemDelegate(PersonDelegate(desk, model, self))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setAccessibleName(self.tr("People"))
        model.modelReset.connect(self._fit)
        self._kit.theme.changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        if event.text() in ("[", "]"):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        px = self._kit.theme.px
        row = max(px(ROW), 2 * self._kit.theme.metrics(FontRole.BODY).height() + px(8))
        self.verticalHeader().setDefaultSectionSize(row)
        for number, shown in enumerate(self._people.rows):
            if isinstance(shown, TeamRow):
                self.setRowHeight(number, px(TEAM_ROW))
        self.verticalScrollBar().setSingleStep(row)


class PeoplePane(QFrame):
    """`chosen` carries the person's id; the other signals come from the menu behind +."""

    chosen = Signal(int)
    opened = Signal()
    add_person = Signal()
    add_team = Signal()
    archived_toggled = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = desk.kit
        self._all: list[PersonRow] = []
        self._quiet = False
        self.model = PeopleModel(desk, self)
        self.list = PeopleList(desk, self.model, self)
        self.search = LineEdit(self._kit, 120, icon="search")
        self.search.setPlaceholderText(self.tr("Find a person"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.add = IconButton(self._kit, "user-plus", self.tr("Add people"), size=28)
        self.menu = QMenu(self)
        self.menu.addAction(self.tr("Add a person…")).triggered.connect(self.add_person)
        self.menu.addAction(self.tr("Add several people…")).triggered.connect(self.add_team)
        self.menu.addSeparator()
        self.show_archived = self.menu.addAction(self.tr("Show archived people"))
        self.show_archived.setCheckable(True)
        self.show_archived.toggled.connect(self.archived_toggled)
        self.add.clicked.connect(self._open_menu)
        self.search.textChanged.connect(self._arrange)
        self.search.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.opened.connect(self.opened)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(WIDTH), 400)

    def show_people(self, people: Sequence[PersonRow]) -> None:
        self._all = list(people)
        self._arrange()

    def select(self, person_id: int) -> None:
        """Does not emit `chosen`."""
        row = self.model.row_of(person_id)
        self._quiet = True
        if row is None:
            self.list.setCurrentIndex(QModelIndex())
        elif row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row, 0))
        self._quiet = False

    def ids(self) -> list[int]:
        """As listed, from the top."""
        return [row.person.id for row in self.model.rows if isinstance(row, PersonRow)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._to_list(choose=event.key() != Qt.Key.Key_Down)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(QRect(edge, 0, 1, self.height()), self._kit.theme.color("line"))
        painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.addWidget(Label(self._kit, self.tr("People"), FontRole.SUBTITLE), 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 18, 13, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)

    def _arrange(self) -> None:
        chosen = self.model.person_row(self.list.currentIndex())
        self.model.show_rows(arranged(self._all, self.search.text()))
        if chosen is not None:
            self.select(chosen.person.id)

    def _to_list(self, *, choose: bool) -> None:
        ids = self.ids()
        if not ids:
            return
        if not self.list.currentIndex().isValid() or choose:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(ids[0]) or 0, 0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.person_row(current)
        if row is not None and not self._quiet:
            self.chosen.emit(row.person.id)

    def _open_menu(self) -> None:
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
