"""The frame: pages, palette, undo, tray, closing, pausing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.rhythm import policy_of
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.ui import pages
from microcoach_desktop.ui import windows as windows_module
from microcoach_desktop.ui.capture.hosts import QuickPanel
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.command_list import command_list
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import Desk, Page, PageName, Prefill, Routine
from microcoach_desktop.ui.palette import Entry, found
from microcoach_desktop.ui.people.page import PeoplePage
from microcoach_desktop.ui.people.team_dialog import TeamDialog
from microcoach_desktop.ui.status import Status
from microcoach_desktop.ui.tray_state import state_of
from microcoach_desktop.ui.windows import Windows
from tests.clock import MovedClock
from tests.fakes import FakeNotifier


class PlainPage(Page):
    """A page that counts how often it was read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reads = 0
        self.searched = False

    def reload(self) -> None:
        self.reads += 1

    def focus_search(self) -> None:
        self.searched = True


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


def page(windows: Windows, name: PageName) -> PlainPage:
    found_page = windows.main.page_widget(name)
    assert isinstance(found_page, PlainPage)
    return found_page


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


def test_no_two_commands_share_a_key(windows: Windows) -> None:
    keys = [command.keys for command in windows.commands if command.keys]
    assert len(keys) == len(set(keys))


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


def test_the_badge_counts_due_and_late(windows: Windows, status: Status, clock: MovedClock) -> None:
    (ana,) = windows.desk.coach.save_people(Person("Ana Ruiz"))
    for days in (1, 2):
        note = Session(ana.id, Kind.WIN, "seen", action="do it")
        windows.desk.coach.capture(note, clock.now() + timedelta(days=days))
    clock.move(days=2)
    status.refresh()
    lines = [action.text() for action in status.tray.menu.actions()]
    assert "1 check-in late" in lines
    assert any(line.startswith("Check in: Ana\t1 day late") for line in lines)
    assert any(line.startswith("Today\t2 due") for line in lines)


def test_pausing_and_resuming_is_said_everywhere(windows: Windows, status: Status, deeds: list[Deeds]) -> None:
    deeds[0].pause(1)
    assert windows.desk.settings().paused_until == windows.desk.now() + timedelta(hours=1)
    assert windows.main.sidebar.reminders.text() == "Reminders paused"
    assert "Resume reminders" in [action.text() for action in status.tray.menu.actions()]
    deeds[0].pause(0)
    assert windows.main.sidebar.reminders.text() == "Reminders on"


@pytest.mark.parametrize(
    ("day", "hour", "said"), [(14, 18, "Quiet until Mon 09:00"), (12, 8, "Quiet until 09:00"), (12, 9, "Reminders on")]
)
def test_outside_the_working_hours_it_is_said_until_when(
    windows: Windows, deeds: list[Deeds], clock: MovedClock, notifier: FakeNotifier, day: int, hour: int, said: str
) -> None:
    desk = windows.desk
    usual = Reminding(desk.coach.store, notifier, lambda: policy_of(Settings(), desk.coach.zone()))
    windows.desk = replace(desk, reminding=usual)
    clock.at(datetime(2025, 11, day, hour))
    Status(windows, deeds[0]).refresh()
    assert windows.main.sidebar.reminders.text() == said


def test_own_time_off_is_quiet_until_work_begins_again(
    windows: Windows, deeds: list[Deeds], clock: MovedClock, notifier: FakeNotifier
) -> None:
    desk = windows.desk
    usual = Reminding(desk.coach.store, notifier, lambda: policy_of(Settings(), desk.coach.zone()))
    windows.desk = replace(desk, reminding=usual)
    first, last = date(2025, 11, 11), date(2025, 11, 14)
    desk.coach.periods.save(Period(PeriodKind.ABSENCE, "", first, last, "Europe/Berlin"))
    clock.at(datetime(2025, 11, 12, 11))
    Status(windows, deeds[0]).refresh()
    assert windows.main.sidebar.reminders.text() == "Quiet until Mon 09:00"
    assert state_of(windows.desk, clock.now()).tooltip == "quiet until Mon 09:00"


def test_midnight_reads_every_page_again(windows: Windows, status: Status, clock: MovedClock) -> None:
    today = page(windows, PageName.TODAY)
    before = today.reads
    clock.move(days=1)
    status.refresh()
    assert today.reads == before + 1


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


def test_the_sample_says_so(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_module, "make_page", lambda _page, wanted: PlainPage(wanted))
    made = Windows(sample=True)
    made.build(replace(desk, shell=made), command_list(made, Deeds(made)))
    qtbot.addWidget(made.main)
    made.show_main()
    texts = [label.text() for label in made.main.sample.findChildren(QLabel)]
    assert any("Sample data" in text for text in texts)
    made.close()


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
