"""What is on the screen on paper, by way of the system's preview."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, Qt, QTimer
from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

PRINTED_POINTS = 10
MARGIN_MM = 18


class PaperPreview(QObject):
    """`print_on` paints for the preview and for the printer, which leaves as much at the edges as a PDF file has."""

    margin_mm = MARGIN_MM

    def __init__(self, print_on: Callable[[QPrinter], None], window: QWidget) -> None:
        super().__init__(window)
        self._print_on = print_on
        self._window = window
        self._printer: QPrinter | None = None
        self._dialog: QPrintPreviewDialog | None = None

    def preview(self) -> None:
        # The preview does not keep its printer alive.
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        edge = self.margin_mm
        self._printer.setPageMargins(QMarginsF(edge, edge, edge, edge), QPageLayout.Unit.Millimeter)
        dialog = QPrintPreviewDialog(self._printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.paintRequested.connect(self._print_on)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def close(self) -> None:
        """What was laid out so far is no longer wanted. Later: the dialog may be the one that asks for the pages."""
        if self._dialog is not None:
            QTimer.singleShot(0, self._dialog.reject)

    def _forget(self, _result: int) -> None:
        self._dialog = None


class TextPrinter(PaperPreview):
    """`text` is asked for when it is printed. Qt's own way of printing it leaves room at the edges."""

    margin_mm = 0

    def __init__(self, kit: Kit, text: Callable[[], str], window: QWidget) -> None:
        super().__init__(self.print_on, window)
        self._kit = kit
        self._text = text

    def print_on(self, printer: QPrinter) -> None:
        document = QTextDocument()
        font = self._kit.theme.font(FontRole.BODY)
        font.setPointSize(PRINTED_POINTS)
        document.setDefaultFont(font)
        document.setPlainText(self._text())
        document.print_(printer)
