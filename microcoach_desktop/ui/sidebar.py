"""The way around: pages, new capture, the state of the reminders."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.ui.desk import PageName
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, draw_icon, focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.nav import NavItem
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter
from microcoach_desktop.ui.widgets.text import Label

WIDE = 208
NARROW = 56


class ReminderButton(QAbstractButton):
    """Says whether reminders are on and what comes next; a click opens the pause menu."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icon, self._color = "bell-ring", "win"
        self._detail = ""
        self._paused = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def set_state(self, title: str, detail: str, *, paused: bool) -> None:
        """The same again paints nothing: each heartbeat comes by here."""
        if (title, detail, paused) == (self.text(), self._detail, self._paused):
            return
        self._icon, self._color = ("bell-off", "text3") if paused else ("bell-ring", "win")
        self._detail, self._paused = detail, paused
        self.setText(title)
        self.setAccessibleName(f"{title}. {detail}")
        self.setToolTip(detail)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(160), self._kit.theme.px(50))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._kit.theme.px(50))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        box(painter, self.rect(), CARD_RADIUS, theme.color("surface"), theme.color("line"))
        size = theme.px(16)
        narrow = self.width() < theme.px(100)
        left = (self.width() - size) // 2 if narrow else theme.px(10)
        top = (self.height() - size) // 2 if narrow else theme.px(9)
        draw_icon(painter, self._kit.icons, self._icon, self._color, QRect(left, top, size, size), size=size)
        if not narrow:
            x = left + size + theme.px(6)
            self._line(painter, self.text(), FontRole.BODY_MEDIUM, "text", x, theme.px(7))
            self._line(painter, self._detail, FontRole.SMALL, "text2", x, theme.px(26))
        if self.hasFocus():
            focus_ring(painter, self.rect(), CARD_RADIUS, theme)
        painter.end()

    def _line(self, painter: QPainter, text: str, role: FontRole, color: str, x: int, y: int) -> None:
        font = self._kit.theme.font(role)
        painter.setFont(font)
        painter.setPen(self._kit.theme.color(color))
        metrics = painter.fontMetrics()
        room = self.width() - x - 8
        area = self.rect().adjusted(x, y, -8, 0)
        area.setHeight(metrics.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))


class Sidebar(QWidget):
    """`chosen` carries a PageName."""

    chosen = Signal(object)
    capture_wanted = Signal()
    pause_wanted = Signal()

    def __init__(self, kit: Kit, capture_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._narrow = False
        self._items: dict[PageName, NavItem] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(self.tr("Navigation"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 16, 12, 12)
        rows.setSpacing(4)
        rows.addLayout(self._brand())
        rows.addSpacing(8)
        self._capture = Button(kit, self.tr("New capture"), icon="plus", role="primary", keys=capture_keys)
        self._capture.clicked.connect(self.capture_wanted)
        self._short = IconButton(kit, "plus", self.tr("New capture"), role="primary", keys=capture_keys)
        self._short.clicked.connect(self.capture_wanted)
        self._short.hide()
        rows.addWidget(self._capture)
        rows.addWidget(self._short)
        rows.addSpacing(12)
        self._add(rows, PageName.TODAY, "sun", self.tr("Today"), "Ctrl+1")
        self._add(rows, PageName.CAPTURE, "square-pen", self.tr("Capture"), "Ctrl+2")
        self._add(rows, PageName.CALENDAR, "calendar-days", self.tr("Calendar"), "Ctrl+3")
        self._add(rows, PageName.PEOPLE, "users", self.tr("People"), "Ctrl+4")
        self._add(rows, PageName.PLAYBOOK, "book-open", self.tr("Playbook"), "Ctrl+5")
        self._add(rows, PageName.INSIGHTS, "chart-line", self.tr("Insights"), "Ctrl+6")
        rows.addStretch(1)
        self.reminders = ReminderButton(kit)
        self.reminders.clicked.connect(self.pause_wanted)
        rows.addWidget(self.reminders)
        rows.addSpacing(8)
        self._add(rows, PageName.SETTINGS, "settings", self.tr("Settings"), "Ctrl+,")
        kit.theme.changed.connect(self._fit)
        self._fit()

    @property
    def narrow(self) -> bool:
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """An icon rail, or the full sidebar."""
        self._narrow = narrow
        self._fit()

    def show_page(self, page: PageName) -> None:
        self._items[page].setChecked(True)

    def set_badge(self, page: PageName, count: int, *, late: bool) -> None:
        self._items[page].set_badge(str(count) if count else "", late=late)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.theme.color("sidebar"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._kit.theme.color("line"))
        painter.end()

    def _brand(self) -> QHBoxLayout:
        brand = QHBoxLayout()
        brand.setContentsMargins(4, 0, 0, 0)
        brand.setSpacing(8)
        self._logo = Label(self._kit)
        self._name = Label(self._kit, "MicroCoach", FontRole.SECTION)
        brand.addWidget(self._logo)
        brand.addWidget(self._name)
        brand.addStretch(1)
        return brand

    def _add(self, rows: QVBoxLayout, page: PageName, icon: str, text: str, keys: str) -> None:
        item = NavItem(self._kit, icon, text, keys)
        item.clicked.connect(lambda _=False: self.chosen.emit(page))
        self._group.addButton(item)
        self._items[page] = item
        rows.addWidget(item)

    def _fit(self) -> None:
        self.setFixedWidth(self._kit.theme.px(NARROW if self._narrow else WIDE))
        self._logo.setPixmap(self._kit.icons.pixmap("logo", "accent", self._kit.theme.px(24)))
        for item in self._items.values():
            item.set_compact(self._narrow)
        self._name.setVisible(not self._narrow)
        self._capture.setVisible(not self._narrow)
        self._short.setVisible(self._narrow)
        self.update()
