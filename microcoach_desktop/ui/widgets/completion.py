"""Suggestions under the caret; the editor keeps the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, POPUP_RADIUS, box, draw_icon, placed, soft_shadow
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.avatar import paint_avatar
from microcoach_desktop.ui.widgets.kit import Kit

SHADOW = 10
PAD = 6
MAX_ROWS = 8
Align = Qt.AlignmentFlag
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """`spans` are (start, end) of the matched letters in `title`. A row with an icon has no avatar."""

    key: object
    title: str
    subtitle: str = ""
    note: str = ""
    spans: Sequence[tuple[int, int]] = ()
    icon: str | None = None


class RowModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[CompletionRow, ...] = ()

    def replace(self, rows: Sequence[CompletionRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return sentence(self.rows[index.row()])


def sentence(row: CompletionRow) -> str:
    return ", ".join(part for part in (row.title, row.subtitle, row.note) if part)


class RowDelegate(QStyledItemDelegate):
    def __init__(self, kit: Kit, model: RowModel, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._kit.theme.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._kit.theme
        row = self._model.rows[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if row.icon and index.row():
            area = option.rect
            painter.fillRect(QRect(area.x() - PAD, area.y(), area.width() + 2 * PAD, 1), theme.color("line"))
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            inner = option.rect.adjusted(0, 2, 0, -1)
            box(painter, inner, CONTROL_RADIUS, theme.color("selected" if chosen else "hover"))
        self._paint_lead(painter, option, row)
        note = self._paint_note(painter, option, row, chosen=chosen)
        self._paint_text(painter, option, row, note, chosen=chosen)
        painter.restore()

    def _paint_lead(self, painter: QPainter, option: QStyleOptionViewItem, row: CompletionRow) -> None:
        theme = self._kit.theme
        side = theme.px(28)
        spot = placed(option, theme.px(8), (option.rect.height() - side) // 2, side, side)
        if row.icon:
            draw_icon(painter, self._kit.icons, row.icon, "text2", spot, size=theme.px(16))
        else:
            paint_avatar(painter, spot, row.title, theme)

    def _paint_note(self, painter: QPainter, option: QStyleOptionViewItem, row: CompletionRow, *, chosen: bool) -> int:
        """Returns the room taken at the trailing edge."""
        theme = self._kit.theme
        width, height = option.rect.width(), option.rect.height()
        taken = theme.px(10)
        if chosen:
            side = theme.px(14)
            spot = placed(option, width - taken - side, 0, side, height)
            draw_icon(painter, self._kit.icons, "corner-down-left", "text2", spot, size=side)
            taken += side + theme.px(10)
        if row.note:
            painter.setFont(theme.font(FontRole.SMALL))
            painter.setPen(theme.color("text2" if chosen else "text3"))
            note = painter.fontMetrics().horizontalAdvance(row.note) + 1
            painter.drawText(placed(option, width - taken - note, 0, note, height), Align.AlignCenter, row.note)
            taken += note + theme.px(10)
        return taken

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, row: CompletionRow, taken: int, *, chosen: bool
    ) -> None:
        theme = self._kit.theme
        lead = theme.px(46)
        room = option.rect.width() - lead - taken
        height = option.rect.height()
        line = theme.metrics(FontRole.BODY).height()
        top = (height - line) // 2 if not row.subtitle else height // 2 - line
        self._paint_title(painter, option, row, QRect(lead, top, room, line))
        if row.subtitle:
            painter.setFont(theme.font(FontRole.SMALL))
            painter.setPen(theme.color("text2" if chosen else "text3"))
            text = painter.fontMetrics().elidedText(row.subtitle, Qt.TextElideMode.ElideRight, room)
            width = painter.fontMetrics().horizontalAdvance(text) + 1
            painter.drawText(placed(option, lead, height // 2, width, line), Align.AlignCenter, text)

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, row: CompletionRow, area: QRect) -> None:
        theme = self._kit.theme
        font = theme.font(FontRole.BODY_MEDIUM)
        shown = theme.metrics(FontRole.BODY_MEDIUM).elidedText(row.title, Qt.TextElideMode.ElideRight, area.width() - 8)
        layout = QTextLayout(shown, font)
        layout.setFormats([self._match(start, min(end, len(shown))) for start, end in row.spans if start < len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        spot = placed(option, area.x(), area.y(), ceil(line.naturalTextWidth()), area.height())
        painter.setPen(theme.color("text2" if row.icon else "text"))
        layout.draw(painter, QPointF(spot.x() - line.x(), spot.y() + (area.height() - line.height()) / 2))

    def _match(self, start: int, end: int) -> QTextLayout.FormatRange:
        matched = QTextLayout.FormatRange()
        matched.start = start
        matched.length = max(0, end - start)
        style = QTextCharFormat()
        style.setFont(self._kit.theme.font(FontRole.BODY_STRONG))
        style.setForeground(self._kit.theme.color("accent_text"))
        matched.format = style
        return matched


class CompletionList(QWidget):
    """A child of the window, never a popup: those take the keyboard away and fail on Wayland."""

    chosen = Signal(object)

    def __init__(self, kit: Kit, parent_window: QWidget) -> None:
        super().__init__(parent_window)
        self._kit = kit
        self._window = parent_window
        self._anchor: QWidget | None = None
        self._model = RowModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(RowDelegate(kit, self._model, self))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setAccessibleName(self.tr("Suggestions"))
        self._list.clicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + PAD, SHADOW // 2 + PAD, SHADOW + PAD, SHADOW + PAD)
        column.addWidget(self._list)
        parent_window.installEventFilter(self)
        self.hide()

    @property
    def current(self) -> CompletionRow | None:
        index = self._list.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and self.isVisible() else None

    def show_rows(self, rows: Sequence[CompletionRow], anchor: QWidget, x: int) -> None:
        """Below `anchor` at its own `x`, or above when there is no room; no rows hides the list."""
        if not rows:
            self.dismiss()
            return
        if anchor is not self._anchor:
            if self._anchor is not None:
                self._anchor.removeEventFilter(self)
            anchor.installEventFilter(self)
            self._anchor = anchor
        self._model.replace(rows)
        self._place(anchor, x)
        self.show()
        self.raise_()
        self._select(0)

    def move(self, *step: int) -> None:  # type: ignore[override]
        """With one number moves the choice; with two, as every widget, itself."""
        if len(step) != 1:
            super().move(*step)
            return
        if self._model.rows:
            self._select((self._list.currentIndex().row() + step[0]) % len(self._model.rows))

    def accept(self) -> bool:
        """Takes the current row; False when there was none to take."""
        row = self.current
        if row is None:
            return False
        self.dismiss()
        self.chosen.emit(row.key)
        return True

    def dismiss(self) -> None:
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        gone = watched is self._anchor and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}
        if gone or (watched is self._window and event.type() == QEvent.Type.Resize):
            self.dismiss()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        area = self.rect().adjusted(SHADOW, SHADOW // 2, -SHADOW, -SHADOW)
        soft_shadow(painter, area, POPUP_RADIUS, SHADOW - 3, dark=theme.tokens.dark)
        box(painter, area, POPUP_RADIUS - 2, theme.color("raised"), theme.color("line_strong"))
        painter.end()

    def _place(self, anchor: QWidget, x: int) -> None:
        theme = self._kit.theme
        window = self._window
        width = min(theme.px(380), window.width() - 16)
        rows = min(len(self._model.rows), MAX_ROWS)
        height = rows * theme.px(44) + 2 * PAD + SHADOW + SHADOW // 2
        below = anchor.mapTo(window, QPoint(x, anchor.height() + 4))
        top = below.y() - SHADOW // 2
        above = anchor.mapTo(window, QPoint(x, 0)).y() - height + SHADOW - 4
        if top + height > window.height() and above >= 0:
            top = above
        else:
            height = min(height, max(window.height() - top, theme.px(44) + 2 * PAD + 2 * SHADOW))
        left = min(max(below.x(), 8), window.width() - width - 8)
        self.setGeometry(left - SHADOW, top, width + 2 * SHADOW, height)

    def _select(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row))
        if self._anchor is not None:
            announce(self._anchor, sentence(self._model.rows[row]))

    def _clicked(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)
        self.accept()
