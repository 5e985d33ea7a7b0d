"""Wording help in a round: one hint, under the line that was typed in last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from microcoach_desktop.domain.clarity import ClarityRules, Hint, NoteField, hints
from microcoach_desktop.domain.clarity import Label as HintLabel
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.wording import wording_rules
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.capture.hints import PAUSE_MS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.routines.round_row import RoundRow


class RoundHints(QObject):
    """`names` are those of the whole team. What was dismissed is not shown again in this round."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.names: Sequence[str] = ()
        self._rules: ClarityRules | None = None
        self._background = Background(desk.coach.store, self)
        self._row: RoundRow | None = None
        self._shown: Hint | None = None
        self._dismissed: set[tuple[int, HintLabel]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, row: RoundRow) -> None:
        row.edit.textChanged.connect(partial(self._typed, row))
        row.hint.dismissed.connect(self._dismiss)

    def forget(self) -> None:
        """The rows are taken apart."""
        self._timer.stop()
        self._row = None

    def _typed(self, row: RoundRow) -> None:
        if self._row is not None:
            self._row.hint.clear()
        self._row = row
        if not self._desk.settings().wording_hints:
            return
        if self._rules is None and not self._background.busy:
            self._background.run("rules", wording_rules, self._ready, self._desk.shell.trouble)
        self._timer.start()

    def _ready(self, rules: ClarityRules) -> None:
        self._rules = rules
        if not self._timer.isActive():
            self._look()

    def _look(self) -> None:
        row, rules = self._row, self._rules
        if row is None or rules is None:
            return
        text = row.draft.text
        field = NoteField.PRAISE if row.chosen_kind is Kind.WIN else NoteField.OBSERVATION
        silent = self._desk.settings().silent_hints
        for hint in hints(text, field, rules, names=self.names):
            if hint.label not in silent and (row.person.id, hint.label) not in self._dismissed:
                self._shown = hint
                row.hint.say_hint(hint, text, rules)
                return

    def _dismiss(self) -> None:
        if self._row is not None and self._shown is not None:
            self._dismissed.add((self._row.person.id, self._shown.label))
            self._row.hint.clear()
