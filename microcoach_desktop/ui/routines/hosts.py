"""The names of the routines, in words and as the hosts of their drafts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.ui.desk import Routine

_HOST = "routine"


def routine_name(routine: Routine) -> str:
    return {
        Routine.HANDOVER: _tr("Handover batch"),
        Routine.AFTER_ACTION: _tr("After-action review"),
        Routine.PREPARATION: _tr("One-on-one preparation"),
        Routine.WEEKLY: _tr("Weekly review"),
    }[routine]


def host_of(routine: Routine, subject_id: int = 0) -> str:
    return f"{_HOST} {routine.value} {subject_id}"


def routine_of(host: str) -> tuple[Routine, int] | None:
    """Which routine a draft belongs to and what it is about; None for the draft of a note."""
    words = host.split(" ")
    if len(words) != 3 or words[0] != _HOST:
        return None
    return Routine(words[1]), int(words[2])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Routines", text)
