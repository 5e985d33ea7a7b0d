"""A plain text on paper, by way of the system's preview."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

PRINTED_POINTS = 10


class TextPrinter(QObject):
    """`text` is asked for when it is printed."""

    def __init__(self, kit: Kit, text: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._text = text
        self._window = window
        self._printer: QPrinter | None = None

    def print_on(self, printer: QPrinter) -> None:
        document = QTextDocument()
        font = self._kit.theme.font(FontRole.BODY)
        font.setPointSize(PRINTED_POINTS)
        document.setDefaultFont(font)
        document.setPlainText(self._text())
        document.print_(printer)

    def preview(self) -> None:
        # The preview does not keep its printer alive.
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintPreviewDialog(self._printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.paintRequested.connect(self.print_on)
        dialog.open()
