"""Before the events: choosing a file, and waiting for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from microcoach_desktop.ui.theme.shapes import CARD_RADIUS
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class DropArea(QFrame):
    """Says that a file can be dropped; the dialog takes it."""

    choose_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(1)
        self.choose = Button(kit, self.tr("Choose a file…"), icon="file", role="primary")
        self.choose.clicked.connect(self.choose_wanted)
        text = self.tr("Drop an .ics file here")
        note = self.tr("Only titles and times are read. Nothing leaves this computer.")
        for widget in (
            Glyph(kit, "calendar-days", "text3", 32),
            Label(kit, text, FontRole.BODY_MEDIUM),
            self.choose,
        ):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        told = Label(kit, note, FontRole.SMALL, "text2", wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(told)
        column.addStretch(1)
        kit.theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._kit.theme.color("line"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._kit.theme.color("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CARD_RADIUS, CARD_RADIUS)
        painter.end()


class Waiting(QWidget):
    """A file is being read."""

    stop_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        self._name = Label(kit, "", FontRole.BODY_MEDIUM, wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Reading"))
        self.stop = Button(kit, self.tr("Stop"), icon="x")
        self.stop.clicked.connect(self.stop_wanted)
        column.addStretch(1)
        column.addWidget(self._name)
        column.addWidget(self.bar)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def begin(self, name: str) -> None:
        self._name.setText(self.tr("Reading {file}…").format(file=name))
        self.bar.setValue(0)
        self.stop.setFocus()
