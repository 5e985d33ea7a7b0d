"""What somebody typed is read in Markdown as it was typed, by a reader that is not ours."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument, QTextFormat

from microcoach_desktop.domain.reports import Item, Report, Section, markdown

TYPED = (
    "    four spaces", "\ttab", "R&D &copy; &#35;", "# five held", "> said", "- one", "1. first", "*bold* _it_ `code`",
    "~~~ fence", "<b>tag</b>", "[a](b)", "a | b", "===", "c:\\new",
)  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_nothing_typed_becomes_markup(typed: str) -> None:
    report = Report("Marek", (), (Section("November", (Item("Win", typed, (("Action", typed),)),)),))
    read = QTextDocument()
    read.setMarkdown("".join(markdown(report)))
    blocks = [read.findBlockByNumber(number) for number in range(read.blockCount())]
    assert [block.text() for block in blocks][-2:] == [typed.strip(), f"Action: {typed.strip()}"]
    for block in blocks[-2:]:
        assert block.blockFormat().headingLevel() == 0
        assert not block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)
