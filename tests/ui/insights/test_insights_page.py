import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.errors import Locked
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.ui import saving
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.insights.card import InsightCard
from microcoach_desktop.ui.insights.charts import BarChart, DotChart, MeterChart
from microcoach_desktop.ui.insights.items import ItemList
from microcoach_desktop.ui.insights.page import InsightsPage
from microcoach_desktop.ui.insights.summary import SummaryDialog
from microcoach_desktop.ui.people.page import PeoplePage
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[InsightsPage]:
    made = InsightsPage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 900)
    yield made
    made.background.close()


@pytest.fixture
def show(page: InsightsPage, qtbot: QtBot) -> Callable[[], dict[str, InsightCard]]:
    """The cards by their keys, all reckoned."""

    def shown() -> dict[str, InsightCard]:
        page.show()
        qtbot.waitUntil(lambda: not page.background.busy)
        return {card.insight.key: card for card in page.cards}

    return shown


@pytest.fixture
def busy_team(desk: Desk, clock: MovedClock) -> list[int]:
    """Four people, talks and check-ins of every outcome, a tag with three people, and a number that moved."""
    people = [person.id for person in desk.coach.save_people(*(Person(name) for name in ("Ana", "Ben", "Cleo", "Dan")))]
    clock.move(days=-12)
    for place in range(9):
        now = clock.now()
        note = Session(
            people[place % 3],
            Kind.OPPORTUNITY if place % 2 else Kind.WIN,
            "Two returns were not on the sheet.",
            action="Read them aloud",
            seen_at=now - timedelta(hours=3),
            talked_at=now,
            minutes=5,
            tags=("call the handover",) if place in (1, 3, 5, 7) else (),
            promise="Show the board" if place == 0 else "",
            promise_due_at=now + timedelta(days=1) if place == 0 else None,
        )
        captured = desk.coach.capture(note, now + timedelta(hours=5), Metric("Missed returns") if place == 0 else None)
        clock.move(hours=6)
        if captured.check_in is not None and place < 7:
            outcome = (Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET, Outcome.NOT_TRIED)[place % 4]
            desk.coach.review(captured.check_in.id, Review(outcome, Decision.STOP))
    clock.move(days=10)
    talked = desk.coach.store.sessions.get(1).talked_at
    assert talked is not None
    readings = [(talked + timedelta(hours=hours), value) for hours, value in ((-9, 6), (-6, 5), (-3, 4))]
    readings += [(talked + timedelta(hours=hours), value) for hours, value in ((1, 3), (2, 2), (3, 1))]
    desk.coach.add_readings(people[0], Metric("Missed returns"), [(at, float(value)) for at, value in readings])
    return people


@pytest.mark.usefixtures("desk")
def test_an_empty_store_says_what_each_card_needs(show: Callable[[], dict[str, InsightCard]]) -> None:
    cards = show()
    assert cards["balance"].needs.text() == "Not enough yet: 5 more sessions."
    assert cards["outcomes"].needs.text() == "Not enough yet: 5 more actions that were tried."
    assert cards["coverage"].needs.text() == "Nobody is in the team yet."
    assert cards["patterns"].needs.text().startswith("Not enough to show without pointing at someone.")
    assert all(not card.turn_button.isVisible() for key, card in cards.items() if key != "rhythm")


def test_one_person_is_not_pointed_at(desk: Desk, show: Callable[[], dict[str, InsightCard]]) -> None:
    ana = desk.coach.save_people(Person("Ana"))[0].id
    for _ in range(6):
        desk.coach.capture(Session(ana, Kind.OPPORTUNITY, "x", tags=("interrupts",)))
    cards = show()
    assert cards["patterns"].shown.needs.startswith("Not enough to show without pointing at someone.")
    assert cards["attention"].needs.text() == "Not enough yet: sessions with 2 more people."
    assert cards["balance"].hint.text() == "No win among the last five notes. What went well lately?"


