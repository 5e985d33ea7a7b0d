"""What can be done with several people at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

BOTH = 2


class BulkBar(QWidget):
    """The signals carry the people that are marked, from the top."""

    archive_wanted = Signal(list)
    team_wanted = Signal(list)
    merge_wanted = Signal(list)
    cleared = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[Person] = []
        self.count = Label(kit, "", FontRole.BODY_MEDIUM)
        self.clear = IconButton(kit, "x", self.tr("Clear the selection"), keys="Esc", size=28)
        self.archive = Button(kit, self.tr("Archive"), compact=True)
        self.team = Button(kit, self.tr("Change team…"), compact=True)
        self.merge = Button(kit, self.tr("Merge…"), compact=True)
        self.merge.setToolTip(self.tr("Two records of one person become one."))
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.clear)
        deeds = QWidget()
        flow = FlowLayout(deeds, spacing=6)
        for button in (self.archive, self.team, self.merge):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(Divider(kit))
        column.addLayout(head)
        column.addWidget(deeds)
        self.archive.clicked.connect(self._archive)
        self.team.clicked.connect(self._change_team)
        self.merge.clicked.connect(self._merge)
        self.clear.clicked.connect(self.cleared)

    def show_people(self, people: Sequence[Person]) -> None:
        self._people = list(people)
        said = self.tr("{count} selected").format(count=len(people))
        if len(people) > 1 and said != self.count.text():
            announce(self, said)
        self.count.setText(said)
        self.archive.setText(self._archive_name())
        self.merge.setVisible(len(people) == BOTH)

    def menu(self) -> QMenu:
        """The same deeds, where the list was clicked with the other button."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self._archive_name()).triggered.connect(self._archive)
        menu.addAction(self.team.text()).triggered.connect(self._change_team)
        if len(self._people) <= BOTH:
            one = self.tr("Merge with…")
            menu.addAction(self.merge.text() if len(self._people) == BOTH else one).triggered.connect(self._merge)
        return menu

    def _archive_name(self) -> str:
        back = bool(self._people) and all(person.archived_at is not None for person in self._people)
        return self.tr("Bring back") if back else self.tr("Archive")

    def _archive(self) -> None:
        self.archive_wanted.emit(self._people)

    def _change_team(self) -> None:
        self.team_wanted.emit(self._people)

    def _merge(self) -> None:
        self.merge_wanted.emit(self._people)
