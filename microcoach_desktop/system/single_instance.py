"""One running program per data folder: a lock file decides, a local socket carries the later starts' commands.

The server alone does not decide: several starts at the same instant would each believe to be the first.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from microcoach_desktop.paths import private_folder
from microcoach_desktop.system import knock, wire

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

    from microcoach_desktop.paths import Places
    from microcoach_desktop.system.visitor import Visitor

CONNECTIONS = 4
HAND_OVER_SECONDS = 5.0
_RETRY_SECONDS = 0.05


class SingleInstance(QObject):
    """`command` carries a wire.Command from a later start of the same user, and its launch token or ""."""

    command = Signal(object, str)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = places.runtime
        self._lock = QLockFile(str(places.runtime / "lock"))
        # Age says nothing about a program that runs for weeks; Qt still sees that the process is gone.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._visitors: set[Visitor] = set()

    def acquire(self) -> bool:
        """Whether this program is the first. Raises ReadOnly where the runtime folder is not ours to write."""
        private_folder(self._runtime)
        return self._lock.tryLock(0)

    def serve(self) -> bool:
        """Call after acquire(): the socket that a killed predecessor left is only then surely nobody's.

        Qt's network library is loaded here and not before: the first window does not wait for it.
        """
        from PySide6.QtNetwork import QLocalServer

        address = knock.address(self._runtime)
        QLocalServer.removeServer(address)
        self._server = QLocalServer(self)
        self._server.setMaxPendingConnections(CONNECTIONS)
        self._server.newConnection.connect(self._welcome)
        if not self._server.listen(address):
            return False
        if sys.platform != "win32":
            os.chmod(address, 0o600)  # noqa: PTH101 - a socket's address, not always a path
        return True

    def hand_over(self, command: wire.Command, token: str = "") -> bool:
        """For a start that came second: the first may hold the lock and not listen yet, so this tries for 5 s."""
        until = time.monotonic() + HAND_OVER_SECONDS
        while not wire.send(self._runtime, command, token):
            if time.monotonic() > until:
                return False
            time.sleep(_RETRY_SECONDS)
        return True

    def release(self) -> None:
        for visitor in list(self._visitors):
            visitor.dismiss()
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _welcome(self) -> None:
        from microcoach_desktop.system.visitor import Visitor, is_own

        while self._server is not None and (connection := self._server.nextPendingConnection()) is not None:
            if len(self._visitors) >= CONNECTIONS or not is_own(connection):
                connection.abort()
                connection.deleteLater()
                continue
            visitor = Visitor(connection, self)
            self._visitors.add(visitor)
            visitor.told.connect(self.command)
            visitor.gone.connect(self._forget)
            visitor.listen()

    def _forget(self, visitor: Visitor) -> None:
        self._visitors.discard(visitor)
        visitor.deleteLater()
