"""What the one line did not understand, in one sentence; it never blocks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microcoach_desktop.domain.capture_line import LineDraft, Note
from microcoach_desktop.ui.capture.line_filling import too_much
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

MOST_SHOWN = 40


class LineNote(QWidget):
    """An amber line, gone without words."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 4, 0, 4)
        row.setSpacing(6)
        self._words = Label(kit, "", FontRole.SMALL, "opp", wrap=True)
        row.addWidget(Glyph(kit, "triangle-alert", "opp", 14))
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))


def doubt_of(draft: LineDraft) -> str:
    """About the first token that is not understood, or about what is too much for one note."""
    sentences = {
        Note.AMBIGUOUS_PERSON: _tr("Several people match “{text}”. The arrow keys choose."),
        Note.UNKNOWN_PERSON: _tr("Nobody is called “{text}” yet. It stays as text until you add them."),
        Note.AMBIGUOUS_CONTEXT: _tr("“{text}” fits several contexts; the first one is taken."),
        Note.PAST_DATE: _tr("“{text}” has passed, so it stays as text."),
        Note.IMPOSSIBLE_DATE: _tr("“{text}” is not in the calendar, so it stays as text."),
        Note.NOT_A_DATE: _tr("“{text}” is not a date, so it stays as text. Try fri 14:00."),
        Note.UNKNOWN_KIND: _tr("“{text}” is not a kind, so it stays as text. Try win or opp."),
    }
    for token in draft.tokens:
        if token.note in sentences:
            return sentences[token.note].format(text=_short(token.text.lstrip("@#>!")))
    return too_much(draft)


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
