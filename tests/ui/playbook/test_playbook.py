from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.playbook import Play, PlayFilter, Verdict, Wording
from microcoach_desktop.ui.capture.panel import CapturePanel
from microcoach_desktop.ui.desk import Desk, PageName, Prefill
from microcoach_desktop.ui.playbook import sharing
from microcoach_desktop.ui.playbook.compare import CompareDialog, MarkedText
from microcoach_desktop.ui.playbook.family import FamilyDialog
from microcoach_desktop.ui.playbook.page import PlaybookPage
from microcoach_desktop.ui.playbook.wording_dialog import promote, revise
from microcoach_desktop.ui.widgets.text import Label
from tests.ui.playbook.conftest import NOT_YET, OWNER, READ, Bench
from tests.ui.shell import RecordingShell


def words(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label))  # type: ignore[attr-defined]


def test_best_results_come_first_and_two_tries_are_not_ranked(page: PlaybookPage) -> None:
    assert [row.entry.play.wording.action.split()[0] for row in page.rows] == ["Read", "Name", "Photo"]
    first, _, last = (words(row) for row in page.rows)
    assert "73 %" in first
    assert "8 of 11 tries" in first
    assert "2 lower" in first
    assert "n/a" in last
    assert "2 of 2 tries" in last
    assert page.rows[0].tick.accessibleName().startswith("Read the board aloud before signing off, Shift handover")


def test_the_list_narrows_by_words_chips_and_order(page: PlaybookPage, qtbot: QtBot) -> None:
    page.filters.search.setText("owner")
    qtbot.waitUntil(lambda: len(page.rows) == 1)
    page.filters.search.setText("nothing like it")
    qtbot.waitUntil(page.none.isVisible)
    page.filters.clear()
    assert len(page.rows) == 3
    page.filters.tries.menu.actions()[1].trigger()
    assert [row.entry.tally.tried for row in page.rows] == [11, 9]
    page.filters.tries.cleared.emit()
    page.filters.order.set_value("newest")
    page.filters.order.changed.emit("newest")
    assert page.rows[0].entry.play.wording.action.startswith("Photo")


def test_two_ticked_actions_are_compared_by_key(page: PlaybookPage, qtbot: QtBot) -> None:
    assert not page.compare_button.isEnabled()
    for row in page.rows[:2]:
        row.tick.setFocus()
        QTest.keyClick(row.tick, Qt.Key.Key_Space)
    assert page.compare_button.text() == "Compare (2)"
    QTest.keyClick(page.rows[1].tick, Qt.Key.Key_V)
    dialog = page.window().findChild(CompareDialog)
    assert dialog is not None
    assert dialog.verdict.text() == "Ranges overlap: too early to call."
    assert [text.accessibleName() for text in dialog.findChildren(MarkedText)] == [READ.action, OWNER.action]
    dialog.close()


def test_a_clear_difference_is_said(desk: Desk, bench: Bench, book: dict[str, Play]) -> None:
    weak = bench.play(replace(OWNER, action="Hope for the best"))
    bench.tried(weak, [NOT_YET] * 12)
    found = desk.coach.playbook.compare([book["Read"].uid, weak.uid])
    assert found.verdict is Verdict.CLEAR
    dialog = CompareDialog(desk, found, lambda _uid: None)
    assert (
        dialog.verdict.text()
        == "“Read the board aloud before signing off” does better: its range lies above the others."
    )


def test_adapt_starts_a_capture_that_counts_as_a_try(
    page: PlaybookPage, desk: Desk, shell: RecordingShell, book: dict[str, Play]
) -> None:
    QTest.keyClick(page.rows[0].tick, Qt.Key.Key_A)
    (_, prefill) = shell.asked[-1]
    assert prefill == Prefill(play_uid=book["Read"].uid)
    panel = CapturePanel(desk, "page", gutter=True)
    panel.start(Prefill(play_uid=book["Read"].uid))
    assert panel.form.body()["action"] == READ.action
    assert panel.form.body()["metric"] == "Missed"
    panel.form.person.set_person(desk.coach.store.people.all()[1].id)
    panel.form.observation.setPlainText("Two returns were not on the sheet.")
    assert panel.save()
    (note,) = desk.coach.store.sessions.page(HistoryFilter())[:1]
    assert note.play_id == book["Read"].id
    assert panel.play_uid == ""


def test_an_adapted_action_that_names_somebody_is_saved_and_makes_no_variant(
    desk: Desk, bench: Bench, book: dict[str, Play]
) -> None:
    panel = CapturePanel(desk, "page", gutter=True)
    panel.start(Prefill(play_uid=book["Read"].uid))
    panel.form.person.set_person(bench.people[1].id)
    panel.form.observation.setPlainText("Seen today.")
    panel.form.action.setPlainText("Read the board aloud to Priya")
    assert panel.save()
    (note,) = desk.coach.store.sessions.page(HistoryFilter())[:1]
    assert note.action == "Read the board aloud to Priya"
    assert note.play_id == book["Read"].id
    assert len(desk.coach.playbook.entries()) == 3


def test_a_draft_remembers_the_play(desk: Desk, book: dict[str, Play]) -> None:
    panel = CapturePanel(desk, "page", gutter=True)
    panel.start(Prefill(play_uid=book["Read"].uid))
    panel.keep_draft()
    other = CapturePanel(desk, "page", gutter=True)
    other.start(Prefill())
    assert other.play_uid == book["Read"].uid


