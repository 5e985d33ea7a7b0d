"""The window that is turned round to the person: the card, and ways to give it to them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError, NotFound
from microcoach_desktop.domain.person_card import CardForPerson
from microcoach_desktop.services.exchange.files import save, suggested_name, with_ending
from microcoach_desktop.services.person_cards import card_of
from microcoach_desktop.ui.card import paper
from microcoach_desktop.ui.card.view import CardView
from microcoach_desktop.ui.card.words import content
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keeping import keep_until_closed
from microcoach_desktop.ui.printing import PaperPreview
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label

WIDTH, HEIGHT = 920, 680
SCREEN_EDGE = 60
SHOWN = (Record.SESSION, Record.CHECK_IN, Record.PERSON, Record.METRIC)


class CardWindow(QDialog):
    """Says what the note says now, and leaves with it."""

    def __init__(self, desk: Desk, session_id: int, card: CardForPerson, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Card for {name}").format(name=card.person_name))
        self._desk = desk
        self._session_id = session_id
        kit = desk.kit
        self.content = content(card, desk.formats(), desk.now())
        self.banner = Banner(kit)
        self.view = CardView(kit, self.content)
        self.said = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.said.hide()
        self.paper = PaperPreview(self.print_on, self)
        self.copy = self._button(self.tr("Copy"), self._copy, "copy")
        self.print_button = self._button(self.tr("Print…"), self.paper.preview, "file")
        self.save = self._button(self.tr("Save as PDF…"), self._ask_and_save, "download")
        self.full = self._button(self.tr("Full screen"), self.turn_full, "monitor", "F11")
        self.leave = self._button(self.tr("Close"), self.close, keys="Esc")
        QShortcut(QKeySequence(Qt.Key.Key_F11), self, self.turn_full)
        QShortcut(QKeySequence.StandardKey.Print, self, self.paper.preview)
        self._lay_out()
        self.view.setFocus()
        desk.hub.changed.connect(self._on_changed)

    def turn_full(self) -> None:
        """Over the whole screen, or back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.full.setText(self.tr("Leave full screen") if self.isFullScreen() else self.tr("Full screen"))

    def print_on(self, printer: QPrinter) -> None:
        paper.paint(self.content, self._font(), printer, mirrored=self._mirrored())

    def save_to(self, path: Path) -> None:
        self.banner.hide_message()
        try:
            save(path, paper.pdf(self.content, self._font(), mirrored=self._mirrored()))
        except MicroCoachError as error:
            again = (self.tr("Try again"), partial(self.save_to, path))
            self.banner.show_message(error.sentence, "danger", [again])
            return
        self._say(self.tr("Saved as {file}.").format(file=path.name))

    def _on_changed(self, changes: Changes) -> None:
        if not changes.of(*SHOWN):
            return
        try:
            card = card_of(self._desk.coach.store, self._session_id)
        except NotFound:
            self.close()
            return
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger")
            return
        self.setWindowTitle(self.tr("Card for {name}").format(name=card.person_name))
        self.content = content(card, self._desk.formats(), self._desk.now())
        self.view.put(self.content)

    def _ask_and_save(self) -> None:
        name = suggested_name(self.content.name, self._desk.now().date(), "pdf")
        kinds = "PDF (*.pdf)"
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), str(Path.home() / name), kinds)
        if chosen:
            self.save_to(with_ending(chosen, "pdf"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.content.text)
        self._say(self.tr("Copied."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text)

    def _font(self) -> QFont:
        return self._desk.kit.theme.font(FontRole.BODY)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _button(self, text: str, deed: object, icon: str | None = None, keys: str = "") -> Button:
        button = Button(self._desk.kit, text, icon, keys=keys)
        button.setAutoDefault(False)
        button.clicked.connect(deed)
        return button

    def _lay_out(self) -> None:
        kit = self._desk.kit
        foot, between = QWidget(), QWidget()
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        flow = FlowLayout(foot, spacing=8)
        for part in (self.copy, self.print_button, self.save, between, self.full, self.leave):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        column.addWidget(foot)
        room = self.screen().availableGeometry()
        wide, high = kit.theme.px(WIDTH), kit.theme.px(HEIGHT)
        self.resize(min(wide, room.width() - SCREEN_EDGE), min(high, room.height() - SCREEN_EDGE))


def show_card(desk: Desk, session_id: int, parent: QWidget | None) -> CardWindow | None:
    """Open a note's card; None (and the reason on the screen) when it cannot be read."""
    try:
        card = card_of(desk.coach.store, session_id)
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return None
    window = CardWindow(desk, session_id, card, parent)
    keep_until_closed(window)
    window.show()
    return window
