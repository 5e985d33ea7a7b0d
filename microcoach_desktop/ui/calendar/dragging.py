"""Carries a follow-up with the mouse, from the grid or the rail to a spot of the grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.grid import CalendarGrid
from microcoach_desktop.ui.calendar.pills import look, small
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CONTROL_RADIUS, box, draw_icon, smooth, soft_shadow
from microcoach_desktop.ui.theme.theme import FontRole

EDGE = 24
TURN_AFTER = 700
"""Milliseconds at an edge until the page turns."""
WIDTH = 164
HEIGHT = 32
SHADOW = 10
TILT = -1.5


class Ghost(QWidget):
    """What hangs at the pointer."""

    def __init__(self, desk: Desk, follow_up: FollowUp, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._follow_up = follow_up
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        px = desk.kit.theme.px
        self.resize(QSize(px(WIDTH) + 2 * SHADOW, px(HEIGHT) + 2 * SHADOW))

    def hang(self, at: QPoint) -> None:
        self.move(at - QPoint(self.width() - 3 * SHADOW, self.height() - 2 * SHADOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, kit = self._desk.kit.theme, self._desk.kit
        painter = QPainter(self)
        area = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        with smooth(painter):
            painter.translate(QPointF(self.rect().center()))
            painter.rotate(TILT)
            painter.translate(-QPointF(self.rect().center()))
            soft_shadow(painter, area, CONTROL_RADIUS, SHADOW // 2, dark=theme.tokens.dark)
            box(painter, QRectF(area), CONTROL_RADIUS, theme.color("raised"), theme.color("accent"), width=1.5)
            icon, ink, _, _ = look(self._follow_up, self._desk.now())
            lead, side = theme.px(8), theme.px(15)
            mirrored = self.isRightToLeft()
            x = area.right() - lead - side if mirrored else area.x() + lead
            draw_icon(painter, kit.icons, icon, ink, QRect(x, area.y(), side, area.height()), size=side)
            room = (
                area.adjusted(lead, 0, -2 * lead - side, 0) if mirrored else area.adjusted(2 * lead + side, 0, -lead, 0)
            )
            font = small(theme, FontRole.BODY_MEDIUM)
            text = f"{self._follow_up.person_name.split(None, 1)[0]}  {self._follow_up.title}"
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.end()


class Dragging(QObject):
    """`grid` tells which one is shown, if any. The window follows the pointer, so that pages may turn meanwhile.

    `lifted` carries the id of the follow-up that is carried, or None.
    """

    lifted = Signal(object)

    def __init__(
        self, desk: Desk, deeds: CalendarDeeds, page: QWidget, grid: Callable[[], CalendarGrid | None]
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._deeds = deeds
        self._page = page
        self._grid = grid
        self._carried: FollowUp | None = None
        self._ghost: Ghost | None = None
        self._window: QWindow | None = None
        self._at = QPoint()
        self._turn = 0
        self.edge = QTimer(self, interval=TURN_AFTER)
        self.edge.timeout.connect(self._turn_page)

    @property
    def carried(self) -> FollowUp | None:
        return self._carried

    def begin(self, follow_up: FollowUp, at: QPoint) -> None:
        """The button went down on it and the mouse moved, now to `at` of the screen."""
        grid, window = self._grid(), self._page.window()
        handle = window.windowHandle()
        if grid is None or handle is None or self._carried is not None:
            return
        self._carried, self._window = follow_up, handle
        self._ghost = Ghost(self._desk, follow_up, window)
        self._ghost.show()
        handle.installEventFilter(self)
        self.lifted.emit(follow_up.id)
        self._follow(at)

    def cancel(self) -> None:
        grid = self._grid()
        if grid is not None:
            grid.aim(None)
        if self._window is not None:
            self._window.removeEventFilter(self)
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
        self.edge.stop()
        self._carried = self._ghost = self._window = None
        self.lifted.emit(None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._follow(event.globalPosition().toPoint())
            return True
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._follow(event.globalPosition().toPoint())
            self._drop()
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.cancel()
            return True
        return False

    def _follow(self, at: QPoint) -> None:
        self._at = at
        grid = self._grid()
        if grid is None or self._ghost is None:
            self.cancel()
            return
        self._ghost.hang(self._page.window().mapFromGlobal(at))
        self._ghost.raise_()
        here = grid.mapFromGlobal(at)
        shown = grid.visibleRegion().boundingRect()
        spot = grid.spot_at(here) if shown.contains(here) else None
        grid.aim(None if spot is None or self._deeds.is_past(spot) else spot)
        self._watch_edge(here, shown, mirrored=grid.isRightToLeft())
        if spot is not None:
            grid.area_shown.emit(QRect(here - QPoint(0, EDGE), QSize(1, 2 * EDGE)))

    def _watch_edge(self, here: QPoint, shown: QRect, *, mirrored: bool) -> None:
        before, after = here.x() < shown.left() + EDGE, here.x() > shown.right() - EDGE
        near = shown.adjusted(-EDGE, 0, EDGE, 0).contains(here)
        turn = (int(after) - int(before)) * (-1 if mirrored else 1) if near else 0
        if turn != self._turn or not turn:
            self._turn = turn
            self.edge.stop()
        if turn and not self.edge.isActive():
            self.edge.start()

    def _turn_page(self) -> None:
        grid = self._grid()
        if grid is not None:
            grid.turn_wanted.emit(self._turn)
            self._follow(self._at)

    def _drop(self) -> None:
        """A time that has passed is refused with a note; outside of the grid nothing happens."""
        follow_up, grid = self._carried, self._grid()
        if follow_up is None or grid is None:
            return
        here = grid.mapFromGlobal(self._at)
        spot = grid.spot_at(here) if grid.visibleRegion().boundingRect().contains(here) else None
        self.cancel()
        if spot is not None:
            self._deeds.move_to(follow_up, spot)
