"""One play of the list: tick, words, what came of it, Adapt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.playbook import PlayEntry
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.range_bar import RangeBar
from microcoach_desktop.ui.playbook.wording import (
    change_is_good,
    change_text,
    likely_text,
    rank_text,
    rate_text,
    row_sentence,
    tries_text,
)
from microcoach_desktop.ui.theme.shapes import focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

# Below this width the results stand under the words.
WIDE = 760


class PlayRow(QWidget):
    """Space ticks it, A adapts it, Enter or the dots open its menu."""

    ticked = Signal(str, bool)
    adapt = Signal(str)
    menu_wanted = Signal(str, object)

    def __init__(self, desk: Desk, entry: PlayEntry, *, chosen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kit = self._kit = desk.kit
        self._desk = desk
        self.entry = entry
        self.uid = entry.play.uid
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tick = QCheckBox()
        self.tick.setChecked(chosen)
        self.tick.setAccessibleName(row_sentence(entry, desk.formats()))
        self.tick.toggled.connect(self._ticked)
        self.tick.installEventFilter(self)
        self.adapt_button = Button(kit, self.tr("Adapt"), "copy-plus", compact=True)
        action = entry.play.wording.action
        self.adapt_button.setAccessibleName(self.tr("Adapt: {action}").format(action=action))
        self.adapt_button.clicked.connect(lambda: self.adapt.emit(self.uid))
        self.more = IconButton(kit, "ellipsis", self.tr("More"), action, size=28)
        self.more.clicked.connect(self._open_menu)
        self._build()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.tick.isChecked():
            painter.fillRect(self.rect(), self._kit.theme.color("accent_soft"))
        if self.tick.hasFocus():
            focus_ring(painter, self.rect().adjusted(2, 2, -2, -2), 6, self._kit.theme)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._kit.theme.px(WIDE)
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.tick.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tick.toggle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.uid, event.globalPos())

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """The tick is the row's one stop for the keyboard."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            single = self._desk.settings().single_key_shortcuts
            if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._open_menu()
                return True
            if plain and single and event.key() == Qt.Key.Key_A:
                self.adapt.emit(self.uid)
                return True
        return super().eventFilter(watched, event)

    def _ticked(self, on: bool) -> None:
        self.update()
        self.ticked.emit(self.uid, on)

    def _open_menu(self) -> None:
        self.menu_wanted.emit(self.uid, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 14, 14)
        row.setSpacing(16)
        row.addWidget(self.tick)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(12)
        self._parts.addLayout(self._words(), 1)
        self._parts.addLayout(self._results(), 1)
        row.addLayout(self._parts, 1)
        row.addWidget(self.adapt_button)
        row.addWidget(self.more)

    def _words(self) -> QVBoxLayout:
        kit, wording = self._kit, self.entry.play.wording
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(Label(kit, wording.action, FontRole.BODY_STRONG, wrap=True))
        meta = QWidget()
        flow = FlowLayout(meta, spacing=12)
        for context in wording.contexts:
            flow.addWidget(_marked(kit, "repeat", context))
        for tag in wording.tags:
            flow.addWidget(_marked(kit, "hash", tag))
        if self.entry.play.rivals:
            flow.addWidget(_marked(kit, "triangle-alert", self.tr("worded in two ways"), "opp"))
        if wording.contexts or wording.tags or self.entry.play.rivals:
            column.addWidget(meta)
        column.addStretch(1)
        return column

    def _results(self) -> QHBoxLayout:
        kit, tally, formats = self._kit, self.entry.tally, self._desk.formats()
        px = kit.theme.px
        line = QHBoxLayout()
        line.setSpacing(18)
        ranked = not tally.tries_to_rank
        share = Label(kit, rate_text(tally, formats), FontRole.SUBTITLE, "win" if ranked else "text2")
        tries = Label(kit, tries_text(tally), FontRole.SMALL, "text2")
        for label in (share, tries):
            label.set_tabular()
            label.setMinimumWidth(px(84))
        figures = _column(share, tries)
        bar = RangeBar(kit)
        bar.show_tally(tally, likely_text(tally, formats))
        change = change_text(self.entry, formats)
        if not ranked:
            change = ""
        tone = "text" if change and change_is_good(self.entry) else "text2"
        first = Label(kit, rank_text(tally) or change or self.tr("no metric yet"), FontRole.SMALL, tone, wrap=True)
        first.set_tabular()
        metric = self.entry.play.wording.metric if change else ""
        movement = _column(first, Label(kit, metric, FontRole.SMALL, "text2", wrap=True))
        line.addLayout(figures)
        line.addWidget(bar, 2, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(movement, 3)
        return line


def _column(*labels: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addStretch(1)
    for label in labels:
        if label.text():
            column.addWidget(label)
    column.addStretch(1)
    return column


def _marked(kit: Kit, icon: str, text: str, color: str = "text2") -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(Glyph(kit, icon, color, 13))
    row.addWidget(Label(kit, text, FontRole.SMALL, color))
    return made
