"""The capture panel in its two hosts: quick by keyboard, nothing lost, nothing wrong saved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import BUDGETS, Kind, Session
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.panel import CapturePanel
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.card.window import CardWindow
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.theme.theme import Mode
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import MOST_PASTED
from tests.clock import MovedClock
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


def sessions(desk: Desk) -> list[Session]:
    return desk.coach.store.sessions.page(HistoryFilter())


def fill(panel: CapturePanel, person: Person, kind: str = "win", saw: str = "Closed the checklist") -> None:
    panel.form.person.set_person(person.id)
    panel.form.kind.set_value(kind)
    panel.form.observation.setPlainText(saw)


def errors(panel: CapturePanel) -> dict[str, str]:
    found = {}
    for name, field in panel.form.fields.items():
        shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible() and label.text()]
        found[name] = " ".join(shown)
    return found


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


def test_the_buttons_stay_on_the_screen_when_the_window_grows(quick: QuickWindow) -> None:
    area = quick.screen().availableGeometry()
    quick.move(area.right() - 100, area.bottom() - 200)
    quick.toggle_detail()
    assert area.contains(quick.frameGeometry())


def test_the_longer_keys_go_first_where_there_is_little_room(quick: QuickWindow) -> None:
    footer = quick.panel.footer
    buttons = footer.findChildren(Button)
    footer.stack(2000)
    wide = sum(button.sizeHint().width() for button in buttons) + 60
    shown = []
    for width in (wide, wide - 30, 200, wide):
        footer.stack(width)
        shown.append([button.property("keys") for button in buttons])
    assert shown == [["", "Ctrl+Shift+↵", "Ctrl+↵"], ["", "", "Ctrl+↵"], ["", "", ""], ["", "Ctrl+Shift+↵", "Ctrl+↵"]]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_of_what_went_wrong_is_cut(quick: QuickWindow, desk: Desk, qtbot: QtBot, scale: float) -> None:
    desk.kit.theme.set_text_scale(scale)
    quick.open(Prefill())
    sentence = "Not saved: the disk is full. Your text is still here. Free some space and try again."
    quick.panel.footer.say(sentence, doubt=True)
    (words,) = (label for label in quick.panel.footer.findChildren(QLabel) if label.text() == sentence)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    quick.panel.footer.say("")
    assert not quick.panel.footer.doubting


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


def test_another_look_leaves_the_context_as_it_was_typed(quick: QuickWindow, desk: Desk) -> None:
    desk.coach.save_key_task(KeyTask("Handover", datetime(2025, 11, 12, 22, 0), "Europe/Berlin"))
    quick.open(Prefill())
    field = quick.panel.form.context
    field.setCurrentIndex(0)
    field.setEditText("Handover on Monday")

    desk.kit.theme.set_mode(Mode.DARK)

    assert field.currentText() == "Handover on Monday"


def test_the_sign_of_a_key_task_follows_the_look(quick: QuickWindow, desk: Desk) -> None:
    desk.coach.save_key_task(KeyTask("Night count", datetime(2025, 11, 12, 22, 0), "Europe/Berlin"))
    quick.open(Prefill())
    context = quick.panel.form.context
    before = context.itemIcon(0).pixmap(16).toImage()
    desk.kit.theme.set_mode(Mode.DARK)
    assert context.itemIcon(0).pixmap(16).toImage() != before


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


def test_the_rail_shows_the_chosen_person(page: CapturePage, desk: Desk, team: list[Person], clock: MovedClock) -> None:
    note = Session(team[1].id, Kind.OPPORTUNITY, "seen", action="Scan before stacking")
    desk.coach.capture(note, clock.now() + timedelta(hours=1))
    page.panel.form.person.set_person(team[1].id)
    shown = " ".join(label.text() for label in page.rail.findChildren(QLabel))
    assert "Marek Nowak" in shown
    assert "Scan before stacking" in shown
    assert "1 opportunity" in shown


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_input_has_a_name_at_any_text_size(scale: float, page: CapturePage, desk: Desk) -> None:
    desk.kit.theme.set_text_scale(scale)
    inputs = [field.widget for field in page.panel.form.fields.values()]
    assert all(widget.accessibleName() for widget in inputs)
    assert all(field.label.buddy() is field.widget for field in page.panel.form.fields.values())
