"""Expected trouble, told in three parts: what happened, what is safe, what to do."""

from __future__ import annotations

FILE = "file"


class MicroCoachError(Exception):
    """An expected failure that the window shows as a banner.

    Never holds note text or names: these sentences may reach the log.
    """

    def __init__(self, what_happened: str, what_is_safe: str = "", what_to_do: str = "") -> None:
        super().__init__(what_happened)
        self.what_happened = what_happened
        self.what_is_safe = what_is_safe
        self.what_to_do = what_to_do

    @property
    def sentence(self) -> str:
        return " ".join(part for part in (self.what_happened, self.what_is_safe, self.what_to_do) if part)


class InvalidRecord(MicroCoachError):
    """The record breaks a rule of the domain; `field` names the first wrong one, FILE a whole file."""

    def __init__(self, field: str, what_happened: str, what_to_do: str = "") -> None:
        # Nobody typed what stands in a file.
        safe = "Nothing was changed." if field == FILE else "Your text is still here."
        super().__init__(what_happened, safe, what_to_do)
        self.field = field


class NotFound(MicroCoachError):
    """The record has been deleted or was never there."""


class StoreError(MicroCoachError):
    """The database cannot do what was asked."""


class DiskFull(StoreError):
    """No space is left where the database lives."""


class ReadOnly(StoreError):
    """The data folder or file cannot be written."""


class Locked(StoreError):
    """Another program holds the file."""


class NewerFile(StoreError):
    """The file was written by a later version."""


class Damaged(StoreError):
    """The file is not a readable database."""
