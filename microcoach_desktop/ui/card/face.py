"""The card drawn: large type that is set for the room it gets, the same on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from microcoach_desktop.ui.card.words import Content, Section
from microcoach_desktop.ui.theme.shapes import draw_icon
from microcoach_desktop.ui.widgets.kit import Kit

# Sizes of type and distances in units; a unit is what a heading measures.
NAME, OCCASION, HEADING, FIRST, LEAD, MORE, ICON = 1.25, 1.0, 1.0, 2.6, 1.7, 1.25, 1.15
ICON_GAP, GUTTER_GAP, BELOW_HEADING, BELOW_LEAD, AROUND_LINE = 0.5, 2.0, 0.5, 0.55, 1.35
LEADING = 1.22
# Units that a lead needs beside its heading; with less room it stands below.
LEAST_BESIDE = 24.0
# Units across at the largest type: a line then holds about eight words.
ACROSS = 38.0


@dataclass(frozen=True, slots=True)
class _Text:
    layout: QTextLayout
    at: QPointF
    color: str


class Face:
    """One card set in `unit` pixels to a width. `font` gives the family."""

    def __init__(self, content: Content, font: QFont, width: float, unit: float, *, mirrored: bool = False) -> None:
        self._font = font
        self._width = width
        self._unit = unit
        self._mirrored = mirrored
        self._texts: list[_Text] = []
        self._icons: list[tuple[str, QRectF]] = []
        self._lines: list[float] = []
        self.height = self._set(content)

    def paint(self, painter: QPainter, kit: Kit) -> None:
        """From the painter's origin, in the kit's colours."""
        for y in self._lines:
            painter.fillRect(QRectF(0, y, self._width, max(1.0, self._unit / 16)), kit.theme.color("line"))
        for name, area in self._icons:
            draw_icon(painter, kit.icons, name, "accent_text", area, size=round(area.width()))
        for text in self._texts:
            painter.setPen(kit.theme.color(text.color))
            text.layout.draw(painter, text.at)

    def _set(self, content: Content) -> float:
        unit = self._unit
        y = self._put(content.name, NAME, "text", 0, 0, self._width, QFont.Weight.DemiBold)
        if content.occasion:
            y = self._put(content.occasion, OCCASION, "text2", 0, y + 0.15 * unit, self._width)
        heads = [self._metrics(HEADING, QFont.Weight.DemiBold).horizontalAdvance(s.heading) for s in content.sections]
        gutter = (ICON + ICON_GAP + GUTTER_GAP) * unit + max(heads, default=0.0)
        if self._width - gutter < LEAST_BESIDE * unit:
            gutter = 0.0
        for number, section in enumerate(content.sections):
            self._lines.append(y + AROUND_LINE * unit)
            y += 2 * AROUND_LINE * unit
            y = self._set_section(section, FIRST if number == 0 else LEAD, gutter, y)
        return y

    def _set_section(self, section: Section, size: float, gutter: float, y: float) -> float:
        unit = self._unit
        bold = QFont.Weight.DemiBold
        head = y
        if gutter:
            # On the line of the first words beside it.
            head += self._metrics(size, bold).ascent() - self._metrics(HEADING, bold).ascent()
        room = (gutter or self._width) - (ICON + ICON_GAP) * unit
        below = self._put(section.heading, HEADING, "accent_text", (ICON + ICON_GAP) * unit, head, room, bold)
        middle = head + self._metrics(HEADING, bold).height() / 2
        side = ICON * unit
        self._icons.append((section.icon, QRectF(self._left(0, side), middle - side / 2, side, side)))
        if not gutter:
            y = below + BELOW_HEADING * unit
        y = self._put(section.lead, size, "text", gutter, y, self._width - gutter, bold)
        for line in section.more:
            y = self._put(line, MORE, "text2", gutter, y + BELOW_LEAD * unit, self._width - gutter)
        return max(y, below)

    def _put(
        self,
        text: str,
        size: float,
        color: str,
        x: float,
        y: float,
        width: float,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> float:
        """Where the text ends. `x` is from the leading edge."""
        layout = QTextLayout(text.replace("\n", "\u2028"), self._sized(size, weight))
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += max(line.height(), size * self._unit * LEADING)
        layout.endLayout()
        self._texts.append(_Text(layout, QPointF(self._left(x, width), y), color))
        return y + height

    def _left(self, x: float, width: float) -> float:
        return self._width - x - width if self._mirrored else x

    def _sized(self, size: float, weight: QFont.Weight) -> QFont:
        font = QFont(self._font)
        font.setPixelSize(max(1, round(size * self._unit)))
        font.setWeight(weight)
        return font

    def _metrics(self, size: float, weight: QFont.Weight) -> QFontMetricsF:
        return QFontMetricsF(self._sized(size, weight))


def fitted(content: Content, font: QFont, width: float, height: float, least: int, *, mirrored: bool = False) -> Face:
    """As large as goes into the room; not smaller than `least`, and then higher than the room."""
    low, high = least, max(least, int(width / ACROSS))
    best = Face(content, font, width, low, mirrored=mirrored)
    while low < high:
        middle = (low + high + 1) // 2
        tried = Face(content, font, width, middle, mirrored=mirrored)
        if tried.height > height:
            high = middle - 1
        else:
            low, best = middle, tried
    return best
