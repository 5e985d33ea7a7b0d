"""Paints the entries of a grid. Fonts, colours, boxes and cut texts are kept: a turn of the page needs hundreds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap, QStaticText

from microcoach_desktop.ui.calendar.pills import RADIUS, FollowUpPill, MoreButton, small
from microcoach_desktop.ui.calendar.pull import LIFTED
from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

MOST_KEPT = 2_000
MOST_STAMPS = 300
ELLIPSIS = "…"
TASK_EDGE = 3


class PillArt:
    """Of one look of the theme."""

    def __init__(self, kit: Kit) -> None:
        theme = kit.theme
        self._kit = kit
        self._fonts = (small(theme, FontRole.BODY), small(theme, FontRole.BODY_STRONG))
        self._metrics = tuple(QFontMetrics(font) for font in self._fonts)
        self._more, self._hovered_more = small(theme, FontRole.BODY_MEDIUM), small(theme, FontRole.BODY_MEDIUM)
        self._hovered_more.setUnderline(True)
        self._more_metrics = QFontMetrics(self._more)
        self.icon, self.lead, self.gap, self.name_gap, self.end = (theme.px(n) for n in (13, 6, 5, 6, 3))
        self._least = theme.px(14)
        self.two_lines = theme.px(30)
        self._ratio = 1.0
        self._cuts: dict[tuple[str, int, bool], tuple[QStaticText, int]] = {}
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        self._colors = {name: theme.color(name) for name in ("text", "text2", "win", "opp", "danger", "accent_text")}

    def paint(self, painter: QPainter, pills: Iterable[FollowUpPill], lifted: int | None, *, blocks: bool) -> None:
        """`lifted` is the follow-up that is carried somewhere; `blocks` have a second line where they are high."""
        self._ratio = painter.deviceTransform().m11()
        for pill in pills:
            item = pill.item
            if item is None:
                continue
            carried = item.follow_up is not None and item.follow_up.id == lifted
            if carried:
                painter.setOpacity(LIFTED)
            if blocks:
                self._paint_block(painter, pill)
            else:
                self._paint_line(painter, pill)
            if carried:
                painter.setOpacity(1)
            if pill.hasFocus():
                focus_ring(painter, pill.geometry(), RADIUS, self._kit.theme)

    def paint_mores(self, painter: QPainter, buttons: Iterable[MoreButton]) -> None:
        painter.setPen(self._colors["accent_text"])
        metrics = self._more_metrics
        for button in buttons:
            area, text = button.geometry(), button.text()
            width, lead = metrics.horizontalAdvance(text), self.lead
            if width > area.width() - 2 * lead:
                text, lead = button.short, 1
                width = metrics.horizontalAdvance(text)
            x = area.right() + 1 - lead - width if button.isRightToLeft() else area.x() + lead
            painter.setFont(self._hovered_more if button.underMouse() else self._more)
            painter.drawText(x, area.y() + (area.height() + metrics.ascent() - metrics.descent()) // 2, text)
            if button.hasFocus():
                focus_ring(painter, area, RADIUS, self._kit.theme)

    def words(self, pill: FollowUpPill) -> tuple[str, str]:
        """Whose, and what."""
        item = pill.item
        if item is None:
            return "", ""
        first = "" if item.follow_up is None else item.follow_up.person_name.split(None, 1)[0]
        return first, item.title

    def _paint_line(self, painter: QPainter, pill: FollowUpPill) -> None:
        icon, ink, fill, line = pill.look
        area, mirrored = pill.geometry(), pill.isRightToLeft()
        if not fill and pill.underMouse():
            fill = "hover"
        self._stamp(painter, area, area, (fill, line or self._edge(pill), icon, ink), mirrored=mirrored)
        first, title = self.words(pill)
        x = self.lead + self.icon + self.gap
        room = area.width() - x - self.end
        if first:
            shown = self._write(painter, area, (x, room), first, ink, strong=bool(pill.look[2]), mirrored=mirrored)
            x += shown + self.name_gap
            room -= shown + self.name_gap
        if room >= self._least:
            calm = line == "danger" or not pill.look[2]
            self._write(painter, area, (x, room), title, ink if calm else "text", strong=False, mirrored=mirrored)

    def _paint_block(self, painter: QPainter, pill: FollowUpPill) -> None:
        icon, ink, fill, line = pill.look
        area, mirrored = pill.geometry(), pill.isRightToLeft()
        task = pill.item is not None and pill.item.follow_up is None
        if not fill:
            fill, line = ("hover" if task else "surface"), ("line_strong" if task else "line")
        first, title = self.words(pill)
        lines = [area]
        if area.height() >= self.two_lines:
            height = min(area.height() // 2, self._metrics[0].height() + 1)
            spare = (area.height() - 2 * height) // 2
            edge = min(TASK_EDGE, spare) if task else spare
            upper = QRect(area.x(), area.y() + edge, area.width(), height)
            lower = area.bottom() + 1 - edge - height if task else upper.bottom() + 1
            lines = [upper, QRect(area.x(), lower, area.width(), height)]
        # The bell of a key task rings at its end, so it stands there.
        beside_icon = lines[-1] if task else lines[0]
        self._stamp(painter, area, beside_icon, (fill, line or self._edge(pill), icon, ink), mirrored=mirrored)
        x = self.lead + self.icon + self.gap
        inner = area.width() - self.lead - self.end
        beside = area.width() - x - self.end
        if task and len(lines) > 1:
            self._write(painter, lines[0], (self.lead, inner), title, ink, strong=False, mirrored=mirrored)
            self._write(painter, lines[1], (x, beside), pill.clock, ink, strong=False, mirrored=mirrored)
            return
        self._write(painter, lines[0], (x, beside), first or title, ink, strong=bool(first), mirrored=mirrored)
        if first and len(lines) > 1:
            calm = line == "line"
            color = ink if calm else "text"
            self._write(painter, lines[1], (self.lead, inner), title, color, strong=False, mirrored=mirrored)

    def _edge(self, pill: FollowUpPill) -> str:
        return pill.look[1] if self._kit.theme.tokens.contrast and pill.look[2] else ""

    def _stamp(
        self, painter: QPainter, area: QRect, row: QRect, drawn: tuple[str, str, str, str], *, mirrored: bool
    ) -> None:
        """Box and icon (fill, line, icon, ink), which many entries share; the icon stands in `row`."""
        key = (area.width(), area.height(), row.y() - area.y(), row.height(), drawn, mirrored, self._ratio)
        kept = self._stamps.get(key)
        if kept is None:
            if len(self._stamps) > MOST_STAMPS:
                self._stamps.clear()
            inner = QRect(0, row.y() - area.y(), area.width(), row.height())
            kept = self._stamps[key] = self._made_stamp(area.size(), inner, drawn, mirrored=mirrored)
        painter.drawPixmap(area.topLeft(), kept)

    def _made_stamp(self, size: QSize, row: QRect, drawn: tuple[str, str, str, str], *, mirrored: bool) -> QPixmap:
        theme = self._kit.theme
        fill, line, icon, ink = drawn
        made = QPixmap(size * self._ratio)
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        if fill:
            box(painter, QRect(QPoint(), size), RADIUS, theme.color(fill), theme.color(line) if line else None)
        x = size.width() - self.lead - self.icon if mirrored else self.lead
        spot = QRect(x, row.y(), self.icon, row.height())
        draw_icon(painter, self._kit.icons, icon, ink, spot, size=self.icon)
        painter.end()
        return made

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        place: tuple[int, int],
        text: str,
        ink: str,
        *,
        strong: bool,
        mirrored: bool,
    ) -> int:
        """At (distance from the leading edge, room); the width that was written."""
        x, room = place
        shown, width = self._cut(text, room, strong=strong)
        metrics = self._metrics[strong]
        painter.setFont(self._fonts[strong])
        painter.setPen(self._colors[ink])
        left = area.right() + 1 - x - width if mirrored else area.x() + x
        painter.drawStaticText(left, area.y() + (area.height() - metrics.ascent() - metrics.descent()) // 2, shown)
        return width

    def _cut(self, text: str, room: int, *, strong: bool) -> tuple[QStaticText, int]:
        """The text as it fits, already laid out, and its width."""
        key = (text, room, strong)
        kept = self._cuts.get(key)
        if kept is None:
            if len(self._cuts) > MOST_KEPT:
                self._cuts.clear()
            metrics = self._metrics[strong]
            shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, room))
            # Three dots alone say less than the icon beside them.
            laid_out = QStaticText("" if shown == ELLIPSIS else shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            kept = self._cuts[key] = (laid_out, metrics.horizontalAdvance(shown))
        return kept
