"""The quick window: built once, hidden until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.capture.panel import CapturePanel
from microcoach_desktop.ui.capture.wording import saved_sentence
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.widgets.buttons import Button

WIDTH = 640
LEAST, MOST = 430, 760


class QuickWindow(QWidget):
    """Esc or closing keeps the draft; saving hides the window and says so in the corner."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(None)
        self._desk = desk
        self.setWindowTitle(self.tr("Quick capture"))
        self.setWindowIcon(desk.kit.icons.icon("logo", "accent", 64))
        self.panel = CapturePanel(desk, "quick", gutter=False)
        self.panel.saved.connect(self._saved)
        self.panel.saved_and_new.connect(self._told)
        self.detail = Button(desk.kit, self.tr("Add detail"), icon="chevron-right", role="ghost", keys="Alt+D")
        self.detail.setToolTip(self.tr("Opener, impact, one action, measure, tags"))
        self.detail.clicked.connect(self.toggle_detail)
        self.panel.add_before_detail(self.detail)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.panel)
        QShortcut(QKeySequence("Alt+D"), self, self.toggle_detail)
        self._unfold(False)

    def open(self, prefill: Prefill) -> None:
        """Show with the focus where the next key belongs."""
        try:
            self.panel.start(prefill)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
        if not self.isVisible():
            self._unfold(False)
            area = QGuiApplication.primaryScreen().availableGeometry()
            self.move(area.center() - self.rect().center())
        self.show()
        self.raise_()
        self.activateWindow()
        self.panel.focus_first()

    def toggle_detail(self) -> None:
        self._unfold(not self.panel.form.detail.isVisibleTo(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.panel.keep_draft()
        event.accept()

    def _unfold(self, unfolded: bool) -> None:
        theme = self._desk.kit.theme
        self.panel.form.detail.setVisible(unfolded)
        self.detail.set_icon("chevron-down" if unfolded else "chevron-right")
        self.detail.setText(self.tr("Less detail") if unfolded else self.tr("Add detail"))
        area = QGuiApplication.primaryScreen().availableGeometry()
        height = min(theme.px(MOST if unfolded else LEAST), area.height() - 40)
        self.resize(min(theme.px(WIDTH), area.width() - 40), height)

    def _saved(self, captured: Captured) -> None:
        self.hide()
        self._told(captured)

    def _told(self, captured: Captured) -> None:
        self._desk.shell.toast(saved_sentence(self._desk, captured))
