"""Your rhythm: squares by local day, in the order of the locale, and the same as a table."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale, QModelIndex, QPoint
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.theme import Contrast, Mode
from microcoach_desktop.ui.today.rhythm_card import RhythmCard
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.rhythm import WEEKS, Rhythm, RhythmStrip, RhythmTable, first_day
from tests.clock import MovedClock

BERLIN = zone_of("Europe/Berlin")
NOW = datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN)
BRITISH = Formats(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), BERLIN)
AMERICAN = Formats(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), BERLIN)
CAPTURED = {date(2025, 11, 9): 0, date(2025, 11, 10): 2, date(2025, 11, 11): 0}


@pytest.mark.parametrize(("first_weekday", "wanted"), [(0, date(2025, 8, 11)), (6, date(2025, 8, 10))])
def test_the_oldest_week_begins_as_the_locale_does(first_weekday: int, wanted: date) -> None:
    assert first_day(NOW.date(), first_weekday) == wanted


def test_captures_count_on_their_local_day(desk: Desk, clock: MovedClock, qtbot: QtBot) -> None:
    """Half past midnight in Berlin is still the Sunday in UTC."""
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    clock.at(datetime(2025, 11, 10, 0, 30))
    desk.coach.capture(Session(ana.id, Kind.WIN, "Closed the checklist"))
    clock.at(datetime(2025, 11, 11, 9, 14))
    card = RhythmCard(desk)
    qtbot.addWidget(card)
    card.reload(desk.now())
    assert card.strip.words(date(2025, 11, 10)) == "Monday 10 November: 1 capture"
    assert card.strip.words(date(2025, 11, 9)) == "Sunday 9 November: 0 captures"
    assert card.sentence.text() == "1 capture this week, 1 win."


def test_the_days_of_a_rhythm() -> None:
    rhythm = Rhythm(CAPTURED, NOW.date(), BRITISH)
    assert rhythm.count(date(2025, 11, 10)) == 2
    assert rhythm.active_days() == 1
    assert rhythm.day(WEEKS - 1, 1) == NOW.date()
    assert rhythm.day(WEEKS - 1, 2) is None


def test_the_strip_says_each_day_and_the_whole(kit: Kit, qtbot: QtBot) -> None:
    strip = RhythmStrip(kit)
    qtbot.addWidget(strip)
    strip.resize(268, strip.sizeHint().height())
    strip.show_rhythm(Rhythm(CAPTURED, NOW.date(), BRITISH))
    assert strip.accessibleDescription() == "Captures of the last 14 weeks: 1 day with at least one."
    pitch = strip._pitch()
    monday = strip.day_at(QPoint(strip._left() + 13 * pitch + 2, 2))
    assert monday == date(2025, 11, 10)
    assert strip.words(monday) == "Monday 10 November: 2 captures"
    assert strip.day_at(QPoint(strip._left() + 13 * pitch + 2, 2 * pitch + 2)) is None
    assert strip.day_at(QPoint(2, 2)) is None


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_steps_can_be_told_apart(mode: Mode, kit: Kit, qtbot: QtBot) -> None:
    kit.theme.set_mode(mode)
    kit.theme.set_contrast(Contrast.NORMAL)
    strip = RhythmStrip(kit)
    qtbot.addWidget(strip)
    strip.resize(268, strip.sizeHint().height())
    days = {date(2025, 11, 3 + count): count for count in (1, 2, 3)}
    strip.show_rhythm(Rhythm(days, NOW.date(), BRITISH))
    picture = strip.grab().toImage()
    pitch = strip._pitch()
    x = strip._left() + 12 * pitch + pitch // 3
    colors = {picture.pixelColor(x, place * pitch + pitch // 3).name() for place in range(4)}
    assert len(colors) == 4


def test_the_table_holds_the_same(kit: Kit, qtbot: QtBot) -> None:
    table = RhythmTable(kit)
    qtbot.addWidget(table)
    table.show_rhythm(Rhythm(CAPTURED, NOW.date(), AMERICAN))
    model = table.model()
    assert model.rowCount(QModelIndex()) == WEEKS
    newest = [model.index(0, column).data() for column in range(8)]
    assert newest == ["9 Nov", "0", "2", "0", "", "", "", ""]
