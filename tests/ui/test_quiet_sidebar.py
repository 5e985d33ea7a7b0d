"""What a heartbeat says again is not painted again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.sidebar import ReminderButton
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.nav import NavItem


class Paints(QObject):
    """Counts from when the widget has come to rest."""

    def __init__(self, qtbot: QtBot, watched: QWidget) -> None:
        super().__init__(watched)
        qtbot.addWidget(watched)
        self.count = 0
        watched.installEventFilter(self)
        watched.show()
        qtbot.waitUntil(lambda: self.count > 0)
        while self.since():
            pass

    def since(self) -> int:
        """How many there were since the last question."""
        self.count = 0
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        return self.count

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.mark.parametrize("same", [True, False])
def test_reminders(qtbot: QtBot, kit: Kit, same: bool) -> None:
    button = ReminderButton(kit)
    button.set_state("Reminders on", "Shift handover 14:00", paused=False)
    paints = Paints(qtbot, button)
    button.set_state("Reminders on", "Shift handover 14:00", paused=not same)
    assert paints.since() == (0 if same else 1)


@pytest.mark.parametrize("same", [True, False])
def test_badge(qtbot: QtBot, kit: Kit, same: bool) -> None:
    item = NavItem(kit, "sun", "Today")
    item.set_badge("3", late=True)
    paints = Paints(qtbot, item)
    item.set_badge("3", late=same)
    assert paints.since() == (0 if same else 1)
