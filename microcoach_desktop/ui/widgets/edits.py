"""Text fields that keep harmful and endless input out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import draw_icon
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.cleaning import clean_line, clean_text
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.spelling_text import TextMarks
from microcoach_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QTextEdit

MAX_LINES = 8
NEAR = 0.8
MOST_PASTED = 20_000


class GrowingEdit(QPlainTextEdit):
    """Grows with its text. `limit` is a budget that a counter shows near its end; a record holds twice that.

    What is over stays: nobody but the writer shortens it. Only a paste is cut, far beyond that.
    What is not `prose`, such as a list of names, is not checked for spelling.
    """

    overfull = Signal(int)
    """How many characters are over the most, when that changes."""

    def __init__(
        self, kit: Kit, lines: int = 2, limit: int = 500, parent: QWidget | None = None, *, prose: bool = True
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._marks: list[QTextEdit.ExtraSelection] = []
        self.spelling = TextMarks(kit if prose else replace(kit, proofreader=None), self)
        self.spelling.changed.connect(self._show_marks)
        self._lines = lines
        self._budget = limit
        self._counter = ""
        self._over = 0
        # In the margin under the text: painted over it, it would hide the last line of a long one.
        self._counter_label = Label(kit, "", FontRole.MICRO, "text3", parent=self)
        self._counter_label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._counter_label.hide()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._follow_text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        kit.theme.changed.connect(self._fit)
        self._fit()

    @property
    def hard_limit(self) -> int:
        return 2 * self._budget

    @property
    def counter(self) -> str:
        return self._counter

    def set_marks(self, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Drawn over the text, beside what is misspelt."""
        self._marks = marks
        self._show_marks()

    def setPlainText(self, text: str) -> None:
        super().setPlainText(clean_text(text, len(text)))

    def insertPlainText(self, text: str) -> None:
        room = max(self.hard_limit, MOST_PASTED) - len(self.toPlainText()) + len(self.textCursor().selectedText())
        super().insertPlainText(clean_text(text, max(0, room)))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        if modified and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # Ctrl+Enter belongs to the form
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.spelling.open_menu(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.spelling.leave()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(240), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(80), self._wanted_height())

    def _show_marks(self) -> None:
        self.setExtraSelections([*self._marks, *self.spelling.selections()])

    def _follow_text(self) -> None:
        length = len(self.toPlainText())
        left = self._budget - length
        counter = ""
        if length >= self._budget * NEAR:
            counter = (
                self.tr("{count} left").format(count=left) if left >= 0 else self.tr("{count} over").format(count=-left)
            )
        came_or_went = bool(counter) != bool(self._counter)
        self._counter = counter
        self._counter_label.setText(counter)
        self._counter_label.set_color("opp" if left < 0 else "text3")
        if came_or_went:
            self._fit()
        over = max(0, length - self.hard_limit)
        if over != self._over:
            self._over = over
            self.overfull.emit(over)

    def _wanted_height(self) -> int:
        rows = min(max(self._lines, round(self.document().size().height())), MAX_LINES)
        line = self.fontMetrics().lineSpacing()
        return max(rows * line + 8 + 2 * self._pad() + 4 + self._counter_height(), self._kit.theme.px(32))

    def _counter_height(self) -> int:
        return self._kit.theme.px(16) if self._counter else 0

    def _pad(self) -> int:
        return self._kit.theme.px(2)

    def _fit(self) -> None:
        side = self._kit.theme.px(5)
        below = self._counter_height()
        self.setViewportMargins(side, self._pad(), side // 2, self._pad() + below)
        self._counter_label.setVisible(bool(self._counter))
        # One empty line is a little higher than the box: no bar before there is something to scroll.
        full = self.document().size().height() > MAX_LINES
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        height = self._wanted_height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        self._counter_label.setGeometry(2 * side, height - below - self._pad() - 2, self.width() - 4 * side, below)


class LineEdit(QLineEdit):
    """One line with an icon before it and a quiet word after it."""

    def __init__(
        self, kit: Kit, limit: int = 200, icon: str | None = None, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icon = icon
        self._suffix = suffix
        self.setMaxLength(limit)
        self.textChanged.connect(self._keep_clean)
        kit.theme.changed.connect(self._renew)
        self._renew()

    def set_icon(self, icon: str | None) -> None:
        self._icon = icon
        self._renew()

    def set_suffix(self, suffix: str) -> None:
        self._suffix = suffix
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._kit.theme
        painter = QPainter(self)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._icon:
            side = theme.px(16)
            x = self.width() - side - theme.px(10) if right_to_left else theme.px(10)
            draw_icon(painter, self._kit.icons, self._icon, "text3", QRect(x, 0, side, self.height()), size=side)
        if self._suffix:
            painter.setFont(theme.font(FontRole.BODY))
            painter.setPen(theme.color("text3"))
            area = self.rect().adjusted(theme.px(10), 0, -theme.px(10), 0)
            side_flag = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
            painter.drawText(area, side_flag | Qt.AlignmentFlag.AlignVCenter, self._suffix)
        painter.end()

    def _keep_clean(self, text: str) -> None:
        clean = clean_line(text, self.maxLength())
        if clean != text:
            at = self.cursorPosition()
            self.setText(clean)
            self.setCursorPosition(min(at, len(clean)))

    def _renew(self) -> None:
        theme = self._kit.theme
        before = theme.px(22) if self._icon else 0
        after = theme.metrics(FontRole.BODY).horizontalAdvance(self._suffix) + theme.px(6) if self._suffix else 0
        self.setTextMargins(before, 0, after, 0)
        self.update()
