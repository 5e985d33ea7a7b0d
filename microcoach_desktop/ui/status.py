"""Badge, reminder card and tray say what is so now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QObject

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import Page, PageName
from microcoach_desktop.ui.tray import Tray, TrayState
from microcoach_desktop.ui.tray_state import quiet_until, state_of
from microcoach_desktop.ui.windows import Windows


class Status(QObject):
    """Refreshed on each change and each heartbeat."""

    def __init__(self, windows: Windows, deeds: Deeds) -> None:
        super().__init__()
        self._windows = windows
        self._desk = windows.desk
        # What is shown was read today; the first look at the clock need not read it again.
        self._shown_on: date | None = self._desk.now().date()
        self._deeds = deeds
        windows.main.sidebar.pause_wanted.connect(deeds.pause_menu)
        windows.refresh_wanted.connect(self.refresh)
        windows.store_failed.connect(self._on_failed)
        self._desk.hub.changed.connect(self._on_saved)
        self._state = TrayState()
        self._not_saving = False

    @cached_property
    def tray(self) -> Tray:
        """Drawn when it is first asked for, which is after the first window."""
        windows = self._windows
        tray = Tray(self._desk.kit, self)
        tray.capture.connect(windows.quick_capture)
        tray.today.connect(lambda: windows.open_page(PageName.TODAY))
        tray.calendar.connect(lambda: windows.open_page(PageName.CALENDAR))
        tray.show_window.connect(windows.show_main)
        tray.quit.connect(windows.quit_wanted)
        tray.check_in.connect(windows.check_in)
        tray.pause.connect(self._deeds.pause)
        return tray

    def refresh(self) -> None:
        """At midnight and after a journey every page is read again."""
        now = self._desk.now()
        try:
            state = state_of(self._desk, now)
        except MicroCoachError as error:
            self._windows.trouble(error, self.refresh)
            return
        self._state = replace(state, not_saving=self._not_saving)
        self.tray.set_state(self._state)
        sidebar = self._windows.main.sidebar
        sidebar.set_badge(PageName.TODAY, state.due_count, late=state.late_count > 0)
        paused = state.paused_until
        title = self._running(now) if paused is None else self.tr("Reminders paused")
        detail = state.next_line or self.tr("No key task yet")
        sidebar.reminders.set_state(
            title, detail if paused is None else self._until(paused, now), paused=paused is not None
        )
        if self._shown_on != now.date():
            self._shown_on = now.date()
            for name in PageName:
                page = self._windows.main.page_widget(name)
                if isinstance(page, Page):
                    page.mark_stale()

    def find_tray(self) -> None:
        """A tray can appear after login. Once there, Qt itself moves the icon to a panel that starts again."""
        # Asking costs the desktop several messages: not on each heartbeat.
        if not self.tray.visible and Tray.available():
            self.tray.show()

    def _on_failed(self) -> None:
        # Shown without reading: reading may be what failed.
        self._not_saving = True
        self.tray.set_state(replace(self._state, not_saving=True))

    def _on_saved(self, _changes: object) -> None:
        self._not_saving = False
        self.refresh()

    def _running(self, now: datetime) -> str:
        """Outside the working hours nothing is told, which should not look like a failure."""
        moment = quiet_until(self._desk, now)
        return self.tr("Quiet until {moment}").format(moment=moment) if moment else self.tr("Reminders on")

    def _until(self, until: datetime, now: datetime) -> str:
        if until - now > timedelta(days=7):
            return self.tr("Until you resume")
        return self.tr("Until {moment}").format(moment=self._desk.formats().short_moment(until, now))
