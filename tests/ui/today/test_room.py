"""Narrow windows, large text, and what every control is called."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk, Routine
from microcoach_desktop.ui.today.page import TodayPage
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell
from tests.ui.today.seen import clipped, plan, shown


def test_each_stop_of_tab_can_be_seen(page: TodayPage, qtbot: QtBot) -> None:
    shown(page, qtbot).setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    focused = page.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Add people"


def test_the_menu_offers_what_the_page_can(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot, shell: RecordingShell
) -> None:
    desk.coach.save_people(Person("Ana Ruiz"))
    shown(page, qtbot)
    reschedule, routines, edit, table = page.menu().actions()
    assert not reschedule.isEnabled()
    edit.trigger()
    assert shell.asked.pop() == ("key tasks", 0)
    submenu = routines.menu()
    assert isinstance(submenu, QMenu)
    for action in submenu.actions():
        action.trigger()
    assert shell.asked == [(routine.value, (0, "")) for routine in Routine]
    table.trigger()
    assert page.rail.rhythm.table.isVisible()


def test_the_rail_goes_below_in_a_narrow_window(page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    plan(desk, clock, "Marek Nowak", "Scan", timedelta(days=-1))
    shown(page, qtbot)
    assert page.rail.x() > page.rows[0].x() + page.rows[0].width()
    page.resize(1100, 832)
    qtbot.waitUntil(lambda: page.rail.y() > page.rows[0].y() + page.rows[0].height())


@pytest.mark.parametrize("width", [752, 1280])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_every_control_has_a_name(
    scale: float, width: int, page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    plan(desk, clock, "Maximiliane-Charlotte von Hohenstein-Wartenberg", "Long action " * 12, timedelta(days=-1))
    desk.coach.save_key_task(KeyTask("Stand-up " * 9, datetime(2025, 11, 11, 9), "Europe/Berlin", minutes=120))
    desk.coach.save_draft("page", json.dumps({"observation": "word " * 40}))
    page.resize(width, 640)
    desk.kit.theme.set_text_scale(scale)
    shown(page, qtbot)
    controls = [w for w in page.findChildren(QAbstractButton) if w.isVisible()]
    assert len(controls) > 8
    assert [w for w in controls if not (w.accessibleName() or w.text())] == []
    qtbot.waitUntil(lambda: clipped(page) == [], timeout=2000)


def test_text_made_large_and_small_again_leaves_no_trace(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    plan(desk, clock, "Marek Nowak", "Scan each tote", timedelta(days=-1))
    page.resize(1180, 832)
    shown(page, qtbot)
    qtbot.waitUntil(lambda: page.rows[0].height() < 80)
    desk.kit.theme.set_text_scale(2.0)
    qtbot.waitUntil(lambda: page.rows[0].height() > 90)
    desk.kit.theme.set_text_scale(1.0)
    qtbot.waitUntil(lambda: page.rows[0].height() < 80, timeout=2000)


def test_rows_that_were_kept_still_follow_the_text_size(
    page: TodayPage, desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    for name in ("Marek Nowak", "Ana Ruiz", "Priya Shah"):
        plan(desk, clock, name, "Scan each tote", timedelta(days=-1))
    page.resize(1180, 832)
    shown(page, qtbot)
    first = page.rows[0]
    desk.kit.theme.set_text_scale(2.0)
    page.hide()
    page.mark_stale()
    page.show()
    qtbot.waitUntil(lambda: first.height() > 90)
    page.hide()
    page.mark_stale()
    desk.kit.theme.set_text_scale(1.0)
    page.show()
    assert page.rows[0] is first
    qtbot.waitUntil(lambda: all(row.height() < 80 for row in page.rows), timeout=2000)
