"""The window that comes up when the data cannot be opened, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from microcoach_desktop.domain.errors import Damaged, MicroCoachError
from microcoach_desktop.paths import Places, private_folders
from microcoach_desktop.storage import recovery
from microcoach_desktop.storage.backup import Copy
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

WIDTH = 460
ROW = 34
MOST_ROWS = 6


def make_folders(where: Places, kit: Kit) -> bool:
    """False when the manager closes the window instead of a way out."""
    while True:
        try:
            private_folders(where)
        except MicroCoachError as error:
            if not find_way_out(error, where.data, kit):
                return False
        else:
            return True


def open_store(folder: Path, kit: Kit) -> Store | None:
    """None when the manager closes the window instead of a way out."""
    while True:
        try:
            return Store(folder)
        except MicroCoachError as error:
            if not find_way_out(error, folder, kit):
                return None


def find_way_out(error: MicroCoachError, folder: Path, kit: Kit) -> bool:
    """What happened, what is safe, what to do; whether opening may be tried now. Nobody may have the store open."""
    return StartTrouble(error, folder, kit).exec() == QDialog.DialogCode.Accepted


class StartTrouble(QDialog):
    """Dated copies for a damaged file; for all other trouble, which may pass, another try."""

    def __init__(self, error: MicroCoachError, folder: Path, kit: Kit) -> None:
        super().__init__()
        self._folder = folder
        self._kit = kit
        self.setWindowTitle(self.tr("MicroCoach cannot start"))
        self.setMinimumWidth(kit.theme.px(WIDTH))
        self.banner = Banner(kit)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(24, 24, 24, 20)
        self._rows.setSpacing(10)
        self._rows.addWidget(Label(kit, error.what_happened, FontRole.SUBTITLE, wrap=True))
        for sentence in (error.what_is_safe, error.what_to_do):
            if sentence:
                self._rows.addWidget(Label(kit, sentence, color="text2", wrap=True))
        self._rows.addWidget(self.banner)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._button(self.tr("Close"), "ghost", self.reject)
        self._buttons.addStretch(1)
        if isinstance(error, Damaged):
            self._offer_copies()
        else:
            again = self._button(self.tr("Try again"), "primary", self.accept)
            again.setDefault(True)
            again.setFocus()
        self._rows.addSpacing(8)
        self._rows.addLayout(self._buttons)

    def open_copy(self) -> None:
        """The chosen one takes the place of the damaged file."""
        chosen = self.copies.currentItem()
        if chosen is not None:
            copied = chosen.data(Qt.ItemDataRole.UserRole)
            self._do(lambda: recovery.restore(self._folder, copied))

    def start_empty(self) -> None:
        self._do(lambda: recovery.start_empty(self._folder))

    # ----------------------------------------------------------------------------------------------------------------

    def _do(self, way_out: Callable[[], None]) -> None:
        try:
            way_out()
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger")
            return
        self.accept()

    def _offer_copies(self) -> None:
        self.copies = self._list()
        self._button(self.tr("Start empty"), "secondary", self.start_empty)
        if self.copies.count():
            title = Label(self._kit, self.tr("Copies of your data"), FontRole.BODY_MEDIUM)
            title.setBuddy(self.copies)
            self._rows.addWidget(title)
            self._rows.addWidget(self.copies)
            self._button(self.tr("Open this copy"), "primary", self.open_copy).setDefault(True)
            self.copies.setFocus()
        else:
            self._rows.addWidget(Label(self._kit, self.tr("There is no copy of your data yet."), wrap=True))
        kept = self.tr("Whatever you choose, the damaged file is kept in the folder “backups”.")
        self._rows.addWidget(Label(self._kit, kept, FontRole.SMALL, "text2", wrap=True))

    def _list(self) -> QListWidget:
        shown = QListWidget()
        shown.setAccessibleName(self.tr("Copies of your data"))
        row = self._kit.theme.px(ROW)
        try:
            found = recovery.copies(self._folder)
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger")
            found = []
        for copied in found:
            item = QListWidgetItem(_said(copied))
            item.setData(Qt.ItemDataRole.UserRole, copied)
            shown.addItem(item)
        shown.setCurrentRow(0)
        shown.itemDoubleClicked.connect(self.open_copy)
        shown.setFixedHeight(row * min(max(len(found), 2), MOST_ROWS))
        return shown

    def _button(self, text: str, role: str, press: Callable[[], object]) -> Button:
        button = Button(self._kit, text, role=role)
        button.clicked.connect(press)
        self._buttons.addWidget(button)
        return button


def _said(copied: Copy) -> str:
    locale, at = QLocale(), QDateTime.fromSecsSinceEpoch(int(copied.made_at.timestamp()))
    day = locale.toString(at.date(), QLocale.FormatType.LongFormat)
    moment = f"{day}, {locale.toString(at.time(), QLocale.FormatType.ShortFormat)}"
    reasons = {
        "close": _tr("when it was closed"),
        "manual": _tr("by hand"),
        "before-upgrade": _tr("before an update"),
        "before-import": _tr("before an import"),
    }
    reason = reasons.get(copied.reason, "")
    return f"{moment}, {reason}" if reason else moment


def _tr(text: str) -> str:
    return QCoreApplication.translate("StartTrouble", text)
