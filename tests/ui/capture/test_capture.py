"""The capture panel in its two hosts: quick by keyboard, nothing wrong saved."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import BUDGETS, Kind, Session
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.widgets.edits import MOST_PASTED
from tests.clock import MovedClock
from tests.ui.capture.panel_filling import errors, fill, sessions
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Types into whatever has the focus and counts every key."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(self._target(), key, modifier)

    def type(self, text: str) -> None:
        self.count += len(text)
        QTest.keyClicks(self._target(), text)

    def _target(self) -> QWidget:
        return self._window.focusWidget() or self._window


@pytest.mark.parametrize("host", ["quick", "page"])
def test_a_minimal_note_takes_three_inputs_and_at_most_50_keys(
    host: str, desk: Desk, qtbot: QtBot, team: list[Person], request: pytest.FixtureRequest
) -> None:
    window: QWidget = request.getfixturevalue(host)
    assert isinstance(window, QuickWindow | CapturePage)
    window.panel.focus_first()
    keys = Keys(window)
    if host == "quick":
        keys.type("@an")
        keys.press(Qt.Key.Key_Tab)
        keys.type("win ")
    else:
        keys.type("an")
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_W, ALT)
    keys.type("Closed the checklist before leaving")
    keys.press(Qt.Key.Key_Return, CTRL)
    (saved,) = sessions(desk)
    assert (saved.person_id, saved.kind, saved.observation) == (
        team[0].id,
        Kind.WIN,
        "Closed the checklist before leaving",
    )
    assert keys.count <= 50


def test_saving_says_for_whom_and_when(quick: QuickWindow, team: list[Person], shell: RecordingShell) -> None:
    fill(quick.panel, team[0], "opportunity")
    quick.panel.form.when.set_text("fri 14:00")
    assert quick.panel.save()
    assert shell.toasts == ["Saved for Ana. Check in Fri 14 Nov, 14:00."]
    assert not quick.isVisible()


def test_kind_has_no_default(quick: QuickWindow) -> None:
    assert quick.panel.form.kind.value is None


def test_what_is_missing_is_named_and_focused(quick: QuickWindow, desk: Desk) -> None:
    assert not quick.panel.save()
    assert quick.panel.footer.words == "Needs a person, a kind and what you saw."
    assert sessions(desk) == []
    assert quick.panel.chips is not None
    assert quick.panel.chips.person.hasFocus()


@pytest.mark.parametrize("text", ["31 feb", "next whenever", "2025-11-01 10:00"])
def test_a_date_that_cannot_be_is_refused_and_the_text_stays(
    text: str, quick: QuickWindow, desk: Desk, team: list[Person]
) -> None:
    fill(quick.panel, team[0])
    quick.panel.form.when.set_text(text)
    assert not quick.panel.save()
    assert quick.panel.form.observation.toPlainText() == "Closed the checklist"
    assert quick.panel.form.when.edit.text() == text
    assert quick.panel.footer.words == quick.panel.form.when.problem()
    assert sessions(desk) == []


def test_an_opportunity_suggests_a_follow_up_and_a_win_takes_it_back(quick: QuickWindow, team: list[Person]) -> None:
    form = quick.panel.form
    form.person.set_person(team[0].id)
    form.kind.set_value("opportunity")
    form.kind.changed.emit("opportunity")
    assert form.when.edit.text() == "13 Nov 14:00"
    form.kind.set_value("win")
    form.kind.changed.emit("win")
    assert form.when.edit.text() == ""
    form.when.set_text("fri")
    form.kind.set_value("opportunity")
    form.kind.changed.emit("opportunity")
    assert form.when.edit.text() == "fri"


def test_all_fields_arrive(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    form = page.panel.form
    fill(page.panel, team[1], "opportunity", "Two open returns were not on the sheet.")
    form.context.setEditText("Floor walk")
    form.opener.another()
    form.went_well.setPlainText("On time.")
    form.impact.setPlainText("Two calls.")
    form.action.setPlainText("Read the board aloud")
    form.success.setText("None missed for 5 shifts")
    form.measure.name.setEditText("Missed returns")
    form.measure.now.setText("2")
    form.measure.target.setText("0,5")
    form.measure.unit.setText("per shift")
    form.resource.edit.setText("Sheet v3")
    form.tags.set_tags(("handover", "returns"))
    form.when.set_text("thu 14:00")
    assert page.panel.save()
    (saved,) = sessions(desk)
    assert saved.metric_id is not None
    metric = desk.coach.store.metrics.get(saved.metric_id)
    assert (metric.name, metric.unit, saved.baseline, saved.target) == ("Missed returns", "per shift", 2.0, 0.5)
    assert (saved.context, saved.impact, saved.action, saved.tags) == (
        "Floor walk",
        "Two calls.",
        "Read the board aloud",
        ("handover", "returns"),
    )
    assert saved.opener
    assert saved.resource == "Sheet v3"


def test_a_value_that_is_no_number_is_shown_at_the_metric(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    fill(page.panel, team[0])
    page.panel.form.measure.name.setEditText("Missed returns")
    page.panel.form.measure.now.setText("many")
    assert not page.panel.save()
    assert "must be numbers" in errors(page.panel)["metric"]
    assert sessions(desk) == []


def test_markup_control_signs_and_right_to_left_stay_as_typed(
    page: CapturePage, desk: Desk, team: list[Person]
) -> None:
    text = "<b>not bold</b> & <img src=x> שלום a\u200fb"
    fill(page.panel, team[0], saw=text + "\x00\x07")
    page.panel.form.resource.edit.setText("<script>")
    assert page.panel.save()
    (saved,) = sessions(desk)
    assert saved.observation == text
    assert saved.resource == "<script>"


def test_ten_megabytes_are_cut(page: CapturePage) -> None:
    pasted = QMimeData()
    pasted.setText("x" * 10_000_000)
    page.panel.form.observation.insertFromMimeData(pasted)
    assert len(page.panel.form.observation.toPlainText()) == MOST_PASTED
    page.panel.form.success.setText("y" * 10_000_000)
    assert len(page.panel.form.success.text()) <= 2 * BUDGETS["success"]


def test_a_reminder_brings_person_context_and_occurrence(quick: QuickWindow, desk: Desk, clock: MovedClock) -> None:
    person = desk.coach.store.people.all()[0]
    start = datetime(2025, 11, 11, 8, 30)
    task = KeyTask("Stand-up", start, "Europe/Berlin", rule=weekly_rule(frozenset(range(7))), person_ids=(person.id,))
    task = desk.coach.save_key_task(task)
    quick.open(Prefill(person.id, key_task_id=task.id, occurrence="2025-11-11T08:30"))
    form = quick.panel.form
    assert form.context.currentText() == "Stand-up"
    assert form.person.person == person
    keys = Keys(quick)
    keys.press(Qt.Key.Key_W, ALT)
    keys.type("Named the pallet count")
    keys.press(Qt.Key.Key_Return, CTRL)
    (saved,) = sessions(desk)
    assert (saved.key_task_id, saved.occurrence) == (task.id, "2025-11-11T08:30")


def test_a_name_typed_after_its_key_takes_the_place_of_the_old_one(page: CapturePage, team: list[Person]) -> None:
    fill(page.panel, team[0])
    QTest.keyClick(page.panel.form.observation, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    edit = page.panel.form.person.edit
    assert edit.hasFocus()
    QTest.keyClicks(edit, team[1].name.split()[0].lower())
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert page.panel.form.person.person == team[1]


def test_after_saving_the_card_can_be_shown(page: CapturePage, team: list[Person]) -> None:
    footer = page.panel.footer
    assert footer.card.isHidden()
    fill(page.panel, team[0])
    assert page.panel.save()
    assert (footer.words, footer.card.isHidden()) == ("Saved", False)
    footer.card.click()
    (card,) = page.window().findChildren(CardWindow)
    assert card.content.name == team[0].name
    card.close()
    page.panel.form.observation.setPlainText("Another")
    page.panel.keep_draft()
    assert footer.card.isHidden()


def test_save_and_new_keeps_the_context(quick: QuickWindow, desk: Desk, team: list[Person]) -> None:
    fill(quick.panel, team[0])
    quick.panel.form.context.setEditText("Floor walk")
    QTest.keyClick(quick, Qt.Key.Key_Return, CTRL | SHIFT)
    assert len(sessions(desk)) == 1
    assert quick.isVisible()
    assert quick.panel.form.context.currentText() == "Floor walk"
    assert quick.panel.form.person.person is None
    assert quick.panel.form.observation.toPlainText() == ""


def test_what_changed_while_the_window_was_hidden_is_offered(quick: QuickWindow, desk: Desk) -> None:
    quick.hide()
    desk.coach.save_people(Person("Olu Bello"))
    desk.coach.save_key_task(KeyTask("Night count", datetime(2025, 11, 12, 22, 0), "Europe/Berlin"))
    quick.open(Prefill())
    form = quick.panel.form
    assert "Olu Bello" in [person.name for person in form.person.team.people]
    assert "Night count" in [name for _, name in form.context.known()]
    desk.coach.undo()
    quick.open(Prefill())
    assert "Night count" not in [name for _, name in form.context.known()]


def test_people_of_the_key_task_come_first_then_recent_then_the_rest(
    desk: Desk, team: list[Person], quick: QuickWindow
) -> None:
    desk.coach.capture(Session(team[3].id, Kind.WIN, "seen"))
    quick.panel.form.person.refresh(frozenset({team[2].id}))
    names = [person.first_name for person in quick.panel.form.person.team.ranked("")]
    assert names == ["Priya", "Tomás", "Ana", "Marek"]
    assert [person.first_name for person in quick.panel.form.person.team.ranked("tomas")] == ["Tomás"]
    assert quick.panel.form.person.team.ranked("zzz") == []


def test_a_new_name_can_be_added_on_the_way(page: CapturePage, desk: Desk) -> None:
    person = page.panel.form.person
    person.setFocus()
    keys = Keys(page)
    keys.type("Zoe")
    keys.press(Qt.Key.Key_Return)
    assert person.person is not None
    assert person.person.name == "Zoe"
    assert "Zoe" in [p.name for p in desk.coach.store.people.all()]


def test_the_opener_follows_the_persons_tone(quick: QuickWindow, desk: Desk) -> None:
    (direct,) = desk.coach.save_people(Person("Olu", tone=Tone.DIRECT))
    quick.panel.form.refresh()
    quick.panel.form.person.set_person(direct.id)
    quick.panel.unfold(True)
    opener = quick.panel.form.opener
    first = opener.edit.placeholderText()
    assert first
    opener.another()
    assert opener.edit.text() == first
    opener.another()
    assert opener.edit.text() != first
