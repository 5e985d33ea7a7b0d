"""One running program per data folder: a lock file decides, a local socket carries the later starts' commands.

The server alone does not decide: several starts at the same instant would each believe to be the first.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from microcoach_desktop.paths import private_folder
from microcoach_desktop.system import wire

if TYPE_CHECKING:
    from microcoach_desktop.paths import Places

CONNECTIONS = 4
HAND_OVER_SECONDS = 5.0
_RETRY_SECONDS = 0.05


class SingleInstance(QObject):
    """`command` carries a wire.Command from a later start of the same user."""

    command = Signal(object)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = places.runtime
        self._lock = QLockFile(str(places.runtime / "lock"))
        # Age says nothing about a program that runs for weeks; Qt still sees that the process is gone.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setMaxPendingConnections(CONNECTIONS)
        self._server.newConnection.connect(self._welcome)
        self._visitors: set[_Visitor] = set()

    def acquire(self) -> bool:
        """Whether this program is the first. Raises ReadOnly where the runtime folder is not ours to write."""
        private_folder(self._runtime)
        return self._lock.tryLock(0)

    def serve(self) -> bool:
        """Call after acquire(): the socket that a killed predecessor left is only then surely nobody's."""
        address = wire.address(self._runtime)
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            return False
        if sys.platform != "win32":
            os.chmod(address, 0o600)  # noqa: PTH101 - a socket's address, not always a path
        return True

    def hand_over(self, command: wire.Command) -> bool:
        """For a start that came second: the first may hold the lock and not listen yet, so this tries for 5 s."""
        until = time.monotonic() + HAND_OVER_SECONDS
        while not wire.send(self._runtime, command):
            if time.monotonic() > until:
                return False
            time.sleep(_RETRY_SECONDS)
        return True

    def release(self) -> None:
        for visitor in list(self._visitors):
            visitor.dismiss()
        self._server.close()
        self._lock.unlock()

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            if len(self._visitors) >= CONNECTIONS or not _is_own(connection):
                connection.abort()
                connection.deleteLater()
                continue
            visitor = _Visitor(connection, self)
            self._visitors.add(visitor)
            visitor.told.connect(self.command)
            visitor.gone.connect(self._forget)
            visitor.listen()

    def _forget(self, visitor: _Visitor) -> None:
        self._visitors.discard(visitor)
        visitor.deleteLater()


class _Visitor(QObject):
    """One connection: a single short line within a second, or it is dropped."""

    told = Signal(object)
    gone = Signal(object)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connection
        connection.setParent(self)
        connection.setReadBufferSize(wire.LINE_BYTES + 1)
        connection.readyRead.connect(self._read)
        connection.disconnected.connect(self.dismiss)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.dismiss)
        self._is_gone = False

    def listen(self) -> None:
        self._patience.start(int(wire.TIMEOUT_SECONDS * 1000))
        # What came before the signals were connected, and a visitor that has left already.
        self._read()
        if self._connection.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self.dismiss()

    def dismiss(self) -> None:
        if self._is_gone:
            return
        self._is_gone = True
        self._patience.stop()
        self._connection.abort()
        self.gone.emit(self)

    def _read(self) -> None:
        if self._is_gone:
            return
        if not self._connection.canReadLine():
            if self._connection.bytesAvailable() > wire.LINE_BYTES:
                self.dismiss()
            return
        command = wire.decode(bytes(self._connection.readLine(wire.LINE_BYTES + 2).data()))
        if command is not None:
            self._connection.write(wire.ACCEPTED)
            self._connection.flush()
        self.dismiss()
        if command is not None:
            self.told.emit(command)


def _is_own(connection: QLocalSocket) -> bool:
    descriptor = int(connection.socketDescriptor())
    if sys.platform == "win32" or descriptor < 0:
        return sys.platform == "win32"
    with socket.fromfd(descriptor, socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        return wire.is_own_peer(peer)
