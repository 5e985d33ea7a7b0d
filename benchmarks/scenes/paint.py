"""Tells when a window has been painted. Loads nothing that the measured program would not load anyway."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

PAINTED = QEvent.Type.User


class Watch(QObject):
    """Calls back once after the next paint of a window: an event that is posted during the paint comes after it."""

    def __init__(self, window: QWidget, done: Callable[[], None]) -> None:
        super().__init__()
        self._window = window
        self._done = done
        self._posted = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and watched is self._window and not self._posted:
            self._posted = True
            self._window.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(PAINTED), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, _event: QEvent) -> None:
        self._done()


def until_painted(window: QWidget, act: Callable[[], object]) -> float:
    """Milliseconds from the act to the paint that follows it."""
    done: list[float] = []
    watch = Watch(window, lambda: done.append(time.perf_counter()))
    started = time.perf_counter()
    act()
    while not done and time.perf_counter() - started < 5:
        QCoreApplication.processEvents()
    watch.deleteLater()
    return (done[0] - started) * 1000


def settle(seconds: float) -> None:
    """Let the program run."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QCoreApplication.processEvents()
        time.sleep(0.005)


def memory() -> int:
    """Kilobytes of this process, shared pages shared out (PSS); 0 where the system does not tell."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as told:  # noqa: PTH123 - loads nothing
            return next((int(line.split()[1]) for line in told if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def leave() -> None:
    """At once: what comes at the end of a program is not measured."""
    sys.stdout.flush()
    os._exit(0)


def main_window(windows: list[QWidget]) -> QMainWindow:
    return next(window for window in windows if isinstance(window, QMainWindow))
