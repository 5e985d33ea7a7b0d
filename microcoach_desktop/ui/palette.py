"""Ctrl+K: every page, person and command, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.people import folded
from microcoach_desktop.ui.theme.shapes import (
    CONTROL_RADIUS,
    POPUP_RADIUS,
    box,
    cut_corners,
    draw_icon,
    make_see_through,
)
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import paint_avatar
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.kit import Kit

MOST_ROWS = 12
SHOWN_ROWS = 9
ROW = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """`person` shows an avatar in place of the icon."""

    id: str
    title: str
    detail: str
    keys: str
    icon: str
    run: Callable[[], object]
    person: str = ""


def found(entries: Sequence[Entry], typed: str, recent: Sequence[str]) -> list[Entry]:
    """The best first: recently used, then prefix of a word, inside, letters in order."""
    wanted = folded(typed).strip()
    ranked = []
    for order, entry in enumerate(entries):
        rank = _rank(wanted, folded(entry.title))
        if rank is not None:
            used = recent.index(entry.id) if entry.id in recent else len(recent)
            ranked.append((rank, used, order, entry))
    return [row[3] for row in sorted(ranked, key=lambda row: row[:3])[:MOST_ROWS]]


def _rank(wanted: str, title: str) -> int | None:
    if not wanted or title.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in title.split()):
        return 1
    if wanted in title:
        return 2
    letters = iter(title)
    return 3 if all(char in letters for char in wanted) else None


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.detail, entry.keys) if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, kit: Kit, rows: _Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._kit.theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, entry = self._kit.theme, self._rows.entries[index.row()]
        area: QRect = option.rect.adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            box(painter, area, CONTROL_RADIUS, theme.color("selected"))
        lead = theme.px(24)
        mark = QRect(area.left() + 10, area.top() + (area.height() - lead) // 2, lead, lead)
        if entry.person:
            paint_avatar(painter, mark, entry.person, theme)
        else:
            draw_icon(painter, self._kit.icons, entry.icon, "text2", mark, size=theme.px(16))
        line = area.adjusted(lead + 22, 0, -14, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("text2"))
        right = entry.keys or entry.detail
        painter.drawText(line, flags | Qt.AlignmentFlag.AlignRight, right)
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(right) - 12)
        painter.setFont(theme.font(FontRole.BODY_MEDIUM))
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, flags, title)


class Palette(QDialog):
    """Opens over the window; Enter runs, Esc leaves. `recent` is kept while the program runs."""

    def __init__(self, kit: Kit, entries: Callable[[], list[Entry]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        make_see_through(self)
        self._kit = kit
        self._entries = entries
        self._all: list[Entry] = []
        self._recent: list[str] = []
        self.setWindowTitle(self.tr("Go to"))
        self.field = LineEdit(kit, 80, icon="search")
        self.field.setPlaceholderText(self.tr("A page, a person or a command"))
        self.field.setAccessibleName(self.tr("Find a page, a person or a command"))
        self.field.textChanged.connect(self._find)
        self._rows = _Rows(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(kit, self._rows, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setAccessibleName(self.tr("Results"))
        self.list.clicked.connect(self._run)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.field)
        layout.addWidget(self.list)

    def open_over(self, window: QWidget) -> None:
        """Fresh, with recent entries first."""
        self._all = self._entries()
        self.field.clear()
        self.resize(self._kit.theme.px(560), self._kit.theme.px(ROW * SHOWN_ROWS + 70))
        self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())
        self._find("")
        self.open()
        self.field.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), POPUP_RADIUS, theme.color("raised"), theme.color("line_strong"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._rows.entries:
            row = (self.list.currentIndex().row() + step) % len(self._rows.entries)
            self.list.setCurrentIndex(self._rows.index(row))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
            return
        super().keyPressEvent(event)

    def _find(self, typed: str) -> None:
        self._rows.show(found(self._all, typed, self._recent))
        self.list.setCurrentIndex(self._rows.index(0))
        shown = min(len(self._rows.entries), SHOWN_ROWS)
        around = self._column.contentsMargins()
        rows = shown * self._kit.theme.px(ROW) + (self._column.spacing() if shown else 0)
        self.list.setVisible(shown > 0)
        self.resize(self.width(), around.top() + self.field.sizeHint().height() + rows + around.bottom())

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._rows.entries[index.row()]
        self._recent = [entry.id, *(used for used in self._recent if used != entry.id)][:8]
        self.accept()
        entry.run()
