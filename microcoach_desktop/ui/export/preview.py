"""How the file will look: a sheet of paper, or its text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from microcoach_desktop.ui.export.printing import set_in
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit

SHEET_MARGIN = 22


class Preview(QTextEdit):
    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(QCoreApplication.translate("Export", "Preview"))
        self.setMinimumHeight(kit.theme.px(160))

    def show_pages(self, html: str, font: QFont) -> None:
        """`html` is our own, its texts escaped. Paper is white in a dark theme, too: so it will come out."""
        self._paint_on(QColor("white"), QColor("#1b1b1f"))
        set_in(self.document(), html, font, font.pixelSize() * 72 / self.logicalDpiY())
        self.document().setDocumentMargin(SHEET_MARGIN)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_text(self, text: str) -> None:
        theme = self._kit.theme
        self._paint_on(theme.color("surface"), theme.color("text"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.font(FontRole.SMALL).pixelSize())
        self.document().setDefaultFont(font)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _paint_on(self, paper: QColor, ink: QColor) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, paper)
        palette.setColor(QPalette.ColorRole.Text, ink)
        self.setPalette(palette)
