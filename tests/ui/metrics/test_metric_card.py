import csv
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.domain.insights import Comparison, NotEnough
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.ui import saving
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.metrics import wording
from microcoach_desktop.ui.metrics.card import MetricCard
from microcoach_desktop.ui.metrics.story import Story, read_story
from microcoach_desktop.ui.widgets.scale import Axis, apart, ticks
from tests.ui.shell import RecordingShell

CAUSAL = ("because", "caused", "due to", "thanks to", "led to", "effect", "improved by", "result of")


@pytest.fixture
def card(desk: Desk, qtbot: QtBot, story: Story, now: datetime) -> MetricCard:
    made = MetricCard(desk)
    qtbot.addWidget(made)
    made.resize(760, 320)
    made.show_story(story, now)
    made.show()
    return made


def test_the_first_note_is_compared_around(card: MetricCard, story: Story) -> None:
    compared = story.compared(0)
    assert isinstance(compared, Comparison)
    assert (compared.before_median, compared.after_median) == (5, 2)
    assert card.trend.text() == "Down 60 % since 1 Nov"
    assert card.caption.text() == "Typically 5 before the talk on 1 Nov, 2 after it. Together in time, not proof."
    assert card.note.text() == "7 readings, lower is better"


def test_the_arrows_choose_another_note_and_its_sentence(card: MetricCard, story: Story) -> None:
    before = card.chart.accessibleDescription()
    assert before.startswith("Missed returns: 7 readings from 28 Oct to 10 Nov, the last one 1 a shift.")
    QTest.keyClick(card.chart, Qt.Key.Key_Right)
    assert card.chart.mark == 1
    assert story.compared(1) == NotEnough(3, 1)
    assert card.trend.text() == "Too few readings to compare"
    assert card.chart.accessibleDescription().endswith("Too few readings to compare around 9 Nov.")
    QTest.keyClick(card.chart, Qt.Key.Key_Right)
    assert card.chart.mark == 1
    QTest.keyClick(card.chart, Qt.Key.Key_Home)
    assert card.chart.accessibleDescription() == before
    assert not [word for word in CAUSAL if word in before.lower()]


def test_a_click_on_a_note_chooses_it(card: MetricCard) -> None:
    drawing = card.chart.drawing(card.chart.size())
    assert drawing is not None
    x = next(x for x in range(card.chart.width()) if drawing.mark_near(x) == 1)
    QTest.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=QPoint(x + 14, 40))
    assert card.chart.mark == 1
    assert drawing.words_at(x + 14) == "9 Nov: Two returns were not on the sheet."


def test_the_table_says_the_same(card: MetricCard, now: datetime) -> None:
    card.turn()
    assert card.table.isVisible()
    assert not card.chart.isVisible()
    assert [row[1] for row in card.table.texts()] == ["1", "2", "2", "3", "6", "5", "4"]
    assert card.turn_button.accessibleName() == "Show as chart"
    card.fold(folded=True)
    assert not card.table.isVisible()
    card.show_story(None, now)
    assert not card.isVisible()


def test_new_readings_keep_the_chosen_note(
    card: MetricCard, desk: Desk, marek: int, now: datetime, add_readings: Callable[..., None]
) -> None:
    card.chart.choose(1)
    add_readings({0.5: 2, 0.2: 1})
    card.show_story(read_story(desk.coach.store, marek, 0, now), now)
    assert card.chart.mark == 1
    assert card.note.text() == "9 readings, lower is better"


def test_a_metric_without_readings_asks_for_the_first(
    desk: Desk, qtbot: QtBot, marek: int, now: datetime, add_note: Callable[..., int]
) -> None:
    add_note(3)
    card = MetricCard(desk)
    qtbot.addWidget(card)
    card.show_story(read_story(desk.coach.store, marek, 0, now), now)
    card.show()
    assert card.none.isVisible()
    assert not card.chart.isVisible()
    with qtbot.waitSignal(card.add_wanted, timeout=1000):
        card.none.click()
    card.save_chart()


def test_one_reading_and_equal_readings_are_drawn(
    desk: Desk, qtbot: QtBot, marek: int, now: datetime, add_readings: Callable[..., None]
) -> None:
    for values in ({1: 0.0}, {2: 0.0, 3: 0.0}):
        add_readings(values)
        card = MetricCard(desk)
        qtbot.addWidget(card)
        card.resize(400, 300)
        card.show_story(read_story(desk.coach.store, marek, 0, now), now)
        card.show()
        assert not card.chart.grab().isNull()
        assert not card.trend.isVisible()


def test_the_metric_read_last_is_shown_and_others_can_be_chosen(
    desk: Desk, marek: int, now: datetime, add_readings: Callable[..., None]
) -> None:
    add_readings({5: 1})
    add_readings({1: 9}, Metric("Pace", better=Better.HIGHER))
    newest = read_story(desk.coach.store, marek, 0, now)
    assert newest is not None
    assert newest.metric.name == "Pace"
    assert [metric.name for metric in newest.others] == ["Missed returns", "Pace"]
    other = read_story(desk.coach.store, marek, newest.others[0].id, now)
    assert other is not None
    assert other.metric.name == "Missed returns"


def test_readings_and_chart_are_saved(
    card: MetricCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: RecordingShell
) -> None:
    monkeypatch.setattr(saving, "ask_where", lambda _parent, suggested, _kind: str(tmp_path / suggested))
    card.save_rows()
    written = (tmp_path / "Missed returns.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[0] == ["Date", "Missed returns (a shift)"]
    assert rows[1] == ["2025-10-28 09:14", "4.0"]
    assert len(rows) == 8
    card.save_chart()
    picture = QImage(str(tmp_path / "Missed returns.png"))
    assert (picture.width(), picture.height()) == (1760, 720)
    assert shell.toasts == ["Saved the file.", "Saved the file."]


def test_a_place_that_cannot_be_written_is_said(
    card: MetricCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: RecordingShell
) -> None:
    monkeypatch.setattr(saving, "ask_where", lambda *_: "")
    card.save_rows()
    assert (shell.toasts, shell.troubles) == ([], [])
    monkeypatch.setattr(saving, "ask_where", lambda *_: str(tmp_path / "gone" / "x.csv"))
    card.save_rows()
    assert isinstance(shell.troubles[0], ReadOnly)


def test_ticks_are_round_and_hold_everything() -> None:
    assert ticks(1, 6, 4) == [0, 2, 4, 6]
    assert ticks(0, 0, 4)[0] == 0
    assert ticks(-3, -3, 4)[-1] == 0
    assert ticks(98, 99, 4)[0] <= 98
    for low, high in ((0.001, 0.009), (1e6, 3e6), (-5, 12), (7, 7)):
        found = ticks(low, high, 4)
        assert found[0] <= low <= high <= found[-1]
        assert len(found) <= 6


def test_labels_are_kept_apart_within_their_ends() -> None:
    assert apart([10, 12, 50], 10, 0, 100) == [10, 20, 50]
    assert apart([99, 98], 10, 0, 100) == [100, 90]
    assert apart([], 10, 0, 100) == []
    assert Axis(5, 5, 0, 10).at(5) == 5


def test_one_reading_has_one_day(
    desk: Desk, marek: int, add_readings: Callable[..., None], add_note: Callable[..., int]
) -> None:
    add_readings({1: 2})
    add_note(2)
    story = read_story(desk.coach.store, marek, 0, desk.now())
    assert story is not None
    said = wording.sentence(story, 0, desk.formats(), desk.now())
    assert said.startswith("Missed returns: 1 reading on 10 Nov, 2 a shift.")
