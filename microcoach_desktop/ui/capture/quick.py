"""The quick window: built once, hidden until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.capture.hosts import QuickPanel
from microcoach_desktop.ui.capture.wording import saved_sentence
from microcoach_desktop.ui.desk import Desk, Prefill

WIDTH = 640
LEAST, MOST = 290, 720
# What the system draws around a window, with a little air.
FRAME = 40


class QuickWindow(QWidget):
    """Esc or closing keeps the draft; saving hides the window and says so in the corner."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(None)
        self._desk = desk
        self.setWindowTitle(self.tr("Quick capture"))
        self.setWindowIcon(desk.kit.icons.icon("logo", "accent", 64))
        self.panel = QuickPanel(desk)
        self.panel.saved.connect(self._saved)
        self.panel.saved_and_new.connect(self._told)
        self.panel.detail.clicked.connect(self._fit)
        self.panel.hints.line("observation").changed.connect(self._fit)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.panel)
        QShortcut(QKeySequence("Alt+D"), self, self.panel.detail.click)
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        desk.kit.theme.changed.connect(self._dress)
        self._dress()
        self._fit()

    def open(self, prefill: Prefill) -> None:
        """Show with the focus where the next key belongs."""
        if not self.isVisible():
            self.panel.unfold(False)
        try:
            self.panel.start(prefill)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
        if not self.isVisible():
            self._fit()
            area = QGuiApplication.primaryScreen().availableGeometry()
            self.move(area.center() - self.rect().center())
        self.show()
        self.raise_()
        self.activateWindow()
        self.panel.focus_first()

    def toggle_detail(self) -> None:
        self.panel.detail.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: an open list takes the key first.
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.panel.keep_draft()
        event.accept()

    def _fit(self) -> None:
        theme = self._desk.kit.theme
        area = (self.screen() if self.isVisible() else QGuiApplication.primaryScreen()).availableGeometry()
        width = min(theme.px(WIDTH), area.width() - FRAME)
        height = theme.px(MOST) if self.panel.unfolded else theme.px(LEAST) + self._hint_height(width)
        self.resize(width, min(height, area.height() - FRAME))
        if self.isVisible():
            self._stay_in(area)

    def _stay_in(self, area: QRect) -> None:
        """Where it grew over the edge of the screen, the buttons below would be out of reach."""
        frame = self.frameGeometry()
        x = max(area.left(), min(frame.left(), area.right() + 1 - frame.width()))
        y = max(area.top(), min(frame.top(), area.bottom() + 1 - frame.height()))
        self.move(x, y)

    def _hint_height(self, width: int) -> int:
        margins = self.panel.body.contentsMargins()
        return self.panel.hints.line("observation").height_in(width - margins.left() - margins.right())

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._desk.kit.theme.color("surface"))
        self.setPalette(palette)

    def _saved(self, captured: Captured) -> None:
        self.hide()
        self._told(captured)

    def _told(self, captured: Captured) -> None:
        self._desk.shell.toast(saved_sentence(self._desk, captured))
