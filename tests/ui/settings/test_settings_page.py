"""Each control writes its own setting at once."""

from __future__ import annotations

from datetime import time
from typing import TypeVar

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QSpinBox, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.settings import Settings, ThemeMode
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.settings.page import SettingsPage
from tests.ui.shell import RecordingShell

Control = TypeVar("Control", bound=QWidget)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def named(page: QWidget, kind: type[Control], name: str) -> Control:
    return next(widget for widget in page.findChildren(kind) if widget.accessibleName() == name)


def test_showing_it_changes_nothing(page: SettingsPage, desk: Desk) -> None:
    assert desk.settings() == Settings()


def test_controls_apply_at_once(page: SettingsPage, desk: Desk) -> None:
    theme = named(page, QComboBox, "Theme")
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(2)
    theme.activated.emit(2)
    popups = named(page, QSpinBox, "Reminders a day, at most")
    assert isinstance(popups, QSpinBox)
    popups.setValue(5)
    single = named(page, QCheckBox, "Single-key shortcuts")
    assert isinstance(single, QCheckBox)
    single.click()
    settings = desk.settings()
    assert (settings.theme, settings.daily_popups, settings.single_key_shortcuts) == (ThemeMode.DARK, 5, False)


def test_a_day_can_have_hours_of_its_own_or_none(page: SettingsPage, desk: Desk) -> None:
    ends = named(page, QTimeEdit, "Fri until")
    ends.setTime(QTime(1, 30))
    assert desk.settings().other_hours == ((4, time(9), time(1, 30)),)
    assert "next day" in {label.text() for label in page.findChildren(QLabel)}
    named(page, QCheckBox, "Mon").click()
    assert desk.settings().working_days == (1, 2, 3, 4)
    assert not named(page, QTimeEdit, "Mon from").isEnabled()
    ends.setTime(QTime(17, 0))
    assert desk.settings().other_hours == ()


def test_the_weekly_review_has_a_day_and_a_time_or_never(page: SettingsPage, desk: Desk) -> None:
    day, at = named(page, QComboBox, "Day of the weekly review"), named(page, QTimeEdit, "Time of the weekly review")
    assert (day.currentText(), at.time()) == ("Fri", QTime(15, 0))
    day.setCurrentIndex(0)
    day.activated.emit(0)
    assert desk.settings().review_day == -1
    assert not at.isEnabled()


def test_search_leaves_what_matches(page: SettingsPage) -> None:
    page.search.setText("day ends")
    visible = {w.accessibleName() for w in page.findChildren(QTimeEdit) if w.isVisible()}
    assert visible == {"Your day ends"}
    page.search.setText("no such thing")
    assert not any(w.isVisible() for w in page.findChildren(QTimeEdit))
    page.search.setText("")
    assert named(page, QComboBox, "Theme").isVisible()


def test_back_up_now_makes_a_file(page: SettingsPage, desk: Desk, shell: RecordingShell) -> None:
    desk.coach.save_people(Person("Ana Ruiz"))
    next(b for b in page.findChildren(QAbstractButton) if b.text() == "Back up now").click()
    assert len(list((desk.coach.store.folder / "backups").iterdir())) == 1
    assert shell.toasts == ["Backup 000001-manual was made."]


def test_every_control_has_a_name(page: SettingsPage) -> None:
    kinds = (QComboBox, QSpinBox, QTimeEdit, QAbstractButton)
    controls = [w for kind in kinds for w in page.findChildren(kind) if w.isVisible()]
    unnamed = [w for w in controls if not w.accessibleName() and not (isinstance(w, QAbstractButton) and w.text())]
    assert unnamed == []
