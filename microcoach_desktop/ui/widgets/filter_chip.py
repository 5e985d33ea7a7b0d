"""One thing to narrow a list by, with its choices in a menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.ui.widgets.chip import MAX_WIDTH, Chip
from microcoach_desktop.ui.widgets.kit import Kit


class FilterChip(Chip):
    """Shows its name, or tinted and with a cross what was chosen."""

    cleared = Signal()

    def __init__(self, kit: Kit, name: str, icon: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(kit, name, chevron=True, parent=parent)
        self._name = name
        self._chosen_icon = icon
        self.menu = QMenu(self)
        self._group = QActionGroup(self)
        self.clicked.connect(self._open)
        self.closed.connect(self.cleared)

    def add(self, text: str, key: object) -> QAction:
        """A line for plain text; the menu cuts what is long."""
        most = self._kit.theme.px(MAX_WIDTH)
        shown = self.menu.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most)
        action = self.menu.addAction(shown.replace("&", "&&"))
        action.setIconText(text)
        action.setCheckable(True)
        action.setData(key)
        self._group.addAction(action)
        return action

    def show_choice(self, key: object, *, active: bool) -> None:
        for action in self._group.actions():
            if action.data() == key:
                action.setChecked(True)
                self._closable, self._chevron = active, not active
                text = action.iconText() if active else self._name
                self.set_content(text, icon=self._chosen_icon if active else None, tone="accent" if active else "plain")
                self.setAccessibleName(f"{self._name}: {action.iconText()}")
                self.setAccessibleDescription(self.tr("Delete clears it.") if active else "")

    def offer(self, all_words: str, names: Iterable[str], chosen: str | None) -> None:
        """Fill it anew with words that are their own keys, None for all; what is chosen is always among them."""
        self.empty()
        self.add(all_words, None)
        self.menu.addSeparator()
        for name in sorted({*names, *([] if chosen is None else [chosen])}, key=str.casefold):
            self.add(name, name)
        self.show_choice(chosen, active=chosen is not None)

    def offers(self, key: object) -> bool:
        return any(action.data() == key for action in self._group.actions())

    @property
    def chosen(self) -> object:
        """The key of the ticked line; None for none."""
        return next((action.data() for action in self._group.actions() if action.isChecked()), None)

    def empty(self) -> None:
        """Take every line out, to fill it anew."""
        for action in self._group.actions():
            self._group.removeAction(action)
        self.menu.clear()

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
