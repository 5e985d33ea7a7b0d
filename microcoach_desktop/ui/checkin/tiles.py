"""The outcomes of a check-in as tiles: three with a hint below, the fourth a quieter line under them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.ui.people.wording import OUTCOME_LOOKS, outcome_word
from microcoach_desktop.ui.theme.shapes import SEGMENT_RADIUS, box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter

OUTCOMES = (Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET, Outcome.NOT_TRIED)
SOFT = {Outcome.WORKED: "win_soft", Outcome.PARTLY: "opp_soft"}
GAP = 8


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the parts of a tile stand, from its leading edge."""

    icon: QRect
    title: QRect
    hint: QRect
    key: QRect


class OutcomeTile(QAbstractButton):
    """Checkable. `slim` puts the hint behind the title instead of below it."""

    def __init__(self, kit: Kit, outcome: Outcome, hint: str, key: str, *, slim: bool) -> None:
        super().__init__()
        self._kit = kit
        self._hint = hint
        self._key = key
        self._slim = slim
        self._icon, self._color = OUTCOME_LOOKS[outcome]
        self._soft = SOFT.get(outcome, "hover")
        self.setText(outcome_word(outcome))
        self.setCheckable(True)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(f"{hint}, {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def set_slim(self, slim: bool) -> None:
        self._slim = slim
        self.updateGeometry()

    def standing_width(self) -> int:
        """The least width for the hint below the title on one line."""
        hint = self._kit.theme.metrics(FontRole.SMALL).horizontalAdvance(self._hint)
        return max(self._head_width(), hint + self._kit.theme.px(28))

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        if self._slim:
            return QSize(self._head_width(), theme.px(40))
        return QSize(self.standing_width(), theme.px(70))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen = self._kit.theme, self.isChecked()
        parts = self._boxes()
        painter = QPainter(self)
        fill = theme.color(self._soft if chosen else "hover" if self.underMouse() else "surface")
        line = theme.color(self._color if chosen else "control")
        box(painter, self.rect(), SEGMENT_RADIUS, fill, line, width=2.0 if chosen else 1.0)
        draw_icon(painter, self._kit.icons, self._icon, self._color, parts.icon, size=parts.icon.width())
        middle = Qt.AlignmentFlag.AlignVCenter | self._leading()
        painter.setFont(theme.font(FontRole.SECTION))
        painter.setPen(theme.color(self._color if chosen and self._color != "text2" else "text"))
        painter.drawText(parts.title, middle, self.text())
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("text2"))
        shown = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, parts.hint.width())
        painter.drawText(parts.hint, middle, shown)
        box(painter, parts.key, 4, theme.color("surface" if chosen or self.underMouse() else "hover"))
        painter.setFont(theme.font(FontRole.MICRO))
        painter.drawText(parts.key, Qt.AlignmentFlag.AlignCenter, self._key)
        if self.hasFocus():
            focus_ring(painter, self.rect(), SEGMENT_RADIUS, theme)
        painter.end()

    def _head_width(self) -> int:
        theme = self._kit.theme
        return theme.metrics(FontRole.SECTION).horizontalAdvance(self.text()) + theme.px(14 + 18 + 9 + 12 + 20 + 10)

    def _boxes(self) -> Boxes:
        px, width = self._kit.theme.px, self.width()
        head = self.height() if self._slim else px(40)
        start = px(14 + 18 + 9)
        text = self._kit.theme.metrics(FontRole.SECTION).horizontalAdvance(self.text()) + 2
        key_left = width - px(30)
        if self._slim:
            hint = QRect(start + text + px(10), 0, max(0, key_left - start - text - px(20)), head)
        else:
            hint = QRect(px(14), px(37), width - px(24), px(22))
        return Boxes(
            self._turned(QRect(px(14), (head - px(18)) // 2, px(18), px(18))),
            self._turned(QRect(start, 0, text, head)),
            self._turned(hint),
            self._turned(QRect(key_left, (head - px(20)) // 2, px(20), px(20))),
        )

    def _turned(self, area: QRect) -> QRect:
        if not self.isRightToLeft():
            return area
        return QRect(self.width() - area.x() - area.width(), area.y(), area.width(), area.height())

    def _leading(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft


class OutcomeTiles(QWidget):
    """One of them or none yet; in a narrow window all become lines."""

    chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        hints = {
            Outcome.WORKED: self.tr("Keep it, note the win"),
            Outcome.PARTLY: self.tr("Adjust and try again"),
            Outcome.NOT_YET: self.tr("More time or help"),
            Outcome.NOT_TRIED: self.tr("Something got in the way"),
        }
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._stacked: bool | None = None
        self._tiles = {}
        for number, outcome in enumerate(OUTCOMES, start=1):
            tile = OutcomeTile(kit, outcome, hints[outcome], str(number), slim=outcome is Outcome.NOT_TRIED)
            tile.clicked.connect(self._clicked)
            self._group.addButton(tile)
            self._tiles[outcome] = tile
        self.setFocusProxy(self._tiles[Outcome.WORKED])
        self._arrange(stacked=False)
        kit.theme.changed.connect(self._fit)

    @property
    def outcome(self) -> Outcome | None:
        return next((outcome for outcome, tile in self._tiles.items() if tile.isChecked()), None)

    def tile(self, outcome: Outcome) -> OutcomeTile:
        return self._tiles[outcome]

    def has_focus(self) -> bool:
        return any(tile.hasFocus() for tile in self._tiles.values())

    def choose(self, outcome: Outcome) -> None:
        """Does not emit `chosen`. The focus goes along when it is on a tile."""
        if self.has_focus():
            self._tiles[outcome].setFocus()
        self._tiles[outcome].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._tiles[Outcome.NOT_TRIED].sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        upper = [self._tiles[outcome] for outcome in OUTCOMES[:3]]
        self._arrange(stacked=self.width() < 3 * max(tile.standing_width() for tile in upper) + 2 * GAP)

    def _arrange(self, *, stacked: bool) -> None:
        if stacked is self._stacked:
            return
        self._stacked = stacked
        for place, outcome in enumerate(OUTCOMES):
            tile = self._tiles[outcome]
            below = outcome is Outcome.NOT_TRIED
            tile.set_slim(stacked or below)
            self._grid.removeWidget(tile)
            if stacked:
                self._grid.addWidget(tile, place, 0, 1, 3)
            else:
                self._grid.addWidget(tile, int(below), 0 if below else place, 1, 3 if below else 1)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)

    def _clicked(self) -> None:
        if self.outcome is not None:
            self.chosen.emit(self.outcome)
