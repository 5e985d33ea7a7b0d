"""The data in the settings: where it is, copies of it, all of it as one file."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.settings.controls import Controls
from microcoach_desktop.ui.settings.keeping import KeepingChoice
from microcoach_desktop.ui.settings.rows import Group
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.flow import FlowLayout


class DataDeeds(QObject):
    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def group(self, controls: Controls) -> Group:
        kit = self._desk.kit
        group = Group(kit, self.tr("Data"))
        show = Button(kit, self.tr("Show folder"), icon="file")
        show.clicked.connect(self._show_folder)
        group.add(self.tr("Where your notes are"), str(self._desk.coach.store.folder), show)
        back_up = Button(kit, self.tr("Back up now"), icon="hard-drive")
        back_up.clicked.connect(self._back_up)
        group.add(self.tr("Backup"), self.tr("Made once a day when you quit. The newest 14 are kept."), back_up)
        export = Button(kit, self.tr("Export all…"), icon="upload")
        export.clicked.connect(self._export)
        fetch = Button(kit, self.tr("Import…"), icon="download")
        fetch.clicked.connect(self._import)
        both = QWidget()
        flow = FlowLayout(both)
        flow.addWidget(export)
        flow.addWidget(fetch)
        about = self.tr(
            "To keep, to move to another computer, or to read elsewhere. The import first shows what it would change."
        )
        group.add(self.tr("All records as one file"), about, both)
        older = self.tr(
            "Older notes with nothing open are then offered here for erasing. Nothing is erased without asking."
        )
        group.add(self.tr("Keep notes about people"), older, KeepingChoice(controls))
        return group

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.coach.store.folder)))

    def _back_up(self) -> None:
        try:
            made = self._desk.coach.store.back_up("manual")
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self._back_up)
            return
        self._desk.shell.toast(self.tr("Backup {name} was made.").format(name=made.stem), undo=False)

    def _export(self) -> None:
        from microcoach_desktop.ui.export.opening import open_export_all

        open_export_all(self._desk, self._page.window())

    def _import(self) -> None:
        from microcoach_desktop.ui.export.opening import open_import

        open_import(self._desk, self._page.window())
