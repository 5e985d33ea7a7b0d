"""Where a report, laid out as one endless column, is cut into pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QFont, QTextBlock, QTextDocument

from microcoach_desktop.services.exchange import Progress, unwatched

# A note up to this part of a page stays in one piece, and no longer one begins lower than in the last part.
WHOLE = 1 / 2
TOO_LOW = 1 / 4
PARAGRAPHS_AT_ONCE = 50

Line = tuple[float, float]
"""Top and bottom."""


@dataclass(slots=True)
class _Piece:
    """What stands under one heading, or under several that follow each other."""

    lines: list[Line] = field(default_factory=list)

    @property
    def top(self) -> float:
        return self.lines[0][0]

    @property
    def bottom(self) -> float:
        return max(bottom for _, bottom in self.lines)


def cut_into_pages(made: QTextDocument, height: float, progress: Progress = unwatched) -> list[Line]:
    """Top and bottom of each page; none when it was stopped. The width must be set.

    A heading is never the last on its page, and no line is cut.
    """
    tops, end = [0.0], 0.0
    for piece in _pieces(made, progress):
        if piece is None:
            return []
        end = piece.bottom
        room = tops[-1] + height - piece.top
        keeps = end - piece.top <= height * WHOLE or room < height * TOO_LOW
        if end - piece.top > room and keeps and piece.top > tops[-1]:
            tops.append(piece.top)
        while end > tops[-1] + height:
            tops.append(_cut(piece, tops[-1], height))
    ends = (min(following, top + height) for top, following in zip(tops, [*tops[1:], end], strict=True))
    return list(zip(tops, ends, strict=True))


def _cut(piece: _Piece, top: float, height: float) -> float:
    """The lowest place between lines; a line that is higher than a page is cut."""
    found = top + height
    for above, below in reversed(piece.lines):
        if above < found < below:
            found = above
    return found if found > top else top + height


def _pieces(made: QTextDocument, progress: Progress) -> Iterator[_Piece | None]:
    """None, and nothing after it, when it was stopped."""
    piece, headed = _Piece(), False
    block, count = made.begin(), made.blockCount()
    while block.isValid():
        if not block.blockNumber() % PARAGRAPHS_AT_ONCE and not progress(block.blockNumber() / count):
            yield None
            return
        heading = _is_heading(block)
        if heading and not headed and piece.lines:
            yield piece
            piece = _Piece()
        piece.lines += _lines(made, block)
        headed, block = heading, block.next()
    if piece.lines:
        yield piece


def _is_heading(block: QTextBlock) -> bool:
    """Nothing else in a report is bold."""
    first = block.begin()
    return not first.atEnd() and first.fragment().charFormat().fontWeight() > QFont.Weight.Normal


def _lines(made: QTextDocument, block: QTextBlock) -> Iterator[Line]:
    """Asked for its place, a paragraph is laid out with those before it; asked for its pages, the document would lay
    out all of them at once.
    """
    top = made.documentLayout().blockBoundingRect(block).y()
    layout = block.layout()
    offset = top - layout.boundingRect().y()
    for number in range(layout.lineCount()):
        area = layout.lineAt(number).rect().translated(0, offset)
        yield area.top(), area.bottom()
