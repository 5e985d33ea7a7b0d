"""The lines beside the cards that hold the tries of one chain together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from microcoach_desktop.domain.chains import Chain
from microcoach_desktop.ui.people.blocks import Look, inside
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.theme.shapes import mixed, smooth

# Between the circles and the cards there is room for two lines; what would be a third shows while it is chosen.
LANES = (31, 36)
NODE = 6


@dataclass(frozen=True, slots=True)
class Strand:
    """Rows from the newest shown try of a chain to its oldest one; `open_end` where older rows are still to be read."""

    chain: Chain
    rows: tuple[int, ...]
    lane: int
    last: int
    open_end: bool
    crowded: bool

    @property
    def first(self) -> int:
        return self.rows[0]

    def passes(self, row: int) -> bool:
        return self.first <= row <= self.last


def strands(rows: Sequence[object], *, complete: bool) -> list[Strand]:
    """In the order of their newest tries; each takes the first lane that is free there."""
    places: dict[int, list[int]] = {}
    chains: dict[int, Chain] = {}
    for number, row in enumerate(rows):
        if isinstance(row, Note) and row.chain is not None:
            key = row.chain.tries[0].session_id
            chains[key] = row.chain
            places.setdefault(key, []).append(number)
    end = len(rows) - 1
    free_from = [-1] * len(LANES)
    found = []
    for key, at in places.items():
        open_end = not complete and _first_is_missing(rows, at[-1], chains[key])
        last = end if open_end else at[-1]
        lane = next((lane for lane, row in enumerate(free_from) if row < at[0]), None)
        if lane is not None:
            free_from[lane] = last
        found.append(
            Strand(chains[key], tuple(at), len(LANES) - 1 if lane is None else lane, last, open_end, lane is None)
        )
    return found


def _first_is_missing(rows: Sequence[object], last: int, chain: Chain) -> bool:
    row = rows[last]
    return isinstance(row, Note) and row.session.id != chain.tries[0].session_id


def paint_strands(
    painter: QPainter,
    look: Look,
    area: QRect,
    found: Sequence[Strand],
    row: int,
    *,
    spine: int,
    node_y: int,
    chosen: Chain | None,
    mirrored: bool,
) -> None:
    """What of them stands in this row: `node_y` is the height of its circle's middle, `spine` where its card begins."""
    theme = look.kit.theme
    quiet = mixed(theme.color("line"), theme.color("control"), 0.5)
    with smooth(painter):
        # The chosen one is drawn last, over the others.
        for strand in sorted((s for s in found if s.passes(row)), key=lambda s: s.chain is chosen):
            bright = strand.chain is chosen
            is_node = row in strand.rows
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent") if bright else quiet)
            middle = look.px(LANES[strand.lane])
            if bright or not strand.crowded:
                top = node_y if row == strand.first else 0
                bottom = node_y if row == strand.last and not strand.open_end else area.height()
                painter.drawRect(inside(area, middle - 1, top, 2, bottom - top, mirrored=mirrored))
            if is_node:
                painter.drawRect(inside(area, middle, node_y - 1, look.px(spine) - middle, 2, mirrored=mirrored))
                side = look.px(NODE)
                spot = QRectF(inside(area, middle, node_y, 0, 0, mirrored=mirrored))
                centre = QPointF(spot.x(), spot.y())
                if not bright:
                    painter.setBrush(theme.color("surface"))
                    painter.setPen(quiet)
                painter.drawEllipse(centre, side / 2, side / 2)
