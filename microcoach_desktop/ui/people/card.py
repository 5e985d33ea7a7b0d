"""A painted card: rows of blocks, each at its place, some of them a way to another session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from microcoach_desktop.domain.highlight import highlight_spans
from microcoach_desktop.ui.people.blocks import Block, LeadBlock, Look, TextBlock
from microcoach_desktop.ui.people.chain_blocks import TryLine
from microcoach_desktop.ui.people.details import Line
from microcoach_desktop.ui.theme.theme import FontRole

PAD_X = 16
PAD_TOP = 8
PAD_BOTTOM = 8


@dataclass(frozen=True, slots=True)
class Row:
    """`gap` is the room above it; a click anywhere on it leads to the session `target`, if there is one."""

    gap: int
    block: Block
    target: int = 0


class Card:
    """Rows of a card, from its top. `query` marks what was searched for. Sizes are of the moment of `look`."""

    def __init__(self, look: Look, query: str = "") -> None:
        self._look = look
        self._query = query
        self._rows: list[Row] = []
        self._bottom = look.px(PAD_BOTTOM)

    def height(self, width: int) -> int:
        inner = self._inner(width)
        return sum(row.gap + row.block.height(inner) for row in self._rows) + self._bottom

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:
        for row, spot in self._placed(area):
            row.block.paint(painter, spot, mirrored=mirrored)

    def target_at(self, point: QPoint, area: QRect, *, mirrored: bool) -> int:
        """The session that a click there leads to, 0 for none."""
        for row, spot in self._placed(area):
            if spot.contains(point):
                if isinstance(row.block, TryLine):
                    return row.block.target_at(point, spot, mirrored=mirrored)
                return row.target
        return 0

    def _add(self, gap: int, block: Block, target: int = 0) -> None:
        self._rows.append(Row(gap, block, target))

    def _add_line(self, gap: int, line: Line) -> None:
        look = self._look
        name = TextBlock(look, line.label, FontRole.BODY, "text3")
        said = TextBlock(look, line.value, FontRole.BODY, "text", spans=line.spans(self._query))
        self._add(gap, LeadBlock(look, name, look.px(128), said))

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return highlight_spans(text, self._query) if self._query else []

    def _placed(self, area: QRect) -> Iterator[tuple[Row, QRect]]:
        inner, y = self._inner(area.width()), area.y()
        for row in self._rows:
            height = row.block.height(inner)
            yield row, QRect(area.x() + self._look.px(PAD_X), y + row.gap, inner, height)
            y += row.gap + height

    def _inner(self, width: int) -> int:
        return max(40, width - 2 * self._look.px(PAD_X))
