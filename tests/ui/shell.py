"""A shell that writes down what pages ask of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.ui.desk import PageName, Prefill, Routine


class RecordingShell:
    """`asked` lists calls as (name, argument); `troubles` the errors that were shown."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []
        self.toasts: list[str] = []
        self.offered = ""
        self.spoken: list[str] = []
        self.on_action: Callable[[], None] | None = None
        self.troubles: list[MicroCoachError] = []
        self.retry: Callable[[], None] | None = None
        self.kept_text = ""
        self.undone = 0

    def toast(
        self,
        text: str,
        *,
        undo: bool = True,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        spoken: str = "",
    ) -> None:
        self.toasts.append(text)
        self.spoken.append(spoken or text)
        self.offered, self.on_action = action_text, on_action

    def trouble(self, error: MicroCoachError, retry: Callable[[], None] | None = None, text: str = "") -> None:
        self.troubles.append(error)
        self.retry, self.kept_text = retry, text

    def settled(self, retry: Callable[[], None]) -> None:
        if self.retry == retry:
            self.retry = None

    def open_page(self, page: PageName) -> QWidget:
        self.asked.append(("page", page))
        return QWidget()

    def open_person(self, person_id: int, session_id: int = 0) -> None:
        self.asked.append(("person", (person_id, session_id)))

    def search_sessions(self, text: str, person_id: int = 0) -> None:
        self.asked.append(("search", (text, person_id)))

    def quick_capture(self, prefill: Prefill | None = None) -> None:
        self.asked.append(("quick capture", prefill or Prefill()))

    def page_capture(self, prefill: Prefill | None = None) -> None:
        self.asked.append(("page capture", prefill or Prefill()))

    def check_in(self, check_in_id: int) -> None:
        self.asked.append(("check in", check_in_id))

    def edit_key_tasks(self, key_task_id: int = 0) -> None:
        self.asked.append(("key tasks", key_task_id))

    def add_people(self) -> None:
        self.asked.append(("add people", 0))

    def edit_periods(self, person_id: int = 0) -> None:
        self.asked.append(("periods", person_id))

    def show_reminders(self) -> None:
        self.asked.append(("reminders", 0))

    def start_routine(self, routine: Routine, subject_id: int = 0, occurrence: str = "") -> None:
        self.asked.append((routine.value, (subject_id, occurrence)))

    def import_calendar(self, path: Path | None = None) -> None:
        self.asked.append(("import calendar", path))

    def undo(self) -> None:
        self.undone += 1
