import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.calendar.page import CalendarPage
from microcoach_desktop.ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CalendarPage:
    """The month, with the focus in it."""
    made = CalendarPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 832)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.month.setFocus()
    return made
