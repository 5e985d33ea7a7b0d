"""Reads that may take a while, away from the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.storage.database import sentences
from microcoach_desktop.storage.store import Store

IDLE_SECONDS = 5.0
Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    key: str
    number: int
    work: Callable[[], object]


class Background(QObject):
    """One worker thread. A newer question with the same key takes the place of the older one, asked or answered.

    Answers arrive in the thread of this object. The worker ends when it has been idle, when this object is destroyed
    and when the program ends.
    """

    _answered = Signal(str, int, object, object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[str, int] = {}
        self._waiting: dict[str, tuple[Callable[[object], None], Callable[[MicroCoachError], None]]] = {}
        self._worker = _Worker(store.leave_thread, self._answered.emit, self._newest)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._worker.stop)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def run(
        self,
        key: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[MicroCoachError], None],
    ) -> None:
        """Run `work` in the worker; exactly one of `done` and `failed` follows, unless something newer comes."""
        number = self._newest.get(key, 0) + 1
        self._newest[key] = number
        self._waiting[key] = (cast(Callable[[object], None], done), failed)
        self._worker.put(_Job(key, number, work))

    def forget(self, key: str) -> None:
        """The answer is no longer wanted."""
        self._newest[key] = self._newest.get(key, 0) + 1
        self._waiting.pop(key, None)

    def close(self) -> None:
        """Forget all questions and wait for the thread to end."""
        for key in list(self._waiting):
            self.forget(key)
        self._worker.stop()

    def _deliver(self, key: str, number: int, answer: object, error: object) -> None:
        if self._newest.get(key) != number:
            return
        done, failed = self._waiting.pop(key)
        if error is None:
            done(answer)
        elif isinstance(error, MicroCoachError):
            failed(error)
        else:
            raise cast(Exception, error)


class _Worker:
    """Plain Python, so that it can be stopped after its QObject is gone."""

    def __init__(
        self,
        leave: Callable[[], None],
        answered: Callable[[str, int, object, object], None],
        newest: dict[str, int],
    ) -> None:
        self._leave = leave
        self._answered = answered
        self._newest = newest
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()

    def put(self, job: _Job) -> None:
        with self._lock:
            self._jobs.put(job)
            if self._thread is None:
                self._thread = Thread(target=self._serve, name="background-reads", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        with self._lock:
            thread = self._thread
            if thread is not None:
                self._jobs.put(None)
        if thread is not None:
            thread.join()

    def _serve(self) -> None:
        try:
            while (job := self._next()) is not None:
                if self._newest.get(job.key) == job.number:
                    self._answer(job)
        finally:
            self._leave()

    def _next(self) -> _Job | None:
        """The next job; None ends the thread."""
        try:
            job = self._jobs.get(timeout=IDLE_SECONDS)
        except Empty:
            job = None
        if job is None:
            with self._lock:
                # A job that came between is served: its sender believed this thread to be running.
                job = None if self._jobs.empty() else self._jobs.get()
                if job is None:
                    self._thread = None
        return job

    def _answer(self, job: _Job) -> None:
        answer: object = None
        failure: Exception | None = None
        try:
            with sentences():
                answer = job.work()
        except Exception as error:  # noqa: BLE001 - it is raised again in the thread that asked
            failure = error
        try:
            self._answered(job.key, job.number, answer, failure)
        except RuntimeError:  # the window was closed while its question was being answered
            _log.info("A late answer was dropped.")
