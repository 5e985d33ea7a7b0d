"""The frame: pages, messages, undo, closing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui import pages
from microcoach_desktop.ui import windows as windows_module
from microcoach_desktop.ui.capture.hosts import QuickPanel
from microcoach_desktop.ui.command_list import command_list
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import Desk, PageName, Prefill
from microcoach_desktop.ui.people.team_dialog import TeamDialog
from microcoach_desktop.ui.windows import Windows
from tests.ui.window.plain_page import PlainPage, page


def test_it_lands_on_today(windows: Windows) -> None:
    assert windows.main.page is PageName.TODAY
    assert windows.main.page_widget(PageName.PEOPLE) is None


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_3, PageName.CALENDAR), (Qt.Key.Key_4, PageName.PEOPLE)])
def test_a_key_opens_each_page(windows: Windows, qtbot: QtBot, key: Qt.Key, name: PageName) -> None:
    QTest.keyClick(windows.main, key, Qt.KeyboardModifier.ControlModifier)
    assert windows.main.page is name


def test_keys_of_the_program_work_while_a_note_is_typed(windows: Windows, qtbot: QtBot) -> None:
    windows.quick_capture()
    quick = windows.prepare_quick()
    qtbot.waitUntil(quick.isActiveWindow)
    control, scale = Qt.KeyboardModifier.ControlModifier, windows.desk.settings().text_scale
    QTest.keyClick(quick, Qt.Key.Key_Plus, control)
    assert windows.desk.settings().text_scale > scale
    with qtbot.waitSignal(windows.quit_wanted):
        QTest.keyClick(quick, Qt.Key.Key_Q, control)
    QTest.keyClick(quick, Qt.Key.Key_W, control)
    assert not quick.isVisible()
    assert windows.main.isVisible()


def test_a_hidden_page_is_read_again_only_when_it_is_shown(windows: Windows) -> None:
    windows.open_page(PageName.PEOPLE)
    today = page(windows, PageName.TODAY)
    before = today.reads
    windows.desk.coach.save_people(Person("Ana Ruiz"))
    assert today.reads == before
    windows.open_page(PageName.TODAY)
    assert today.reads == before + 1


def test_adding_people_opens_their_window_over_the_list(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_module, "make_page", pages.make_page)
    windows.add_people()
    assert windows.main.page is PageName.PEOPLE
    dialog = windows.main.findChild(TeamDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_undo_and_redo_say_what_they_did(windows: Windows) -> None:
    windows.desk.coach.save_people(Person("Ana Ruiz"))
    windows.undo()
    assert windows.desk.coach.store.people.all() == []
    assert windows.main.toast.text == "Undone."
    windows.redo()
    assert [person.name for person in windows.desk.coach.store.people.all()] == ["Ana Ruiz"]
    windows.undo()
    windows.undo()
    assert windows.main.toast.text == "Nothing to undo."


def test_a_message_offers_its_action_beside_undo(windows: Windows) -> None:
    windows.toast("Worked.", action_text="Add to playbook", on_action=windows.close)
    assert [action.text() for action in windows.main.toast.choices] == ["Add to playbook", "Undo"]
    windows.toast("Gone.", undo=False)
    assert windows.main.toast.choices == ()


def test_trouble_stays_until_it_is_tried_again(windows: Windows) -> None:
    tried: list[bool] = []
    error = DiskFull("Not saved: the disk is full.", "Your text is still here.", "Free some space.")
    windows.trouble(error, retry=lambda: tried.append(True), text="what was typed")
    assert windows.main.banner.isVisible()
    assert windows.main.banner.text == error.sentence
    buttons = [b for b in windows.main.banner.findChildren(QWidget) if getattr(b, "text", str)() == "Try again"]
    buttons[0].click()  # type: ignore[attr-defined]
    assert tried == [True]
    assert not windows.main.banner.isVisible()


def test_a_saved_note_leaves_the_banner_of_another_trouble(windows: Windows) -> None:
    def retry() -> None: ...

    windows.trouble(DiskFull("The disk is full.", "Nothing was lost."), retry=retry)
    windows._show_bug(None)
    windows.settled(retry)
    assert windows.main.banner.isVisible()


def test_a_note_that_was_saved_after_all_takes_its_banner_away(
    windows: Windows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ana,) = windows.desk.coach.save_people(Person("Ana Ruiz"))
    windows.quick_capture(Prefill(person_id=ana.id, kind=Kind.WIN))
    panel = windows.prepare_quick().findChild(QuickPanel)
    assert isinstance(panel, QuickPanel)
    panel.form.observation.setPlainText("called every bed by its number")
    with monkeypatch.context() as full:

        def refuse(*_values: object, **_named: object) -> None:
            raise DiskFull("Not saved: the disk is full.", "Your text is still here.", "Free some space.")

        full.setattr(type(windows.desk.coach), "capture", refuse)
        assert not panel.save()
        assert windows.main.banner.isVisible()
    assert panel.save()
    assert not windows.main.banner.isVisible()


def test_without_a_tray_closing_minimises(windows: Windows) -> None:
    event = QCloseEvent()
    windows.main.closeEvent(event)
    assert not event.isAccepted()
    assert windows.main.isMinimized()


def test_text_size_stays_between_its_limits(windows: Windows, deeds: list[Deeds]) -> None:
    for _ in range(20):
        deeds[0].change_text_scale(1)
    assert windows.desk.settings().text_scale == 2.0
    deeds[0].change_text_scale(0)
    assert windows.desk.settings().text_scale == 1.0


def test_the_sample_says_so(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_module, "make_page", lambda _page, wanted: PlainPage(wanted))
    made = Windows(sample=True)
    made.build(replace(desk, shell=made), command_list(made, Deeds(made)))
    qtbot.addWidget(made.main)
    made.show_main()
    texts = [label.text() for label in made.main.sample.findChildren(QLabel)]
    assert any("Sample data" in text for text in texts)
    made.close()
