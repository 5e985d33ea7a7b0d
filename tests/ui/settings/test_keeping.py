"""How long notes are kept: off by default, counted, exported first, erased only when asked."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.dialog import ExportDialog
from microcoach_desktop.ui.settings import erase_old_dialog
from microcoach_desktop.ui.settings.erase_old_dialog import EraseOldDialog
from microcoach_desktop.ui.settings.keeping import KeepingChoice
from microcoach_desktop.ui.settings.page import SettingsPage
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell


@pytest.fixture
def choice(desk: Desk, clock: MovedClock, qtbot: QtBot) -> KeepingChoice:
    """Two notes and a reading of one person from three years ago, and a note of today."""
    ana = desk.coach.save_people(Person("Ana Ruiz"))[0]
    clock.move(days=-3 * 365)
    for text in ("old", "older"):
        desk.coach.capture(Session(ana.id, Kind.WIN, text))
    desk.coach.add_readings(ana.id, Metric("Pallets"), [(clock.now(), 4.0)])
    clock.move(days=3 * 365)
    desk.coach.capture(Session(ana.id, Kind.WIN, "new"))
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    (found,) = page.findChildren(KeepingChoice)
    return found


def choose(choice: KeepingChoice, months: int, qtbot: QtBot) -> None:
    choice.months.setCurrentIndex(choice.months.findData(months))
    choice.months.activated.emit(choice.months.currentIndex())
    qtbot.waitUntil(lambda: not choice.background.busy)


def test_nothing_is_offered_unless_it_is_wished(choice: KeepingChoice, desk: Desk, qtbot: QtBot) -> None:
    assert choice.months.currentText() == "Always"
    assert choice._offer.isHidden()
    choose(choice, 60, qtbot)
    assert desk.settings().keep_months == 60
    assert choice._offer.isHidden()
    choose(choice, 24, qtbot)
    assert choice.said.text() == "From before 11 Nov 2023: 2 notes and 1 reading of 1 person."
    assert not choice._offer.isHidden()
    choose(choice, 0, qtbot)
    assert choice._offer.isHidden()


def test_it_is_exported_first_and_then_erased(
    choice: KeepingChoice, desk: Desk, shell: RecordingShell, qtbot: QtBot
) -> None:
    choose(choice, 24, qtbot)
    choice.export.click()
    (export,) = choice.window().findChildren(ExportDialog)
    export.reject()
    choice.erase.click()
    (dialog,) = choice.window().findChildren(EraseOldDialog)
    assert dialog.question.text() == (
        "Erase 2 notes and 1 reading of 1 person from before 11 Nov 2023? This cannot be undone."
    )
    assert dialog.cancel.isDefault()
    dialog.erase.click()
    qtbot.waitUntil(lambda: bool(shell.toasts))
    qtbot.waitUntil(lambda: not choice.background.busy and choice._offer.isHidden())
    assert shell.toasts == ["The old notes are erased."]
    ana = desk.coach.store.people.all()[0]
    assert desk.coach.store.people.summaries()[ana.id].sessions == 1


def test_a_full_disk_can_be_tried_again(
    choice: KeepingChoice, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull("Not erased: the disk is full.")

    monkeypatch.setattr(erase_old_dialog, "erase_old", fail)
    choose(choice, 24, qtbot)
    choice.erase.click()
    (dialog,) = choice.window().findChildren(EraseOldDialog)
    dialog.go()
    qtbot.waitUntil(lambda: not dialog.banner.isHidden())
    assert dialog.erase.isEnabled()
    dialog.reject()
    assert len(desk.coach.store.archive.read({"session": ("", ())})["session"]) == 3


def test_a_number_set_by_hand_is_shown(desk: Desk, qtbot: QtBot, choice: KeepingChoice) -> None:
    desk.change_settings(replace(desk.settings(), keep_months=18))
    choice.load()
    qtbot.waitUntil(lambda: not choice.background.busy)
    assert choice.months.currentText() == "18 months"
    assert choice.months.accessibleName() == "Keep notes about people"
    assert isinstance(choice.focusProxy(), QComboBox)
