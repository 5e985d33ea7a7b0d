from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.tables import MOST_ROWS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.metrics.readings_dialog import ReadingsDialog, reader_for
from microcoach_desktop.ui.people.page import PeoplePage
from tests.ui.metrics.conftest import RETURNS
from tests.ui.shell import RecordingShell


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def opened(desk: Desk, person_id: int, metric: Metric | None, window: QWidget) -> ReadingsDialog:
    dialog = ReadingsDialog(desk, person_id, metric, window)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(desk: Desk, marek: int, window: QWidget) -> ReadingsDialog:
    return opened(desk, marek, RETURNS, window)


def stored(desk: Desk, person_id: int) -> list[float]:
    (metric,) = desk.coach.store.metrics.of_person(person_id)
    return [reading.value for reading in desk.coach.store.metrics.readings(person_id, metric.id)]


def test_one_reading_is_typed_after_the_day_of_today(
    dialog: ReadingsDialog, desk: Desk, qtbot: QtBot, marek: int, shell: RecordingShell
) -> None:
    assert dialog.text.toPlainText() == "2025-11-11 "
    assert not dialog.save.isEnabled()
    assert dialog.summary.text() == ""
    QTest.keyClicks(dialog.text, "4")
    qtbot.waitUntil(dialog.save.isEnabled)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(desk, marek) == [4]
    assert shell.toasts == ["Saved 1 reading."]
    assert desk.coach.undo() == "readings"
    assert desk.coach.store.metrics.of_person(marek) == []


def test_bad_rows_stand_first_and_the_good_ones_are_taken(
    dialog: ReadingsDialog, desk: Desk, qtbot: QtBot, marek: int
) -> None:
    dialog.text.setPlainText("2025-11-10\t4\nsoon\t5\n9.11.2025\tmany\n8.11.2025\t3,5")
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.summary.text() == "2 lines are left out."
    said = [dialog.model.index(row, 2).data() for row in range(4)]
    dialog.save.click()
    assert said == ["Line 2: This is not a date.", "Line 3: This is not a number.", "Is added", "Is added"]
    assert stored(desk, marek) == [3.5, 4]


def test_a_file_is_mapped_by_its_columns(dialog: ReadingsDialog, desk: Desk, marek: int, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Shift,Day,Missed,Made\nearly,2025-11-03,4,40\nlate,2025-11-04,5,50\n", "utf-8")
    dialog.source.load(str(path))
    assert dialog.source.file_name.text() == "export.csv"
    assert (dialog.day_column.currentText(), dialog.value_column.currentText()) == ("Day", "Missed")
    dialog.value_column.setCurrentIndex(3)
    dialog.value_column.activated.emit(3)
    dialog.save.click()
    assert stored(desk, marek) == [40, 50]


def test_hostile_files_are_said_and_nothing_is_saved(dialog: ReadingsDialog, desk: Desk, tmp_path: Path) -> None:
    zipped = tmp_path / "x.csv"
    zipped.write_bytes(b"PK\x03\x04\x00\x00")
    dialog.source.load(str(zipped))
    assert dialog.summary.text().startswith("This is not a text file.")
    dialog.source.load(str(tmp_path / "gone.csv"))
    assert dialog.summary.text() == "The file could not be read. Choose another one."
    dialog.source.load(str(tmp_path))
    assert not dialog.save.isEnabled()
    long = tmp_path / "long.csv"
    long.write_text("2025-11-10,4\n" * (MOST_ROWS + 1))
    dialog.source.load(str(long))
    assert dialog.summary.text().startswith(f"There are more than {MOST_ROWS} rows.")
    assert not dialog.save.isEnabled()
    assert desk.coach.store.metrics.all() == []


def test_a_metric_needs_a_name(desk: Desk, qtbot: QtBot, marek: int, window: QWidget) -> None:
    dialog = opened(desk, marek, None, window)
    dialog.text.setPlainText("2025-11-10 4")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    assert dialog.isVisible()
    dialog.name.setText("Pace")
    dialog.better.set_value(Better.HIGHER.value)
    dialog.save.click()
    (metric,) = desk.coach.store.metrics.of_person(marek)
    assert (metric.name, metric.better) == ("Pace", Better.HIGHER)


@pytest.mark.parametrize(
    ("locale", "decimal", "day_first"),
    [("de_DE", ",", True), ("en_US", ".", False), ("en_GB", ".", True), ("es_ES", ",", True)],
)
def test_days_and_numbers_are_read_as_the_locale_writes_them(
    desk: Desk, locale: str, decimal: str, *, day_first: bool
) -> None:
    reader = reader_for(Formats(QLocale(locale), desk.coach.zone()), desk.now())
    assert (reader.decimal, reader.day_first) == (decimal, day_first)


def test_the_person_s_page_shows_the_metric_and_t_turns_it(desk: Desk, qtbot: QtBot, marek: int) -> None:
    now = desk.coach.now()
    desk.coach.add_readings(marek, RETURNS, [(now - timedelta(days=day), day) for day in (1, 2, 3)])
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.resize(1072, 825)
    page.show()
    qtbot.waitUntil(page.measure.isVisible)
    assert page.measure.note.text() == "3 readings, lower is better"
    page.history.setFocus()
    QTest.keyClick(page, Qt.Key.Key_T)
    assert page.measure.as_table
    page.search_everyone()
    assert not page.measure.isVisible()
    desk.coach.add_readings(marek, Metric("Pace"), [(now, 1.0)])
    page.show_person(marek)
    qtbot.waitUntil(page.measure.isVisible)
    assert page.measure.title.text() == "Pace"
    page.background.close()


def test_a_low_window_folds_the_chart_until_it_is_opened(desk: Desk, qtbot: QtBot, marek: int) -> None:
    desk.coach.add_readings(marek, RETURNS, [(desk.coach.now(), 1.0)])
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.resize(900, 480)
    page.show()
    qtbot.waitUntil(page.measure.isVisible)
    assert not page.measure.chart.isVisible()
    page.measure.fold_button.click()
    page.resize(900, 470)
    assert page.measure.chart.isVisible()
    page.background.close()
