"""What month and week share. One tab stop: arrows move a spot, Tab goes through the entries of its day."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.periods import DayCells, Spot, spot_of
from microcoach_desktop.ui.calendar.pill_art import PillArt
from microcoach_desktop.ui.calendar.pill_pool import PillPool
from microcoach_desktop.ui.calendar.pills import FollowUpPill
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.announce import announce

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
KEYBOARD = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


class CalendarGrid(QWidget):
    """`spot` has the focus. `turn_wanted` carries a step, `day_wanted` a day outside of what is shown.

    `area_shown` carries what should be in view, `pulled` a DayItem that the mouse began to drag and
    where the mouse is on the screen.
    """

    turn_wanted = Signal(int)
    day_wanted = Signal(object)
    more_wanted = Signal(object)
    area_shown = Signal(QRect)
    pulled = Signal(object, QPoint)
    blocks = False
    layout_now: DayCells

    def __init__(self, desk: Desk, deeds: CalendarDeeds) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = deeds
        self._now = desk.now()
        self.spot = Spot(self._now.date())
        self._anchor = self.spot.day
        self._days: Mapping[date, list[DayItem]] = {}
        self._picked: DayItem | None = None
        self._lifted: int | None = None
        self._target: Spot | None = None
        self._wanted: int | None = None
        self._keyed = self._placing = False
        self._art = PillArt(desk.kit)
        self.pool = PillPool(desk, self)
        self.pool.opened.connect(self._open)
        self.pool.pulled.connect(self.pulled)
        self.pool.more_wanted.connect(self.more_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        desk.kit.theme.changed.connect(self._dress)

    @abstractmethod
    def area_of(self, spot: Spot) -> QRect:
        """Where it is, empty where it is not shown."""

    @abstractmethod
    def spot_at(self, at: QPoint) -> Spot | None: ...

    @abstractmethod
    def stepped(self, spot: Spot, key: Qt.Key) -> Spot:
        """The spot beside it in the direction of an arrow."""

    @abstractmethod
    def spot_sentence(self, spot: Spot) -> str: ...

    @abstractmethod
    def _arrange(self) -> None:
        """Lay out anew and give each visible entry a place in the pool."""

    @property
    def chosen(self) -> DayItem | None:
        """The entry with the focus."""
        pill = self.focusWidget()
        return pill.item if isinstance(pill, FollowUpPill) and pill.hasFocus() else None

    def pills_of(self, day: date) -> list[FollowUpPill]:
        return [pill for pill in self.pool.pills if pill.day == day]

    def show_days(self, anchor: date, days: Mapping[date, list[DayItem]], now: datetime) -> None:
        """The focus stays with its follow-up, wherever that is now."""
        chosen = self.chosen
        if self._wanted is None and chosen is not None and chosen.follow_up is not None:
            self._wanted = chosen.follow_up.id
        inside = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        self._anchor, self._days, self._now = anchor, days, now
        self._place()
        if self.spot.day not in self.layout_now.cells:
            self.spot = Spot(anchor, self.spot.clock)
            self._renew_stops()
        self._refocus(inside=inside)

    def go(self, spot: Spot) -> None:
        """Put the focus there and say it."""
        self._turn_to(spot)
        self._keyed = True
        self._renew_stops()
        self.setFocus()
        announce(self, self.spot_sentence(spot))
        self.area_shown.emit(self.area_of(spot))
        self.update()

    def lift(self, check_in_id: int | None) -> None:
        """Show that this follow-up is being carried."""
        self._lifted = check_in_id
        self.update()

    def aim(self, spot: Spot | None) -> None:
        """Show where the mouse would drop what it carries."""
        if spot != self._target:
            self._target = spot
            self.update()

    def day_sentence(self, day: date) -> str:
        """Such as "Tuesday 11 November, 3 items"."""
        count = len(self._days.get(day, []))
        items = self.tr("1 item") if count == 1 else self.tr("{count} items").format(count=count)
        return f"{self._desk.formats().long_day(day)}, {items}"

    # keys -----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = Qt.Key(event.key()), self.chosen
        if key in ARROWS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._carry(key)
        elif key in ARROWS:
            self.go(self.stepped(self._spot_of(chosen) if chosen is not None else self.spot, key))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turn_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Space:
            self._pick_up()
        elif self._picked is not None and key in ENTERS:
            self._drop()
        elif key == Qt.Key.Key_Escape and (self._picked is not None or chosen is not None):
            self._put_back()
        elif key in ENTERS and chosen is None:
            self._deeds.capture_on(self.spot)
        elif chosen is None or not self._deeds.key(chosen, key):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyed = self._keyed or event.reason() in KEYBOARD
        self.setAccessibleDescription(self.spot_sentence(self.spot))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _carry(self, key: Qt.Key) -> None:
        item = self.chosen
        follow_up = None if item is None else self._deeds.movable(item)
        if item is not None and follow_up is not None:
            self._move(item, self.stepped(self._spot_of(item), key))

    def _pick_up(self) -> None:
        item = self.chosen
        follow_up = None if item is None else self._deeds.movable(item)
        if item is None or follow_up is None:
            return
        self._picked, self._lifted = item, follow_up.id
        self.spot = self._spot_of(item)
        self._keyed = True
        self.setFocus()
        self.update()
        announce(self, self.tr("Picked up. Arrows move, Enter drops, Esc puts back."))

    def _drop(self) -> None:
        item, self._picked, self._lifted = self._picked, None, None
        if item is not None:
            self._move(item, self.spot)

    def _put_back(self) -> None:
        item, self._picked, self._lifted = self._picked, None, None
        if item is None or item.follow_up is None:
            self.setFocus()
            return
        self._turn_to(self._spot_of(item))
        self._wanted = item.follow_up.id
        announce(self, self.tr("Put back"))
        self._place()
        self._refocus(inside=True)

    def _move(self, item: DayItem, to: Spot) -> None:
        """Stay with the follow-up while it is moved, also over the edge of what is shown."""
        if item.follow_up is None:
            return
        self._wanted = item.follow_up.id
        here = to if self._deeds.move_to(item.follow_up, to) else self._spot_of(item)
        self._turn_to(here)
        self._wanted = item.follow_up.id
        self._place()
        self._refocus(inside=True)
        self.area_shown.emit(self.area_of(self.spot))

    def _turn_to(self, spot: Spot) -> None:
        self.spot = spot
        if spot.day not in self.layout_now.cells:
            self.day_wanted.emit(spot.day)

    def _spot_of(self, item: DayItem) -> Spot:
        zone = self._desk.coach.zone()
        return spot_of(item.stands_at(zone), zone)

    # mouse ----------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position().toPoint())
        if spot is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.spot, self._keyed = spot, False
        if self._picked is not None:
            self._drop()
            return
        self._renew_stops()
        self.update()
        if not self._deeds.is_past(spot):
            self._deeds.capture_on(spot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        under = self.childAt(event.pos())
        item = under.item if isinstance(under, FollowUpPill) else self.chosen
        if item is not None:
            self._deeds.menu(item, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = self.childAt(event.pos())
            said = under.accessibleName() if isinstance(under, QAbstractButton) else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _open(self, item: DayItem) -> None:
        spot = self._spot_of(item)
        self.spot, self._keyed = spot if spot.day in self.layout_now.cells else self.spot, False
        self._renew_stops()
        self.update()
        self._deeds.open(item)

    # places ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def _aimed(self) -> Spot | None:
        """Where something would drop, by mouse or keys."""
        return self.spot if self._picked is not None else self._target

    @property
    def _ringed(self) -> Spot | None:
        return self.spot if self.hasFocus() and self._keyed and self._picked is None else None

    def _paint_pills(self, painter: QPainter, area: QRect) -> None:
        shown = [pill for pill in self.pool.pills if pill.geometry().intersects(area)]
        self._art.paint(painter, shown, self._lifted, blocks=self.blocks)
        self._art.paint_mores(painter, [more for more in self.pool.mores if more.geometry().intersects(area)])

    def _dress(self) -> None:
        self._art = PillArt(self._desk.kit)
        self._place()

    def _place(self) -> None:
        # A higher minimum resizes the grid at once, which is part of this placing.
        if self._placing:
            return
        self._placing = True
        self.pool.begin(self._now)
        self._arrange()
        self.pool.end()
        self._placing = False
        self._renew_stops()
        self.update()

    def _renew_stops(self) -> None:
        self.pool.let_in(self.spot.day)

    def _refocus(self, *, inside: bool) -> None:
        wanted, self._wanted = self._wanted, None
        if not inside:
            return
        for pill in self.pool.pills:
            if wanted is not None and pill.item and pill.item.follow_up and pill.item.follow_up.id == wanted:
                pill.setFocus()
                return
        self.setFocus()