def test_every_card_tells_its_insight(busy_team: list[int], show: Callable[[], dict[str, InsightCard]]) -> None:
    cards = show()
    assert cards["coverage"].shown.sentence == "A talk with 3 of 4 people who are here; 1 are due and 0 overdue."
    assert cards["balance"].figure.text() == "5 : 4"
    assert cards["follow-through"].shown.sentence.startswith("7 of 9 check-ins that were due were done, 7")
    assert cards["outcomes"].shown.sentence.startswith("6 of 9 actions were tried and 2 worked")
    assert cards["timing"].figure.text() == "3 h"
    assert cards["patterns"].figure.text() == "1"
    assert cards["movement"].shown.rows == (("Missed returns, Ana", "30 Oct", 5.0, 2.0),)
    assert cards["promises"].figure.text() == "0 of 1"
    kinds: dict[type[QWidget], int] = {BarChart: 2, MeterChart: 4, DotChart: 1, ItemList: 2}
    for kind, least in kinds.items():
        charts: list[QWidget] = [chart for card in cards.values() for chart in card.findChildren(kind)]
        assert len(charts) >= least
        assert all(chart.accessibleName() and chart.accessibleDescription() for chart in charts)
        assert all(not chart.grab().isNull() for chart in charts)
    assert len(busy_team) == 4


@pytest.mark.usefixtures("busy_team")
def test_each_chart_has_its_table_and_says_how_it_is_counted(show: Callable[[], dict[str, InsightCard]]) -> None:
    for card in show().values():
        if card.shown.needs:
            continue
        assert card.table.texts()
        if card.shown.chart is not None:
            card.turn_button.click()
            assert card.table.isVisible()
            card.turn_button.click()
            assert not card.table.isVisible()
        assert not card.counted.isVisible()
        card.about.click()
        assert card.counted.isVisible()
        assert len(card.counted.text()) > 40


@pytest.mark.usefixtures("busy_team")
def test_a_card_has_its_own_period_and_the_page_sets_all(
    page: InsightsPage, show: Callable[[], dict[str, InsightCard]], qtbot: QtBot
) -> None:
    cards = show()
    cards["balance"].periods.actions()[2].trigger()
    qtbot.waitUntil(lambda: not page.background.busy)
    assert (cards["balance"].days, cards["outcomes"].days, page.period.value) == (365, 28, None)
    assert len(cards["balance"].shown.rows) == 53
    page.period.changed.emit("91")
    assert {card.days for card in page.cards if card.insight.has_period} == {91}


@pytest.mark.usefixtures("busy_team")
def test_only_what_is_counted_is_reckoned_again(
    page: InsightsPage, desk: Desk, show: Callable[[], dict[str, InsightCard]], qtbot: QtBot
) -> None:
    cards = show()
    kept = cards["rhythm"].findChildren(BarChart)
    desk.coach.save_draft("quick", "half a thought")
    assert not page.background.busy
    desk.coach.capture(Session(1, Kind.WIN, "On time."))
    qtbot.waitUntil(lambda: cards["balance"].figure.text() == "6 : 4")
    assert cards["rhythm"].findChildren(BarChart) == kept


def test_two_hundred_people_are_twenty_first_and_all_on_demand(
    desk: Desk, show: Callable[[], dict[str, InsightCard]], shell: RecordingShell, qtbot: QtBot
) -> None:
    desk.coach.save_people(*(Person(f"Person {place:03}") for place in reversed(range(200))))
    (people,) = show()["coverage"].findChildren(ItemList)
    assert [row.item.label for row in people.rows] == [f"Person {place:03}" for place in range(20)]
    people.all.click()
    qtbot.waitUntil(people.rows[-1].isVisible)
    labels = [row.item.label for row in people.rows if not row.isHidden()]
    assert len(labels) == 200
    assert labels == sorted(labels)
    people.rows[0].click()
    assert shell.asked[0][0] == "person"


