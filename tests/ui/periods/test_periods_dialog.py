"""Time off, peak windows and milestones are entered, changed and removed; reminders heed them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.periods.dialog import PeriodsDialog
from microcoach_desktop.ui.periods.wording import Sort
from tests.ui.shell import RecordingShell

TODAY = date(2025, 11, 11)


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> PeriodsDialog:
    desk.coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
    made = PeriodsDialog(desk)
    # A test looks at it after it was closed.
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: PeriodsDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def press(dialog: PeriodsDialog, words: str) -> None:
    (button,) = [b for b in dialog.findChildren(QAbstractButton) if b.text() == words and b.isVisibleTo(dialog)]
    button.click()


def choose(dialog: PeriodsDialog, sort: Sort) -> None:
    box = dialog.form.sort
    box.setCurrentIndex(box.findData(sort.value))
    box.activated.emit(box.currentIndex())


def put_days(dialog: PeriodsDialog, first: date, last: date) -> None:
    dialog.form.first.setDate(QDate(first.year, first.month, first.day))
    dialog.form.last.setDate(QDate(last.year, last.month, last.day))


def sale(desk: Desk) -> Period:
    begins, ends = date(2025, 12, 1), date(2025, 12, 14)
    return desk.coach.periods.save(Period(PeriodKind.PEAK, "Winter sale", begins, ends, "Europe/Berlin"))


def test_nothing_entered_says_so_and_leads_to_the_form(dialog: PeriodsDialog) -> None:
    assert "Nothing entered yet. Time off keeps reminders away" in shown(dialog)
    assert dialog.empty.isVisible()
    dialog.empty.action.click()
    assert dialog.form.isVisible()
    assert dialog.form.chosen_sort is Sort.PERSON_OFF


def test_what_is_entered_elsewhere_appears(dialog: PeriodsDialog, desk: Desk) -> None:
    sale(desk)
    assert dialog.heading.text() == "Winter sale"
    assert not dialog.empty.isVisible()


def test_a_peak_window_is_saved_in_the_managers_zone(dialog: PeriodsDialog, desk: Desk, shell: RecordingShell) -> None:
    dialog.new(Sort.PEAK)
    dialog.form.name.setText("Winter sale")
    put_days(dialog, date(2025, 12, 1), date(2025, 12, 14))
    assert "14 days, first and last included. Days are counted in Europe/Berlin." in shown(dialog)
    dialog.save()
    (kept,) = desk.coach.store.periods.all()
    assert (kept.kind, kept.name, kept.zone) == (PeriodKind.PEAK, "Winter sale", "Europe/Berlin")
    assert (kept.starts_on, kept.ends_on, kept.person_ids) == (date(2025, 12, 1), date(2025, 12, 14), ())
    assert dialog.list.item(0).text() == "Winter sale\nMon 1 Dec to Sun 14 Dec"
    assert shell.toasts == ["Winter sale saved."]


def test_a_milestone_is_one_day_for_those_it_is_about(dialog: PeriodsDialog, desk: Desk) -> None:
    ana = desk.coach.store.people.all()[0]
    dialog.new(Sort.OWN_OFF)
    choose(dialog, Sort.MILESTONE)
    assert not dialog.form.fields["starts_on"].isVisible()
    dialog.form.name.setText("New line goes live")
    dialog.form.last.setDate(QDate(2025, 11, 20))
    dialog.form.people.chips[ana.id].click()
    dialog.save()
    (kept,) = desk.coach.store.periods.all()
    assert (kept.starts_on, kept.ends_on, kept.person_ids) == (date(2025, 11, 20), date(2025, 11, 20), (ana.id,))


def test_own_time_off_needs_no_title(dialog: PeriodsDialog, desk: Desk) -> None:
    dialog.new(Sort.OWN_OFF)
    dialog.save()
    (kept,) = desk.coach.store.periods.all()
    assert (kept.kind, kept.starts_on, kept.ends_on) == (PeriodKind.ABSENCE, TODAY, TODAY)
    assert dialog.list.item(0).text() == "My time off\nTue 11 Nov"


def test_time_off_of_a_person_is_kept_with_the_person(dialog: PeriodsDialog, desk: Desk) -> None:
    marek = next(person for person in desk.coach.store.people.all() if person.first_name == "Marek")
    dialog.open_person(marek.id)
    assert dialog.form.person.currentText() == "Marek Nowak"
    put_days(dialog, date(2025, 11, 17), date(2025, 11, 21))
    dialog.save()
    kept = desk.coach.store.people.get(marek.id)
    assert (kept.away_from, kept.away_until) == (date(2025, 11, 17), date(2025, 11, 21))
    assert desk.coach.store.periods.all() == []
    assert dialog.heading.text() == "Time off of Marek Nowak"
    dialog.remove()
    assert not desk.coach.store.people.get(marek.id).is_away(date(2025, 11, 18))
    desk.coach.undo()
    assert desk.coach.store.people.get(marek.id).is_away(date(2025, 11, 18))


def test_time_off_without_an_end_stays_open(dialog: PeriodsDialog, desk: Desk) -> None:
    ana = desk.coach.store.people.all()[0]
    dialog.open_person(ana.id)
    dialog.form.open_end.click()
    assert not dialog.form.last.isEnabled()
    dialog.save()
    kept = desk.coach.store.people.get(ana.id)
    assert (kept.away_from, kept.away_until) == (TODAY, None)
    assert dialog.list.item(0).text() == "Ana Ruiz\nFrom Tue 11 Nov"


def test_what_is_wrong_is_said_beside_its_field(dialog: PeriodsDialog, desk: Desk) -> None:
    dialog.new(Sort.PEAK)
    dialog.save()
    assert "A period needs a name. For example: Winter sale." in shown(dialog)
    dialog.form.name.setText("Winter sale")
    put_days(dialog, date(2025, 12, 5), date(2025, 12, 1))
    dialog.save()
    assert "The last day is before the first. Change one of the days." in shown(dialog)
    choose(dialog, Sort.PERSON_OFF)
    dialog.save()
    assert "The last day away is before the first. Change one of the days." in shown(dialog)
    assert desk.coach.store.periods.all() == []


def test_a_later_first_day_takes_the_last_along(dialog: PeriodsDialog) -> None:
    dialog.new(Sort.OWN_OFF)
    dialog.form.first.setDate(QDate(2025, 12, 22))
    assert dialog.form.last.date() == QDate(2025, 12, 22)


def test_changing_keeps_the_record_and_what_is_over_comes_last(desk: Desk, qtbot: QtBot, shell: RecordingShell) -> None:
    past = Period(PeriodKind.PEAK, "Stocktaking", date(2025, 10, 1), date(2025, 10, 3), "Europe/Berlin")
    desk.coach.periods.save(past)
    kept = sale(desk)
    dialog = PeriodsDialog(desk)
    qtbot.addWidget(dialog)
    assert [dialog.list.item(row).text().splitlines()[0] for row in range(2)] == ["Winter sale", "Stocktaking"]
    assert dialog.list.item(1).text().endswith("over")
    dialog.form.last.setDate(QDate(2025, 12, 20))
    dialog.list.setCurrentRow(1)
    assert desk.coach.store.periods.get(kept.id) == replace(kept, ends_on=date(2025, 12, 20))
    assert dialog.heading.text() == "Stocktaking"
    assert shell.toasts == ["Winter sale saved."]


def test_removing_can_be_undone_and_is_seen(desk: Desk, qtbot: QtBot, shell: RecordingShell) -> None:
    sale(desk)
    dialog = PeriodsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, "Remove")
    assert shell.toasts == ["Winter sale removed."]
    assert dialog.empty.isVisible()
    desk.coach.undo()
    assert dialog.list.count() == 1
    assert dialog.heading.text() == "Winter sale"


def test_escape_keeps_what_was_entered_and_asks_for_what_is_missing(dialog: PeriodsDialog, desk: Desk) -> None:
    dialog.new(Sort.PEAK)
    put_days(dialog, date(2025, 12, 1), date(2025, 12, 2))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not saved yet" in shown(dialog)
    assert "A period needs a name." in shown(dialog)
    dialog.form.name.setText("Winter sale")
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.coach.store.periods.all()) == 1


def test_large_text_in_a_small_window_leaves_the_form_its_room(dialog: PeriodsDialog, desk: Desk) -> None:
    desk.kit.theme.set_text_scale(2.0)
    dialog.new(Sort.PEAK)
    dialog.resize(960, 640)
    QApplication.processEvents()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0


def test_only_opened_nothing_is_kept(dialog: PeriodsDialog, desk: Desk) -> None:
    dialog.open_person(desk.coach.store.people.all()[0].id)
    dialog.reject()
    assert not dialog.isVisible()
    assert not any(person.away_from for person in desk.coach.store.people.all())
