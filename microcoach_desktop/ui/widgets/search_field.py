"""A field to search what a page shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class SearchField(LineEdit):
    """With the number of hits and a cross at its end."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        self._count: Label | None = None
        super().__init__(kit, 200, icon="search", parent=parent)
        self._count = Label(kit, "", color="text2", parent=self)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.cross = IconButton(kit, "x", self.tr("Clear the search"), size=24, parent=self)
        self.cross.setCursor(Qt.CursorShape.ArrowCursor)
        self.cross.hide()
        self.cross.clicked.connect(self.clear)
        self.textChanged.connect(self._follow)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> str:
        return "" if self._count is None else self._count.text()

    def show_count(self, text: str) -> None:
        if self._count is not None:
            self._count.setText(text)
            self._renew()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(230), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(140), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _follow(self, text: str) -> None:
        self.cross.setVisible(bool(text))
        if not text:
            self.show_count("")
        self._renew()

    def _renew(self) -> None:
        super()._renew()
        if self._count is not None:
            margins = self.textMargins()
            margins.setRight(self._tail())
            self.setTextMargins(margins)
            self._place()

    def _tail(self) -> int:
        if self._count is None:
            return 0
        cross = self._kit.theme.px(26) if self.text() else 0
        return cross + (self._count.sizeHint().width() + self._kit.theme.px(6) if self._count.text() else 0)

    def _place(self) -> None:
        if self._count is None:
            return
        px = self._kit.theme.px
        side = self.cross.sizeHint().width()
        counted = self._count.sizeHint().width()
        x = self.width() - px(5) - side
        start = x - counted - px(4)
        if self.isRightToLeft():
            x, start = px(5), px(5) + side + px(4)
        self.cross.setGeometry(x, (self.height() - side) // 2, side, side)
        self._count.setGeometry(start, 0, counted, self.height())
