"""Pieces of a painted card: wrapped text, a line. Each knows its height for a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from microcoach_desktop.ui.theme.shapes import box, draw_icon
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

Spans = Sequence[tuple[int, int]]
LINE_SEPARATOR = "\u2028"


class Block(Protocol):
    def height(self, width: int) -> int: ...

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None: ...


def inside(area: QRect, x: int, y: int, width: int, height: int, *, mirrored: bool) -> QRect:
    """A rectangle given from the leading edge of the area."""
    left = area.x() + area.width() - x - width if mirrored else area.x() + x
    return QRect(left, area.y() + y, width, height)


class Look:
    """Fonts and sizes of one moment of the theme, made once: a page of cards asks for them thousands of times."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.px = kit.theme.px
        self._fonts: dict[FontRole, QFont] = {}
        self._metrics: dict[FontRole, QFontMetrics] = {}

    def font(self, role: FontRole) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = self.kit.theme.font(role)
        return self._fonts[role]

    def metrics(self, role: FontRole) -> QFontMetrics:
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def line(self, role: FontRole) -> int:
        return max(self.px(20 if role is not FontRole.SMALL else 18), self.metrics(role).height())

    def width(self, text: str, role: FontRole) -> int:
        return self.metrics(role).horizontalAdvance(text)


class TextBlock:
    """Wrapped text as typed, found words marked. `most` lines, the last cut with … when there are more (0: all)."""

    def __init__(
        self, look: Look, text: str, role: FontRole, color: str = "text", *, spans: Spans = (), most: int = 0
    ) -> None:
        self._look = look
        self._text = text.replace("\n", LINE_SEPARATOR)
        self._role = role
        self._color = color
        self._spans = spans
        self._most = most
        self._made: tuple[tuple[int, bool], QTextLayout] | None = None

    @property
    def text(self) -> str:
        return self._text

    def height(self, width: int) -> int:
        line = self._look.line(self._role)
        plain = not self._spans and LINE_SEPARATOR not in self._text
        # Most texts fit in one line; asking for their length is ten times cheaper than laying them out.
        if plain and self._look.width(self._text, self._role) <= width:
            return line
        return line * self._shown_lines(self._laid_out(width))

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:
        layout = self._laid_out(area.width(), mirrored=mirrored)
        shown = self._shown_lines(layout)
        top = QPointF(area.topLeft())
        self._paint_marks(painter, layout, top, shown)
        painter.setPen(self._look.kit.theme.color(self._color))
        for number in range(shown):
            if number == shown - 1 and shown < layout.lineCount():
                self._paint_cut(painter, layout.lineAt(number), area, mirrored=mirrored)
            else:
                layout.lineAt(number).draw(painter, top)

    def _laid_out(self, width: int, *, mirrored: bool = False) -> QTextLayout:
        """Letters run as the text wants, lines begin at the edge of the interface."""
        if self._made is not None and self._made[0] == (width, mirrored):
            return self._made[1]
        layout = QTextLayout(self._text, self._look.font(self._role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        if self._spans:
            layout.setFormats([self._marked(start, end) for start, end in self._utf16_spans()])
        step = self._look.line(self._role)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        self._made = ((width, mirrored), layout)
        return layout

    def _shown_lines(self, layout: QTextLayout) -> int:
        count = max(1, layout.lineCount())
        return min(count, self._most) if self._most else count

    def _utf16_spans(self) -> list[tuple[int, int]]:
        """Qt counts letters beyond the basic plane twice."""
        if not self._text or max(self._text) <= "\uffff":
            return list(self._spans)
        return [(self._utf16(start), self._utf16(end)) for start, end in self._spans]

    def _utf16(self, at: int) -> int:
        return len(self._text[:at].encode("utf-16-le", "surrogatepass")) // 2

    def _marked(self, start: int, end: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, found.length = start, end - start
        style = QTextCharFormat()
        style.setFontWeight(max(QFont.Weight.Medium, self._look.font(self._role).weight()))
        found.format = style
        return found

    def _paint_marks(self, painter: QPainter, layout: QTextLayout, top: QPointF, shown: int) -> None:
        theme = self._look.kit.theme
        for number in range(shown):
            line = layout.lineAt(number)
            for start, end in self._utf16_spans():
                first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
                if first >= last:
                    continue
                left, right = sorted((_x(line, first), _x(line, last)))
                mark = QRectF(top.x() + left - 2, top.y() + line.y() - 1, right - left + 4, line.height() + 2)
                edge = theme.color("text") if theme.tokens.contrast else None
                box(painter, mark, 4, theme.color("mark"), edge)

    def _paint_cut(self, painter: QPainter, line: QTextLine, area: QRect, *, mirrored: bool) -> None:
        rest = self._text.encode("utf-16-le", "surrogatepass")[2 * line.textStart() :].decode("utf-16-le", "replace")
        cut = self._look.metrics(self._role).elidedText(
            rest.replace(LINE_SEPARATOR, " "), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.setFont(self._look.font(self._role))
        spot = QRect(area.x(), round(area.y() + line.y()), area.width(), round(line.height()))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(spot, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def _x(line: QTextLine, at: int) -> float:
    found: object = line.cursorToX(at)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


class LeadBlock:
    """A block after an icon or a label of fixed width; below it where there is little room."""

    def __init__(self, look: Look, lead: TextBlock | str, room: int, body: Block, color: str = "text2") -> None:
        self._look = look
        self._lead = lead
        self._room = room
        self._body = body
        self._color = color

    def height(self, width: int) -> int:
        if isinstance(self._lead, str):
            return self._body.height(width - self._room)
        if self._stacked(width):
            return self._lead.height(width) + self._body.height(width)
        return max(self._lead.height(self._room - self._look.px(8)), self._body.height(width - self._room))

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:
        width, height = area.width(), area.height()
        body = inside(area, self._room, 0, width - self._room, height, mirrored=mirrored)
        if isinstance(self._lead, str):
            side = self._look.px(14)
            spot = inside(area, 0, 0, side, self._look.line(FontRole.BODY), mirrored=mirrored)
            name = "arrow-left" if mirrored and self._lead == "arrow-right" else self._lead
            draw_icon(painter, self._look.kit.icons, name, self._color, spot, size=side)
        elif self._stacked(width):
            above = self._lead.height(width)
            self._lead.paint(painter, inside(area, 0, 0, width, above, mirrored=mirrored), mirrored=mirrored)
            body = inside(area, 0, above, width, height - above, mirrored=mirrored)
        else:
            spot = inside(area, 0, 0, self._room - self._look.px(8), height, mirrored=mirrored)
            self._lead.paint(painter, spot, mirrored=mirrored)
        self._body.paint(painter, body, mirrored=mirrored)

    def _stacked(self, width: int) -> bool:
        return width < 3 * self._room


class StackBlock:
    """One below the other."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def height(self, width: int) -> int:
        return sum(block.height(width) for block in self._blocks)

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:
        y = 0
        for block in self._blocks:
            height = block.height(area.width())
            block.paint(painter, inside(area, 0, y, area.width(), height, mirrored=mirrored), mirrored=mirrored)
            y += height


class LineBlock:
    def __init__(self, look: Look) -> None:
        self._look = look

    def height(self, _width: int) -> int:
        return 1

    def paint(self, painter: QPainter, area: QRect, *, mirrored: bool) -> None:  # noqa: ARG002 - the same both ways
        painter.fillRect(area, self._look.kit.theme.color("line"))
