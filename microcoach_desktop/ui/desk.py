"""What every page works with, handed in by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.ports import Hotkeys
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.settings import Autostart, HideNames, Settings
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.hub import Hub
from microcoach_desktop.ui.widgets.kit import Kit


class PageName(Enum):
    TODAY = "today"
    CAPTURE = "capture"
    CALENDAR = "calendar"
    PEOPLE = "people"
    PLAYBOOK = "playbook"
    INSIGHTS = "insights"
    SETTINGS = "settings"


class Routine(Enum):
    """The work that coaching is woven into."""

    HANDOVER = "handover"
    AFTER_ACTION = "after_action"
    PREPARATION = "preparation"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a capture starts with. `draft_host` reopens a draft; `play_uid` is the play that is to be adapted."""

    person_id: int | None = None
    kind: Kind | None = None
    key_task_id: int | None = None
    occurrence: str | None = None
    follow_up_at: datetime | None = None
    draft_host: str = ""
    play_uid: str = ""


class Shell(Protocol):
    """The window around the pages."""

    def toast(
        self,
        text: str,
        *,
        undo: bool = True,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        spoken: str = "",
    ) -> None:
        """Say what was done for 10 s and announce it; `undo` offers Undo (Ctrl+Z), beside the named action if any.

        `spoken` is the longer form for a screen reader.
        """
        ...

    def trouble(self, error: MicroCoachError, retry: Callable[[], None] | None = None, text: str = "") -> None:
        """A banner with the error's three sentences; Try again and Copy text where given."""
        ...

    def settled(self, retry: Callable[[], None]) -> None:
        """What `retry` would try again was done without it: its banner goes."""
        ...

    def open_page(self, page: PageName) -> QWidget: ...

    def open_person(self, person_id: int, session_id: int = 0) -> None: ...

    def add_people(self) -> None:
        """Open the list of people with the window that takes a whole team."""
        ...

    def search_sessions(self, text: str, person_id: int = 0) -> None:
        """Open People at what this search finds, with everyone or with one person."""
        ...

    def quick_capture(self, prefill: Prefill = Prefill()) -> None: ...

    def page_capture(self, prefill: Prefill = Prefill()) -> None: ...

    def check_in(self, check_in_id: int) -> None:
        """Open the check-in dialog."""
        ...

    def edit_key_tasks(self, key_task_id: int = 0) -> None: ...

    def edit_periods(self, person_id: int = 0) -> None:
        """Time off, peak windows and milestones; opened at one person's time off if given."""
        ...

    def show_reminders(self) -> None:
        """What was told and held back, and what the weekly review asks."""
        ...

    def start_routine(self, routine: Routine, subject_id: int = 0, occurrence: str = "") -> None:
        """`subject_id` is a key task, or a person for a preparation; 0 for what is at hand."""
        ...

    def import_calendar(self, path: Path | None = None) -> None:
        """Open the import with this file, or with the question which one."""
        ...

    def undo(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` is aware, in the manager's zone."""

    coach: Coach
    reminding: Reminding
    kit: Kit
    hub: Hub
    shell: Shell
    formats: Callable[[], Formats]
    settings: Callable[[], Settings]
    change_settings: Callable[[Settings], None]
    autostart: Autostart | None = None
    notice_refused: Callable[[], bool] = lambda: False
    """Whether the system did not take the last reminder."""
    hotkeys: Callable[[], Hotkeys] | None = None
    capture_command: str = ""
    presenting: Callable[[], bool] = lambda: False

    def now(self) -> datetime:
        return self.coach.now()

    def hides_names(self) -> bool:
        """In what pops up, now."""
        chosen = self.settings().hide_names
        return chosen is HideNames.ALWAYS or (chosen is HideNames.PRESENTING and self.presenting())


class Page(QWidget):
    """A page of the main window. It reloads when shown and when a change touches what it shows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        desk.hub.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read again what is shown. Called at first show, on changes, at midnight and when the zone changes."""
        raise NotImplementedError

    def focus_search(self) -> None:
        """Ctrl+F; pages with a search field override."""

    def mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._refresh()

    def _on_changed(self, _changes: object) -> None:
        self.mark_stale()

    def _refresh(self) -> None:
        self._stale = False
        try:
            self.reload()
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self.mark_stale)
