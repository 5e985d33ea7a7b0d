"""Each control writes its own setting at once."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QSpinBox, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.settings import Settings, ThemeMode
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.settings.page import SettingsPage
from tests.ui.shell import RecordingShell


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def named(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    return next(widget for widget in page.findChildren(kind) if widget.accessibleName() == name)


def test_showing_it_changes_nothing(page: SettingsPage, desk: Desk) -> None:
    assert desk.settings() == Settings()


def test_controls_apply_at_once(page: SettingsPage, desk: Desk) -> None:
    theme = named(page, QComboBox, "Theme")
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(2)
    theme.activated.emit(2)
    popups = named(page, QSpinBox, "Popups a day, at most")
    assert isinstance(popups, QSpinBox)
    popups.setValue(5)
    single = named(page, QCheckBox, "Single-key shortcuts")
    assert isinstance(single, QCheckBox)
    single.click()
    settings = desk.settings()
    assert (settings.theme, settings.daily_popups, settings.single_key_shortcuts) == (ThemeMode.DARK, 5, False)


def test_quiet_hours_are_both_times_or_none(page: SettingsPage, desk: Desk) -> None:
    switch = next(box for box in page.findChildren(QCheckBox) if box.text() == "On")
    starts = named(page, QTimeEdit, "Quiet from")
    assert not starts.isEnabled()
    switch.click()
    assert (desk.settings().quiet_from, desk.settings().quiet_until) == (time(22), time(6))
    assert starts.isEnabled()
    switch.click()
    assert (desk.settings().quiet_from, desk.settings().quiet_until) == (None, None)


def test_search_leaves_what_matches(page: SettingsPage) -> None:
    page.search.setText("quiet")
    visible = {w.accessibleName() for w in page.findChildren(QTimeEdit) if w.isVisible()}
    assert visible == {"Quiet from", "Quiet until"}
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
