"""The program's windows as one shell: pages, dialogs, toast, banner, palette, tray."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.services.settings import ThemeMode
from microcoach_desktop.ui.commands import Command
from microcoach_desktop.ui.corner import CornerNote
from microcoach_desktop.ui.desk import Desk, Page, PageName, Prefill
from microcoach_desktop.ui.main_window import MainWindow, screen_key
from microcoach_desktop.ui.pages import check_in_dialog, key_tasks_dialog, make_page, quick_window
from microcoach_desktop.ui.palette import Entry, Palette
from microcoach_desktop.ui.shortcut_sheet import ShortcutSheet
from microcoach_desktop.ui.theme.theme import Mode
from microcoach_desktop.ui.tray import Tray, fill_pause_menu
from microcoach_desktop.ui.tray_state import state_of

MODES = {ThemeMode.SYSTEM: Mode.SYSTEM, ThemeMode.LIGHT: Mode.LIGHT, ThemeMode.DARK: Mode.DARK}
FOREVER = timedelta(days=3650)
TEXT_STEP = 0.1


class Windows(QObject):
    """Fills Shell. `build` must be called with the desk before anything is shown."""

    quit_wanted = Signal()
    leave_sample = Signal()
    bug_met = Signal(str)

    def __init__(self, sample: bool) -> None:
        super().__init__()
        self._sample = sample
        self._shown_on: date | None = None
        self._quick: QWidget | None = None
        self._dialogs: dict[str, QWidget] = {}

    def build(self, desk: Desk, commands: list[Command]) -> None:
        self.desk = desk
        self.commands = commands
        self.main = MainWindow(desk.kit, commands, self._sample)
        self.main.page_wanted.connect(self.open_page)
        self.main.closing.connect(self._closing)
        self.main.sidebar.capture_wanted.connect(self.quick_capture)
        self.main.sidebar.pause_wanted.connect(self._pause_menu)
        if self._sample:
            text = self.tr("Sample data. Nothing here is about real people.")
            self.main.sample.show_message(text, "info", [(self.tr("Leave sample"), self.leave_sample.emit)])
        self.main.place(desk.settings().geometry.get(screen_key(), ""))
        self.note = CornerNote(desk.kit)
        self.tray = Tray(desk.kit, self)
        self._connect_tray()
        self._palette: Palette | None = None
        desk.hub.changed.connect(self.refresh)
        self.bug_met.connect(self._show_bug, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Take every window apart while Qt is still there."""
        self.tray.hide()
        for window in (*self._dialogs.values(), self._quick, self.note, self.main):
            if window is not None:
                window.hide()
                window.deleteLater()

    # Shell --------------------------------------------------------------------------------------------------------

    def toast(
        self, text: str, *, undo: bool = True, action_text: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        action = self.undo if undo else on_action
        label = self.tr("Undo") if undo else action_text
        if self.main.isVisible() and not self.main.isMinimized():
            self.main.toast.show_text(text, action_text=label, keys="Ctrl+Z" if undo else "", on_action=action)
        else:
            self.note.say(text, label, action)

    def trouble(self, error: MicroCoachError, retry: Callable[[], None] | None = None, text: str = "") -> None:
        actions: list[tuple[str, Callable[[], object]]] = []
        if retry is not None:
            actions.append((self.tr("Try again"), lambda: self._again(retry)))
        if text:
            actions.append((self.tr("Copy text"), lambda: QGuiApplication.clipboard().setText(text)))
        actions.append((self.tr("Close"), self.main.banner.hide_message))
        self.main.banner.show_message(error.sentence, "danger", actions)
        if not self.main.isVisible() and not self._any_dialog():
            self.show_main()

    def open_page(self, page: PageName) -> QWidget:
        self.show_main()
        return self.main.put(page, lambda: make_page(page, self.desk))

    def open_person(self, person_id: int, session_id: int = 0) -> None:
        page = self.open_page(PageName.PEOPLE)
        page.show_person(person_id, session_id)  # type: ignore[attr-defined]

    def quick_capture(self, prefill: Prefill | None = None) -> None:
        self.prepare_quick().open(prefill or Prefill())  # type: ignore[attr-defined]

    def page_capture(self, prefill: Prefill | None = None) -> None:
        self.open_page(PageName.CAPTURE).start(prefill or Prefill())  # type: ignore[attr-defined]

    def check_in(self, check_in_id: int) -> None:
        self._open(f"check-in {check_in_id}", lambda: check_in_dialog(self.desk, check_in_id, self._parent()))

    def edit_key_tasks(self, key_task_id: int = 0) -> None:
        self._open("key tasks", lambda: key_tasks_dialog(self.desk, key_task_id, self._parent()))

    def undo(self) -> None:
        self._turn(self.desk.coach.undo, self.tr("Undone."), self.tr("Nothing to undo."))

    def redo(self) -> None:
        self._turn(self.desk.coach.redo, self.tr("Done again."), self.tr("Nothing to do again."))

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
        return self._quick

    def open_palette(self) -> None:
        if self._palette is None:
            self._palette = Palette(self.desk.kit, self._entries, self.main)
        self._palette.open_over(self.main)

    def open_shortcuts(self) -> None:
        ShortcutSheet(self.desk.kit, self.commands, self.main).open()

    def search_page(self) -> None:
        page = self.main.page_widget(self.main.page or PageName.TODAY)
        if isinstance(page, Page):
            page.focus_search()

    def search_everyone(self) -> None:
        self.open_page(PageName.PEOPLE).search_everyone()  # type: ignore[attr-defined]

    def change_text_scale(self, step: int) -> None:
        settings = self.desk.settings()
        scale = 1.0 if step == 0 else round(min(2.0, max(0.9, settings.text_scale + step * TEXT_STEP)), 2)
        self.desk.change_settings(replace(settings, text_scale=scale))

    def pause(self, hours: int) -> None:
        """Positive: hours; 0: resume; -1: until tomorrow morning; -2: until resumed."""
        now, settings = self.desk.now(), self.desk.settings()
        tomorrow = at_time(now.date() + timedelta(days=1), settings.day_starts_at, self.desk.coach.zone())
        until = {0: None, -1: tomorrow, -2: now + FOREVER}.get(hours, now + timedelta(hours=hours))
        self.desk.change_settings(replace(settings, paused_until=until))
        self.refresh()

    def refresh(self, _changes: object = None) -> None:
        """Badge, tray and reminder card say what is so now; at midnight every page is read again."""
        now = self.desk.now()
        try:
            state = state_of(self.desk, now)
        except MicroCoachError as error:
            self.trouble(error, self.refresh)
            return
        self.tray.set_state(state)
        self.main.sidebar.set_badge(PageName.TODAY, state.due_count, late=state.late_count > 0)
        title = self.tr("Reminders paused") if state.paused_until is not None else self.tr("Reminders on")
        detail = state.next_line or self.tr("No key task yet")
        if state.paused_until is not None:
            detail = self._until(state.paused_until, now)
        self.main.sidebar.reminders.set_state(title, detail, paused=state.paused_until is not None)
        if self._shown_on != now.date():
            self._shown_on = now.date()
            for name in PageName:
                page = self.main.page_widget(name)
                if isinstance(page, Page):
                    page.mark_stale()

    def find_tray(self) -> None:
        """A tray can appear after login."""
        if Tray.available():
            self.tray.show()

    def remember_place(self) -> None:
        settings = self.desk.settings()
        places = {**settings.geometry, screen_key(): self.main.place_now()}
        self.desk.change_settings(replace(settings, geometry=places))

    def _show_bug(self, sentence: str) -> None:
        self.main.banner.show_message(sentence, "danger", [(self.tr("Close"), self.main.banner.hide_message)])

    def _closing(self, event: QCloseEvent) -> None:
        event.ignore()
        self.remember_place()
        if not Tray.available():
            self.main.showMinimized()
            return
        self.main.hide()
        settings = self.desk.settings()
        if not settings.told_about_tray:
            self.desk.change_settings(replace(settings, told_about_tray=True))
            text = self.tr("MicroCoach stays in the tray and reminds you.")
            self.note.say(text, self.tr("Quit instead"), self.quit_wanted.emit)

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

    def _until(self, until: datetime, now: datetime) -> str:
        if until - now > timedelta(days=7):
            return self.tr("Until you resume")
        return self.tr("Until {moment}").format(moment=self.desk.formats().short_moment(until, now))

    def _parent(self) -> QWidget | None:
        return self.main if self.main.isVisible() else None

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

    def _pause_menu(self) -> None:
        menu = QMenu(self.main)
        if self.desk.settings().paused_until is not None:
            menu.addAction(self.tr("Resume reminders")).triggered.connect(lambda: self.pause(0))
        fill_pause_menu(menu, self.tray)
        menu.addSeparator()
        menu.addAction(self.tr("Edit key tasks…")).triggered.connect(lambda: self.edit_key_tasks())  # noqa: PLW0108 - triggered() hands over a boolean
        menu.popup(QCursor.pos())

    def _entries(self) -> list[Entry]:
        entries = [Entry(c.id, c.title, "", c.shown_keys, c.icon, c.run) for c in self.commands if c.id != "palette"]
        for person in self.desk.coach.store.people.all():
            opens = lambda wanted=person.id: self.open_person(wanted)  # noqa: E731
            entries.append(Entry(f"person {person.id}", person.name, person.role, "", "user", opens, person.name))
        return entries

    def _connect_tray(self) -> None:
        self.tray.capture.connect(self.quick_capture)
        self.tray.today.connect(lambda: self.open_page(PageName.TODAY))
        self.tray.calendar.connect(lambda: self.open_page(PageName.CALENDAR))
        self.tray.show_window.connect(self.show_main)
        self.tray.quit.connect(self.quit_wanted)
        self.tray.check_in.connect(self.check_in)
        self.tray.pause.connect(self.pause)
