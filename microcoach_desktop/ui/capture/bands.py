"""The rows of the form, each with its name beside it or above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

GUTTER = 88
SPACE = 16
GAP = 12
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
Row = list[tuple[QWidget, int]]


class Band(QWidget):
    """A labelled row of the form; in a narrow window its fields stand one below the other.

    Without any field that is shown the band is gone, and so is the line above it.
    """

    def __init__(self, kit: Kit, name: str, helper: str, rows: list[Row], *, gutter: bool, first: bool = False) -> None:
        super().__init__()
        self._lines: list[QBoxLayout] = []
        self._widgets = [widget for row in rows for widget, _ in row]
        self._helper: Label | None = None
        self._kit = kit
        self._title: Label | None = None
        self.setAccessibleName(name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if gutter and not first:
            whole.addWidget(Divider(kit))
        self._outer = outer = QHBoxLayout()
        outer.setContentsMargins(0, 7, 0, 8)
        outer.setSpacing(SPACE)
        whole.addLayout(outer)
        if gutter:
            outer.addLayout(self._gutter(name, helper))
        column = QVBoxLayout()
        column.setSpacing(10)
        for fields in rows:
            line = QHBoxLayout()
            line.setSpacing(GAP)
            for widget, share in fields:
                line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
            self._lines.append(line)
        outer.addLayout(column, 1)

    def say(self, helper: str) -> None:
        """Other words under the band's name."""
        if self._helper is not None:
            self._helper.setText(helper)

    def follow_fields(self) -> None:
        """After fields were shown or hidden."""
        self.setVisible(any(not widget.isHidden() for widget in self._widgets))

    def fit(self, width: int) -> None:
        """Fields that do not fit side by side stand one below the other, and so does the band's name."""
        room, gutter = width, self._kit.theme.px(GUTTER)
        lines = [[item.minimumSize().width() for item in _items(line)] for line in self._lines]
        if self._title is not None:
            beside = max((max(widths, default=0) for widths in lines), default=0) + gutter + SPACE <= width
            self._title.setFixedWidth(gutter if beside else width)
            self._outer.setDirection(ACROSS if beside else DOWN)
            room -= gutter + SPACE if beside else 0
        for line, widths in zip(self._lines, lines, strict=True):
            line.setDirection(ACROSS if sum(widths) + GAP * (len(widths) - 1) <= room else DOWN)

    def _gutter(self, name: str, helper: str) -> QVBoxLayout:
        label = QVBoxLayout()
        label.setSpacing(2)
        self._title = Label(self._kit, name, FontRole.BODY_STRONG)
        label.addWidget(self._title)
        self._helper = Label(self._kit, helper, FontRole.SMALL, "text2", wrap=True)
        label.addWidget(self._helper)
        label.addStretch(1)
        return label


def _items(line: QBoxLayout) -> list[QLayoutItem]:
    found = (line.itemAt(at) for at in range(line.count()))
    return [item for item in found if item is not None and not item.isEmpty()]