def test_a_name_is_marked_and_blocks_until_it_is_out(desk: Desk, bench: Bench, shell: RecordingShell) -> None:
    host = PlaybookPage(desk)
    note = bench.note(bench.people[0], action="Show the card to Ana", success="Ana says it")
    dialog = promote(desk, note.id, host)
    assert dialog is not None
    assert dialog.wording.action == "Show the card to [teammate]"
    dialog.edits["success"].setPlainText("Marek says it")
    dialog.look()
    assert not dialog.save_button.isEnabled()
    assert "Take “Marek” out first." in words(dialog)
    assert dialog.edits["success"].extraSelections()[0].cursor.selectedText() == "Marek"
    dialog.edits["success"].setPlainText("said before each start")
    dialog.look()
    dialog.save_button.click()
    assert shell.toasts == ["Saved in the playbook."]
    (entry,) = desk.coach.playbook.entries()
    assert entry.play.wording.success == "said before each start"


def test_the_keys_of_every_form_save_the_wording(qtbot: QtBot, desk: Desk, bench: Bench, shell: RecordingShell) -> None:
    dialog = promote(desk, bench.note(bench.people[0]).id, None)
    assert dialog is not None
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    QTest.keyClick(dialog.edits["action"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.toasts == ["Saved in the playbook."]


def test_a_sensitive_note_is_never_offered(desk: Desk, bench: Bench, shell: RecordingShell) -> None:
    note = bench.note(bench.people[0], sensitive=True)
    assert promote(desk, note.id, PlaybookPage(desk)) is None
    assert len(shell.troubles) == 1


def test_wording_anew_keeps_the_results(desk: Desk, book: dict[str, Play]) -> None:
    host = PlaybookPage(desk)
    dialog = revise(desk, book["Read"].uid, host)
    assert dialog is not None
    dialog.edits["action"].setPlainText("Read the board aloud, then sign")
    dialog.save()
    entry = desk.coach.playbook.get(book["Read"].uid)
    assert (entry.play.wording.action, entry.tally.tried) == ("Read the board aloud, then sign", 11)


def test_the_family_shows_what_was_adapted(desk: Desk, book: dict[str, Play]) -> None:
    desk.coach.playbook.add_variant(book["Read"].uid, replace(READ, action="Read the board together"))
    dialog = FamilyDialog(desk, book["Read"].uid)
    root = dialog.tree.topLevelItem(0)
    assert root is not None
    child = root.child(0)
    assert child is not None
    assert (root.text(0), child.text(0)) == (READ.action, "Read the board together")


def test_retiring_can_be_undone(page: PlaybookPage, desk: Desk, shell: RecordingShell) -> None:
    page.retire(page.rows[0].entry)
    assert len(page.rows) == 2
    assert shell.toasts == ["Retired. Its results stay."]
    desk.coach.undo()
    assert len(page.rows) == 3


def test_what_few_people_tried_stays_here(
    page: PlaybookPage, desk: Desk, shell: RecordingShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Playbook.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.export()
    assert shell.toasts == ["2 actions exported. 1 stays here: fewer than three people have tried it."]
    found = desk.coach.bundles.read(target)
    assert len(found.plays) == 2


def test_a_file_is_shown_before_it_is_merged(
    desk: Desk, book: dict[str, Play], shell: RecordingShell, tmp_path: Path, bench: Bench
) -> None:
    target = tmp_path / "theirs.json"
    text = desk.coach.bundles.export([book["Read"].uid]).text
    other = "0" * 32
    target.write_text(text.replace(book["Read"].uid, other), "utf-8")
    dialog = sharing.preview_plays(desk, target, None)
    assert dialog is not None
    assert dialog.list.count() == 1
    assert dialog.list.item(0).text().startswith("New: Read the board aloud")
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.take.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.take.click()
    assert shell.toasts == ["1 action imported."]
    assert len(desk.coach.playbook.entries(PlayFilter())) == 4


def test_a_few_are_picked_out_of_many(desk: Desk, book: dict[str, Play], shell: RecordingShell, tmp_path: Path) -> None:
    target = tmp_path / "theirs.json"
    text = desk.coach.bundles.export([play.uid for play in book.values()]).text
    for number, play in enumerate(book.values()):
        text = text.replace(play.uid, f"{number:032x}")
    target.write_text(text, "utf-8")
    dialog = sharing.preview_plays(desk, target, None)
    assert dialog is not None
    assert (dialog.all.text(), dialog.take.text()) == ("Tick none", "Import 2")
    dialog.all.click()
    assert (dialog.all.text(), dialog.take.isEnabled()) == ("Tick all", False)
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.take.click()
    assert shell.toasts == ["1 action imported."]


def test_one_name_left_is_told_in_the_singular(
    page: PlaybookPage, desk: Desk, bench: Bench, shell: RecordingShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    play = bench.play(Wording("Use the Quillon sheet"))
    bench.tried(play, [NOT_YET] * 3)
    desk.coach.save_people(Person("Quillon Fay"))
    sharing.export_plays(desk, [play.uid], page)
    assert shell.toasts == ["1 stays here: a name or a personal number is still in it."]


def test_a_file_that_is_no_playbook_is_told(desk: Desk, shell: RecordingShell, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    target.write_text("<html>", "utf-8")
    assert sharing.preview_plays(desk, target, None) is None
    assert len(shell.troubles) == 1


def test_an_empty_playbook_says_how_it_fills(desk: Desk) -> None:
    page = PlaybookPage(desk)
    page.show()
    assert page.empty.isVisible()
    assert not page.export_button.isVisible()
    assert PageName.PLAYBOOK.value == "playbook"
    page.hide()
