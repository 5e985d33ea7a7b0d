"""The place of a card in its chain: the line at its head, and the steps of the unfolded one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from microcoach_desktop.domain.chains import Chain
from microcoach_desktop.ui.people import chain_words
from microcoach_desktop.ui.people.blocks import Look, TextBlock, inside
from microcoach_desktop.ui.theme.shapes import draw_icon
from microcoach_desktop.ui.theme.theme import FontRole

ARROW = 24


class TryLine:
    """The place, such as "Try 2 of 3", with arrows to the tries beside it, then what it grew out of."""

    def __init__(self, look: Look, chain: Chain, session_id: int, origin: str) -> None:
        self._look = look
        self._place = chain_words.place_words(chain, session_id)
        self._beside = (chain.beside(session_id, -1), chain.beside(session_id, 1))
        self._origin = TextBlock(look, origin, FontRole.BODY, "text2", most=1)

    def height(self, width: int) -> int:
        line = max(self._look.px(ARROW), self._look.line(FontRole.BODY))
        return line + (self._origin.height(width - self._look.px(20)) if self._below(width) else 0)

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:
        look, px = self._look, self._look.px
        line = max(px(ARROW), look.line(FontRole.BODY))
        side = px(14)
        spot = inside(area, 0, 0, side, line, mirrored=mirrored)
        draw_icon(painter, look.kit.icons, "link", "text3", spot, size=side)
        painter.setFont(look.font(FontRole.BODY_MEDIUM))
        painter.setPen(look.kit.theme.color("text2"))
        room = inside(area, px(20), 0, self._text_width(), line, mirrored=mirrored)
        lead = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, lead | Qt.AlignmentFlag.AlignVCenter, self._place)
        icons = ("arrow-right", "arrow-left") if mirrored else ("arrow-left", "arrow-right")
        for number, (other, icon) in enumerate(zip(self._beside, icons, strict=True)):
            color = "disabled" if other is None else "text2"
            draw_icon(painter, look.kit.icons, icon, color, self._arrow(number, area, mirrored=mirrored), size=side)
        if self._below(area.width()):
            origin = inside(area, px(20), line, area.width() - px(20), area.height() - line, mirrored=mirrored)
        else:
            start, height = self._origin_start(), look.line(FontRole.BODY)
            origin = inside(area, start, (line - height) // 2, area.width() - start, height, mirrored=mirrored)
        if self._origin.text:
            self._origin.paint(painter, origin, mirrored=mirrored)

    def target_at(self, point: QPoint, area: QRect, *, mirrored: bool) -> int:
        """The session that a click there leads to, 0 for none."""
        for number, other in enumerate(self._beside):
            if other is not None and self._arrow(number, area, mirrored=mirrored).contains(point):
                return other.session_id
        return 0

    def _arrow(self, number: int, area: QRect, *, mirrored: bool) -> QRect:
        side = self._look.px(ARROW)
        start = self._look.px(20) + self._text_width() + self._look.px(4) + number * side
        return inside(area, start, 0, side, side, mirrored=mirrored)

    def _text_width(self) -> int:
        return self._look.width(self._place, FontRole.BODY_MEDIUM) + 2

    def _origin_start(self) -> int:
        return self._look.px(20 + 4 + 2 * ARROW + 8) + self._text_width()

    def _below(self, width: int) -> bool:
        """Where the line has no room for what it grew out of."""
        return bool(self._origin.text) and width - self._origin_start() < self._look.px(180)
