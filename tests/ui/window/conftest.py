"""The windows around plain pages, with what can be done in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui import windows as windows_module
from microcoach_desktop.ui.command_list import command_list
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.status import Status
from microcoach_desktop.ui.windows import Windows
from tests.ui.window.plain_page import PlainPage


@pytest.fixture
def deeds() -> list[Deeds]:
    return []


@pytest.fixture
def windows(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, deeds: list[Deeds]) -> Iterator[Windows]:
    monkeypatch.setattr(windows_module, "make_page", lambda _page, wanted: PlainPage(wanted))
    made = Windows(sample=False)
    own = replace(desk, shell=made)
    deeds.append(Deeds(made))
    made.build(own, command_list(made, deeds[0]))
    qtbot.addWidget(made.main)
    qtbot.addWidget(made.note)
    made.show_main()
    yield made
    made.close()


@pytest.fixture
def status(windows: Windows, deeds: list[Deeds]) -> Status:
    made = Status(windows, deeds[0])
    made.refresh()
    return made
