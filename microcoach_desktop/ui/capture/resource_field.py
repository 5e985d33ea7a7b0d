"""Something to use at once: a link, a file, a person, a play, or plain words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.playbook import Play
from microcoach_desktop.domain.sessions import BUDGETS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.edits import LineEdit

MOST_PEOPLE = 12
MOST_PLAYS = 12


class ResourceEdit(LineEdit):
    """A file or a link may be dropped on it; the icon says what stands in it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            return
        super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasUrls():
            super().dropEvent(event)
            return
        url = event.mimeData().urls()[0]
        self.setText(url.toLocalFile() or url.toString())
        event.acceptProposedAction()


class ResourceField(QWidget):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.edit = ResourceEdit(desk.kit, BUDGETS["resource"] * 2, icon="link")
        self.edit.setAccessibleName(self.tr("Resource"))
        self.edit.setPlaceholderText(self.tr("Link or file"))
        self.edit.setMinimumWidth(desk.kit.theme.px(100))
        self.edit.textChanged.connect(self._follow)
        self._pick = IconButton(desk.kit, "plus", self.tr("Choose a resource"), role="secondary")
        self._pick.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self._pick)
        self.setFocusProxy(self.edit)

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("A file…")).triggered.connect(self._choose_file)
        people = self._desk.coach.store.people.all()[:MOST_PEOPLE]
        if people:
            who = menu.addMenu(self.tr("A person to ask"))
            for person in people:
                action = who.addAction(person.name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, person=person: self.choose_person(person))
        plays = self._desk.coach.playbook.entries()[:MOST_PLAYS]
        if plays:
            book = menu.addMenu(self.tr("A playbook action"))
            for entry in plays:
                action = book.addAction(entry.play.wording.action.replace("&", "&&"))
                action.triggered.connect(lambda _=False, play=entry.play: self.choose_play(play))
        return menu

    def choose_person(self, person: Person) -> None:
        self.edit.setText(self.tr("Ask {name}").format(name=person.name))

    def choose_play(self, play: Play) -> None:
        self.edit.setText(self.tr("Playbook: {action}").format(action=play.wording.action))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"))
        if chosen:
            self.edit.setText(chosen)

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._pick.mapToGlobal(self._pick.rect().bottomLeft()))

    def _follow(self, text: str) -> None:
        self.edit.set_icon(icon_of(text.strip(), [p.name for p in self._desk.coach.store.people.all()]))
        self.changed.emit()


def icon_of(text: str, names: list[str]) -> str:
    """What a resource is, as an icon."""
    if any(name in text for name in names):
        return "user"
    url = QUrl(text)
    if url.scheme() in {"http", "https", "mailto"} or text.startswith("www."):
        return "link"
    return "file" if text and (Path(text).is_absolute() or Path(text).suffix) else "link"
