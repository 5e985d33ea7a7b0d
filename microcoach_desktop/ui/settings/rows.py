"""Groups of settings: a card with a title, rows with a name, a helper and a control, and what a search hides."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import folded
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

TALL = 96


class Row(QWidget):
    """Name and helper before the control; below it where there is little room."""

    def __init__(self, kit: Kit, name: str, helper: str, control: QWidget) -> None:
        super().__init__()
        self._words = folded(f"{name} {helper}")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 6, 0, 6)
        self._line.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        # Name and helper stay together beside a tall control, and with the first line of a very tall one.
        tall = control.sizeHint().height() > kit.theme.px(TALL)
        words.addSpacing(6 if tall else 0)
        words.addStretch(0 if tall else 1)
        label = Label(kit, name, FontRole.BODY_MEDIUM, wrap=True)
        label.setBuddy(control)
        words.addWidget(label)
        if helper:
            words.addWidget(Label(kit, helper, FontRole.SMALL, "text3", wrap=True))
        words.addStretch(1)
        self._line.addLayout(words, 1)
        self._line.addWidget(control)
        if not control.accessibleName():
            control.setAccessibleName(name)
        control.setAccessibleDescription(helper)

    def matches(self, wanted: str) -> bool:
        return all(word in self._words for word in folded(wanted).split())


class Group(QWidget):
    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__()
        self._kit = kit
        self._title = title
        self._rows: list[Row] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.setSpacing(8)
        outer.addWidget(Label(kit, title, FontRole.SECTION))
        self._card = Card(kit, padding=16)
        self._card.body.setSpacing(2)
        outer.addWidget(self._card)

    def add(self, name: str, helper: str, control: QWidget) -> None:
        row = Row(self._kit, name, helper, control)
        self._rows.append(row)
        self._card.body.addWidget(row)

    def narrow_to(self, wanted: str) -> bool:
        """Show the rows that match; whether any does. A title that matches shows all of its rows."""
        whole = bool(wanted) and folded(wanted) in folded(self._title)
        shown = 0
        for row in self._rows:
            visible = whole or row.matches(wanted)
            row.setVisible(visible)
            shown += visible
        self.setVisible(shown > 0)
        return shown > 0
