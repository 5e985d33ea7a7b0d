from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.reminders import Answer, Reminder, ReminderKind, State
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.capturing import NewNote
from microcoach_desktop.storage.schema import ReminderRow
from microcoach_desktop.ui.desk import Desk, PageName, Routine
from microcoach_desktop.ui.routines.hosts import host_of
from microcoach_desktop.ui.routines.round import RoundSheet
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

NOMINAL = "2025-11-11T08:30"


def sheet_of(qtbot: QtBot, desk: Desk, routine: Routine = Routine.HANDOVER, task_id: int = 0) -> RoundSheet:
    sheet = RoundSheet(desk, routine, task_id)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    return sheet


def focused(sheet: RoundSheet) -> QWidget:
    return sheet.focusWidget()


def test_one_key_a_person_and_one_for_all(qtbot: QtBot, desk: Desk, shell: RecordingShell, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    ana, lena, marek = sheet.people.rows
    assert focused(sheet) is ana.edit
    QTest.keyClicks(ana.edit, "win Named all four returns #returns")
    QTest.keyClick(ana.edit, Qt.Key.Key_Tab)
    assert focused(sheet) is lena.edit
    QTest.keyClick(lena.edit, Qt.Key.Key_Return)
    assert focused(sheet) is marek.edit
    QTest.keyClicks(marek.edit, "opp Two totes were not scanned + Scan before it leaves >fri 14:00")
    assert sheet.save_button.text() == "Save 2 notes"
    QTest.keyClick(marek.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not sheet.isVisible()
    notes = {note.person_id: note for note in desk.coach.store.sessions.page(HistoryFilter())}
    assert set(notes) == {ana.person.id, marek.person.id}
    assert {(note.key_task_id, note.occurrence) for note in notes.values()} == {(handover.id, NOMINAL)}
    assert (notes[ana.person.id].kind, notes[ana.person.id].tags) == (Kind.WIN, ("returns",))
    assert notes[marek.person.id].action == "Scan before it leaves"
    (planned,) = desk.coach.store.check_ins.open_of(marek.person.id)
    assert planned.due_at is not None
    assert planned.due_at.astimezone(desk.coach.zone()).strftime("%a %H:%M") == "Fri 14:00"
    assert desk.coach.store.check_ins.open_of(ana.person.id) == []
    assert shell.toasts == ["Saved 1 win and 1 opportunity."]
    desk.coach.undo()
    assert desk.coach.store.sessions.page(HistoryFilter()) == []


def test_the_date_stands_under_the_line_at_every_width(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    row = sheet.people.rows[0]
    QTest.keyClicks(row.edit, "opp Two totes + Scan first >fri 14:00")
    agreed = next(label for label in row.findChildren(QLabel) if label.text().startswith("Check in "))
    for width in (900, 500, 900):
        sheet.resize(width, 700)
        qtbot.waitUntil(lambda: agreed.y() >= row.edit.geometry().bottom() and agreed.x() == row.edit.x())


def test_a_row_without_a_kind_is_pointed_at_and_nothing_is_written(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk, task_id=handover.id)
    ana, lena, _ = sheet.people.rows
    QTest.keyClicks(ana.edit, "win Fine.")
    QTest.keyClicks(lena.edit, "Named no owner.")
    sheet.save()
    assert lena.trouble() == "Win or opportunity?"
    assert lena.kind.isAncestorOf(focused(sheet))
    assert desk.coach.store.sessions.page(HistoryFilter()) == []
    QTest.keyClick(focused(sheet), Qt.Key.Key_Right)
    assert lena.chosen_kind is Kind.WIN
    assert focused(sheet) is lena.edit
    sheet.save()
    assert len(desk.coach.store.sessions.page(HistoryFilter())) == 2


def test_keys_reach_each_part_of_a_row(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    _, lena, marek = sheet.people.rows
    marek.edit.setFocus()
    QTest.keyClick(marek.edit, Qt.Key.Key_Backtab)
    assert marek.kind.isAncestorOf(focused(sheet))
    QTest.keyClick(focused(sheet), Qt.Key.Key_Backtab)
    assert focused(sheet) is lena.edit
    marek.edit.setFocus()
    QTest.keyClick(marek.edit, Qt.Key.Key_Tab)
    assert not sheet.people.isAncestorOf(focused(sheet))


def test_a_click_on_the_kind_goes_before_the_word(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    row = sheet.people.rows[0]
    QTest.keyClicks(row.edit, "win Read it back")
    assert row.chosen_kind is Kind.WIN
    row.kind.set_value("opportunity")
    row.kind.changed.emit("opportunity")
    assert (row.chosen_kind, row.edit.toPlainText()) == (Kind.OPPORTUNITY, "Read it back")


def test_others_who_are_named_stay_in_the_text(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    row = sheet.people.rows[0]
    QTest.keyClicks(row.edit, "win Showed @Marek and @nobody the list")
    note = row.note().session
    assert (note.person_id, note.observation) == (row.person.id, "Showed @Marek and @nobody the list")


def test_a_context_in_the_line_goes_before_the_key_task(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    other = desk.coach.save_key_task(replace(handover, id=0, name="Stand-up", paused=True))
    sheet = sheet_of(qtbot, desk)
    row = sheet.people.rows[0]
    QTest.keyClicks(row.edit, "win Named the owner #stand-up")
    note = row.note().session
    assert (note.key_task_id, note.occurrence, note.context) == (other.id, None, "Stand-up")


def test_what_was_typed_survives_a_kill(qtbot: QtBot, desk: Desk, clock: MovedClock, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk, Routine.AFTER_ACTION)
    QTest.keyClicks(sheet.people.rows[1].edit, "opp No owner named")
    QTest.keyClicks(sheet.process.items[0].edits["happened"], "No sheet")
    host = host_of(Routine.AFTER_ACTION, handover.id)
    qtbot.waitUntil(lambda: desk.coach.store.drafts.find(host) is not None)
    qtbot.waitUntil(lambda: "No sheet" in (desk.coach.store.drafts.find(host) or sheet).body)  # type: ignore[union-attr]
    clock.move(days=1)
    again = sheet_of(qtbot, desk, Routine.AFTER_ACTION, handover.id)
    assert again.people.rows[1].note().session.observation == "No owner named"
    assert again.people.rows[1].note().session.occurrence == NOMINAL
    assert again.process.items[0].edits["happened"].toPlainText() == "No sheet"
    again.save()
    assert desk.coach.store.drafts.find(host) is None


def test_esc_keeps_what_is_typed(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    QTest.keyClicks(sheet.people.rows[0].edit, "win Half a")
    QTest.keyClick(sheet.people.rows[0].edit, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    again = sheet_of(qtbot, desk)
    assert again.people.rows[0].edit.toPlainText() == "win Half a"


def test_nothing_to_note_answers_the_question(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    asked = Reminder(ReminderKind.KEY_TASK, handover.id, NOMINAL, desk.now(), state=State.SHOWN, shown_at=desk.now())
    with desk.coach.store.journal.quietly() as unit:
        reminder_id = unit.insert(ReminderRow, asked)
    sheet = sheet_of(qtbot, desk)
    assert sheet.save_button.text() == "Nothing to note"
    sheet.save()
    assert desk.coach.store.reminders.get(reminder_id).answer is Answer.SKIPPED
    assert desk.coach.store.sessions.page(HistoryFilter()) == []


def test_a_review_brings_back_what_is_open_and_adds_to_it(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, handover: KeyTask
) -> None:
    items = [ProcessItem(next_step="A runner at the pass", key_task_id=handover.id), ProcessItem(happened="Elsewhere")]
    desk.coach.capture_many([], process=items)
    sheet = sheet_of(qtbot, desk, Routine.AFTER_ACTION)
    assert sheet.open_items.isVisible()
    done = [button for button in sheet.open_items.findChildren(QWidget) if button.accessibleName().startswith("Done")]
    assert [button.accessibleName() for button in done] == ["Done: A runner at the pass"]
    QTest.mouseClick(done[0], Qt.MouseButton.LeftButton)
    assert sheet.open_items.isHidden()
    sheet.process.more.click()
    for fields, text in zip(sheet.process.items, ("Late truck", "No list"), strict=True):
        QTest.keyClicks(fields.edits["happened"], text)
    sheet.save()
    found = desk.coach.store.process_items.open_of(handover.id)
    assert {(item.happened, item.occurrence) for item in found} == {("Late truck", NOMINAL), ("No list", NOMINAL)}
    assert shell.toasts[-1] == "Saved 2 process items."


def test_the_same_tag_on_three_people_leads_to_the_insights(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, team: list[Person], handover: KeyTask
) -> None:
    for person in (*team, *team):
        note = Session(person.id, Kind.OPPORTUNITY, "Tickets waited.", tags=("call the handover",))
        desk.coach.capture_many([NewNote(note)])
    sheet = sheet_of(qtbot, desk, Routine.AFTER_ACTION)
    links: list[QWidget] = []

    def shown() -> bool:
        links[:] = [child for child in sheet.process.findChildren(QWidget) if child.property("text") == "Open Insights"]
        return bool(links)

    qtbot.waitUntil(shown)
    QTest.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert ("page", PageName.INSIGHTS) in shell.asked


def test_a_text_that_is_too_long_is_said_at_its_field(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk, Routine.AFTER_ACTION)
    sheet.process.items[0].edits["next_step"].setPlainText("x" * 400)
    sheet.save()
    assert sheet.isVisible()
    assert focused(sheet) is sheet.process.items[0].edits["next_step"]


def test_who_is_away_has_no_row_and_the_team_stands_in_for_an_empty_task(
    qtbot: QtBot, desk: Desk, team: list[Person], handover: KeyTask
) -> None:
    desk.coach.save_people(replace(team[1], away_from=date(2025, 11, 10), away_until=date(2025, 11, 12)))
    bare = desk.coach.save_key_task(replace(handover, id=0, name="Bare", person_ids=()))
    assert [row.person.name for row in sheet_of(qtbot, desk).people.rows] == ["Ana Ruiz", "Marek Nowak"]
    assert len(sheet_of(qtbot, desk, task_id=bare.id).people.rows) == 2


def test_without_a_team_the_sheet_says_how_to_begin(qtbot: QtBot, desk: Desk, shell: RecordingShell) -> None:
    sheet = sheet_of(qtbot, desk)
    assert sheet.people.rows == []
    assert not sheet.save_button.isEnabled()
    sheet.people.empty_wanted.emit()
    assert shell.asked == [("add people", 0)]


def test_names_with_a_bed_bring_up_the_hint_under_their_row(qtbot: QtBot, desk: Desk, handover: KeyTask) -> None:
    sheet = sheet_of(qtbot, desk)
    row = sheet.people.rows[2]
    QTest.keyClicks(row.edit, "opp At bed 12, Mrs K the pain score was not said")
    qtbot.waitUntil(lambda: "bed 12, Mrs K" in row.hint.text(), timeout=8000)
    row.hint.close_button.click()
    assert row.hint.text() == ""


def test_four_captures_take_three_minutes_at_most_and_few_keys(
    qtbot: QtBot, desk: Desk, clock: MovedClock, handover: KeyTask
) -> None:
    began = desk.now()
    sheet = sheet_of(qtbot, desk)
    for row in sheet.people.rows:
        QTest.keyClicks(row.edit, "win Read it back")
        clock.move(seconds=20)
        QTest.keyClick(row.edit, Qt.Key.Key_Tab)
    sheet.save()
    assert desk.now() - began <= timedelta(minutes=3)
    assert sum(s.wins for s in desk.coach.store.people.summaries().values()) == 3
