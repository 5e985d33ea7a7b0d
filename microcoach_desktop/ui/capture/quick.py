"""The quick window: built once, hidden until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.capture.hosts import QuickPanel
from microcoach_desktop.ui.capture.wording import saved_sentence
from microcoach_desktop.ui.desk import Desk, Prefill

WIDTH = 640
UNFOLDED = 720
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
        self.panel.area.laid_out.connect(self._grow)
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
            # What is shown learns only now how it wraps since the size of the text was changed.
            QTimer.singleShot(0, self._fit)
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
        width = min(theme.px(WIDTH), self._room().width() - FRAME)
        # What wraps is asked for its height at the new width.
        self.resize(width, self.height())
        self._take_height(theme.px(UNFOLDED) if self.panel.unfolded else self.panel.folded_height(width))

    def _grow(self) -> None:
        """For a second line or row of chips. It never shrinks under somebody's typing."""
        if not self.panel.unfolded and (wanted := self.panel.folded_height(self.width())) > self.height():
            self._take_height(wanted)

    def _take_height(self, height: int) -> None:
        area = self._room()
        self.resize(self.width(), min(height, area.height() - FRAME))
        if self.isVisible():
            self._stay_in(area)

    def _room(self) -> QRect:
        return (self.screen() if self.isVisible() else QGuiApplication.primaryScreen()).availableGeometry()

    def _stay_in(self, area: QRect) -> None:
        """Where it grew over the edge of the screen, the buttons below would be out of reach."""
        frame = self.frameGeometry()
        x = max(area.left(), min(frame.left(), area.right() + 1 - frame.width()))
        y = max(area.top(), min(frame.top(), area.bottom() + 1 - frame.height()))
        self.move(x, y)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._desk.kit.theme.color("surface"))
        self.setPalette(palette)
        if self.isVisible():
            QTimer.singleShot(0, self._fit)

    def _saved(self, captured: Captured) -> None:
        self.hide()
        self._told(captured)

    def _told(self, captured: Captured) -> None:
        self._desk.shell.toast(saved_sentence(self._desk, captured))
