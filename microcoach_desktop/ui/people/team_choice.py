"""Which team people are in from now on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import MAX_NAME, Person
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.field import Field, LineEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label

MOST_TEAMS = 24


class TeamChoice(QDialog):
    """`given` carries the name of the team, empty for none."""

    given = Signal(str)

    def __init__(self, kit: Kit, people: Sequence[Person], teams: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = self.tr("Change the team of {name}").format(name=people[0].name)
        title = one if len(people) == 1 else self.tr("Change the team of {count} people").format(count=len(people))
        self.setWindowTitle(title)
        self.team = LineEdit(kit, MAX_NAME)
        self.team.setPlaceholderText(self.tr("Early shift"))
        now = {person.team for person in people}
        self.team.setText(now.pop() if len(now) == 1 else "")
        self.team.selectAll()
        self.known = QWidget()
        flow = FlowLayout(self.known, 6)
        for name in teams[:MOST_TEAMS]:
            chip = Chip(kit, name)
            chip.clicked.connect(lambda _=False, name=name: self._take(name))
            flow.addWidget(chip)
        save = Button(kit, self.tr("Change team"), role="primary")
        save.setDefault(True)
        save.clicked.connect(self._give)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(12)
        column.addWidget(Label(kit, title, FontRole.SUBTITLE, wrap=True))
        column.addWidget(Field(kit, self.tr("&Team"), self.team, self.tr("empty for none")))
        column.addWidget(self.known)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 18)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        outer.addLayout(buttons)
        self.resize(kit.theme.px(420), min(kit.theme.px(240), 560))
        self.team.setFocus()

    def _take(self, name: str) -> None:
        self.team.setText(name)
        self.team.setFocus()

    def _give(self) -> None:
        self.given.emit(self.team.text().strip())
        self.accept()
