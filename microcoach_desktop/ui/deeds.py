"""What the commands do that is not a page's own business."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.ui.desk import Page, PageName
from microcoach_desktop.ui.tray import fill_pause_menu
from microcoach_desktop.ui.windows import Windows

if TYPE_CHECKING:
    from microcoach_desktop.ui.palette import Entry, Palette
    from microcoach_desktop.ui.talking import TalkDeeds

FOREVER = timedelta(days=3650)
TEXT_STEP = 0.1
MOST_TALKS = 10


class Deeds:
    """Works on the windows once they are built."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._palette: Palette | None = None
        self._talk: TalkDeeds | None = None

    def open_palette(self) -> None:
        if self._palette is None:
            from microcoach_desktop.ui.palette import Palette

            self._palette = Palette(self._windows.desk.kit, self._entries, self._windows.main)
        self._palette.open_over(self._windows.main)

    def open_shortcuts(self) -> None:
        from microcoach_desktop.ui.shortcut_sheet import ShortcutSheet

        windows = self._windows
        ShortcutSheet(windows.desk.kit, windows.commands, windows.main).open()

    def search_page(self) -> None:
        main = self._windows.main
        page = main.page_widget(main.page or PageName.TODAY)
        if isinstance(page, Page):
            page.focus_search()

    def import_playbook(self) -> None:
        self._windows.open_page(PageName.PLAYBOOK).import_file()  # type: ignore[attr-defined]

    def open_summary(self) -> None:
        self._windows.open_page(PageName.INSIGHTS).open_summary()  # type: ignore[attr-defined]

    def export_calendar(self) -> None:
        from microcoach_desktop.ui.calendar_import.export import ask_and_export

        ask_and_export(self._windows.desk, self._windows.main)

    def export(self) -> None:
        self._windows.open_page(PageName.PEOPLE).export()  # type: ignore[attr-defined]

    def import_records(self) -> None:
        from microcoach_desktop.ui.export.opening import open_import

        self._windows.show_main()
        open_import(self._windows.desk, self._windows.main)

    def search_everyone(self) -> None:
        self._windows.open_page(PageName.PEOPLE).search_everyone()  # type: ignore[attr-defined]

    def change_text_scale(self, step: int) -> None:
        desk = self._windows.desk
        settings = desk.settings()
        scale = 1.0 if step == 0 else round(min(2.0, max(0.9, settings.text_scale + step * TEXT_STEP)), 2)
        desk.change_settings(replace(settings, text_scale=scale))

    def pause(self, hours: int) -> None:
        """Positive: hours; 0: resume; -1: until tomorrow morning; -2: until resumed."""
        desk = self._windows.desk
        now, settings = desk.now(), desk.settings()
        tomorrow = at_time(now.date() + timedelta(days=1), settings.day_starts_at, desk.coach.zone())
        until = {0: None, -1: tomorrow, -2: now + FOREVER}.get(hours, now + timedelta(hours=hours))
        desk.change_settings(replace(settings, paused_until=until))
        self._windows.refresh_wanted.emit()

    def pause_menu(self) -> None:
        """Under the pointer: the same choices as in the tray, and the way to the key tasks."""
        menu = QMenu(self._windows.main)
        paused = self._windows.desk.settings().paused_until
        if paused is not None and paused > self._windows.desk.now():
            menu.addAction(_tr("Resume reminders")).triggered.connect(lambda: self.pause(0))
        fill_pause_menu(menu, self.pause)
        menu.addSeparator()
        edit = menu.addAction(_tr("Edit key tasks…"))
        edit.triggered.connect(lambda: self._windows.edit_key_tasks())  # noqa: PLW0108 - it hands over a boolean
        menu.popup(QCursor.pos())

    def toggle_sidebar(self) -> None:
        self._windows.main.toggle_sidebar()

    def toggle_menu_bar(self) -> None:
        self._windows.main.toggle_menu_bar()

    def next_pane(self, step: int) -> None:
        self._windows.main.next_pane(step)

    def close_window(self) -> None:
        self._windows.main.close()

    def _entries(self) -> list[Entry]:
        from microcoach_desktop.ui.palette import Entry

        windows = self._windows
        entries = [Entry(c.id, c.title, "", c.shown_keys, c.icon, c.run) for c in windows.commands if c.id != "palette"]
        for person in windows.desk.coach.store.people.all():
            opens = lambda wanted=person.id: windows.open_person(wanted)  # noqa: E731
            entries.append(Entry(f"person {person.id}", person.name, person.role, "", "user", opens, person.name))
        return entries + self._cards() + self._talks()

    def _cards(self) -> list[Entry]:
        """The card of the note that the history stands at, else of the newest one."""
        from microcoach_desktop.ui.card.window import show_card
        from microcoach_desktop.ui.palette import Entry
        from microcoach_desktop.ui.people.page import PeoplePage

        windows = self._windows
        store = windows.desk.coach.store
        page = windows.main.page_widget(windows.main.page or PageName.TODAY)
        note = page.history.view.current_note() if isinstance(page, PeoplePage) else None
        found = [note.session] if note is not None else store.sessions.page(HistoryFilter(), limit=1)
        return [
            Entry(
                f"card {session.id}",
                _tr("Show the card: {title}").format(title=session.title),
                store.people.get(session.person_id).name,
                "",
                "monitor",
                partial(show_card, windows.desk, session.id, windows.main),
            )
            for session in found
        ]

    def _talks(self) -> list[Entry]:
        """The notes that wait for a talk, so that it can be marked from anywhere."""
        from microcoach_desktop.ui.palette import Entry
        from microcoach_desktop.ui.talking import TalkDeeds

        windows = self._windows
        if self._talk is None:
            self._talk = TalkDeeds(windows.desk, windows.main)
        names = {person.id: person.name for person in windows.desk.coach.store.people.all()}
        return [
            Entry(
                f"talk {session.id}",
                _tr("Just talked about: {title}").format(title=session.title),
                names[session.person_id],
                "",
                "message-circle",
                partial(self._talk.talked, session),
            )
            for session in windows.desk.coach.store.talks.waiting(windows.desk.now(), limit=MOST_TALKS)
            if session.person_id in names
        ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deeds", text)
