"""Short words with icons, one after the other, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from microcoach_desktop.ui.people.blocks import Look, Spans, TextBlock, inside
from microcoach_desktop.ui.theme.shapes import draw_icon
from microcoach_desktop.ui.theme.theme import FontRole


@dataclass(frozen=True, slots=True)
class Item:
    """A short word with an icon before it, either may be empty. `gap` is the room before it."""

    text: str
    role: FontRole = FontRole.BODY
    color: str = "text2"
    icon: str = ""
    icon_color: str = ""
    gap: int = 10
    spans: Spans = ()


class FlowBlock:
    """Items one after the other, in as many lines as they need; `tail` stands at the end of the line if it fits."""

    def __init__(self, look: Look, items: Sequence[Item], tail: Sequence[Item] = (), *, keep_free: int = 0) -> None:
        self._look = look
        self._items = [item for item in items if item.text or item.icon]
        self._tail = [item for item in tail if item.text or item.icon]
        self._free = keep_free

    def height(self, width: int) -> int:
        return self._step() * len(self._rows(width))

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:
        step = self._step()
        for number, (row, ends) in enumerate(self._rows(area.width())):
            x = 0
            if ends:
                x = max(0, area.width() - self._width(row))
            for place, item in enumerate(row):
                x += self._gap(item) if place else 0
                room = min(self._item_width(item), area.width() - x)
                spot = inside(area, x, number * step, room, step, mirrored=mirrored)
                self._paint_item(painter, spot, item, mirrored=mirrored)
                x += room
            if number == 0 and not ends and self._tail and self._on_one_line(area.width()):
                rest = inside(area, x, 0, area.width() - x, step, mirrored=mirrored)
                FlowBlock(self._look, (), self._tail).paint(painter, rest, mirrored=mirrored)

    def _rows(self, width: int) -> list[tuple[list[Item], bool]]:
        """(items, whether they stand at the end) of each line."""
        rows: list[list[Item]] = [[]]
        for item in self._items:
            free = self._free if len(rows) == 1 else 0
            if rows[-1] and self._width([*rows[-1], item]) > width - free:
                rows.append([])
            rows[-1].append(item)
        if not self._tail:
            return [(row, False) for row in rows]
        if self._on_one_line(width) and self._items:
            return [(rows[0], False)]
        return [*[(row, False) for row in rows if row], (self._tail, True)]

    def _on_one_line(self, width: int) -> bool:
        return self._width(self._items) + self._look.px(24) + self._width(self._tail) <= width - self._free

    def _width(self, items: Sequence[Item]) -> int:
        gaps = sum(self._gap(item) for item in items[1:])
        return gaps + sum(self._item_width(item) for item in items)

    def _item_width(self, item: Item) -> int:
        text = self._look.width(item.text, item.role) + 2 if item.text else 0
        return text + (self._look.px(14 if not item.text else 20) if item.icon else 0)

    def _gap(self, item: Item) -> int:
        return self._look.px(item.gap)

    def _step(self) -> int:
        return self._look.line(FontRole.BODY)

    def _paint_item(self, painter: QPainter, spot: QRect, item: Item, *, mirrored: bool) -> None:
        lead = 0
        if item.icon:
            side = self._look.px(14)
            at = inside(spot, 0, 0, side, spot.height(), mirrored=mirrored)
            name = "arrow-left" if mirrored and item.icon == "arrow-right" else item.icon
            draw_icon(painter, self._look.kit.icons, name, item.icon_color or item.color, at, size=side)
            lead = self._look.px(20)
        if not item.text:
            return
        room = inside(spot, lead, 0, spot.width() - lead, spot.height(), mirrored=mirrored)
        if item.spans and self._look.width(item.text, item.role) < room.width():
            TextBlock(self._look, item.text, item.role, item.color, spans=item.spans, most=1).paint(
                painter, room, mirrored=mirrored
            )
            return
        painter.setFont(self._look.font(item.role))
        painter.setPen(self._look.kit.theme.color(item.color))
        text = self._look.metrics(item.role).elidedText(
            item.text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        side_flag = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side_flag | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
