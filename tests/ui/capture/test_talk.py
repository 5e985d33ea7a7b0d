"""Phrases, cue, metric, resource and talk of the capture panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Proposer
from microcoach_desktop.domain.templates import Part
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.resource_field import icon_of
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.formats import Formats
from tests.ui.capture.page_filling import fill, saved

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def team(desk: Desk, task: KeyTask) -> list[Person]:
    return desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak", tone=Tone.DIRECT))


def test_a_suggestion_follows_person_and_tone(page: CapturePage, team: list[Person]) -> None:
    form = page.panel.form
    form.person.set_person(team[0].id)
    form.kind.set_value("win")
    form.kind.changed.emit("win")
    form.opener.another()
    form.opener.another()
    assert form.opener.edit.text() == "Can I share something that went well, Ana?"
    form.person.set_person(team[1].id)
    assert "Ana" not in form.opener.edit.text()
    assert form.tone() is Tone.DIRECT
    form.opener.choose_tone(Tone.COLLABORATIVE)
    assert form.opener.edit.text() == "Could we look at a good moment together, Marek?"


def test_words_of_ones_own_stay_when_the_person_changes(page: CapturePage, team: list[Person]) -> None:
    form = page.panel.form
    form.opener.edit.setText("Coffee and one idea?")
    form.person.set_person(team[1].id)
    assert form.opener.edit.text() == "Coffee and one idea?"


def test_own_openers_are_offered_first_the_next_time(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    fill(page, team[1])
    page.panel.form.opener.edit.setText("Coffee and one idea?")
    assert page.panel.save()
    assert saved(desk).tone is Tone.DIRECT
    fill(page, team[1])
    assert page.panel.form.opener.edit.placeholderText() == "Coffee and one idea?"
    page.panel.form.person.set_person(team[0].id)
    assert page.panel.form.opener.edit.placeholderText() != "Coffee and one idea?"


def test_the_opener_is_copied_by_key(page: CapturePage) -> None:
    page.panel.form.observation.setFocus()
    QTest.keyClick(page.panel.form.observation, Qt.Key.Key_C, CTRL_SHIFT)
    assert QGuiApplication.clipboard().text() == page.panel.form.opener.edit.placeholderText() != ""


def test_question_and_close_turn_and_are_copied(page: CapturePage) -> None:
    page.panel.template.pick("one-on-one")
    for row in (page.panel.form.question, page.panel.form.close_words):
        assert row.isVisible()
        first = row.phrase
        row.another()
        assert row.phrase != first
        row.copy()
        assert QGuiApplication.clipboard().text() == row.phrase


def test_not_now_plans_the_talk(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    fill(page, team[0])
    later = page.panel.form.talk.menu().actions()
    assert [action.text() for action in later if action.text()] == [
        "Just talked about it",
        "Not now: talk about it",
        "Tue 11 Nov, 16:30 (today)",
        "Wed 12 Nov, 09:15 (tomorrow)",
        "Thu 13 Nov, 09:15 (in 2 days)",
        "Tue 18 Nov, 09:15 (in 7 days)",
    ]
    later[3].trigger()
    assert page.panel.save()
    assert saved(desk).planned_talk_at == datetime(2025, 11, 12, 8, 15, tzinfo=UTC)
    assert saved(desk).talked_at is None


def test_just_talked_marks_the_time_and_a_draft_keeps_it(
    page: CapturePage, desk: Desk, team: list[Person], qtbot: QtBot
) -> None:
    fill(page, team[0])
    page.panel.form.talk.menu().actions()[0].trigger()
    page.panel.keep_draft()
    again = CapturePage(desk)
    qtbot.addWidget(again)
    again.start(Prefill())
    assert again.panel.save()
    assert saved(desk).talked_at == desk.now()


def test_a_cue_that_names_a_key_task_puts_the_check_in_after_it(
    page: CapturePage, desk: Desk, task: KeyTask, team: list[Person]
) -> None:
    fill(page, team[0])
    form = page.panel.form
    form.add_part(Part.CUE)
    form.cue.edit.setText("When the handover starts, then I read the board aloud")
    assert form.cue.chip.accessibleName() == "Check in after Shift handover"
    assert form.when.edit.text() == "12 Nov 14:00"
    assert page.panel.save()
    note = saved(desk)
    assert (note.cue_task_id, note.cue[:17]) == (task.id, "When the handover")
    (check_in,) = desk.coach.store.check_ins.of_sessions([note.id])[note.id]
    assert (check_in.cue_task_id, check_in.due_at) == (task.id, datetime(2025, 11, 12, 13, 0, tzinfo=UTC))


def test_a_key_task_that_was_taken_off_by_hand_stays_off(page: CapturePage, desk: Desk, task: KeyTask) -> None:
    cue = page.panel.form.cue
    cue.edit.setText("When the handover starts")
    cue.menu().actions()[0].trigger()
    cue.edit.setText("When the handover starts, then")
    assert cue.task is None


def test_other_fields_of_the_action_arrive(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    fill(page, team[0])
    form = page.panel.form
    for part in (Part.REFLECTION, Part.PROPOSED_BY, Part.PRIVATE_NOTE):
        form.add_part(part)
    form.reflection.setPlainText("I had no sheet")
    form.proposed_by.set_value("employee")
    form.private_note.setPlainText("Ask again")
    form.resource.choose_person(team[1])
    assert page.panel.save()
    note = saved(desk)
    assert (note.reflection, note.proposed_by, note.private_note) == ("I had no sheet", Proposer.EMPLOYEE, "Ask again")
    assert note.resource == "Ask Marek Nowak"


def test_a_promise_of_ones_own_has_its_day(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    fill(page, team[0])
    form = page.panel.form
    form.add_part(Part.PROMISE)
    form.promise.setPlainText("Bring the new sheet")
    form.promise_by.set_text("31 feb")
    assert not page.panel.save()
    form.promise_by.set_text("fri 9:00")
    assert page.panel.save()
    assert saved(desk).promise == "Bring the new sheet"
    assert saved(desk).promise_due_at == datetime(2025, 11, 14, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "icon"),
    [
        ("Ask Marek Nowak", "user"),
        ("https://example.org/x", "link"),
        ("www.example.org", "link"),
        ("/home/ana/sheet.pdf", "file"),
        ("sheet v3.pdf", "file"),
        ("Sheet v3", "link"),
        ("", "link"),
    ],
)
def test_the_icon_says_what_a_resource_is(text: str, icon: str) -> None:
    assert icon_of(text, ["Marek Nowak"]) == icon


def test_a_file_can_be_dropped(page: CapturePage) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/home/card.pdf")])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), copy, mime, Qt.MouseButton.LeftButton, none)
    page.panel.form.resource.edit.dropEvent(drop)
    assert page.panel.form.resource.edit.text() == "/home/card.pdf"


def test_a_metric_remembers_unit_and_direction(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    measure = page.panel.form.measure
    fill(page, team[0])
    measure.set_name("Calls solved")
    measure.unit.setText("of 10")
    measure.turn()
    assert measure.direction_words() == "higher is better"
    assert page.panel.save()
    (known,) = desk.coach.store.metrics.all()
    assert (known.better, known.unit) == (Better.HIGHER, "of 10")
    measure.refresh()
    measure.set_name("calls solved")
    assert (measure.unit.text(), measure.better) == ("of 10", Better.HIGHER)
    measure.now.setText("9")
    measure.target.setText("4")
    assert measure.better is Better.LOWER


def test_german_decimals(desk: Desk, qtbot: QtBot, team: list[Person]) -> None:
    german = Formats(QLocale(QLocale.Language.German, QLocale.Country.Germany), desk.coach.zone())
    desk = replace(desk, formats=lambda: german)
    page = CapturePage(desk)
    qtbot.addWidget(page)
    page.start(Prefill())
    page.panel.line.edit.setPlainText("@Ana win Ruhig = Fehler 2,5 auf 0,5")
    assert page.panel.take_line()
    assert page.panel.form.measure.now.text() == "2,5"
    assert page.panel.save()
    assert (saved(desk).baseline, saved(desk).target) == (2.5, 0.5)
