"""How long notes about people are kept: a wish, and a quiet offer once something is older."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.local_time import months_before
from microcoach_desktop.storage.keeping import Old
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.settings.controls import Controls
from microcoach_desktop.ui.settings.erase_old_dialog import EraseOldDialog, counted
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

MONTHS = (0, 6, 12, 24, 36, 60, 120)
ROOM = 300


class KeepingChoice(QWidget):
    """Nothing is ever erased unasked: what is older is counted, can be exported, and then be erased."""

    def __init__(self, controls: Controls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls = controls
        self._desk = controls.desk
        kit = self._desk.kit
        self.background = Background(self._desk.coach.store, self)
        self.months = QComboBox()
        self.said = Label(kit, "", color="text2", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.export = Button(kit, self.tr("Export first…"), "upload", compact=True)
        self.erase = Button(kit, self.tr("Erase…"), "trash-2", compact=True)
        self._offer = QWidget()
        self._before = self._desk.now()
        self._old = Old()
        for months in MONTHS:
            self.months.addItem(self._words(months), months)
        self.setFocusProxy(self.months)
        self._lay_out()
        self.months.activated.connect(self._choose)
        self.export.clicked.connect(self._export)
        self.erase.clicked.connect(self._ask)
        controls.on_load(self.load)

    def load(self) -> None:
        months = self._desk.settings().keep_months
        self.months.setAccessibleName(self.accessibleName())
        if self.months.findData(months) < 0:
            self.months.addItem(self._words(months), months)
        self.months.setCurrentIndex(self.months.findData(months))
        self._before = months_before(self._desk.now(), months)
        if not months:
            self._show(Old())
            return
        keeping, before = self._desk.coach.store.keeping, self._before
        self.background.run("old", lambda: keeping.old(before), self._show, self._desk.shell.trouble)

    def _show(self, old: Old) -> None:
        self._old = old
        self._offer.setVisible(bool(old.notes or old.readings))
        said = self.tr("From before {day}: {what}.")
        self.said.setText(said.format(what=counted(old), day=self._day()))

    def _lay_out(self) -> None:
        kit = self._desk.kit
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.export)
        buttons.addWidget(self.erase)
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(8)
        offer.addWidget(self.said)
        offer.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.months, 0, Qt.AlignmentFlag.AlignTrailing)
        column.addWidget(self._offer)
        self._offer.hide()
        kit.theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._offer.setFixedWidth(self._desk.kit.theme.px(ROOM))

    def _words(self, months: int) -> str:
        if not months:
            return self.tr("Always")
        years, rest = divmod(months, 12)
        if rest:
            return self.tr("1 month") if months == 1 else self.tr("{count} months").format(count=months)
        return self.tr("1 year") if years == 1 else self.tr("{count} years").format(count=years)

    def _day(self) -> str:
        return self._desk.formats().day(self._before.date(), self._desk.now(), weekday=False)

    def _choose(self) -> None:
        self._controls.set(keep_months=self.months.currentData())
        self.load()

    def _export(self) -> None:
        from microcoach_desktop.ui.export.opening import open_export

        open_export(self._desk, self.window(), shown=HistoryFilter(until=self._before))

    def _ask(self) -> None:
        dialog = EraseOldDialog(self._desk, self._before, self._old, self._day(), self.window())
        dialog.finished.connect(self.load)
        dialog.open()
