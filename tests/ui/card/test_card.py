"""The card: its words, how it is set, and the ways to hand it over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.person_card import CardForPerson, Measure
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.card.face import Face, fitted
from microcoach_desktop.ui.card.window import CardWindow, show_card
from microcoach_desktop.ui.card.words import Content, Section, content
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from tests.clock import MovedClock
from tests.ui.shell import RecordingShell

BERLIN = zone_of("Europe/Berlin")
NOW = datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN)
FORMATS = Formats(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), BERLIN)
FRIDAY = datetime(2025, 11, 14, 14, 0, tzinfo=BERLIN)
LONG = Content(
    "Ana Ruiz",
    "Shift handover, Tue 11 Nov",
    (
        Section("What", "sprout", "Read open returns aloud from the board " * 6, ("When the late lead joins " * 8,)),
        Section("Why", "message-circle", "Two returns were not on the sheet " * 12, ("Customers called twice. " * 9,)),
        Section("How we will know", "target", "https://example.org/" + "returns" * 30),
    ),
)


@pytest.fixture
def agreed(desk: Desk, clock: MovedClock) -> Session:
    ana, _ben = desk.coach.save_people(Person("Ana Ruiz"), Person("Benedikt Ostermann"))
    note = Session(
        ana.id,
        Kind.OPPORTUNITY,
        "Two returns were not on Benedikt Ostermann's sheet.",
        context="Shift handover",
        impact="Both customers were called twice.",
        action="Read open returns aloud",
        success="None missed for 5 shifts",
        baseline=2,
        target=0,
        private_note="Third time this month.",
    )
    due = clock.now() + timedelta(days=3, hours=4, minutes=46)
    return desk.coach.capture(note, due, Metric("Missed returns", unit="per shift")).session


@pytest.fixture
def opened(desk: Desk, agreed: Session, qtbot: QtBot) -> Iterator[Callable[[], CardWindow]]:
    made: list[CardWindow] = []

    def show() -> CardWindow:
        window = show_card(desk, agreed.id, None)
        assert window is not None
        made.append(window)
        with qtbot.waitActive(window):
            window.activateWindow()
        return window

    yield show
    for window in made:
        if isValid(window):
            window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def headings(card: CardForPerson) -> list[str]:
    return [section.heading for section in content(card, FORMATS, NOW).sections]


def test_the_words_of_the_card(opened: Callable[[], CardWindow]) -> None:
    assert opened().content.text == (
        "Ana Ruiz, Shift handover, Tue 11 Nov\n\n"
        "What:\nRead open returns aloud\n\n"
        "Why:\nTwo returns were not on [teammate]'s sheet.\nBoth customers were called twice.\n\n"
        "By when:\nFriday 14 November, 14:00\nThen we look at it together.\n\n"
        "How we will know:\nNone missed for 5 shifts\nMissed returns: from 2 to 0 per shift"
    )


def test_what_is_missing_is_left_out() -> None:
    bare = CardForPerson(1, "Ana Ruiz", Kind.OPPORTUNITY, NOW, seen="Two returns were missed.")
    assert headings(bare) == ["What was seen"]
    won = CardForPerson(
        1, "Ana Ruiz", Kind.WIN, NOW, well="Told the customer first.", impact="He thanked.", look_at=FRIDAY
    )
    assert headings(won) == ["What went well", "Why", "We talk again"]
    both = CardForPerson(
        1, "Ana", Kind.WIN, NOW, well="Told first.", action="Show Ben how", apply_by=NOW, look_at=FRIDAY
    )
    assert headings(both) == ["What went well", "What next", "By when"]
    dates = content(both, FORMATS, NOW).sections[-1]
    assert (dates.lead, dates.more) == (
        "Tuesday 11 November, 09:14",
        ("We look at it together Friday 14 November, 14:00.",),
    )


@pytest.mark.parametrize(
    ("baseline", "target", "said"),
    [(2, 0.5, "Missed: from 2 to 0.5 a day"), (None, 0, "Missed: 0 a day"), (2, None, "Missed: now 2 a day")],
)
def test_the_number_leads_where_no_words_do(baseline: float | None, target: float | None, said: str) -> None:
    measure = Measure("Missed", "a day", baseline, target)
    card = CardForPerson(1, "Ana", Kind.OPPORTUNITY, NOW, seen="Seen", measure=measure)
    assert content(card, FORMATS, NOW).sections[-1].lead == said


@pytest.mark.parametrize("width", [180, 420, 900, 1800])
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_is_painted_outside(kit: Kit, width: int, mirrored: bool) -> None:
    edge = 40
    face = Face(LONG, kit.theme.font(FontRole.BODY), width, 13, mirrored=mirrored)
    image = QImage(width + 2 * edge, round(face.height) + 2 * edge, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(edge, edge)
    face.paint(painter, kit)
    painter.end()
    white = QImage(image.size(), image.format())
    white.fill(Qt.GlobalColor.white)
    inner = image.copy(edge - 2, edge, width + 4, image.height() - 2 * edge)
    assert inner != white.copy(inner.rect())
    for strip in (
        image.copy(0, 0, edge - 2, image.height()),
        image.copy(width + edge + 2, 0, edge - 2, image.height()),
        image.copy(0, image.height() - edge + 2, image.width(), edge - 2),
    ):
        assert strip == white.copy(strip.rect())


def test_it_is_set_as_large_as_the_room_allows(kit: Kit) -> None:
    font = kit.theme.font(FontRole.BODY)
    small, large = (fitted(LONG, font, width, width * 0.7, 5) for width in (700, 1400))
    assert small.height <= 490
    assert large.height <= 980
    assert large.height > 1.5 * small.height
    assert fitted(LONG, QFont(font), 300, 200, 14).height > 200


def test_it_reflows_and_scrolls_at_twice_the_text(opened: Callable[[], CardWindow], desk: Desk, qtbot: QtBot) -> None:
    desk.kit.theme.set_text_scale(2.0)
    window = opened()
    window.resize(960, 580)
    view = window.view
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert view.face.width() <= view.viewport().width()
    before = view.face.height()
    window.resize(1500, 1150)
    qtbot.waitUntil(lambda: view.face.height() != before)


def test_escape_closes_it(opened: Callable[[], CardWindow], qtbot: QtBot) -> None:
    window = opened()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(window) or not window.isVisible())


def test_f11_fills_the_screen_and_gives_it_back(opened: Callable[[], CardWindow], qtbot: QtBot) -> None:
    window = opened()
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    assert window.full.text() == "Leave full screen"
    window.full.click()
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.full.text() == "Full screen"


def test_copy_takes_the_text_and_says_so(opened: Callable[[], CardWindow]) -> None:
    window = opened()
    window.copy.click()
    assert QGuiApplication.clipboard().text() == window.content.text
    assert window.said.text() == "Copied."
    assert "Third time" not in window.content.text


def test_a_pdf_is_one_page(opened: Callable[[], CardWindow], tmp_path: Path) -> None:
    window = opened()
    window.save_to(tmp_path / "card.pdf")
    written = (tmp_path / "card.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 1
    assert window.said.text() == "Saved as card.pdf."


def test_a_place_that_cannot_be_written_is_said(opened: Callable[[], CardWindow], tmp_path: Path) -> None:
    window = opened()
    taken = tmp_path / "card.pdf"
    taken.mkdir()
    window.save_to(taken)
    assert window.banner.isVisible()
    assert window.said.text() == ""
    taken.rmdir()
    window.save_to(taken)
    assert not window.banner.isVisible()


def test_it_can_be_printed(opened: Callable[[], CardWindow], tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    opened().print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_everything_has_a_name(opened: Callable[[], CardWindow]) -> None:
    window = opened()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.text() or button.accessibleName()
    assert window.view.face.text() == window.content.text
    assert window.view.hasFocus()


def test_a_note_that_is_gone_says_so(desk: Desk, agreed: Session, shell: RecordingShell) -> None:
    desk.coach.delete_session(agreed.id)
    assert show_card(desk, agreed.id, None) is None
    assert len(shell.troubles) == 1


def test_an_open_card_says_what_the_note_says_now(
    desk: Desk, agreed: Session, opened: Callable[[], CardWindow]
) -> None:
    window = opened()
    desk.coach.edit(replace(desk.coach.store.sessions.get(agreed.id), action="Read the board aloud, twice"))
    assert "Read the board aloud, twice" in window.content.text
    assert window.view.face.text() == window.content.text
    person = desk.coach.store.people.get(agreed.person_id)
    desk.coach.save_people(replace(person, name="Ana Ruiz Vega"))
    assert window.windowTitle() == "Card for Ana Ruiz Vega"
    assert window.view.accessibleName() == window.content.name


def test_a_card_leaves_with_its_note(desk: Desk, agreed: Session, opened: Callable[[], CardWindow]) -> None:
    window = opened()
    desk.coach.delete_session(agreed.id)
    assert not window.isVisible()
