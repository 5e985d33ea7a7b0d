"""What Qt and the driver need for a form that shows at once, and for a month of pills."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from benchmarks.dataset import raw
from benchmarks.scenes.paint import settle, until_painted

MONTH = (
    "SELECT c.id, c.due_at, c.outcome, p.name FROM check_in c JOIN session s ON s.id = c.session_id "
    "JOIN person p ON p.id = s.person_id WHERE c.due_at >= ? AND c.due_at < ? ORDER BY c.due_at"
)


def show_quick(rounds: int) -> None:
    """A form with as many fields as the quick window has, built before it is asked for."""
    form = QWidget()
    form.resize(560, 520)
    rows = QFormLayout(form)
    rows.addRow("Person", QLineEdit())
    kinds = QHBoxLayout()
    for word in ("Win", "Opportunity"):
        kinds.addWidget(QPushButton(word))
    rows.addRow("Kind", kinds)
    for word in ("Seen", "Impact", "Next"):
        rows.addRow(word, QPlainTextEdit())
    rows.addRow("Check-in", QLineEdit())
    rows.addRow(QPushButton("Save"))
    for _ in range(rounds):
        print("ms", until_painted(form, form.show))
        form.hide()
        settle(0.03)


class Pills(QWidget):
    """So many rounded boxes with a line of cut text in each, in seven columns."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.texts: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        for number, text in enumerate(self.texts[: self._most]):
            box = QRectF(number % 7 * 150, number // 7 * 22, 140, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(230, 240, 250))
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(QColor(20, 20, 20))
            painter.drawText(box, metrics.elidedText(text, Qt.TextElideMode.ElideRight, 130))


def turn_months(folder: str, first: str, last: str, most: str, rounds: str) -> None:
    page = Pills(int(most))
    page.resize(1060, 760)
    page.show()
    settle(0.3)
    with raw(Path(folder)) as connection:

        def turn() -> None:
            page.texts = [row[3] for row in connection.execute(MONTH, (int(first), int(last)))]
            page.update()

        for _ in range(int(rounds)):
            print("ms", until_painted(page, turn))