@pytest.mark.usefixtures("busy_team")
def test_what_comes_back_opens_its_sessions(
    show: Callable[[], dict[str, InsightCard]], shell: RecordingShell, desk: Desk, qtbot: QtBot
) -> None:
    (found,) = show()["patterns"].findChildren(ItemList)
    found.rows[0].click()
    assert shell.asked == [("search", ('"call the handover"', 0))]
    people = PeoplePage(desk)
    qtbot.addWidget(people)
    people.show()
    people.search_for('"call the handover"')
    qtbot.waitUntil(lambda: people.bar.search.count == "4 of 9")
    people.background.close()


@pytest.mark.usefixtures("busy_team")
def test_cards_are_saved_as_table_and_picture(
    show: Callable[[], dict[str, InsightCard]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = show()["outcomes"]
    monkeypatch.setattr(saving, "ask_where", lambda _parent, suggested, _kind: str(tmp_path / suggested))
    card.save_rows()
    card.save_chart()
    rows = list(csv.reader(io.StringIO((tmp_path / "Outcomes.csv").read_text("utf-8-sig"))))
    assert rows == [["Outcome", "Actions"], ["Worked", "2"], ["Partly", "2"], ["Not yet", "2"], ["Not tried", "1"]]
    picture = QImage(str(tmp_path / "Outcomes.png"))
    assert (picture.width(), picture.height()) == (2 * card.width(), 2 * card.height())
    assert len({picture.pixel(x, picture.height() // 2) for x in range(0, picture.width(), 7)}) > 1


@pytest.mark.usefixtures("busy_team")
def test_trouble_stays_in_its_card_and_can_be_tried_again(
    page: InsightsPage, show: Callable[[], dict[str, InsightCard]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = show()

    def locked(_self: object, _since: object, _until: object) -> None:
        raise Locked("Another program is using the file.")

    monkeypatch.setattr("microcoach_desktop.storage.insights.Insights.captured", locked)
    page.reload()
    qtbot.waitUntil(cards["balance"].retry.isVisible)
    assert cards["balance"].needs.text() == "Another program is using the file."
    assert cards["coverage"].figure.text() == "3 of 4"
    monkeypatch.undo()
    cards["balance"].retry.click()
    qtbot.waitUntil(lambda: cards["balance"].figure.text() == "5 : 4")
    assert not cards["balance"].retry.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.usefixtures("busy_team")
def test_cards_take_the_room_there_is(
    page: InsightsPage, show: Callable[[], dict[str, InsightCard]], desk: Desk, qtbot: QtBot, scale: float
) -> None:
    desk.kit.theme.set_text_scale(scale)
    cards = list(show().values())
    narrowest = 960 - round(56 * scale)
    for width in (1072, narrowest, 1600):
        page.resize(width, 700)
        qtbot.waitUntil(lambda: all(card.height() >= card.heightForWidth(card.width()) for card in cards))
        assert all(card.geometry().right() <= page.area.viewport().width() for card in cards)


@pytest.mark.usefixtures("busy_team")
def test_the_week_is_read_copied_and_printed(desk: Desk, qtbot: QtBot, tmp_path: Path, shell: RecordingShell) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = SummaryDialog(desk, window)
    dialog.show()
    qtbot.waitUntil(dialog.copy.isEnabled)
    text = dialog.text.toPlainText()
    assert text.startswith("MicroCoach, 5 Nov to 11 Nov\n- Wins noted: 0, opportunities: 0\n")
    assert "Check-ins that are late: 2" in text
    assert "look at the process\n- call the handover: 4 sessions with 3 people" in text
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == text
    assert shell.toasts == ["Copied the weekly summary."]
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "week.pdf"))
    dialog.printer.print_on(printer)
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")
    dialog.close()


@pytest.mark.usefixtures("busy_team")
def test_nothing_says_rank_score_or_prediction(page: InsightsPage, desk: Desk) -> None:
    never = ("score", "rank of", "best", "worst", "underperform", "predict", "weakness", "violation", "failure")
    said = " ".join(card.insight.title + " " + card.insight.counted for card in page.cards).lower()
    assert not [word for word in never if word in said]
    names = [covered.name for covered in Practice(desk.coach.store, desk.now()).coverage().people]
    assert names == ["Dan", "Ana", "Ben", "Cleo"]
