"""Drafts of the capture panel: nothing that was typed is lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill
from tests.ui.capture.panel_filling import fill
from tests.ui.shell import RecordingShell


def test_a_draft_is_kept_half_a_second_after_the_last_key(
    quick: QuickWindow, desk: Desk, qtbot: QtBot, team: list[Person]
) -> None:
    fill(quick.panel, team[0], saw="half a sent")
    qtbot.waitUntil(lambda: desk.coach.store.drafts.find("quick") is not None, timeout=3000)
    again = QuickWindow(desk)
    qtbot.addWidget(again)
    again.open(Prefill())
    assert again.panel.form.observation.toPlainText() == "half a sent"
    assert again.panel.form.person.person == team[0]


def test_closing_keeps_the_draft_and_saving_drops_it(quick: QuickWindow, desk: Desk, team: list[Person]) -> None:
    fill(quick.panel, team[0])
    quick.close()
    assert desk.coach.store.drafts.find("quick") is not None
    assert quick.panel.save()
    assert desk.coach.store.drafts.find("quick") is None


def test_discard_can_be_taken_back(quick: QuickWindow, desk: Desk, team: list[Person], shell: RecordingShell) -> None:
    fill(quick.panel, team[0], saw="worth keeping")
    body = quick.panel.form.body()
    quick.panel.discard()
    assert quick.panel.form.observation.toPlainText() == ""
    assert desk.coach.store.drafts.find("quick") is None
    quick.panel._bring_back(body)
    assert quick.panel.form.observation.toPlainText() == "worth keeping"


def test_a_full_disk_keeps_the_text_and_tries_again(
    quick: QuickWindow, desk: Desk, team: list[Person], shell: RecordingShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(quick.panel, team[0], saw="precious")
    database = desk.coach.store._database
    database.execute_sql(f"PRAGMA max_page_count = {database.execute_sql('PRAGMA page_count').fetchone()[0]}")
    quick.panel.form.impact.setPlainText("i" * 400)
    saved = [quick.panel.save() for _ in range(1)]
    while saved[-1]:
        quick.open(Prefill())
        fill(quick.panel, team[0], saw="precious" + "o" * 500)
        quick.panel.form.impact.setPlainText("i" * 400)
        saved.append(quick.panel.save())
    assert isinstance(shell.troubles[-1], DiskFull)
    assert quick.panel.form.observation.toPlainText().startswith("precious")
    assert "precious" in shell.kept_text
    assert quick.panel.footer.words == shell.troubles[-1].sentence
    database.execute_sql("PRAGMA max_page_count = 1000000")
    assert shell.retry is not None
    shell.retry()
    assert quick.panel.form.observation.toPlainText() == ""


def test_a_draft_shows_what_was_typed_behind_the_fold(quick: QuickWindow) -> None:
    quick.panel.line.edit.set_line("@ana opp two returns were left")
    quick.panel.keep_draft()
    quick.close()
    quick.open(Prefill())
    assert not quick.panel.unfolded
    quick.panel.form.action.setPlainText("Read the board aloud")
    quick.panel.keep_draft()
    quick.close()
    quick.open(Prefill())
    assert quick.panel.unfolded
    assert quick.panel.form.action.toPlainText() == "Read the board aloud"
