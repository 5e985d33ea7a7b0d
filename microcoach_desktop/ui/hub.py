"""The one bridge from committed changes to widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microcoach_desktop.domain.changes import Changes
from microcoach_desktop.storage.store import Store


class Hub(QObject):
    """`changed` carries the Changes of each commit, on the GUI thread that made it."""

    changed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = store.subscribe(self._publish)

    def close(self) -> None:
        self._leave()

    def _publish(self, changes: Changes) -> None:
        self.changed.emit(changes)
