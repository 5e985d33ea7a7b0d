"""Two records of one person: choosing them, what stays of each, and merging."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.merge_dialog import MergeDialog
from tests.ui.people.conftest import OpenPage
from tests.ui.shell import RecordingShell

Save = Callable[..., Session]


@pytest.fixture
def other(desk: Desk) -> Person:
    person = Person("M. Nowak", role="Packer & loader", tone=Tone.BALANCED, wanted_gap_days=7)
    return desk.coach.save_people(person, Person("Ana Ruiz"))[0]


def test_the_likeliest_stands_first_and_next_shows_both(
    desk: Desk, marek: Person, other: Person, window: QWidget
) -> None:
    dialog = MergeDialog(desk, marek.id, parent=window)
    assert dialog.picker is not None
    assert dialog.picker.person == other
    dialog.picker.search.setText("nobody at all")
    assert not dialog.go.isEnabled()
    dialog.picker.search.setText("now")
    dialog.go.click()
    assert dialog.choices is not None
    assert set(dialog.choices.pairs) == {"name", "role", "team", "tone", "gaps"}
    dialog.back.click()
    assert dialog.choices is None
    assert dialog.go.text() == "Next"


def test_what_is_chosen_stays_and_all_moves(
    desk: Desk, marek: Person, other: Person, window: QWidget, note: Save, shell: RecordingShell
) -> None:
    note(other, "Packed with care.", due_days=2)
    dialog = MergeDialog(desk, marek.id, other.id, window)
    merged: list[int] = []
    dialog.merged.connect(merged.append)
    choices = dialog.choices
    assert choices is not None
    assert choices.chosen() == Person(
        "Marek Nowak", marek.id, role="Picker", team="early shift", tone=Tone.DIRECT, wanted_gap_days=7
    )
    assert choices.moves.text() == "Moves over from M. Nowak: 1 session, 1 follow-up."
    assert choices.names.text() == "Still found as: M. Nowak. Undo brings both records back."
    choices.pairs["name"].choose(second=True)
    choices.pairs["role"].choose(second=True)
    assert choices.names.text() == "Still found as: Marek Nowak. Undo brings both records back."
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (ana, one) = desk.coach.store.people.all()
    assert (one.id, one.name, one.other_names) == (marek.id, "M. Nowak", ("Marek Nowak",))
    assert (one.role, one.team, one.tone) == ("Packer & loader", "early shift", Tone.DIRECT)
    assert merged == [marek.id]
    assert shell.toasts == ["Both records are one: M. Nowak."]
    desk.coach.undo()
    assert {person.name for person in desk.coach.store.people.all()} == {"Marek Nowak", "M. Nowak", ana.name}


def test_plain_enter_merges_nothing(desk: Desk, marek: Person, other: Person, window: QWidget) -> None:
    dialog = MergeDialog(desk, marek.id, other.id, window)
    assert dialog.choices is not None
    QTest.keyClick(dialog.choices, Qt.Key.Key_Return)
    assert len(desk.coach.store.people.all()) == 3


def test_a_full_disk_keeps_what_was_chosen(
    desk: Desk, marek: Person, other: Person, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = MergeDialog(desk, marek.id, other.id, window)

    def fail(*_: object) -> None:
        raise DiskFull("Not saved: the disk is full.")

    monkeypatch.setattr(desk.coach.merging, "merge", fail)
    dialog.go.click()
    assert not dialog.banner.isHidden()
    monkeypatch.undo()
    dialog.go.click()
    assert len(desk.coach.store.people.all()) == 2


def test_it_opens_from_the_menu_of_a_person_and_from_two_that_are_marked(
    desk: Desk, marek: Person, other: Person, open_page: OpenPage
) -> None:
    page = open_page()
    page.show_person(marek.id)
    next(action for action in page.header.menu.actions() if action.text() == "Merge with…").trigger()
    (first,) = page.findChildren(MergeDialog)
    assert first.picker is not None
    first.reject()
    page.pane.list.select_people([marek.id, other.id])
    page.pane.bulk.merge.click()
    second = page.findChildren(MergeDialog)[-1]
    assert second.picker is None
    second.go.click()
    assert len(desk.coach.store.people.all()) == 2
    assert page.header.name.text() == "Marek Nowak"


def test_every_choice_says_what_it_is_about(desk: Desk, marek: Person, other: Person, window: QWidget) -> None:
    from PySide6.QtWidgets import QRadioButton

    dialog = MergeDialog(desk, marek.id, other.id, window)
    said = [choice.accessibleName() for choice in dialog.findChildren(QRadioButton)]
    assert said[:4] == ["Name: Marek Nowak", "Name: M. Nowak", "Role: Picker", "Role: Packer & loader"]
    assert all(choice.minimumSizeHint().height() >= 24 for choice in dialog.findChildren(QRadioButton))
