"""Work that may take a while: a bar, a way to stop it, and the answer in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.exchange import Progress, Stopped
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.kit import Kit

LOOK_EVERY_MS = 100
# What is done sooner is not announced: a bar that flashes says nothing.
SHOW_AFTER_MS = 300
Answer = TypeVar("Answer")


class _Shared:
    """What the worker and the window share: plain values, so that neither waits for the other."""

    def __init__(self) -> None:
        self.done = 0.0
        self.stopped = False

    def progress(self, done: float) -> bool:
        self.done = done
        return not self.stopped


class LongTask(QWidget):
    """Hidden until something takes long. One task at a time: a newer one stops the older."""

    def __init__(self, kit: Kit, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.background = Background(store, self)
        self._shared = _Shared()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.stop_button = Button(kit, self.tr("Stop"), "x", compact=True)
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._show_progress)
        self._appear = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._appear.timeout.connect(self.show)
        self.hide()

    @property
    def busy(self) -> bool:
        return self.background.busy

    def run(
        self,
        name: str,
        work: Callable[[Progress], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[MicroCoachError], None],
    ) -> None:
        """`work` is told where to report; exactly one of `done` and `failed` follows."""
        self._shared.stopped = True
        shared = self._shared = _Shared()
        self.bar.setAccessibleName(name)
        self.bar.setValue(0)
        self._look.start()
        self._appear.start()

        def end(answer: Answer) -> None:
            self._end()
            done(answer)

        def fail(error: MicroCoachError) -> None:
            self._end()
            failed(error)

        self.background.run("task", lambda: work(shared.progress), end, fail)

    def stop(self) -> None:
        """What was asked for is no longer wanted: `failed` is told so."""
        self._shared.stopped = True

    def close_down(self) -> None:
        """Before the window goes: stop and wait."""
        self._shared.stopped = True
        self._look.stop()
        self._appear.stop()
        self.background.close()

    def _end(self) -> None:
        self._look.stop()
        self._appear.stop()
        self.hide()

    def _show_progress(self) -> None:
        self.bar.setValue(round(self._shared.done * 100))


def was_stopped(error: MicroCoachError) -> bool:
    return isinstance(error, Stopped)
