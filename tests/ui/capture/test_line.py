"""The one-line field: what it understands, what it leaves alone, and that nothing of it gets lost."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import BUDGETS, Kind, Session
from microcoach_desktop.ui.capture.hosts import QuickPanel
from microcoach_desktop.ui.capture.line_edit import MOST_PASTED
from microcoach_desktop.ui.capture.literals import moved
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill
from tests.ui.shell import RecordingShell

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TOGETHER = "@Ana win #handover Closed the checklist before leaving >fri 14:00"


@pytest.fixture
def team(desk: Desk) -> list[Person]:
    task = KeyTask("Shift handover", datetime(2025, 11, 3, 13, 30), "Europe/Berlin", rule=weekly_rule(frozenset({1})))
    desk.coach.save_key_task(task)
    return desk.coach.save_people(*(Person(name) for name in ("Ana Ruiz", "Marek Nowak", "Tomás Silva")))


def sessions(desk: Desk) -> list[Session]:
    return desk.coach.store.sessions.page(HistoryFilter())


def chips(panel: QuickPanel) -> list[str]:
    assert panel.chips is not None
    return [
        chip.accessibleName() for chip in (panel.chips.person, panel.chips.kind, panel.chips.context, panel.chips.when)
    ]


def type_keys(quick: QuickWindow, text: str) -> None:
    QTest.keyClicks(quick.panel.line.edit, text)


def test_a_whole_note_from_one_line(quick: QuickWindow, desk: Desk, team: list[Person], shell: RecordingShell) -> None:
    type_keys(quick, TOGETHER)
    assert chips(quick.panel) == ["Ana Ruiz", "Win", "Shift handover", "Fri 14 Nov, 14:00 in 3 days"]
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Return, CTRL)
    (saved,) = sessions(desk)
    assert (saved.person_id, saved.kind, saved.context) == (team[0].id, Kind.WIN, "Shift handover")
    assert saved.observation == "Closed the checklist before leaving"
    assert shell.toasts == ["Saved for Ana. Check in Fri 14 Nov, 14:00."]


def test_long_names_are_cut_before_the_chips_take_a_second_row(quick: QuickWindow, desk: Desk) -> None:
    desk.coach.save_people(Person("Maximiliane Hohenlohe-Waldenburg"))
    quick.open(Prefill())
    type_keys(quick, "@Maximiliane opp #handover saw it >fri 14:00")
    row = quick.panel.chips
    assert row is not None
    shown = (row.person, row.kind, row.context, row.when)
    assert len({chip.geometry().center().y() for chip in shown}) == 1
    assert row.person.toolTip() == "Maximiliane Hohenlohe-Waldenburg"
    assert chips(quick.panel)[3] == "Fri 14 Nov, 14:00 in 3 days"


def test_action_and_metric_reach_their_fields(quick: QuickWindow, desk: Desk) -> None:
    type_keys(quick, "@Marek opp Two returns not listed + Read the board aloud = missed returns 2 to 0 >thu")
    assert quick.panel.save()
    (saved,) = sessions(desk)
    assert (saved.action, saved.baseline, saved.target) == ("Read the board aloud", 2.0, 0.0)
    (metric,) = desk.coach.store.metrics.all()
    assert metric.name == "missed returns"


def test_empty_chips_say_what_is_missing(quick: QuickWindow) -> None:
    assert chips(quick.panel) == ["Person", "Kind", "Context", "Follow up"]
    assert not quick.panel.save()
    type_keys(quick, "@Ana ")
    assert not quick.panel.save()
    assert quick.panel.footer.words == "Needs a kind and what you saw."


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("@Ana win saw >31 feb", "“31 feb” is not in the calendar, so it stays as text."),
        ("@zoe win saw it", "Nobody is called “zoe” yet. It stays as text until you add them."),
        ("@Ana win saw >2025-11-01", "“2025-11-01” has passed, so it stays as text."),
    ],
)
def test_what_is_not_understood_stays_text_with_a_note(line: str, note: str, quick: QuickWindow) -> None:
    type_keys(quick, line)
    assert quick.panel.chips is not None
    assert quick.panel.chips.note == note
    assert quick.panel.line.text == line


def test_two_people_of_that_name_wait_for_a_choice(quick: QuickWindow, desk: Desk, team: list[Person]) -> None:
    desk.coach.save_people(Person("Anaïs Roy"))
    quick.open(Prefill())
    quick.panel.line.edit.setPlainText("@a win saw it")
    assert chips(quick.panel)[0] == "2 people match"
    assert not quick.panel.save()
    assert "2 people match" in quick.panel.footer.words
    assert sessions(desk) == []


def test_the_arrow_keys_choose_among_people_of_that_name(quick: QuickWindow, desk: Desk, team: list[Person]) -> None:
    (anais,) = desk.coach.save_people(Person("Anaïs Roy"))
    quick.open(Prefill())
    quick.panel.line.edit.set_line("@an win saw it")
    edit = quick.panel.line.edit
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert quick.panel.form.person.person == anais
    assert quick.panel.line.text == "@Anaïs win saw it"
    assert quick.panel.line.draft.text == "saw it"


@pytest.mark.parametrize("way", ["chip", "arrow", "save"])
def test_the_people_who_match_are_shown_where_they_were_typed(way: str, quick: QuickWindow, desk: Desk) -> None:
    desk.coach.save_people(Person("Anaïs Roy"))
    quick.open(Prefill())
    panel = quick.panel
    panel.line.edit.set_line("@an win saw it")
    assert panel.chips is not None
    panel.chips.person.setFocus()
    if way == "chip":
        panel.chips.person.click()
    elif way == "arrow":
        QTest.keyClick(panel.chips.person, Qt.Key.Key_Down)
    else:
        assert not panel.save()
    QTest.keyClick(panel.line.edit, Qt.Key.Key_Return)
    assert panel.line.text == "@Ana win saw it"


def test_a_click_on_a_token_makes_it_text_again(quick: QuickWindow) -> None:
    edit = quick.panel.line.edit
    edit.set_line("@Ana win saw it")
    cursor = edit.textCursor()
    cursor.setPosition(6)
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=edit.cursorRect(cursor).center())
    assert quick.panel.line.draft.kind is None
    assert quick.panel.line.draft.text == "win saw it"


def test_the_page_says_what_its_line_did_not_understand(page: CapturePage, desk: Desk) -> None:
    page.panel.line.edit.setPlainText("@zoe win saw it")
    assert page.panel.note.isVisible()
    assert page.panel.note.words == "Nobody is called “zoe” yet. It stays as text until you add them."
    page.panel.line.edit.setPlainText("@Ana win saw it")
    assert not page.panel.note.isVisible()


def test_a_line_that_is_too_long_says_so_while_it_is_typed(quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@Ana win " + "word " * 130)
    assert quick.panel.chips is not None
    assert "600 characters at most" in quick.panel.chips.note


def test_tab_takes_the_first_suggestion_and_keeps_the_focus(quick: QuickWindow, team: list[Person]) -> None:
    type_keys(quick, "@tomas")
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Tab)
    assert quick.panel.line.text == "@Tomás "
    assert quick.panel.form.person.person == team[2]
    assert quick.panel.line.edit.hasFocus()


def test_the_last_suggestion_adds_the_name_to_the_team(quick: QuickWindow, desk: Desk) -> None:
    type_keys(quick, "@Zoe")
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Return)
    assert quick.panel.line.text == "@Zoe "
    assert quick.panel.form.person.person is not None
    assert "Zoe" in [person.name for person in desk.coach.store.people.all()]


def test_escape_closes_the_list_first_and_then_the_window(quick: QuickWindow, desk: Desk) -> None:
    type_keys(quick, "@an")
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Escape)
    assert quick.isVisible()
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert desk.coach.store.drafts.find("quick") is not None


def test_backspace_right_after_a_token_makes_it_text_again(quick: QuickWindow) -> None:
    type_keys(quick, "@Ana win ")
    edit = quick.panel.line.edit
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert quick.panel.line.text == "@Ana win"
    assert quick.panel.line.draft.kind is None
    assert quick.panel.form.observation.toPlainText() == "win"
    assert chips(quick.panel)[1] == "Kind"


def test_a_typing_error_is_deleted_as_anywhere_else(quick: QuickWindow) -> None:
    type_keys(quick, "@Ana winn")
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Backspace)
    assert quick.panel.line.text == "@Ana win"
    assert quick.panel.line.draft.kind is Kind.WIN


def test_a_kind_that_is_chosen_replaces_the_typed_one(quick: QuickWindow) -> None:
    type_keys(quick, "@Ana opp saw it")
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_W, ALT)
    assert quick.panel.line.text == "@Ana saw it"
    assert quick.panel.form.chosen_kind() is Kind.WIN
    type_keys(quick, " again")
    assert quick.panel.form.chosen_kind() is Kind.WIN


def test_an_opportunity_suggests_a_date_that_typed_ones_replace(quick: QuickWindow) -> None:
    type_keys(quick, "@Ana opp saw it")
    assert chips(quick.panel)[3] == "Thu 13 Nov, 14:00 in 2 days"
    type_keys(quick, " >fri")
    assert chips(quick.panel)[3].startswith("Fri 14 Nov")
    for _ in range(5):
        QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_Backspace)
    assert chips(quick.panel)[3] == "Thu 13 Nov, 14:00 in 2 days"


def test_a_reminder_puts_the_caret_after_the_person(quick: QuickWindow, desk: Desk, team: list[Person]) -> None:
    quick.open(Prefill(person_id=team[1].id))
    assert quick.panel.line.text == "@Marek "
    QTest.keyClick(quick.panel.line.edit, Qt.Key.Key_W, ALT)
    type_keys(quick, "Scanned all")
    assert quick.panel.save()
    assert sessions(desk)[0].observation == "Scanned all"


def test_a_draft_brings_line_choices_and_fields_back(quick: QuickWindow, desk: Desk, qtbot: QtBot) -> None:
    type_keys(quick, "@Ana half a sen")
    quick.panel.choose_kind(Kind.WIN)
    quick.panel.form.impact.setPlainText("Much")
    qtbot.waitUntil(lambda: desk.coach.store.drafts.find("quick") is not None, timeout=3000)
    again = QuickWindow(desk)
    qtbot.addWidget(again)
    again.open(Prefill())
    assert again.panel.line.text == "@Ana half a sen"
    assert again.panel.form.chosen_kind() is Kind.WIN
    assert again.panel.form.impact.toPlainText() == "Much"


def test_a_note_about_somebody_else_sets_the_draft_aside(
    quick: QuickWindow, page: CapturePage, desk: Desk, team: list[Person]
) -> None:
    type_keys(quick, "@Ana half a sentence")
    quick.open(Prefill(person_id=team[1].id))
    assert quick.panel.line.text == "@Marek "
    hosts = [draft.host for draft in desk.coach.store.drafts.all()]
    (aside,) = [host for host in hosts if host.startswith("quick ")]
    page.start(Prefill(draft_host=aside))
    assert page.panel.form.observation.toPlainText() == "half a sentence"
    assert page.panel.form.person.person == team[0]
    assert aside not in [draft.host for draft in desk.coach.store.drafts.all()]


def test_a_long_quick_draft_comes_whole_to_the_page(
    quick: QuickWindow, page: CapturePage, desk: Desk, team: list[Person]
) -> None:
    seen = "Two open returns. " * 100
    quick.panel.line.edit.set_line(f"@Ana win {seen}")
    type_keys(quick, "end")
    quick.close()
    page.start(Prefill(draft_host="quick"))
    edit = page.panel.form.observation
    assert edit.toPlainText() == f"{seen}end"
    assert "600 characters at most" in edit.accessibleDescription()
    assert not page.panel.save()
    assert edit.toPlainText() == f"{seen}end"
    assert "600 characters at most" in edit.accessibleDescription()
    edit.setPlainText(edit.toPlainText()[-600:])
    assert page.panel.save()
    assert sessions(desk)[0].observation.endswith("end")


def test_a_long_page_draft_comes_whole_to_the_quick_window(
    quick: QuickWindow, page: CapturePage, team: list[Person]
) -> None:
    page.panel.form.observation.setPlainText("Two #1 returns. " * 100)
    page.panel.line.edit.setPlainText("and more")
    page.panel.keep_draft()
    quick.open(Prefill(draft_host="page"))
    assert quick.panel.line.draft.text == "Two #1 returns. " * 100 + " and more"


def test_a_name_that_waits_for_a_choice_comes_along(quick: QuickWindow, page: CapturePage, desk: Desk) -> None:
    desk.coach.save_people(Person("Anaïs Roy"))
    quick.open(Prefill())
    quick.panel.line.edit.setPlainText("@a win saw it")
    quick.close()
    page.start(Prefill(draft_host="quick"))
    assert page.panel.form.person.edit.text() == "a"


def test_a_fourth_tag_is_not_dropped(page: CapturePage) -> None:
    page.panel.line.edit.setPlainText("@Ana win #one #two #three #four saw it")
    assert not page.panel.take_line()
    assert page.panel.line.text.endswith("#four saw it")
    assert page.panel.footer.words == "A note has 3 tags at most. Take one # away."


def test_a_draft_goes_beside_a_store_that_cannot_be_written(
    quick: QuickWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_host: str, _body: str) -> None:
        raise ReadOnly("The data folder cannot be written.")

    with monkeypatch.context() as patched:
        patched.setattr(desk.coach, "save_draft", refuse)
        type_keys(quick, "@Ana half a sen")
        quick.panel.keep_draft()
    kept = tmp_path / "draft-quick.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(kept.read_text("utf-8"))["line"] == "@Ana half a sen"
    quick.panel.fill({})
    quick.open(Prefill())
    assert quick.panel.line.text == "@Ana half a sen"


def test_ten_megabytes_are_cut_and_it_says_so(quick: QuickWindow, page: CapturePage) -> None:
    pasted = QMimeData()
    pasted.setText("x " * 5_000_000)
    quick.panel.line.edit.insertFromMimeData(pasted)
    assert len(quick.panel.line.text) == MOST_PASTED
    assert quick.panel.footer.words == "The paste was cut: it is more than one line holds."
    assert not quick.panel.save()
    assert len(quick.panel.line.text) == MOST_PASTED
    page.panel.line.edit.insertFromMimeData(pasted)
    assert not page.panel.take_line()
    assert len(page.panel.line.text) == MOST_PASTED > 2 * BUDGETS["observation"]


def test_hostile_text_is_shown_as_typed(quick: QuickWindow, desk: Desk) -> None:
    pasted = QMimeData()
    pasted.setText("@Ana win <b>x</b> & שלום\x00\x07 <img src=y>")
    quick.panel.line.edit.insertFromMimeData(pasted)
    assert quick.panel.save()
    assert sessions(desk)[0].observation == "<b>x</b> & שלום <img src=y>"


def test_on_the_page_enter_fills_the_fields(page: CapturePage, desk: Desk, team: list[Person]) -> None:
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Slash)
    assert page.panel.line.edit.hasFocus()
    QTest.keyClicks(page.panel.line.edit, TOGETHER)
    assert page.panel.form.person.person is None
    QTest.keyClick(page.panel.line.edit, Qt.Key.Key_Return)
    form = page.panel.form
    assert page.panel.line.text == ""
    assert (form.person.person, form.chosen_kind(), form.when.edit.text()) == (team[0], Kind.WIN, "fri 14:00")
    assert form.observation.toPlainText() == "Closed the checklist before leaving"
    assert form.observation.hasFocus()
    assert page.panel.save()
    assert len(sessions(desk)) == 1


def test_on_the_page_saving_takes_the_line_and_keeps_what_was_there(page: CapturePage, desk: Desk) -> None:
    page.panel.form.observation.setPlainText("First.")
    page.panel.line.edit.setPlainText("@Ana win Second.")
    assert page.panel.save()
    assert sessions(desk)[0].observation == "First.\nSecond."


def test_keeping_a_draft_does_not_ask_for_the_next_one(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    page.panel.form.observation.setPlainText("half a sen")
    qtbot.waitUntil(lambda: desk.coach.store.drafts.find("page") is not None, timeout=3000)
    assert not page.panel._timer.isActive()
    desk.coach.save_people(Person("Zoe"))
    assert not page.panel._timer.isActive()
    assert "Zoe" in [person.name for person in page.panel.form.person.team.people]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [752, 1072])
def test_the_page_never_scrolls_sideways(scale: float, width: int, page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    desk.kit.theme.set_text_scale(scale)
    page.resize(width, 640)
    page.panel.form.when.set_text("thu 14:00")
    page.panel.form.tags.set_tags(("handover", "returns"))
    (area,) = page.panel.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: page.width() == width and area.horizontalScrollBar().maximum() == 0)


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=6), st.data())
def test_spans_that_were_not_edited_keep_their_text(before: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    span = data.draw(st.integers(0, len(before)))
    until = data.draw(st.integers(span, len(before)))
    after = before[:start] + new + before[end:]
    for a, b in moved(frozenset({(span, until)}), before, after):
        assert after[a:b] == before[span:until]
