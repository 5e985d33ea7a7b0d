"""Lines of people or of what comes back, twenty first and all on demand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.ui.insights.shown import Item, Items
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.row_button import RowButton
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label, LinkButton

FIRST = 20


class ItemRow(RowButton):
    def __init__(self, kit: Kit, item: Item, opens: Callable[[Item], None]) -> None:
        super().__init__(kit, f"{item.label}, {item.words}", card=False, padding=4)
        self.item = item
        self._opens = opens
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Glyph(kit, item.icon, item.color, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(ElidedLabel(kit, item.label, FontRole.BODY_MEDIUM), 1)
        words = ElidedLabel(kit, item.words, color="text2")
        words.set_tabular()
        row.addWidget(words)
        self.body.addLayout(row)
        self.setMinimumHeight(kit.theme.px(30))
        self.setToolTip(self.tr("Open sessions"))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._opens(self.item)


class ItemList(QWidget):
    """`opened` carries the Item."""

    opened = Signal(object)

    def __init__(self, kit: Kit, name: str, sentence: str, data: Items) -> None:
        super().__init__()
        self._kit = kit
        self._data = data
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.all = LinkButton(kit, self.tr("Show all {n}").format(n=data.count))
        self.all.clicked.connect(self.show_all)
        self._fill(FIRST)
        self._column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeading)
        self.all.setVisible(data.count > FIRST)

    @property
    def rows(self) -> list[ItemRow]:
        return self.findChildren(ItemRow)

    def show_all(self) -> None:
        """The rest; the focus goes to the first of it."""
        before = len(self.rows)
        self._clear()
        self._fill(self._data.count)
        self.all.hide()
        self.rows[min(before, len(self.rows) - 1)].setFocus()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.all:
                widget.setParent(None)
                widget.deleteLater()

    def _fill(self, most: int) -> None:
        shown = 0
        for place, (heading, items) in enumerate(self._data.groups):
            some = items[: max(0, most - shown)]
            shown += len(some)
            if not some:
                break
            head = Label(self._kit, heading, FontRole.SMALL, "text2", wrap=True)
            head.setContentsMargins(4, 8 if place else 0, 0, 2)
            self._column.addWidget(head)
            for item in some:
                self._column.addWidget(ItemRow(self._kit, item, self.opened.emit))
