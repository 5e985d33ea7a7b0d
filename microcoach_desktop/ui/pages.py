"""Makes pages and dialogs when they are first wanted: the first window must not pay for the others."""

from __future__ import annotations

import linecache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.desk import Desk, Page, PageName, Routine


def make_page(page: PageName, desk: Desk) -> Page:
    made: type[Page]
    match page:
        case PageName.TODAY:
            from microcoach_desktop.ui.today.page import TodayPage

            made = TodayPage
        case PageName.CAPTURE:
            from microcoach_desktop.ui.capture.page import CapturePage

            made = CapturePage
        case PageName.CALENDAR:
            from microcoach_desktop.ui.calendar.page import CalendarPage

            made = CalendarPage
        case PageName.PEOPLE:
            from microcoach_desktop.ui.people.page import PeoplePage

            made = PeoplePage
        case PageName.PLAYBOOK:
            from microcoach_desktop.ui.playbook.page import PlaybookPage

            made = PlaybookPage
        case PageName.INSIGHTS:
            from microcoach_desktop.ui.insights.page import InsightsPage

            made = InsightsPage
        case PageName.SETTINGS:
            from microcoach_desktop.ui.settings.page import SettingsPage

            made = SettingsPage
    _forget_sources()
    return made(desk)


def quick_window(desk: Desk) -> QWidget:
    from microcoach_desktop.ui.capture.quick import QuickWindow

    _forget_sources()
    return QuickWindow(desk)


def check_in_dialog(desk: Desk, check_in_id: int, parent: QWidget | None) -> QWidget:
    from microcoach_desktop.ui.checkin.dialog import CheckInDialog

    return CheckInDialog(desk, check_in_id, parent)


def key_tasks_dialog(desk: Desk, key_task_id: int, parent: QWidget | None) -> QWidget:
    from microcoach_desktop.ui.keytasks.dialog import KeyTasksDialog

    return KeyTasksDialog(desk, key_task_id, parent)


def periods_dialog(desk: Desk, person_id: int, parent: QWidget | None) -> QWidget:
    from microcoach_desktop.ui.periods.dialog import PeriodsDialog

    return PeriodsDialog(desk, person_id, parent)


def reminders_dialog(desk: Desk, parent: QWidget | None) -> QWidget:
    from microcoach_desktop.ui.reminders.dialog import RemindersDialog

    return RemindersDialog(desk, parent)


def routine_dialog(desk: Desk, routine: Routine, subject_id: int, occurrence: str, parent: QWidget | None) -> QWidget:
    match routine:
        case Routine.PREPARATION:
            from microcoach_desktop.ui.routines.preparation import PreparationDialog

            return PreparationDialog(desk, subject_id, parent)
        case Routine.WEEKLY:
            from microcoach_desktop.ui.routines.weekly import WeeklyWalk

            return WeeklyWalk(desk, parent)
        case Routine.HANDOVER | Routine.AFTER_ACTION:
            from microcoach_desktop.ui.routines.round import RoundSheet

            return RoundSheet(desk, routine, subject_id, occurrence, parent)


def calendar_import_dialog(desk: Desk, path: Path | None, parent: QWidget | None) -> QWidget:
    from microcoach_desktop.ui.calendar_import.dialog import CalendarImportDialog

    return CalendarImportDialog(desk, path, parent)


def templates_dialog(desk: Desk, parent: QWidget | None) -> QWidget:
    from microcoach_desktop.ui.templates.dialog import TemplatesDialog

    return TemplatesDialog(desk, parent)


def _forget_sources() -> None:
    """PySide reads the source of each module that is imported, and Python would keep a dozen megabytes of it."""
    linecache.clearcache()
