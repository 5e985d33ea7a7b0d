"""The system's own notifications, with buttons; fills the port Notices."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from microcoach_desktop import paths
from microcoach_desktop.services.ports import Notice
from microcoach_desktop.system.loop_thread import LoopThread

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

SHOWN_SECONDS = 60
PATIENCE_SECONDS = 10.0
"""The system may have to start the program that shows notifications."""


class DesktopNotices(QObject):
    """The library's loop runs in a thread of its own; what it tells comes over by queued signals."""

    _told = Signal(int, str)
    _failed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = LoopThread("notifications")
        self._notifier: DesktopNotifier | None = None
        self._shown: dict[int, str] = {}
        self._answered: Callable[[int, str], object] | None = None
        self._refused: Callable[[int], object] | None = None
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def listen(self, answered: Callable[[int, str], object], refused: Callable[[int], object]) -> None:
        self._answered, self._refused = answered, refused

    def show(self, notice: Notice) -> None:
        self._thread.run(self._send(notice))

    def withdraw(self, number: int) -> None:
        self._thread.run(self._clear(number))

    def close(self) -> None:
        self._answered = self._refused = None
        self._thread.close()

    async def _send(self, notice: Notice) -> None:
        """In the loop's thread. The library answers with an id even where it failed: only `on_dispatched` tells."""
        import asyncio

        dispatched: list[bool] = []
        try:
            from desktop_notifier import Button

            if self._notifier is None:
                self._notifier = _notifier()
            async with asyncio.timeout(PATIENCE_SECONDS):
                self._shown[notice.number] = await self._notifier.send(
                    notice.title,
                    body(notice.text),
                    buttons=[
                        Button(label, partial(self._told.emit, notice.number, key), identifier=key)
                        for key, label in notice.buttons
                    ],
                    on_clicked=partial(self._told.emit, notice.number, ""),
                    on_dispatched=lambda: dispatched.append(True),
                    timeout=SHOWN_SECONDS,
                )
        except Exception:  # noqa: BLE001 - whatever three systems' libraries raise: the reminder is told another way
            dispatched.clear()
        if not dispatched:
            # Its connection may be dead; the next reminder tries with a new one.
            self._notifier = None
            self._failed.emit(notice.number)

    async def _clear(self, number: int) -> None:
        shown = self._shown.pop(number, None)
        if shown is None or self._notifier is None:
            return
        # It is gone already, or nobody can take it away.
        with suppress(Exception):
            await self._notifier.clear(shown)

    @Slot(int, str)
    def _on_told(self, number: int, key: str) -> None:
        if self._answered is not None:
            self._answered(number, key)

    @Slot(int)
    def _on_failed(self, number: int) -> None:
        if self._refused is not None:
            self._refused(number)


def body(text: str) -> str:
    """The freedesktop.org text is markup; the others show it as it is."""
    return escape(text, quote=False) if sys.platform == "linux" else text


def _notifier() -> DesktopNotifier:
    from desktop_notifier import DesktopNotifier, Icon

    return DesktopNotifier("MicroCoach", Icon(path=paths.resource("icons", "logo.svg")))
