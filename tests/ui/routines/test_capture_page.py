from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.desk import Desk, Routine
from microcoach_desktop.ui.routines.hosts import host_of, routine_of
from tests.ui.shell import RecordingShell


def test_the_capture_page_leads_to_a_line_for_everyone(qtbot: QtBot, desk: Desk, shell: RecordingShell) -> None:
    page = CapturePage(desk)
    qtbot.addWidget(page)
    page.show()
    next(found for found in page.findChildren(QAbstractButton) if found.accessibleName() == "Handover batch").click()
    assert shell.asked == [("handover", (0, ""))]


def test_the_capture_page_lists_drafts_of_notes_alone(qtbot: QtBot, desk: Desk) -> None:
    desk.coach.save_draft(host_of(Routine.WEEKLY), "{}")
    desk.coach.save_draft("quick", "{}")
    page = CapturePage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.drafts.text() == "Drafts (1)"


def test_a_host_says_which_routine_it_is() -> None:
    assert routine_of(host_of(Routine.AFTER_ACTION, 7)) == (Routine.AFTER_ACTION, 7)
    assert routine_of("quick") is None
    assert routine_of("page 2025-11-11 09:14:00") is None
