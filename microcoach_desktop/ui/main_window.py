"""The frame around the pages: sidebar, banner, page, toast, geometry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from microcoach_desktop.ui.calendar_import.drops import calendar_in
from microcoach_desktop.ui.commands import Command, install
from microcoach_desktop.ui.desk import PageName
from microcoach_desktop.ui.sidebar import Sidebar
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.toast import Toast

SIZE = (1280, 832)
SMALLEST = (960, 640)
RAIL_BELOW = 1100


class MainWindow(QMainWindow):
    """Knows no page: `page_wanted` asks for one, `put` shows it. `closing` lets the owner decide about the tray."""

    page_wanted = Signal(object)
    closing = Signal(QCloseEvent)
    calendar_dropped = Signal(object)
    first_painted = Signal()

    def __init__(self, kit: Kit, commands: Sequence[Command], sample: bool) -> None:
        super().__init__()
        self._kit = kit
        self._folded: bool | None = None
        self._is_painted = False
        self._pages: dict[PageName, QWidget] = {}
        self.setWindowTitle(self.tr("MicroCoach"))
        self.setWindowIcon(kit.icons.icon("logo", "accent", 64))
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self.setMenuBar(self.menuBar())
        install(commands, self, self.menuBar())
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self.sidebar = Sidebar(kit, "Ctrl+N")
        self.sidebar.chosen.connect(self.page_wanted)
        self.sample = Banner(kit)
        self.banner = Banner(kit)
        self.banner.hide()
        self.sample.setVisible(sample)
        self._stack = QStackedWidget()
        self._build()
        self.toast = Toast(kit, self._content)
        kit.theme.changed.connect(self._fold)

    @property
    def page(self) -> PageName | None:
        return next((name for name, widget in self._pages.items() if widget is self._stack.currentWidget()), None)

    def page_widget(self, page: PageName) -> QWidget | None:
        return self._pages.get(page)

    def put(self, page: PageName, make: Callable[[], QWidget]) -> QWidget:
        """Show a page, made at its first visit. Each keeps its scroll, filter and selection."""
        if page not in self._pages:
            self._pages[page] = make()
            self._stack.addWidget(self._pages[page])
        self._stack.setCurrentWidget(self._pages[page])
        if self.focusWidget() is None or not self._pages[page].isAncestorOf(self.focusWidget()):
            self._pages[page].setFocus()
        self.sidebar.show_page(page)
        return self._pages[page]

    def toggle_sidebar(self) -> None:
        self._folded = not self.sidebar.narrow
        self._fold()

    def toggle_menu_bar(self) -> None:
        self.menuBar().setVisible(not self.menuBar().isVisible())

    def next_pane(self, step: int) -> None:
        """F6: sidebar, content and back."""
        inside = self.sidebar.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        target = self._stack.currentWidget() if inside else self.sidebar
        if target is not None:
            target.setFocus()
            self.focusNextPrevChild(step > 0)

    def place(self, saved: str) -> None:
        """Take the remembered place if it is on a screen that is there now."""
        if saved and self.restoreGeometry(QByteArray.fromBase64(saved.encode())):
            screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            if not any(area.intersects(QRect(self.pos(), self.size())) for area in screens):
                self.move(screens[0].center() - self.rect().center())

    def place_now(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.banner.isVisible():
            self.banner.hide_message()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if calendar_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = calendar_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.calendar_dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)

    def _build(self) -> None:
        frame = QWidget()
        columns = QHBoxLayout(frame)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.sidebar)
        self._content = QWidget()
        rows = QVBoxLayout(self._content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        banners = QVBoxLayout()
        banners.setContentsMargins(28, 0, 28, 0)
        banners.setSpacing(0)
        # Only a banner that is shown takes room, with air above it.
        for banner in (self.sample, self.banner):
            banner.setContentsMargins(0, 12, 0, 0)
        banners.addWidget(self.sample)
        banners.addWidget(self.banner)
        rows.addLayout(banners)
        rows.addWidget(self._stack, 1)
        columns.addWidget(self._content, 1)
        self.setCentralWidget(frame)

    def _fold(self) -> None:
        self.sidebar.set_narrow(self.width() < self._kit.theme.px(RAIL_BELOW) if self._folded is None else self._folded)


def screen_key() -> str:
    """The set of screens, so that each has its own remembered place."""
    areas = [screen.geometry() for screen in QGuiApplication.screens()]
    return ";".join(f"{a.x()},{a.y()},{a.width()}x{a.height()}" for a in areas)
