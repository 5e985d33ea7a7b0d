"""Which fields the template of a note shows, and the keys that lead to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.templates import Part, Template
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill
from tests.ui.capture.page_filling import fill, saved, shown

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_template_of_the_mock_is_the_usual_one(page: CapturePage) -> None:
    assert page.panel.template.text() == "Observe, reflect, act"
    assert {"opener", "went_well", "impact", "action", "success", "metric", "resource", "tags"} <= shown(page)
    assert not {"reflection", "cue", "private_note", "proposed_by"} & shown(page)


def test_a_key_task_brings_its_template_with_intent_and_prompts(page: CapturePage, task: KeyTask) -> None:
    page.panel.form.context.set_task(task.id)
    assert page.panel.template.text() == "Shift handover"
    assert page.intent.text().startswith("One fact from this handover")
    assert page.intent.isVisible()
    assert "cue" in shown(page)
    assert "resource" not in shown(page)
    prompts = [label.text() for label in page.panel.form.fields["impact"].findChildren(QLabel) if label.isVisible()]
    assert "What did the next shift have to do?" in prompts


def test_a_picked_template_stays_for_this_note_and_comes_again(
    page: CapturePage, desk: Desk, task: KeyTask, team: list[Person]
) -> None:
    page.panel.template.pick("feed-forward")
    page.panel.form.context.set_task(task.id)
    assert page.panel.template.text() == "Feed-forward"
    fill(page, team[0])
    assert page.panel.save()
    assert saved(desk).template == "Feed-forward"
    assert page.panel.template.text() == "Observe, reflect, act"
    fill(page, team[0])
    page.panel.form.context.set_task(task.id)
    assert page.panel.template.text() == "Feed-forward"


def test_a_draft_keeps_its_picked_template_and_added_fields(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    page.panel.template.pick("quick-win")
    page.panel.form.add_part(Part.CUE)
    page.panel.keep_draft()
    again = CapturePage(desk)
    qtbot.addWidget(again)
    again.start(Prefill())
    assert again.panel.template.template.key == "quick-win"
    assert "cue" in shown(again)


def test_what_holds_something_is_never_hidden(page: CapturePage) -> None:
    page.panel.form.action.setPlainText("Read the board aloud")
    page.panel.form.when.set_text("fri")
    page.panel.form.tags.set_tags(("returns",))
    page.panel.template.pick("quick-win")
    assert {"action", "follow_up", "tags", "impact"} <= shown(page)
    assert "success" not in shown(page)


def test_fields_are_added_freely_and_by_their_keys(page: CapturePage) -> None:
    page.panel.template.pick("quick-win")
    form = page.panel.form
    assert Part.ACTION in form.parts.offered()
    QTest.keyClick(form.observation, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert form.action.hasFocus()
    assert Part.ACTION not in form.parts.offered()


def test_a_template_brings_its_follow_up(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    own = desk.coach.templates.save(Template("Bay check", parts=(Part.FOLLOW_UP,), follow_up="in 1 week"))
    fill(page, team[0])
    assert page.panel.form.when.edit.text() == "13 Nov 14:00"
    page.panel.template.pick(own.key)
    assert page.panel.form.when.edit.text() == "18 Nov 14:00"
    page.panel.form.when.set_text("fri 9am")
    page.panel.template.pick("quick-win")
    assert page.panel.form.when.edit.text() == "fri 9am"


def test_a_follow_up_that_is_not_understood_is_the_usual_one(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    own = desk.coach.templates.save(Template("Odd", follow_up="when pigs fly"))
    fill(page, team[0])
    page.panel.template.pick(own.key)
    assert page.panel.form.when.edit.text() == "13 Nov 14:00"


def test_own_templates_stand_first_in_the_list(page: CapturePage, desk: Desk) -> None:
    desk.coach.templates.save(Template("Bay check"))
    names = [action.text() for action in page.panel.template.menu_of_all().actions() if action.text()]
    assert names[:2] == ["Bay check", "Observe, reflect, act"]
    assert names[-1] == "Edit templates…"
    assert len(names) == 9


def test_a_template_that_is_changed_elsewhere_shows_at_once(page: CapturePage, desk: Desk) -> None:
    own = desk.coach.templates.save(Template("Bay check", "Old words"))
    page.panel.template.pick(own.key)
    desk.coach.templates.save(replace(own, intent="New words", parts=(Part.CUE,)))
    assert page.intent.text() == "New words"
    assert "cue" in shown(page)
    desk.coach.templates.remove(own.key)
    assert page.panel.template.text() == "Observe, reflect, act"


def test_the_quick_window_shows_the_template_with_its_detail(desk: Desk, qtbot: QtBot, team: list[Person]) -> None:
    quick = QuickWindow(desk)
    qtbot.addWidget(quick)
    quick.open(Prefill())
    assert not quick.panel.template.isVisible()
    quick.toggle_detail()
    assert quick.panel.template.isVisible()
    quick.panel.template.pick("one-on-one")
    texts = [label.text() for label in quick.panel.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Their view first") for text in texts)
    assert quick.panel.form.cue.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("key", ["one-on-one", "after-action-review"])
def test_the_longest_templates_never_scroll_sideways(
    key: str, scale: float, page: CapturePage, desk: Desk, task: KeyTask, qtbot: QtBot
) -> None:
    desk.kit.theme.set_text_scale(scale)
    page.resize(752, 640)
    page.panel.template.pick(key)
    page.panel.form.cue.set_task(task.id)
    bar = page.panel.body.parentWidget().parentWidget().parentWidget().horizontalScrollBar()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.width() == 752 and bar.maximum() == 0)


@pytest.mark.parametrize(
    ("key", "field"),
    [
        (Qt.Key.Key_P, "person_id"),
        (Qt.Key.Key_C, "context"),
        (Qt.Key.Key_A, "action"),
        (Qt.Key.Key_M, "metric"),
        (Qt.Key.Key_F, "follow_up"),
    ],
)
@pytest.mark.parametrize("template", ["observe-reflect-act", "quick-win"])
def test_each_key_leads_to_its_field(template: str, key: Qt.Key, field: str, page: CapturePage) -> None:
    page.panel.template.pick(template)
    for start in ("observation", "impact"):
        page.panel.form.fields[start].widget.setFocus()
        focused = page.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, Qt.KeyboardModifier.AltModifier)
        widget = page.panel.form.fields[field].widget
        now = page.focusWidget()
        assert now is widget or widget.isAncestorOf(now)


@pytest.mark.parametrize("start", ["line", "observation", "cue", "success"])
def test_discard_by_key_from_anywhere(start: str, page: CapturePage, team: list[Person]) -> None:
    form = page.panel.form
    form.observation.setPlainText("worth a thought")
    form.add_part(Part.CUE)
    widget = page.panel.line.edit if start == "line" else form.fields[start].widget
    widget.setFocus()
    focused = page.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Backspace, CTRL_SHIFT)
    assert form.observation.toPlainText() == ""
