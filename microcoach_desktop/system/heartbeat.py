"""The one clock-driven signal: slow and steady, and once more at the next due instant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from microcoach_desktop.services.ports import Clock

PERIOD_MS = 60_000
"""What is due is armed to the instant; this slow one only sees sleep, steps of the clock and journeys."""

LONGEST_MS = 2**31 - 1
"""QTimer refuses more."""

_MILLISECOND = timedelta(milliseconds=1)


class Heartbeat(QObject):
    """`beat` says: look at the clock now. Due instants are wall-clock time; a timer alone would drift in sleep."""

    beat = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._due_at: datetime | None = None
        self._steady = QTimer(self)
        self._steady.setTimerType(Qt.TimerType.CoarseTimer)
        self._steady.setInterval(PERIOD_MS)
        self._steady.timeout.connect(self._on_steady)
        self._once = QTimer(self)
        # Coarse means 5 %: minutes, over hours.
        self._once.setTimerType(Qt.TimerType.PreciseTimer)
        self._once.setSingleShot(True)
        self._once.timeout.connect(self._on_once)

    def start(self, app: QGuiApplication | None = None) -> None:
        """With the application, also beats whenever the person comes back to it."""
        self._steady.start()
        if app is not None:
            app.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        self._steady.stop()
        self._once.stop()

    def arm(self, at: datetime | None) -> None:
        """Beat once at this instant, or as soon as it can be seen that it has passed; None disarms."""
        self._due_at = at
        self._set_timer()

    def _set_timer(self) -> None:
        if self._due_at is None:
            self._once.stop()
            return
        # Rounded up: a beat that comes early finds nothing due.
        left = -((self._clock.now() - self._due_at) // _MILLISECOND)
        self._once.start(min(max(left, 0), LONGEST_MS))

    def _on_once(self) -> None:
        if self._due_at is not None and self._clock.now() < self._due_at:
            # Too far for one timer, or the clock was set back.
            self._set_timer()
            return
        self._due_at = None
        self.beat.emit()

    def _on_steady(self) -> None:
        # Timers stand still in sleep, and the wall clock can be set: measure again.
        self._set_timer()
        self.beat.emit()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.beat.emit()
