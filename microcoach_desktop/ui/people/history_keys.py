"""The keys of the history, named once: the page obeys them and the menu of a note shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from microcoach_desktop.ui.people.notes import Note

if TYPE_CHECKING:
    from microcoach_desktop.ui.metrics.person import PersonMetric
    from microcoach_desktop.ui.people.history import History
    from microcoach_desktop.ui.people.note_deeds import NoteDeeds


@dataclass(frozen=True, slots=True)
class KeyDeed:
    """`keys` is portable: a letter or sign, or a key with or without Ctrl."""

    title: str
    keys: str
    run: Callable[[], object]

    @property
    def is_sign(self) -> bool:
        """Signs act by what they write, wherever the layout has them, and can be switched off."""
        return len(self.keys) == 1

    def meant_by(self, event: QKeyEvent) -> bool:
        if self.is_sign:
            return event.text().upper() == self.keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return QKeySequence(event.keyCombination()) == QKeySequence(self.keys)


class HistoryKeys(QObject):
    def __init__(
        self,
        history: History,
        notes: NoteDeeds,
        measure: PersonMetric,
        step_person: Callable[[int], object],
        search: Callable[[], object],
    ) -> None:
        super().__init__(history)
        self._view = view = history.view
        self._measure = measure
        self.ways = (
            KeyDeed(self.tr("Next session"), "J", partial(self._walk, view.step, 1)),
            KeyDeed(self.tr("Previous session"), "K", partial(self._walk, view.step, -1)),
            KeyDeed(self.tr("Newest session"), "Home", partial(self._walk, view.step_far, -1)),
            KeyDeed(self.tr("Oldest session"), "End", partial(self._walk, view.step_far, 1)),
            KeyDeed(self.tr("Earlier month"), "Ctrl+PgDown", partial(self._walk, view.step_month, 1)),
            KeyDeed(self.tr("Later month"), "Ctrl+PgUp", partial(self._walk, view.step_month, -1)),
            KeyDeed(self.tr("Previous try"), "P", partial(self._walk, view.step_try, -1)),
            KeyDeed(self.tr("Next try"), "N", partial(self._walk, view.step_try, 1)),
            KeyDeed(self.tr("Next person"), "]", partial(step_person, 1)),
            KeyDeed(self.tr("Previous person"), "[", partial(step_person, -1)),
            KeyDeed(self.tr("Search"), "/", search),
            KeyDeed(self.tr("Chart or table"), "T", self._turn),
        )
        self._deeds = (
            KeyDeed(self.tr("Edit"), "E", partial(self._edit, notes)),
            KeyDeed(self.tr("Show the card"), "S", partial(self._with_note, notes.show_card)),
            KeyDeed(self.tr("Check in"), "C", partial(self._with_note, notes.check_in)),
            KeyDeed(self.tr("Reschedule"), "R", partial(self._with_note, notes.reschedule)),
            KeyDeed(self.tr("Remove the date"), "Del", partial(self._with_note, notes.remove_date)),
        )
        notes.ways = self.ways

    def obey(self, event: QKeyEvent, *, signs: bool) -> bool:
        """Whether the key meant something."""
        deeds = (deed for deed in (*self.ways, *self._deeds) if signs or not deed.is_sign)
        found = next((deed for deed in deeds if deed.meant_by(event)), None)
        if found is not None:
            found.run()
        return found is not None

    def _walk(self, step: Callable[[int], object], by: int) -> None:
        step(by)
        self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self) -> None:
        if self._measure.isVisible():
            self._measure.turn()

    def _edit(self, notes: NoteDeeds) -> None:
        matter = self._view.current_matter()
        if matter is not None:
            self._view.matter_wanted.emit(matter)
        else:
            self._with_note(notes.edit)

    def _with_note(self, deed: Callable[[Note], object]) -> None:
        note = self._view.current_note()
        if note is not None:
            deed(note)


def fill(menu: QMenu, deeds: Sequence[KeyDeed]) -> None:
    for deed in deeds:
        shown = QKeySequence(deed.keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{deed.title}\t{shown}")
        action.triggered.connect(lambda _=False, run=deed.run: run())
