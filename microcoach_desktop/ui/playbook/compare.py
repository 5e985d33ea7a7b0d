"""Two to four actions side by side: what differs in the words, and in what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.playbook import Compared, Comparison, Piece
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.range_bar import RangeBar
from microcoach_desktop.ui.playbook.wording import (
    change_text,
    likely_text,
    people_text,
    rate_text,
    tries_text,
    verdict_sentence,
)
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class MarkedText(QWidget):
    """A sentence in which the pieces that differ stand on the marker's colour, in a heavier weight.

    As high as the highest of those `beside` it, so that what is below them stands in lines.
    """

    def __init__(self, kit: Kit, pieces: Sequence[Piece], beside: Sequence[Sequence[Piece]] = ()) -> None:
        super().__init__()
        self._kit = kit
        self._pieces = tuple(pieces)
        self._beside = (self._pieces, *beside)
        self.setAccessibleName("".join(piece.text for piece in pieces))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(_height(self._laid(width, pieces)) for pieces in self._beside)

    def sizeHint(self) -> QSize:
        width = self._kit.theme.px(200)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._kit.theme.color("text"))
        self._laid(self.width(), self._pieces).draw(painter, self.rect().topLeft().toPointF())
        painter.end()

    def _laid(self, width: int, pieces: Sequence[Piece]) -> QTextLayout:
        theme = self._kit.theme
        layout = QTextLayout("".join(piece.text for piece in pieces), theme.font(FontRole.BODY_STRONG))
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeading))
        mark = QTextCharFormat()
        mark.setBackground(theme.color("mark"))
        mark.setFontWeight(QFont.Weight.Bold)
        ranges, start = [], 0
        for piece in pieces:
            if piece.differs and piece.text.strip():
                found = QTextLayout.FormatRange()
                found.start, found.length, found.format = start, len(piece.text.rstrip()), mark
                ranges.append(found)
            start += len(piece.text)
        layout.setFormats(ranges)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(self.rect().topLeft().toPointF() + type(self.rect().topLeft().toPointF())(0, y))
            y += line.height()
        layout.endLayout()
        return layout


def _height(layout: QTextLayout) -> int:
    return int(sum(layout.lineAt(n).height() for n in range(layout.lineCount()))) + 2


class CompareDialog(QDialog):
    def __init__(
        self, desk: Desk, found: Comparison, adapt: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare actions"))
        self._desk = desk
        self._adapt = adapt
        kit = desk.kit
        self.verdict = Label(kit, verdict_sentence(found), FontRole.BODY_MEDIUM, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(Label(kit, self.tr("Compare actions"), FontRole.SUBTITLE))
        column.addWidget(self.verdict)
        column.addWidget(self._columns(found), 1)
        close = Button(kit, self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(Label(kit, self.tr("Together in time, not proof."), FontRole.SMALL, "text2"), 1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.resize(kit.theme.px(190 + 230 * len(found.columns)), kit.theme.px(640))

    def _columns(self, found: Comparison) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for place, column in enumerate(found.columns):
            grid.addWidget(self._card(column, found), 0, place)
            grid.setColumnStretch(place, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        return area

    def _card(self, column: Compared, found: Comparison) -> Card:
        kit, formats = self._desk.kit, self._desk.formats()
        entry, tally = column.entry, column.entry.tally
        card = Card(kit, padding=16, tone="accent" if entry.play.uid == found.best else "surface")
        card.setAccessibleName(entry.play.wording.action)
        card.body.addWidget(MarkedText(kit, column.action, [other.action for other in found.columns]))
        ranked = not tally.tries_to_rank
        share = Label(kit, rate_text(tally, formats), FontRole.TITLE, "win" if ranked else "text2")
        share.set_tabular()
        card.body.addWidget(share)
        bar = RangeBar(kit, details=True)
        bar.show_tally(tally, likely_text(tally, formats))
        card.body.addWidget(bar)
        used = "" if tally.last_used_on is None else formats.day(tally.last_used_on, self._desk.now())
        lines = [
            (self.tr("Tries"), tries_text(tally)),
            (self.tr("Partly"), formats.number(tally.partly)),
            (self.tr("Range"), likely_text(tally, formats)),
            (self.tr("Tried by"), people_text(tally)),
            (entry.play.wording.metric or self.tr("Metric"), change_text(entry, formats) or self.tr("no metric yet")),
            (self.tr("Contexts"), ", ".join(tally.contexts or entry.play.wording.contexts)),
            (self.tr("Last used"), used or self.tr("not yet")),
        ]
        for name, text in lines:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(Label(kit, name, FontRole.SMALL, "text2"))
            pair.addWidget(Label(kit, text or self.tr("none"), wrap=True))
            card.body.addLayout(pair)
        card.body.addStretch(1)
        adapt = Button(kit, self.tr("Adapt"), "copy-plus")
        adapt.setAccessibleName(self.tr("Adapt: {action}").format(action=entry.play.wording.action))
        adapt.clicked.connect(lambda: self._take(entry.play.uid))
        card.body.addWidget(adapt)
        return card

    def _take(self, uid: str) -> None:
        self.accept()
        self._adapt(uid)
