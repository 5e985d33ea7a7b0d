"""What can be done with a matter of the process: the same by key, menu and dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.ui.desk import Desk, Routine
from microcoach_desktop.ui.people.notes import Matter


class MatterDeeds(QObject):
    """Each write is one step that Undo takes back."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def open_menu(self, matter: Matter, at: QPoint) -> None:
        menu = self.menu_for(matter)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu_for(self, matter: Matter) -> QMenu:
        menu = QMenu(self._window)
        deeds: list[tuple[str, Callable[[Matter], object]]] = [(self.tr("Edit…") + "\tE", self.edit)]
        if matter.item.done_at is None:
            deeds.append((self.tr("Mark as done"), self.finish))
        else:
            deeds.append((self.tr("Open it again"), self.reopen))
        if matter.task_name:
            deeds.append((self.review_words(matter), self.open_review))
        deeds.append((self.tr("Delete"), self.delete))
        for words, deed in deeds:
            menu.addAction(words).triggered.connect(lambda _=False, deed=deed: deed(matter))
        return menu

    def review_words(self, matter: Matter) -> str:
        return self.tr("Go to the review of {task}").format(task=matter.task_name)

    def edit(self, matter: Matter) -> None:
        from microcoach_desktop.ui.people.matter_dialog import MatterDialog

        MatterDialog(self._desk, matter, self, self._window).open()

    def finish(self, matter: Matter) -> bool:
        return self._do(
            lambda: self._desk.coach.routines.finish_process_item(matter.item.id), self.tr("Marked as done.")
        )

    def reopen(self, matter: Matter) -> bool:
        return self._do(lambda: self._desk.coach.routines.reopen_process_item(matter.item.id), self.tr("Opened again."))

    def delete(self, matter: Matter) -> bool:
        done = self.tr("Process item deleted.")
        return self._do(lambda: self._desk.coach.routines.delete_process_item(matter.item.id), done)

    def open_review(self, matter: Matter) -> None:
        """Where it came from, and where it comes up again while it is open."""
        item = matter.item
        self._desk.shell.start_routine(Routine.AFTER_ACTION, item.key_task_id or 0, item.occurrence or "")

    def _do(self, deed: Callable[[], object], done: str) -> bool:
        try:
            deed()
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return False
        self._desk.shell.toast(done)
        return True
