"""The question before old notes are erased for good."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from microcoach_desktop.services.keeping import erase_old
from microcoach_desktop.storage.keeping import Old
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.last_question import Asked, LastQuestion


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keeping", text)


def counted(old: Old) -> str:
    """How many notes and readings, and of how many people."""
    notes = _tr("1 note") if old.notes == 1 else _tr("{count} notes").format(count=old.notes)
    readings = _tr("1 reading") if old.readings == 1 else _tr("{count} readings").format(count=old.readings)
    people = _tr("1 person") if old.people == 1 else _tr("{count} people").format(count=old.people)
    both = [words for count, words in ((old.notes, notes), (old.readings, readings)) if count]
    return _tr("{what} of {people}").format(what=_tr(" and ").join(both), people=people)


class EraseOldDialog(LastQuestion):
    """`day` is `before` as it is read."""

    def __init__(self, desk: Desk, before: datetime, old: Old, day: str, parent: QWidget | None = None) -> None:
        question = _tr("Erase {what} from before {day}? This cannot be undone.").format(what=counted(old), day=day)
        detail = _tr(
            "They are erased from all backups too. Notes with an open check-in or promise stay, and so do people, key "
            "tasks and the playbook with its counts. Earlier steps can no longer be undone."
        )
        asked = Asked(_tr("Erase old notes"), question, detail, _tr("The old notes are erased."))
        super().__init__(desk, asked, partial(erase_old, desk.coach.store, before), parent)
