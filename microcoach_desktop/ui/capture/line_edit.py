"""One line that reads itself: tokens are tinted while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from microcoach_desktop.domain.capture_line import LineDraft, Token, TokenKind
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.line_example import paint_example
from microcoach_desktop.ui.capture.literals import Literals, moved
from microcoach_desktop.ui.theme.shapes import box
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.cleaning import clean_line
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.spelling_text import TextMarks
from microcoach_desktop.ui.widgets.tones import tone_colors

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

Reader = Callable[[str, Literals], LineDraft]

MOST_PASTED = 1200
MOST_LINES = 4
TINT_RADIUS = 5
TINT_PAD = 1.5
TONES = {
    TokenKind.PERSON: "accent",
    TokenKind.CONTEXT: "neutral",
    TokenKind.TAG: "neutral",
    TokenKind.DATE: "accent",
    TokenKind.ACTION: "neutral",
    TokenKind.METRIC: "neutral",
}
TO_TEXT = (*TONES, TokenKind.KIND)
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OneLineEdit(QPlainTextEdit):
    """`draft` is what the text means now. Backspace right after a token, or a click on it, makes it plain text.

    `example` are the words of the hint with their tones; `suggesting` gets each key first and may keep it.
    `filled_up` when a paste was cut; what is typed or set is never.
    """

    read = Signal()
    taken = Signal()
    filled_up = Signal()

    def __init__(self, kit: Kit, reader: Reader, example: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._reader = reader
        self._example = example
        self._marks = (0, 0)
        self._known = ""
        self._typing = False
        self.spelling = TextMarks(kit, self, self._token_spans)
        self.spelling.changed.connect(self._tint)
        self.suggesting: Callable[[QKeyEvent], bool] = lambda _event: False
        self.draft = LineDraft()
        self.literals: Literals = frozenset()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._follow_text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        kit.theme.changed.connect(self._dress)
        self._dress()

    def leave_room(self, before: int, after: int) -> None:
        """In px at 100 %, for what stands beside the text."""
        self._marks = (before, after)
        self._fit()

    def set_line(self, text: str, literals: Literals = frozenset()) -> None:
        """Another text, read once."""
        self._known = clean_line(text, len(text))
        self.literals = literals
        self.setPlainText(self._known)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.read_again()

    def read_again(self) -> None:
        """After the team or the contexts changed."""
        self.draft = self._reader(self.toPlainText(), self.literals)
        self._tint()
        self.read.emit()

    def drop_tokens(self, *kinds: TokenKind) -> None:
        """Take these tokens out of the text, for a choice that is made elsewhere."""
        spans = [(token.start, token.end) for token in self.draft.tokens if token.kind in kinds]
        for start, end in reversed(spans):
            text = self.toPlainText()
            self.replace_span(start, end + (text[end : end + 1] == " "), "")

    def replace_span(self, start: int, end: int, text: str) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def word_at_caret(self) -> tuple[int, str]:
        """The start and the text, up to the caret, of the word that is being typed."""
        before = self.toPlainText()[: self.textCursor().position()]
        start = max(before.rfind(" "), before.rfind("\n")) + 1
        return start, before[start:]

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        room = max(0, MOST_PASTED - len(self.toPlainText()) + len(self.textCursor().selectedText()))
        self.insertPlainText(clean_line(text, room))
        if len(text) > room:
            self.filled_up.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def event(self, event: QEvent) -> bool:
        # Qt moves the focus on Tab before keyPressEvent is asked.
        tab = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if tab and isinstance(event, QKeyEvent) and self.suggesting(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        if not modified and self.suggesting(event):
            event.accept()
            return
        if event.key() in RETURNS:
            event.setAccepted(not modified)  # Ctrl+Enter belongs to the form
            if not modified:
                self.taken.emit()
            return
        if event.key() == Qt.Key.Key_Backspace and not modified and self._made_text():
            return
        prints = bool(event.text()) and event.text().isprintable() and not modified
        before = self.toPlainText()
        super().keyPressEvent(event)
        self._typing = prints or (self._typing and self.toPlainText() != before and not before.endswith(" "))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._typing = False
        if not self.textCursor().hasSelection():
            at = self.textCursor().position()
            self._make_text(next((t for t in self._tokens() if t.start < at < t.end), None))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._typing = False
        super().focusOutEvent(event)
        self.spelling.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.spelling.open_menu(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for token in self._tokens():
            colors = tone_colors(self._tone(token), contrast=self._kit.theme.tokens.contrast)
            line = self._kit.theme.color(colors.line) if colors.line else None
            for area in self._areas(token):
                box(painter, area, TINT_RADIUS, self._kit.theme.color(colors.fill), line)
        if not self.toPlainText():
            paint_example(painter, self._kit, self._example, self)
        painter.end()
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(300), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(120), self._wanted_height())

    def _tokens(self) -> Iterator[Token]:
        return (token for token in self.draft.tokens if token.kind in TO_TEXT)

    def _token_spans(self) -> list[tuple[int, int]]:
        return [(token.start, token.end) for token in self.draft.tokens if token.kind is not TokenKind.LITERAL]

    def _tone(self, token: Token) -> str:
        if token.kind is not TokenKind.KIND:
            return TONES[token.kind]
        return "win" if self.draft.kind is Kind.WIN else "opp"

    def _made_text(self) -> bool:
        cursor = self.textCursor()
        if self._typing or cursor.hasSelection():
            return False
        return self._make_text(next((t for t in self._tokens() if t.end == cursor.position()), None))

    def _make_text(self, token: Token | None) -> bool:
        if token is None:
            return False
        self.literals |= {(token.start, token.end)}
        self.read_again()
        return True

    def _follow_text(self) -> None:
        text = self.toPlainText()
        if text == self._known:
            return
        self.literals = moved(self.literals, self._known, text)
        self._known = text
        self.read_again()

    def _tint(self) -> None:
        marks = []
        for token in self._tokens():
            mark = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            cursor.setPosition(token.start)
            cursor.setPosition(token.end, QTextCursor.MoveMode.KeepAnchor)
            style = QTextCharFormat()
            ink = tone_colors(self._tone(token), contrast=self._kit.theme.tokens.contrast).ink
            style.setForeground(self._kit.theme.color(ink))
            mark.cursor, mark.format = cursor, style
            marks.append(mark)
        self.setExtraSelections([*marks, *self.spelling.selections()])
        self.viewport().update()

    def _areas(self, token: Token) -> Iterator[QRectF]:
        """One rounded area for each line that the token stands on."""
        block = self.document().findBlock(token.start)
        if not block.isValid() or block.layout() is None:
            return
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        layout, first = block.layout(), block.position()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin = max(token.start - first, line.textStart())
            end = min(token.end - first, line.textStart() + line.textLength())
            if begin < end:
                x, until = sorted((_x(line.cursorToX(begin)), _x(line.cursorToX(end))))
                start = top + QPointF(x - TINT_PAD, line.y() - 1)
                yield QRectF(start, top + QPointF(until + TINT_PAD, line.y() + line.height() + 1))

    def _dress(self) -> None:
        font = self._kit.theme.font(FontRole.BODY)
        font.setPixelSize(self._kit.theme.px(15))
        self.setFont(font)
        palette = self.palette()
        palette.setColor(palette.ColorRole.PlaceholderText, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        self._tint()
        self._fit()

    def _wanted_height(self) -> int:
        rows = min(max(1, round(self.document().size().height())), MOST_LINES)
        return rows * self.fontMetrics().lineSpacing() + 8 + self._kit.theme.px(16)

    def _fit(self) -> None:
        px, pad = self._kit.theme.px, self._kit.theme.px(7)
        before, after = (px(8 + room) for room in self._marks)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(*((after, pad, before, pad) if mirrored else (before, pad, after, pad)))
        if self.height() != self._wanted_height() or self.minimumHeight() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())


def _x(found: object) -> float:
    """QTextLine.cursorToX answers with the position alone or with (position, cursor)."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
