"""A quiet line under a field that says why its wording may not land, with a better one. It never keeps from saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain import clarity
from microcoach_desktop.domain.clarity import ClarityRules, Hint, NoteField, hints, smells_of_incident
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.wording import wording_rules
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.capture.form import CaptureForm
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import IconButton
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

PAUSE_MS = 800
DISMISSED = "dismissed_hints"
_SHORT = 40
"""Longer finds are the whole sentence: repeating it says nothing."""
_ABOUT_PEOPLE = {clarity.Label.LABEL_PERSON, clarity.Label.JUDGEMENT}


class HintLine(QWidget):
    """Hidden until there is something to say."""

    dismissed = Signal()
    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._why = Label(kit, "", FontRole.SMALL, "opp", wrap=True, parent=self)
        self._better = Label(kit, "", FontRole.SMALL, "text2", wrap=True, parent=self)
        self._note = Label(kit, "", FontRole.SMALL, "text2", wrap=True, parent=self)
        self.close_button = IconButton(kit, "x", self.tr("Dismiss this hint"), size=24, parent=self)
        self.close_button.clicked.connect(self.dismissed)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._why, self._better, self._note):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(kit, "lightbulb", "opp", 16, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say_hint(self, hint: Hint, text: str, rules: ClarityRules) -> None:
        """Why these words may not land, what is better, and where incidents belong."""
        advice = rules.advice[hint.advice]
        why = self.tr("“{words}”: {why}") if len(hint.words) <= _SHORT else "{why}"
        about_safety = hint.label in _ABOUT_PEOPLE and smells_of_incident(text, rules)
        note = rules.safety_note if about_safety else ""
        self.say(why.format(words=hint.words, why=advice.why), advice.better, note)

    def say(self, why: str, better: str, note: str) -> None:
        self._why.setText(why)
        self._better.setText(better)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.show()
        announce(self, self.text())
        self.changed.emit()

    def clear(self) -> None:
        if not self.isHidden():
            self.hide()
            self.changed.emit()

    def text(self) -> str:
        """All that is shown; empty while hidden."""
        said = (self._why.text(), self._better.text(), self._note.text())
        return "" if self.isHidden() else " ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class _Watched:
    name: str
    text: Callable[[], str]
    line: HintLine


class WordingHelp(QObject):
    """One hint at a time, for the field that was typed in last, once the typing stopped.

    What was dismissed stays so for that note, also when its draft is taken up again.
    """

    def __init__(self, desk: Desk, form: CaptureForm) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._rules: ClarityRules | None = None
        self._background = Background(desk.coach.store, self)
        self._dismissed: set[tuple[str, str]] = set()
        self._shown: tuple[str, Hint] | None = None
        self._watched: dict[QObject, _Watched] = {}
        for name in ("went_well", "observation", "impact", "action"):
            edit = getattr(form, name)
            self._watch(name, edit, edit.toPlainText)
        self._watch("success", form.success, form.success.text)
        self._last: _Watched | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._look)

    def line(self, name: str) -> HintLine:
        return next(watched.line for watched in self._watched.values() if watched.name == name)

    def begin(self, body: Body) -> None:
        """Another note: nothing is shown until somebody types."""
        self._timer.stop()
        self._hide()
        pairs = (entry.partition(":") for entry in body.get(DISMISSED, "").split(",") if entry)
        self._dismissed = {(name, label) for name, _, label in pairs}

    def body(self) -> Body:
        """What was dismissed, for the draft of a note that has any words."""
        kept = {watched.name for watched in self._watched.values() if watched.text().strip()}
        return {DISMISSED: ",".join(sorted(f"{name}:{label}" for name, label in self._dismissed if name in kept))}

    def _watch(self, name: str, edit: QWidget, text: Callable[[], str]) -> None:
        line = HintLine(self._desk.kit)
        line.dismissed.connect(self._dismiss)
        self._watched[edit] = _Watched(name, text, line)
        column = self._form.fields[name].layout()
        if column is not None:
            column.addWidget(line)
        edit.textChanged.connect(self._typed)  # type: ignore[attr-defined]

    def _typed(self) -> None:
        self._last = self._watched.get(self.sender())
        self._hide()
        if self._desk.settings().wording_hints:
            self._timer.start()

    def _ready(self, rules: ClarityRules) -> None:
        self._rules = rules
        if self._last is not None and not self._timer.isActive():
            self._look()

    def _without(self, error: MicroCoachError) -> None:
        self._desk.shell.trouble(error)

    def _look(self) -> None:
        last, rules = self._last, self._rules
        if rules is None and not self._background.busy:
            # Half a second of reckoning: not while somebody opens the window or types.
            self._background.run("rules", wording_rules, self._ready, self._without)
        if last is None or rules is None:
            return
        text = last.text()
        names = [name for person in self._form.person.team.people for name in person.names]
        silent = self._desk.settings().silent_hints
        for hint in hints(text, self._field(last.name), rules, names=names):
            if hint.label not in silent and (last.name, hint.label.value) not in self._dismissed:
                self._shown = (last.name, hint)
                last.line.say_hint(hint, text, rules)
                return

    def _field(self, name: str) -> NoteField:
        """What was seen of a win is praise."""
        if name == "went_well" or (name == "observation" and self._form.chosen_kind() is Kind.WIN):
            return NoteField.PRAISE
        return NoteField.SUCCESS_MEASURE if name == "success" else NoteField(name)

    def _dismiss(self) -> None:
        if self._shown is not None:
            self._dismissed.add((self._shown[0], self._shown[1].label.value))
            self._form.edited.emit()
        self._hide()

    def _hide(self) -> None:
        self._shown = None
        for watched in self._watched.values():
            watched.line.clear()
