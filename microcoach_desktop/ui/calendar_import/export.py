"""Save check-ins and key tasks as a calendar file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from microcoach_desktop.domain.errors import MicroCoachError, ReadOnly
from microcoach_desktop.services.calendars.writing import export_calendar
from microcoach_desktop.services.exchange.files import with_ending
from microcoach_desktop.services.whole_file import write_whole
from microcoach_desktop.ui.desk import Desk


def ask_and_export(desk: Desk, parent: QWidget) -> None:
    """Ask for whom and where to, then write."""
    people = desk.coach.store.people.all()
    names = [_tr("Everyone"), *(person.name for person in people)]
    title = _tr("Export a calendar")
    chosen, good = QInputDialog.getItem(parent, title, _tr("Check-ins and key tasks of"), names, 0, editable=False)
    if not good:
        return
    number = names.index(chosen)
    ask_place(desk, parent, people[number - 1].id if number else None)


def ask_place(desk: Desk, parent: QWidget, person_id: int | None) -> None:
    """Ask where to, then write."""
    place = str(Path.home() / "microcoach.ics")
    name, _kind = QFileDialog.getSaveFileName(parent, _tr("Export a calendar"), place, _tr("Calendars (*.ics)"))
    if name:
        save_export(desk, with_ending(name, "ics"), person_id)


def save_export(desk: Desk, path: Path, person_id: int | None) -> None:
    try:
        content = export_calendar(desk.coach, person_id)
        try:
            write_whole(path, content)
        except OSError as error:
            raise ReadOnly(_tr("This file cannot be written."), "", _tr("Choose another place.")) from error
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return
    desk.shell.toast(_tr("Saved as {file}.").format(file=path.name), undo=False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarExport", text)
