"""What can be done about a damaged file while nobody has it open. Nothing is deleted: the file is kept aside."""

from __future__ import annotations

from pathlib import Path

from microcoach_desktop.storage import backup
from microcoach_desktop.storage.backup import Copy
from microcoach_desktop.storage.database import FILE_NAME, sentences


def copies(folder: Path) -> list[Copy]:
    """Of this data folder, newest first. Raises a StoreError."""
    with sentences(reading=True):
        return backup.all_copies(folder / "backups")


def restore(folder: Path, copied: Copy) -> None:
    """Raises Damaged, and touches nothing, when the copy is not whole; or another StoreError."""
    with sentences():
        backup.put_back(copied.path, folder / FILE_NAME)


def start_empty(folder: Path) -> None:
    """The next opening makes a new file. Raises a StoreError."""
    with sentences():
        backup.set_aside(folder / FILE_NAME)
        (folder / FILE_NAME).unlink(missing_ok=True)
