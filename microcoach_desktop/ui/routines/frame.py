"""The frame that the routines share: a title, parts that scroll, a foot."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label

SCREEN_EDGE = 60
LEAST_WIDTH = 400


class RoutineFrame:
    """Laid out in a dialog of `size` (px at 100 %); `beside` stands at the end of the title's row."""

    def __init__(
        self, kit: Kit, title: str, size: tuple[int, int], dialog: QDialog, beside: QWidget | None = None
    ) -> None:
        self.title = Label(kit, title, FontRole.TITLE, wrap=True)
        self.banner = Banner(kit)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        if beside is not None:
            head.addWidget(beside)
        inner = QWidget()
        # Without it the scroll area asks for the height of the narrowest layout.
        inner.setMinimumHeight(1)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(24, 18, 24, 18)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.banner)
        rows.addLayout(self._parts, 1)
        self.scroll = scrolled(inner)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(24, 12, 24, 14)
        self.foot.setSpacing(10)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scroll, 1)
        column.addWidget(Divider(kit))
        column.addLayout(self.foot)
        screen = dialog.screen().availableGeometry()
        most = screen.width() - SCREEN_EDGE, screen.height() - SCREEN_EDGE
        dialog.resize(*(min(kit.theme.px(side), room) for side, room in zip(size, most, strict=True)))
        dialog.setMinimumWidth(min(kit.theme.px(LEAST_WIDTH), most[0]))

    def show_parts(self, parts: Iterable[QWidget]) -> None:
        """In place of those that were there."""
        while (item := self._parts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in parts:
            self._parts.addWidget(part)
        self._parts.addStretch(1)

    def add_foot(self, button: QPushButton) -> None:
        self.foot.addLayout(self.foot_row((button,)))

    def foot_row(self, buttons: Iterable[QPushButton]) -> QHBoxLayout:
        """Enter belongs to the fields, not to a button that happens to be the first."""
        row = QHBoxLayout()
        row.setSpacing(self.foot.spacing())
        for button in buttons:
            button.setAutoDefault(False)
            row.addWidget(button)
        return row
