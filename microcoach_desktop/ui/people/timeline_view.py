"""The timeline: month headings, a spine and cards in one column that scrolls through any number of notes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.clear_column import ClearColumn
from microcoach_desktop.ui.people.notes import Matter, Note
from microcoach_desktop.ui.people.timeline_delegate import GAP, MONTH_ROW, TimelineDelegate
from microcoach_desktop.ui.people.timeline_model import Month, TimelineModel
from microcoach_desktop.ui.widgets.announce import announce

# What most cards need: two lines of text, an action and a foot.
USUAL = 104
ROWS_AT_ONCE = 60
Move = QAbstractItemView.CursorAction


class TimelineView(ClearColumn):
    """Asks by signals for what it cannot do itself. Each carries the note or the matter of the process; a menu also
    the place on the screen.

    `session_wanted` is another try of a chain, which may not be among the rows.
    """

    edit_wanted = Signal(object)
    check_in_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    matter_wanted = Signal(object)
    matter_menu_wanted = Signal(object, QPoint)
    session_wanted = Signal(int)

    def __init__(self, desk: Desk, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(desk.kit, parent)
        self._desk = desk
        self._model = model
        self._fitted_width = 0
        self._unfitted: list[int] = []
        self._fitting = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_some)
        self._delegate = TimelineDelegate(desk, model, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._dress()
        model.modelReset.connect(self._all_new)
        model.rowsInserted.connect(self._some_new)
        model.dataChanged.connect(self._some_changed)
        self.verticalScrollBar().valueChanged.connect(self._near_end)
        # The chain of the chosen note stands out in rows far from it.
        self.selectionModel().currentChanged.connect(self._chosen_changed)
        desk.kit.theme.changed.connect(self._renew)

    def current_note(self) -> Note | None:
        return self._model.note(self.currentIndex())

    def current_matter(self) -> Matter | None:
        return self._model.matter(self.currentIndex())

    def go_to(self, session_id: int) -> bool:
        row = self._model.row_of(session_id)
        if row is None:
            return False
        # Everything above must have its height, or the row would not be where it is scrolled to.
        self._fit(min(self._unfitted, default=row), row)
        self.setCurrentIndex(self._model.index(row, 0))
        return True

    def step(self, by: int) -> None:
        """The next or previous note."""
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
            if isinstance(self._model.rows[row], Note | Matter):
                return self._model.index(row, 0)
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._open(self.currentIndex()):
            return
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Delete or controlled or (event.text() and event.text().isprintable()):
            event.ignore()  # the page knows these keys; a list would search its rows with letters
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        if self._model.note(index) is not None or self._model.matter(index) is not None:
            self.setCurrentIndex(index)
            button = self._delegate.button_rects(self.visualRect(index), mirrored=self.isRightToLeft())[1]
            self._ask_menu(index, self.viewport().mapToGlobal(button.bottomLeft()) if by_keys else event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        note = self._model.note(index)
        unfold, menu = self._delegate.button_rects(self.visualRect(index), mirrored=self.isRightToLeft())
        if note is not None and unfold.contains(event.position().toPoint()):
            self.toggle(note)
        elif menu.contains(event.position().toPoint()):
            self._ask_menu(index, self.viewport().mapToGlobal(menu.bottomLeft()))
        elif target := self._target_at(event.position().toPoint()):
            self.session_wanted.emit(target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        leads = self._target_at(event.position().toPoint()) != 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        rects = self._delegate.button_rects(self.visualRect(index), mirrored=self.isRightToLeft())
        at = event.position().toPoint()
        if not any(rect.contains(at) for rect in rects) and not self._target_at(at):
            self._open(index)

    def step_far(self, by: int) -> None:
        """The newest (-1) or oldest note that has been read."""
        self.setCurrentIndex(self.moveCursor(Move.MoveEnd if by > 0 else Move.MoveHome))

    def step_month(self, by: int) -> None:
        """To the first note of the month below (1) or above (-1)."""
        at = self.currentIndex().row()
        rows = self._model.rows
        firsts = [number + 1 for number, row in enumerate(rows) if isinstance(row, Month)]
        own = max((first for first in firsts if first <= at), default=0)
        found = [first for first in firsts if (first > own if by > 0 else first < own)]
        if found:
            self.setCurrentIndex(self._model.index(found[0] if by > 0 else found[-1], 0))
        else:
            self.step_far(by)

    def step_try(self, by: int) -> None:
        """The previous or next try of the chain."""
        note = self.current_note()
        if note is None or note.chain is None:
            return
        other = note.chain.beside(note.session.id, by)
        if other is not None:
            self.session_wanted.emit(other.session_id)
        else:
            announce(self, self.tr("This is the first try.") if by < 0 else self.tr("This is the newest try."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted_width:
            self._fit_all(0, self._model.rowCount() - 1)

    def _open(self, index: QModelIndex) -> bool:
        """A note unfolds in its place; whether there was something to open."""
        note, matter = self._model.note(index), self._model.matter(index)
        if note is not None:
            self.toggle(note)
        elif matter is not None:
            self.matter_wanted.emit(matter)
        return note is not None or matter is not None

    def _ask_menu(self, index: QModelIndex, at: QPoint) -> None:
        note, matter = self._model.note(index), self._model.matter(index)
        if note is not None:
            self.menu_wanted.emit(note, at)
        elif matter is not None:
            self.matter_menu_wanted.emit(matter, at)

    def _target_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        note = self._model.note(index)
        if note is None:
            return 0
        return self._delegate.target_at(point, self.visualRect(index), note, mirrored=self.isRightToLeft())

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAutoFillBackground(False)
        self._size_steps()

    def _size_steps(self) -> None:
        look = self._delegate.look
        self.verticalHeader().setDefaultSectionSize(look.px(USUAL) + look.px(GAP))
        self.verticalScrollBar().setSingleStep(look.px(40))

    def _fit_all(self, first: int, last: int) -> None:
        """What can be seen at once, the rest in the pauses of the event loop: the first picture waits for nothing."""
        self._fitted_width = self.viewport().width()
        seen = max(0, self.rowAt(0))
        until = min(last, seen + self.viewport().height() // self._delegate.look.px(MONTH_ROW) + 2)
        self._fit(max(first, seen), until)
        waiting = set(self._unfitted) | set(range(first, last + 1))
        waiting.difference_update(range(max(first, seen), until + 1))
        self._unfitted = sorted(number for number in waiting if number < self._model.rowCount())
        if self._unfitted:
            self._later.start()

    def _fit_some(self) -> None:
        some, self._unfitted = self._unfitted[:ROWS_AT_ONCE], self._unfitted[ROWS_AT_ONCE:]
        top = self.rowAt(0)
        offset = self.rowViewportPosition(top) if top >= 0 else 0
        for first, last in _runs(some):
            self._fit(first, last)
        bar = self.verticalScrollBar()
        if top > 0:  # what is looked at stays where it is while rows above it grow
            bar.setValue(bar.value() + self.rowViewportPosition(top) - offset)
        if self._unfitted:
            self._later.start()

    def _fit(self, first: int, last: int) -> None:
        """Give each row its height; rows of the usual height cost nothing."""
        header, width = self.verticalHeader(), self.viewport().width()
        self._fitting = True
        header.blockSignals(True)
        for row in range(first, last + 1):
            height = self._delegate.height(row, width)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()
        self._fitting = False

    def _all_new(self) -> None:
        self._delegate.renew()
        self._unfitted = []
        self._fit_all(0, self._model.rowCount() - 1)

    def _some_new(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._fit_all(first, last)

    def _some_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit(first.row(), last.row())
        if self.currentIndex().row() == first.row():
            self.scrollTo(self.currentIndex())

    def _chosen_changed(self) -> None:
        self.viewport().update()

    def _near_end(self, value: int) -> None:
        if not self._fitting and value > self.verticalScrollBar().maximum() - 2 * self.viewport().height():
            self._model.fetchMore(QModelIndex())

    def _renew(self) -> None:
        self._delegate.renew()
        self._size_steps()
        self._fit_all(0, self._model.rowCount() - 1)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
