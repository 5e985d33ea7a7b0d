"""One later start that talks to the running program."""

from __future__ import annotations

import socket
import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from microcoach_desktop.system import knock, wire


class Visitor(QObject):
    """One connection: a single short line within a second, or it is dropped."""

    told = Signal(object, str)
    gone = Signal(object)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connection
        connection.setParent(self)
        connection.setReadBufferSize(knock.LINE_BYTES + 1)
        connection.readyRead.connect(self._read)
        connection.disconnected.connect(self.dismiss)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.dismiss)
        self._is_gone = False

    def listen(self) -> None:
        self._patience.start(int(knock.TIMEOUT_SECONDS * 1000))
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
            if self._connection.bytesAvailable() > knock.LINE_BYTES:
                self.dismiss()
            return
        told = wire.decode(bytes(self._connection.readLine(knock.LINE_BYTES + 2).data()))
        if told is not None:
            self._connection.write(knock.ACCEPTED)
            self._connection.flush()
        self.dismiss()
        if told is not None:
            self.told.emit(*told)


def is_own(connection: QLocalSocket) -> bool:
    descriptor = int(connection.socketDescriptor())
    if sys.platform == "win32" or descriptor < 0:
        return sys.platform == "win32"
    with socket.fromfd(descriptor, socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        return knock.is_own_peer(peer)
