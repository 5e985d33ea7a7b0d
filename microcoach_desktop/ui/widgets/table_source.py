"""Where the rows of an import come from: a list that is typed or pasted, or the CSV file that takes its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.tables import MOST_BYTES, WESTERN, decoded
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label, LinkButton


class TableSource(QWidget):
    """`changed` comes a moment after the last key, and at once with a file; `unread` carries why a file is refused."""

    changed = Signal()
    unread = Signal(str)

    def __init__(self, kit: Kit, edit: GrowingEdit, label: str, helper: str) -> None:
        super().__init__()
        self._data: bytes | None = None
        self._edit = edit
        self._typed = Field(kit, label, edit, helper)
        self.file_name = Label(kit, "", FontRole.BODY_MEDIUM, wrap=True)
        self._back = LinkButton(kit, self.tr("Type or paste instead"))
        choose = Button(kit, self.tr("From a CSV file…"), "upload")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.file_name, 1)
        row.addWidget(self._back)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._typed)
        column.addLayout(row)
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self.changed)
        edit.textChanged.connect(self._soon.start)
        choose.clicked.connect(self._choose)
        self._back.clicked.connect(self._leave_file)
        self._show_source()

    @property
    def file(self) -> bytes | None:
        """What stands in the chosen file; None while the list is typed."""
        return self._data

    def text(self, encoding: str = WESTERN) -> str:
        """Raises InvalidRecord: too large, or no text. `encoding` is for a file that is no Unicode."""
        return self._edit.toPlainText() if self._data is None else decoded(self._data, encoding)

    def load(self, path: str) -> None:
        try:
            with Path(path).open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
            decoded(data)
        except MicroCoachError as error:
            self.unread.emit(error.sentence)
            return
        except OSError:
            self.unread.emit(self.tr("The file could not be read. Choose another one."))
            return
        self._data = data
        self.file_name.setText(Path(path).name)
        self._show_source()
        self.changed.emit()

    def settle(self) -> None:
        """What was typed last is told now."""
        if self._soon.isActive():
            self._soon.stop()
            self.changed.emit()

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a CSV file"), "", self.tr("Tables (*.csv *.tsv *.txt)")
        )
        if path:
            self.load(path)

    def _leave_file(self) -> None:
        self._data = None
        self.file_name.setText("")
        self._show_source()
        self.changed.emit()
        self._edit.setFocus()

    def _show_source(self) -> None:
        from_file = self._data is not None
        self._typed.setVisible(not from_file)
        self.file_name.setVisible(from_file)
        self._back.setVisible(from_file)
