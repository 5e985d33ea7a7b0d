"""Keeps key tasks in step with a calendar file that another program writes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.calendars.importing import CalendarImport
from microcoach_desktop.services.calendars.reading import CalendarFile, read_file
from microcoach_desktop.services.calendars.watching import WatchedFile
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk


class CalendarWatcher(QObject):
    """`look()` at each heartbeat costs one question to the file system while nothing has changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file = WatchedFile()
        self._background = Background(desk.coach.store, self)

    def look(self) -> None:
        name = self._desk.settings().watched_calendar
        if not name or not self._file.changed(Path(name)):
            return
        zone = self._desk.coach.zone()
        self._background.run("watch", lambda: read_file(Path(name), zone), self._take, self._desk.shell.trouble)

    def _take(self, file: CalendarFile) -> None:
        try:
            updated = CalendarImport(self._desk.coach).update(file.events).updated
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        if updated:
            one = self.tr("1 key task was brought up to date from the calendar.")
            more = self.tr("{count} key tasks were brought up to date from the calendar.")
            self._desk.shell.toast(one if len(updated) == 1 else more.format(count=len(updated)))
