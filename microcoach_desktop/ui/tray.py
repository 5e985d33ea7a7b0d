"""The icon in the tray. Everything in its menu is in the window too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from microcoach_desktop.ui.widgets.kit import Kit

MOST_LATE = 3


@dataclass(frozen=True, slots=True)
class TrayState:
    """What the icon and its menu say. `late` pairs a check-in id with its line and how late it is.

    `next_line` is for the window; `upcoming` is the same for the tray, its words and its time, without names where
    they are hidden.
    """

    late: tuple[tuple[int, str, str], ...] = ()
    late_count: int = 0
    due_count: int = 0
    next_line: str = ""
    upcoming: tuple[str, str] = ("", "")
    paused_until: datetime | None = None
    attention: bool = False
    tooltip: str = ""
    capture_keys: str = ""
    not_saving: bool = False


class Tray(QObject):
    """Signals say what was chosen; `check_in` carries a check-in id, `pause` hours (0: resume, -1: until tomorrow)."""

    capture = Signal()
    today = Signal()
    calendar = Signal()
    show_window = Signal()
    quit = Signal()
    check_in = Signal(int)
    pause = Signal(int)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._state = TrayState()
        self._menu = QMenu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        kit.theme.changed.connect(self._renew)
        self._renew()

    @staticmethod
    def available() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def visible(self) -> bool:
        return self._icon.isVisible()

    def show(self) -> None:
        self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    @property
    def menu(self) -> QMenu:
        return self._menu

    def set_state(self, state: TrayState) -> None:
        if state != self._state:
            self._state = state
            self._renew()

    @property
    def tooltip(self) -> str:
        said = self.tr("Not saving") if self._state.not_saving else self._state.tooltip
        return f"MicroCoach: {said}" if said else "MicroCoach"

    def _renew(self) -> None:
        self._icon.setIcon(self._drawn())
        self._icon.setToolTip(self.tooltip)
        self._fill()

    def _fill(self) -> None:
        menu, state, icons = self._menu, self._state, self._kit.icons
        menu.clear()
        if state.late:
            head = menu.addAction(
                self.tr("1 follow-up late")
                if state.late_count == 1
                else self.tr("{count} follow-ups late").format(count=state.late_count)
            )
            head.setEnabled(False)
            for check_in_id, line, late in state.late[:MOST_LATE]:
                action = self._add(f"{line}\t{late}", "clock-alert", "danger")
                action.triggered.connect(lambda _=False, wanted=check_in_id: self.check_in.emit(wanted))
            menu.addSeparator()
        if state.not_saving:
            self._add(self.tr("Not saving"), "triangle-alert", "danger").triggered.connect(self.show_window)
            menu.addSeparator()
        keys = f"\t{state.capture_keys}" if state.capture_keys else ""
        self._add(self.tr("Quick capture") + keys, "square-pen").triggered.connect(self.capture)
        due = self.tr("{count} due").format(count=state.due_count) if state.due_count else ""
        self._add(self.tr("Today") + (f"\t{due}" if due else ""), "sun").triggered.connect(self.today)
        self._add(self.tr("Calendar"), "calendar-days").triggered.connect(self.calendar)
        menu.addSeparator()
        words, at = state.upcoming
        if words:
            self._add(f"{words}\t{at}", "bell").triggered.connect(self.calendar)
        self._pause_menu(icons.icon("bell-off"))
        menu.addSeparator()
        self._add(self.tr("Open MicroCoach"), "app-window").triggered.connect(self.show_window)
        self._add(self.tr("Quit") + "\tCtrl+Q", "log-out").triggered.connect(self.quit)

    def _pause_menu(self, icon: QIcon) -> None:
        if self._state.paused_until is not None:
            self._add(self.tr("Resume reminders"), "bell-ring").triggered.connect(lambda: self.pause.emit(0))
            return
        submenu = self._menu.addMenu(icon, self.tr("Pause reminders"))
        fill_pause_menu(submenu, self.pause.emit)

    def _add(self, text: str, icon: str, color: str = "text2") -> QAction:
        return self._menu.addAction(self._kit.icons.icon(icon, color), text)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.capture.emit()

    def _drawn(self) -> QIcon:
        """The mark, a dot when something waits, a slash while paused, a warning while nothing is saved."""
        icon = QIcon()
        for size in (16, 22, 24, 32, 48):
            pixmap = QPixmap(self._kit.icons.pixmap("logo-mono", "text", size, 1.0))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._mark(painter, size)
            painter.end()
            icon.addPixmap(pixmap)
        return icon

    def _mark(self, painter: QPainter, size: int) -> None:
        """Each with a gap around it: what colour the panel has is not known."""
        state, theme, width = self._state, self._kit.theme, max(1.5, size / 12)
        dot = QRectF(size * 0.58 - 0.5, 0.5, size * 0.42, size * 0.42)
        if state.not_saving or (state.attention and state.paused_until is None):
            painter.setPen(Qt.PenStyle.NoPen)
            with _cut_out(painter):
                painter.drawEllipse(dot.adjusted(-width / 2, -width / 2, width / 2, width / 2))
            painter.setBrush(theme.color("danger" if state.not_saving else "accent"))
            painter.drawEllipse(dot)
        if state.not_saving:
            painter.setPen(QPen(theme.color("raised"), max(1.2, size / 14), c=Qt.PenCapStyle.RoundCap))
            stroke, point = QPointF(0, dot.height() * 0.26), QPointF(0, dot.height() * 0.27)
            painter.drawLine(dot.center() - stroke, dot.center() + stroke * 0.2)
            painter.drawPoint(dot.center() + point)
        elif state.paused_until is not None:
            slash = QLineF(2, 2, size - 3, size - 3)
            with _cut_out(painter):
                painter.setPen(QPen(Qt.GlobalColor.black, width * 2.4))
                painter.drawLine(slash)
            painter.setPen(QPen(theme.color("text"), width))
            painter.drawLine(slash)


@contextmanager
def _cut_out(painter: QPainter) -> Iterator[None]:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setBrush(Qt.GlobalColor.black)
    yield
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def fill_pause_menu(menu: QMenu, pause: Callable[[int], object]) -> None:
    """The same choices in the tray and in the window."""
    choices: Sequence[tuple[str, int]] = (
        (_tr("1 hour"), 1),
        (_tr("Until tomorrow"), -1),
        (_tr("Until I resume"), -2),
    )
    for text, hours in choices:
        menu.addAction(text).triggered.connect(lambda _=False, wanted=hours: pause(wanted))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tray", text)
