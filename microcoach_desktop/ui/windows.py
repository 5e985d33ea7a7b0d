"""The program's windows as one shell: pages, dialogs, toast, banner, palette, tray."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import Damaged, MicroCoachError, StoreError
from microcoach_desktop.services.settings import ThemeMode
from microcoach_desktop.ui.commands import Command
from microcoach_desktop.ui.desk import Desk, PageName, Prefill, Routine
from microcoach_desktop.ui.main_window import MainWindow, screen_key
from microcoach_desktop.ui.pages import (
    calendar_import_dialog,
    check_in_dialog,
    key_tasks_dialog,
    make_page,
    periods_dialog,
    quick_window,
    reminders_dialog,
    routine_dialog,
    templates_dialog,
)
from microcoach_desktop.ui.theme.theme import Mode
from microcoach_desktop.ui.tray import Tray
from microcoach_desktop.ui.widgets.toast import Offer

if TYPE_CHECKING:
    from microcoach_desktop.ui.calendar_import.watcher import CalendarWatcher
    from microcoach_desktop.ui.corner import CornerNote

MODES = {ThemeMode.SYSTEM: Mode.SYSTEM, ThemeMode.LIGHT: Mode.LIGHT, ThemeMode.DARK: Mode.DARK}


class Windows(QObject):
    """Fills Shell. `build` must be called with the desk before anything is shown."""

    quit_wanted = Signal()
    leave_sample = Signal()
    bug_met = Signal(object)
    """With the MicroCoachError that nobody caught, or None for a bug."""
    refresh_wanted = Signal()
    store_failed = Signal()
    mend_wanted = Signal(object)
    """With the Damaged that was met."""

    def __init__(self, sample: bool) -> None:
        super().__init__()
        self._sample = sample
        self.leaving = False
        self._quick: QWidget | None = None
        self._note: CornerNote | None = None
        self._dialogs: dict[str, QWidget] = {}
        self._retry: Callable[[], None] | None = None
        self._watcher: CalendarWatcher | None = None

    def build(self, desk: Desk, commands: list[Command]) -> None:
        self.desk = desk
        self.commands = commands
        self.main = MainWindow(desk.kit, commands, self._sample)
        self.main.page_wanted.connect(self.open_page)
        self.main.closing.connect(self._closing)
        self.main.calendar_dropped.connect(self.import_calendar)
        self.main.sidebar.capture_wanted.connect(self.quick_capture)
        if self._sample:
            text = self.tr("Sample data. Nothing here is about real people.")
            self.main.sample.show_message(text, "info", [(self.tr("Leave sample"), self.leave_sample.emit)])
        self.main.place(desk.settings().geometry.get(screen_key(), ""))
        self.bug_met.connect(self._show_bug, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Take every window apart while Qt is still there."""
        for window in (*self._dialogs.values(), self._quick, self._note, self.main):
            if window is not None:
                window.hide()
                window.deleteLater()

    # Shell --------------------------------------------------------------------------------------------------------

    def toast(
        self,
        text: str,
        *,
        undo: bool = True,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        spoken: str = "",
    ) -> None:
        offers = [] if on_action is None else [Offer(action_text, on_action)]
        if undo:
            offers.append(Offer(self.tr("Undo"), self.undo, "Ctrl+Z"))
        if self.main.isVisible() and not self.main.isMinimized():
            self.main.toast.show_text(text, offers=offers, spoken=spoken)
        else:
            self.note.say(text, offers, spoken=spoken)

    def trouble(self, error: MicroCoachError, retry: Callable[[], None] | None = None, text: str = "") -> None:
        self._retry = retry
        actions: list[tuple[str, Callable[[], object]]] = []
        if retry is not None:
            actions.append((self.tr("Try again"), lambda: self._again(retry)))
        if text:
            actions.append((self.tr("Copy text"), lambda: QGuiApplication.clipboard().setText(text)))
        if isinstance(error, Damaged):
            actions.append((self.tr("Close and see backups"), lambda: self.mend_wanted.emit(error)))
        actions.append((self.tr("Close"), self.main.banner.hide_message))
        self.main.banner.show_message(error.sentence, "danger", actions)
        if isinstance(error, StoreError):
            self.store_failed.emit()
        if not self.main.isVisible() and not self._any_dialog():
            self.show_main()

    def settled(self, retry: Callable[[], None]) -> None:
        if self._retry == retry:
            self.main.banner.hide_message()

    def open_page(self, page: PageName) -> QWidget:
        self.show_main()
        return self.main.put(page, lambda: make_page(page, self.desk))

    def open_person(self, person_id: int, session_id: int = 0) -> None:
        page = self.open_page(PageName.PEOPLE)
        page.show_person(person_id, session_id)  # type: ignore[attr-defined]

    def add_people(self) -> None:
        self.open_page(PageName.PEOPLE).team.add_team()  # type: ignore[attr-defined]

    def search_sessions(self, text: str, person_id: int = 0) -> None:
        page = self.open_page(PageName.PEOPLE)
        page.search_for(text, person_id)  # type: ignore[attr-defined]

    def quick_capture(self, prefill: Prefill | None = None) -> None:
        self.prepare_quick().open(prefill or Prefill())  # type: ignore[attr-defined]

    def page_capture(self, prefill: Prefill | None = None) -> None:
        self.open_page(PageName.CAPTURE).start(prefill or Prefill())  # type: ignore[attr-defined]

    def check_in(self, check_in_id: int) -> None:
        self._open(f"check-in {check_in_id}", lambda: check_in_dialog(self.desk, check_in_id, self._parent()))

    def edit_key_tasks(self, key_task_id: int = 0) -> None:
        self._open("key tasks", lambda: key_tasks_dialog(self.desk, key_task_id, self._parent()))

    def edit_periods(self, person_id: int = 0) -> None:
        open_now = self._dialogs.get("periods")
        if open_now is not None and person_id:
            open_now.open_person(person_id)  # type: ignore[attr-defined]
        self._open("periods", lambda: periods_dialog(self.desk, person_id, self._parent()))

    def show_reminders(self) -> None:
        self._open("reminders", lambda: reminders_dialog(self.desk, self._parent()))

    def start_routine(self, routine: Routine, subject_id: int = 0, occurrence: str = "") -> None:
        make = lambda: routine_dialog(self.desk, routine, subject_id, occurrence, self._parent())  # noqa: E731
        self._open(f"{routine.value} {subject_id}", make)

    def edit_templates(self) -> None:
        self._open("templates", lambda: templates_dialog(self.desk, self._parent()))

    def import_calendar(self, path: Path | None = None) -> None:
        open_now = self._dialogs.get("calendar import")
        if open_now is not None and path is not None:
            open_now.read(path)  # type: ignore[attr-defined]
        self._open("calendar import", lambda: calendar_import_dialog(self.desk, path, self._parent()))

    def undo(self) -> None:
        self._turn(self.desk.coach.undo, self.tr("Undone."), self.tr("Nothing to undo."))

    def redo(self) -> None:
        self._turn(self.desk.coach.redo, self.tr("Redone."), self.tr("Nothing to redo."))

    # around it ----------------------------------------------------------------------------------------------------

    def show_main(self) -> None:
        if self.main.page is None:
            self.main.put(PageName.TODAY, lambda: make_page(PageName.TODAY, self.desk))
        if self.main.isMinimized():
            self.main.showNormal()
        self.main.show()
        self.main.raise_()
        self.main.activateWindow()

    def prepare_quick(self) -> QWidget:
        """Built once and hidden, so that it shows at once."""
        if self._quick is None:
            self._quick = quick_window(self.desk)
            anywhere = {command.id for command in self.commands if command.anywhere}
            self._quick.addActions([action for action in self.main.actions() if action.objectName() in anywhere])
        return self._quick

    def look_at_calendar(self) -> None:
        """At each heartbeat; without a watched file nothing is loaded for it."""
        if self._watcher is None and self.desk.settings().watched_calendar:
            from microcoach_desktop.ui.calendar_import.watcher import CalendarWatcher

            self._watcher = CalendarWatcher(self.desk)
        if self._watcher is not None:
            self._watcher.look()

    def remember_place(self) -> None:
        settings = self.desk.settings()
        places = {**settings.geometry, screen_key(): self.main.place_now()}
        self.desk.change_settings(replace(settings, geometry=places))

    def _show_bug(self, expected: MicroCoachError | None) -> None:
        banner = self.main.banner
        if expected is None:
            self._retry = None
            text = self.tr("That did not work. What was saved is safe. If it happens again, restart MicroCoach.")
            banner.show_message(text, "danger", [(self.tr("Close"), banner.hide_message)])
        elif not (banner.isVisible() and banner.text == expected.sentence):
            # What fails while it is painted would otherwise be painted for ever.
            self.trouble(expected)

    def _closing(self, event: QCloseEvent) -> None:
        self.remember_place()
        if self.leaving:
            # The computer is shutting down: staying would hold it up.
            return
        event.ignore()
        if not Tray.available():
            self.main.showMinimized()
            return
        self.main.hide()
        settings = self.desk.settings()
        if not settings.told_about_tray:
            self.desk.change_settings(replace(settings, told_about_tray=True))
            text = self.tr("MicroCoach stays in the tray and reminds you.")
            self.note.say(text, [Offer(self.tr("Quit instead"), self.quit_wanted.emit)])

    def _turn(self, turn: Callable[[], str | None], done: str, nothing: str) -> None:
        try:
            name = turn()
        except MicroCoachError as error:
            self.trouble(error)
            return
        self.toast(nothing if name is None else done, undo=False)

    def _again(self, retry: Callable[[], None]) -> None:
        self.main.banner.hide_message()
        retry()

    def _parent(self) -> QWidget | None:
        return self.main if self.main.isVisible() else None

    @property
    def note(self) -> CornerNote:
        """Made when it first has something to say."""
        if self._note is None:
            from microcoach_desktop.ui.corner import CornerNote

            self._note = CornerNote(self.desk.kit)
        return self._note

    def _any_dialog(self) -> bool:
        return any(dialog.isVisible() for dialog in self._dialogs.values())

    def _open(self, key: str, make: Callable[[], QWidget]) -> None:
        open_now = self._dialogs.get(key)
        if open_now is None:
            try:
                open_now = make()
            except MicroCoachError as error:
                self.trouble(error)
                return
            self._dialogs[key] = open_now
            open_now.destroyed.connect(lambda: self._dialogs.pop(key, None))
        open_now.show()
        open_now.raise_()
        open_now.activateWindow()
