"""The ways to export, import and erase, from wherever they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.dialog import ExportDialog, Scope
from microcoach_desktop.ui.export.erase_dialog import EraseDialog
from microcoach_desktop.ui.export.import_dialog import ImportDialog
from microcoach_desktop.ui.export.writing import Format


def open_export(
    desk: Desk, parent: QWidget, person: Person | None = None, shown: HistoryFilter | None = None
) -> ExportDialog:
    """First what is on the screen, then all of the person, then everyone."""
    scopes: list[Scope] = []
    if shown is not None and shown not in (HistoryFilter(), _all_of(person)):
        of_one = person if person is not None and shown.person_id == person.id else None
        scopes.append(Scope(_tr("What is shown now"), shown, of_one))
    if person is not None:
        scopes.append(Scope(_tr("Everything with {name}").format(name=person.name), _all_of(person), person))
    scopes.append(Scope(_tr("Everyone"), HistoryFilter()))
    dialog = ExportDialog(desk, scopes, parent=parent)
    dialog.open()
    return dialog


def open_export_all(desk: Desk, parent: QWidget) -> ExportDialog:
    """All records as one file that can be imported."""
    dialog = ExportDialog(desk, [Scope(_tr("Everyone"), HistoryFilter())], Format.JSON, parent)
    dialog.open()
    return dialog


def open_import(desk: Desk, parent: QWidget) -> ImportDialog:
    dialog = ImportDialog(desk, parent)
    dialog.open()
    return dialog


def open_erase(desk: Desk, parent: QWidget, person: Person) -> QDialog | None:
    """None when the person cannot be read; the trouble is told then."""
    try:
        dialog = EraseDialog(desk, person, parent)
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return None
    dialog.export_wanted.connect(lambda: open_export(desk, parent, person))
    dialog.open()
    return dialog


def _all_of(person: Person | None) -> HistoryFilter:
    return HistoryFilter(person_id=None if person is None else person.id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)
