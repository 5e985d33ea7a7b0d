"""Reports on pages: they can be stopped while they are laid out as well as while they are painted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.reports import Item, Report, Section, as_html
from microcoach_desktop.services.exchange import Stopped
from microcoach_desktop.ui.export.pages import PARAGRAPHS_AT_ONCE, cut_into_pages
from microcoach_desktop.ui.export.printing import LAYING_OUT, pdf, set_in

PARAGRAPHS = 400
HTML = "".join(f'<p class="text">Named pallet count {number} aloud.</p>' for number in range(PARAGRAPHS))


def report() -> QTextDocument:
    made = QTextDocument()
    made.setHtml(HTML)
    made.setTextWidth(500)
    return made


def lines(made: QTextDocument, paragraph: int) -> int:
    return made.findBlockByNumber(paragraph).layout().lineCount()


def test_the_layout_goes_on_only_while_it_is_wanted(qtbot: QtBot) -> None:
    made, told = report(), []

    def progress(done: float) -> bool:
        told.append(done)
        return len(told) <= 2

    assert cut_into_pages(made, 700, progress) == []
    assert told == [0.0, PARAGRAPHS_AT_ONCE / PARAGRAPHS, 2 * PARAGRAPHS_AT_ONCE / PARAGRAPHS]
    assert lines(made, 2 * PARAGRAPHS_AT_ONCE - 1) == 1
    assert lines(made, PARAGRAPHS - 1) == 0


@pytest.mark.parametrize("until", [0.0, LAYING_OUT / 2, LAYING_OUT, 0.9])
def test_a_file_is_stopped_at_any_point(until: float, qtbot: QtBot) -> None:
    told: list[float] = []

    def progress(done: float) -> bool:
        told.append(done)
        return done < until

    with pytest.raises(Stopped):
        pdf(HTML, "Report", QFont(), progress)
    assert told == sorted(told)
    assert [done for done in told if done >= until] == told[-1:]


def test_a_file_that_is_wanted_is_whole(qtbot: QtBot) -> None:
    told: list[float] = []

    def progress(done: float) -> bool:
        told.append(done)
        return True

    made = pdf(HTML, "Report", QFont(), progress)
    assert made.startswith(b"%PDF-")
    assert told == sorted(told)
    assert 0.9 < told[-1] < 1.0


def a_report(sizes: list[tuple[int, int]]) -> str:
    """Notes with so many lines of text and so many labelled ones; each begins a month."""
    items = [
        Item(f"Note {number}", "\n".join(["Counted aloud."] * text), (("Seen", "Seen myself"),) * lines)
        for number, (text, lines) in enumerate(sizes)
    ]
    return as_html(Report("Marek Nowak", ("Picker",), tuple(Section("November 2025", (item,)) for item in items)))


def cut(html: str, height: float) -> tuple[list[tuple[float, float]], list[tuple[str, float, float]]]:
    """The pages, and each line with its top and bottom."""
    made = QTextDocument()
    set_in(made, html, QFont(), 10)
    made.setDocumentMargin(0)
    made.setTextWidth(400)
    pages = cut_into_pages(made, height)
    lines = []
    block = made.begin()
    while block.isValid():
        offset = made.documentLayout().blockBoundingRect(block).y() - block.layout().boundingRect().y()
        for number in range(block.layout().lineCount()):
            area = block.layout().lineAt(number).rect().translated(0, offset)
            lines.append((block.text(), area.top(), area.bottom()))
        block = block.next()
    return pages, lines


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40)), max_size=8), st.floats(400, 900, allow_nan=False))
def test_pages_lose_nothing_cut_no_line_and_end_with_no_heading(sizes: list[tuple[int, int]], height: float) -> None:
    pages, lines = cut(a_report(sizes), height)
    assert pages[0][0] == 0
    assert all(0 < bottom - top <= height + 0.01 for top, bottom in pages)
    for _text, top, bottom in lines:
        assert sum(start <= top and bottom <= end + 0.01 for start, end in pages) == 1
    for start, end in pages:
        inside = [text for text, top, _bottom in lines if start <= top < end]
        assert not inside[-1].startswith(("Note", "November"))


def test_a_note_that_fits_is_not_torn(qtbot: QtBot) -> None:
    pages, lines = cut(a_report([(2, 5)] * 20), 500)
    starts = [top for text, top, _bottom in lines if text.startswith("November")]
    assert len(pages) > 5
    assert {top for top, _bottom in pages[1:]} <= set(starts)


def test_a_line_higher_than_a_page_ends_nothing(qtbot: QtBot) -> None:
    pages, lines = cut(a_report([(3, 0)]), 5)
    assert pages[-1][1] >= lines[-1][2]
