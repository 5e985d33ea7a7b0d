"""Commands and what Ctrl+K finds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import PageName, Routine
from microcoach_desktop.ui.palette import Entry, found
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.windows import Windows
from tests.clock import MovedClock


def test_no_two_commands_share_a_key(windows: Windows) -> None:
    keys = [command.keys for command in windows.commands if command.keys]
    assert len(keys) == len(set(keys))


def test_the_palette_runs_what_was_found(windows: Windows, deeds: list[Deeds], qtbot: QtBot) -> None:
    windows.desk.coach.save_people(Person("Tomás Silva"))
    deeds[0].open_palette()
    palette = deeds[0]._palette
    assert palette is not None
    palette.field.setText("tomas")
    assert [entry.title for entry in palette._rows.entries] == ["Tomás Silva"]
    palette.field.setText("calend")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert windows.main.page is PageName.CALENDAR


def test_finding_puts_prefix_before_inside_and_recent_first() -> None:
    entries = [Entry(name, name, "", "", "x", int) for name in ("Redo", "Undo", "Unlock", "A dune")]
    assert [e.id for e in found(entries, "un", [])] == ["Undo", "Unlock", "A dune"]
    assert next(e.id for e in found(entries, "", ["Unlock"])) == "Unlock"
    assert found(entries, "zzz", []) == []


def test_the_templates_are_reached_by_their_command(windows: Windows, qtbot: QtBot) -> None:
    (command,) = [command for command in windows.commands if command.id == "templates"]
    command.run()
    dialog = windows._dialogs["templates"]
    assert dialog.isVisible()
    command.run()
    assert windows._dialogs["templates"] is dialog
    dialog.close()
    qtbot.waitUntil(lambda: "templates" not in windows._dialogs)


def test_the_palette_marks_a_talk(windows: Windows, deeds: list[Deeds], clock: MovedClock) -> None:
    coach = windows.desk.coach
    (marek,) = coach.save_people(Person("Marek Nowak"))
    note = coach.capture(Session(marek.id, Kind.OPPORTUNITY, "seen", action="Read the board")).session
    clock.move(hours=30)
    (entry,) = [entry for entry in deeds[0]._entries() if entry.id.startswith("talk")]
    assert entry.title == "Just talked about: Read the board"
    entry.run()
    assert coach.store.sessions.get(note.id).talked_at == coach.now()


def test_the_palette_shows_the_card_of_the_note_at_hand(windows: Windows, deeds: list[Deeds], qtbot: QtBot) -> None:
    coach = windows.desk.coach
    assert [entry for entry in deeds[0]._entries() if entry.id.startswith("card")] == []
    marek, ana = coach.save_people(Person("Marek Nowak"), Person("Ana Ruiz"))
    older = coach.capture(Session(marek.id, Kind.OPPORTUNITY, "seen", action="Read the board")).session
    coach.capture(Session(ana.id, Kind.WIN, "Told the customer first"))

    def offered() -> Entry:
        (entry,) = [entry for entry in deeds[0]._entries() if entry.id.startswith("card")]
        return entry

    assert offered().title == "Show the card: Told the customer first"
    windows.show_main()
    page = PeoplePage(windows.desk)
    windows.main.put(PageName.PEOPLE, lambda: page)
    page.show_person(marek.id, older.id)
    qtbot.waitUntil(lambda: offered().title == "Show the card: Read the board")
    offered().run()
    (card,) = windows.main.findChildren(CardWindow)
    assert card.content.name == "Marek Nowak"
    card.close()


@pytest.mark.parametrize("routine", Routine)
def test_each_routine_is_a_command_that_opens_its_window(windows: Windows, routine: Routine, qtbot: QtBot) -> None:
    windows.desk.coach.save_people(Person("Ana Ruiz"))
    command = next(command for command in windows.commands if command.id == f"routine {routine.value}")
    command.run()
    (dialog,) = [found for found in windows.main.findChildren(QDialog) if found.windowTitle() == command.title]
    assert dialog.isVisible()
    command.run()
    assert [found for found in windows.main.findChildren(QDialog) if found.windowTitle() == command.title] == [dialog]
    dialog.close()
    qtbot.waitUntil(lambda: not windows.main.findChildren(QDialog))
