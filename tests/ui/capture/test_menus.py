"""What the chips and small buttons of the capture panel offer, chosen by hand."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.chips import ChipRow
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk


@pytest.fixture
def team(desk: Desk) -> list[Person]:
    task = KeyTask("Shift handover", datetime(2025, 11, 3, 13, 30), "Europe/Berlin", rule=weekly_rule(frozenset({2})))
    desk.coach.save_key_task(task)
    return desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))


def choose(owner: QWidget, text: str) -> None:
    """The entry of the menu that is open."""
    menus = [menu for menu in owner.findChildren(QMenu) if menu.isVisible()]
    action = next(action for menu in menus for action in menu.actions() if action.text().startswith(text))
    action.trigger()
    for menu in menus:
        menu.close()


def row(quick: QuickWindow) -> ChipRow:
    assert quick.panel.chips is not None
    return quick.panel.chips


def test_the_kind_is_chosen_from_its_chip(quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@Ana win saw it")
    row(quick).kind.click()
    choose(row(quick), "Opportunity")
    assert quick.panel.form.chosen_kind() is Kind.OPPORTUNITY
    assert quick.panel.line.text == "@Ana saw it"


def test_the_context_is_chosen_and_taken_away(quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@Ana win saw it")
    row(quick).context.click()
    choose(row(quick), "Shift handover")
    assert row(quick).context.text() == "Shift handover"
    row(quick).context.click()
    choose(row(quick), "No context")
    assert row(quick).context.text() == "Context"


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("Thu 13 Nov, 14:00", "Thu 13 Nov, 14:00"),
        ("in 1 week", "Tue 18 Nov, 14:00"),
        ("No follow-up", "No follow-up"),
    ],
)
def test_the_follow_up_is_chosen_from_its_chip(entry: str, shown: str, quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@Ana win saw it >fri")
    row(quick).when.click()
    choose(row(quick), entry)
    assert row(quick).when.text() == shown
    assert quick.panel.line.text.strip() == "@Ana win saw it"


def test_a_date_can_be_typed_after_all(quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@Ana win saw it")
    row(quick).when.click()
    choose(row(quick), "Type a date")
    QTest.keyClicks(quick.panel.line.edit, "fri")
    assert row(quick).when.accessibleName() == "Fri 14 Nov, 14:00 in 3 days"


def test_somebody_unknown_joins_by_the_chip(quick: QuickWindow, desk: Desk) -> None:
    quick.panel.line.edit.set_line("@Zoe win saw it")
    row(quick).person.click()
    assert quick.panel.form.person.person is not None
    assert "Zoe" in [person.name for person in desk.coach.store.people.all()]


def test_the_tone_is_chosen_for_this_note(page: CapturePage) -> None:
    opener = page.panel.form.opener
    opener._tones.click()
    choose(opener, "Direct")
    assert page.panel.form.tone() is Tone.DIRECT


def test_the_talk_is_marked_from_its_button(page: CapturePage) -> None:
    talk = page.panel.form.talk
    talk.button.click()
    choose(talk, "Just talked")
    assert talk.talked
    talk.button.click()
    choose(talk, "Not said yet")
    assert talk.text() == ""


def test_a_person_is_a_resource(page: CapturePage) -> None:
    resource = page.panel.form.resource
    resource._pick.click()
    (who,) = [menu for menu in resource.findChildren(QMenu) if menu.title() == "A person to ask"]
    next(action for action in who.actions() if action.text() == "Marek Nowak").trigger()
    assert resource.edit.text() == "Ask Marek Nowak"


def test_a_template_is_picked_from_the_list(page: CapturePage) -> None:
    page.panel.template.click()
    choose(page.panel.template, "Feed-forward")
    assert page.panel.template.text() == "Feed-forward"


def test_the_key_task_of_a_cue_is_picked_from_the_list(page: CapturePage) -> None:
    page.panel.template.pick("shift-handover")
    cue = page.panel.form.cue
    cue.chip.click()
    choose(cue, "Shift handover")
    assert cue.task is not None


def test_the_list_of_people_opens_at_the_arrow(page: CapturePage, team: list[Person]) -> None:
    person = page.panel.form.person
    person.set_person(team[0].id)
    middle = person.edit.rect().center()
    middle.setX(person.edit.width() - 12)
    QTest.mouseClick(person.edit, Qt.MouseButton.LeftButton, pos=middle)
    QTest.keyClick(person.edit, Qt.Key.Key_Down)
    QTest.keyClick(person.edit, Qt.Key.Key_Return)
    assert person.person == team[1]


def test_another_draft_is_opened_from_the_list(page: CapturePage, quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@Ana win half a sentence")
    quick.close()
    page.reload()
    page.drafts.click()
    choose(page, "Quick capture")
    assert page.panel.form.observation.toPlainText() == "half a sentence"


def test_tags_are_typed_and_taken_off_by_key(page: CapturePage) -> None:
    tags = page.panel.form.tags
    QTest.keyClicks(tags.edit, "returns,")
    QTest.keyClicks(tags.edit, "scan first")
    QTest.keyClick(tags.edit, Qt.Key.Key_Return)
    assert tags.tags() == ("returns", "scan first")
    QTest.keyClick(tags._chips[0], Qt.Key.Key_Delete)
    assert tags.tags() == ("scan first",)
