"""Files that the manager asks for: a table for a spreadsheet, a picture of a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPoint, QSaveFile, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from microcoach_desktop.domain.errors import MicroCoachError, ReadOnly
from microcoach_desktop.domain.tables import Cell, csv_text
from microcoach_desktop.services.exchange.files import with_ending
from microcoach_desktop.ui.desk import Desk

# Pictures are for slides and prints: twice as fine as the screen.
FINENESS = 2


def ask_where(parent: QWidget, suggested: str, kind: str) -> str:
    """The chosen path, empty when the manager thinks better of it."""
    chosen = QFileDialog.getSaveFileName(parent, _tr("Save as"), suggested, kind)[0]
    return str(with_ending(chosen, Path(suggested).suffix[1:])) if chosen else ""


def save_table(desk: Desk, parent: QWidget, name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """The mark at the beginning tells spreadsheets that it is UTF-8."""
    _save(desk, parent, f"{_file_name(name)}.csv", _tr("Table (*.csv)"), csv_text(heads, rows).encode("utf-8-sig"))


def save_picture(desk: Desk, parent: QWidget, name: str, image: QImage) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    _save(desk, parent, f"{_file_name(name)}.png", _tr("Picture (*.png)"), bytes(data.data()))


def blank_picture(desk: Desk, size: QSize) -> QImage:
    """Of this size in logical pixels, filled like a card."""
    image = QImage(size * FINENESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINENESS)
    image.fill(desk.kit.theme.color("surface"))
    return image


def picture_of(desk: Desk, widget: QWidget) -> QImage:
    """A widget as it stands on its card."""
    image = blank_picture(desk, widget.size())
    painter = QPainter(image)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image


def _save(desk: Desk, parent: QWidget, suggested: str, kind: str, data: bytes) -> None:
    path = ask_where(parent, suggested, kind)
    if not path:
        return
    try:
        write(path, data)
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return
    desk.shell.toast(_tr("Saved the file."), undo=False)


def write(path: str, data: bytes) -> None:
    """The whole file or none of it. Raises ReadOnly."""
    file = QSaveFile(path)
    if not (file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data) and file.commit()):
        raise ReadOnly("The file could not be written.", "Nothing was changed.", "Choose another place.")


def _file_name(name: str) -> str:
    """Without what a file system could stumble over."""
    return re.sub(r"[^\w-]+", " ", name).strip()[:80] or "MicroCoach"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Saving", text)
