"""The page of today, shown."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.today.page import TodayPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 832)
    return made
