"""Reports on pages: they can be stopped while they are laid out as well as while they are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from microcoach_desktop.services.exchange import Stopped
from microcoach_desktop.ui.export.printing import LAYING_OUT, PARAGRAPHS_AT_ONCE, laid_out, pdf

PARAGRAPHS = 400
HTML = "".join(f'<p class="text">Named pallet count {number} aloud.</p>' for number in range(PARAGRAPHS))


def report() -> QTextDocument:
    made = QTextDocument()
    made.setHtml(HTML)
    made.setPageSize(QSizeF(500, 700))
    return made


def lines(made: QTextDocument, paragraph: int) -> int:
    return made.findBlockByNumber(paragraph).layout().lineCount()


def test_the_layout_goes_on_only_while_it_is_wanted(qtbot: QtBot) -> None:
    made, told = report(), []

    def progress(done: float) -> bool:
        told.append(done)
        return len(told) <= 2

    assert not laid_out(made, progress)
    assert told == [0.0, PARAGRAPHS_AT_ONCE / PARAGRAPHS, 2 * PARAGRAPHS_AT_ONCE / PARAGRAPHS]
    assert lines(made, 2 * PARAGRAPHS_AT_ONCE - 1) == 1
    assert lines(made, PARAGRAPHS - 1) == 0


def test_laid_out_to_its_end_it_has_the_same_pages(qtbot: QtBot) -> None:
    made = report()
    assert laid_out(made, lambda _done: True)
    assert lines(made, PARAGRAPHS - 1) == 1
    assert made.pageCount() == report().pageCount() > 5


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
