"""The one-line field with its reader and the list of people under `@`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.capture_line import (
    LineContext,
    LineDraft,
    LinePerson,
    Note,
    TokenKind,
    index_line,
    parse_indexed,
    render_line,
)
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.capture.line_edit import OneLineEdit
from microcoach_desktop.ui.capture.literals import Literals, as_text, from_text
from microcoach_desktop.ui.capture.team import TeamRanking
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.completion import CompletionList
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ACCEPTS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


class LineField(QWidget):
    """`read` after every change of what the line means; `taken` when Enter was pressed in it."""

    read = Signal()
    taken = Signal()

    def __init__(self, desk: Desk, team: TeamRanking, dates: Callable[[], DateContext]) -> None:
        super().__init__()
        self._desk = desk
        self._team = team
        self._index = index_line((), ())
        self._dates = dates
        self._contexts: list[LineContext] = []
        self._list: CompletionList | None = None
        self.edit = OneLineEdit(desk.kit, self._parse, self._example(), self)
        self.edit.setAccessibleName(self.tr("Note in one line"))
        self.edit.setAccessibleDescription(
            self.tr("At sign and name, win or opp, number sign and context, what you saw, greater-than sign and date")
        )
        self.edit.suggesting = self._key
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        # After the key is through: the list belongs to the window, and placing it moves the focus ring.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._offer)
        self.edit.read.connect(self.read)
        self.edit.textChanged.connect(self._soon.start)
        self.edit.taken.connect(self.taken)

    @property
    def draft(self) -> LineDraft:
        return self.edit.draft

    @property
    def text(self) -> str:
        return self.edit.toPlainText()

    def refresh(self, contexts: Sequence[tuple[int | None, str]]) -> None:
        """The team and the contexts were read anew."""
        people = [LinePerson(person.id, person.names) for person in self._team.people]
        self._contexts = [LineContext(task_id, name) for task_id, name in contexts]
        self._index = index_line(people, self._contexts)

    def begin_with(self, person_id: int | None) -> None:
        """The line of a note about this person, the caret after the name."""
        mention = self._mention(person_id)
        self.edit.set_line(f"{mention} " if mention else "")

    def show_text(self, observation: str) -> str:
        """The line that stands for a text which was typed elsewhere."""
        return render_line(LineDraft(text=observation), self._index, self._dates())

    def body(self) -> Body:
        return {"line": self.text, "literals": as_text(self.edit.literals)}

    def set_body(self, body: Body) -> None:
        self.edit.set_line(body.get("line", ""), from_text(body.get("literals", "")))

    def ask_person(self) -> None:
        """Begin a name at the front, with the list open."""
        self.edit.drop_tokens(TokenKind.PERSON)
        self.edit.replace_span(0, 0, "@ " if self.text and not self.text.startswith(" ") else "@")
        cursor = self.edit.textCursor()
        cursor.setPosition(1)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()
        self._soon.start()

    def ask_date(self) -> None:
        self.edit.drop_tokens(TokenKind.DATE)
        text = self.text
        gap = "" if not text or text.endswith(" ") else " "
        self.edit.replace_span(len(text), len(text), f"{gap}>")
        self.edit.setFocus()

    def mark(self, keys: str) -> None:
        """A sign before the text, and the key that leads here after it."""
        kit = self._desk.kit
        self.edit.leave_room(24, 16)
        row = QHBoxLayout(self.edit)
        row.setContentsMargins(kit.theme.px(12), 0, kit.theme.px(14), 0)
        row.addWidget(Glyph(kit, "terminal", "text3", 16))
        row.addStretch(1)
        row.addWidget(Label(kit, keys, FontRole.BODY, "text3"))

    def resolve_person(self) -> None:
        """Open the list at the name that fits several people: the arrow keys choose."""
        unsure = next((t for t in self.draft.tokens if t.note is Note.AMBIGUOUS_PERSON), None)
        if unsure is None:
            return
        cursor = self.edit.textCursor()
        cursor.setPosition(unsure.end)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()
        self._offer()

    def add_unknown(self) -> Person | None:
        """The name that nobody has yet joins the team; None when it could not be saved."""
        name = self.draft.unknown_person
        return self._add(name) if name else None

    def _parse(self, text: str, literals: Literals) -> LineDraft:
        return parse_indexed(text, self._index, self._dates(), literals)

    def _mention(self, person_id: int | None) -> str:
        return render_line(LineDraft(person_id=person_id), self._index, self._dates())

    def _typed_name(self) -> tuple[int, str] | None:
        start, word = self.edit.word_at_caret()
        return (start, word[1:]) if word.startswith("@") and self.edit.hasFocus() else None

    def _offer(self) -> None:
        typed = self._typed_name()
        if typed is None or (start_of := typed[0]) in {start for start, _ in self.edit.literals}:
            if self._list is not None:
                self._list.dismiss()
            return
        if self._list is None:
            self._list = CompletionList(self._desk.kit, self.window())
            self._list.chosen.connect(self._chosen)
        cursor = self.edit.textCursor()
        cursor.setPosition(start_of)
        self._list.show_rows(self._team.rows(typed[1]), self.edit, self.edit.cursorRect(cursor).x())

    def _key(self, event: QKeyEvent) -> bool:
        if self._soon.isActive():
            self._soon.stop()
            self._offer()
        key = Qt.Key(event.key())
        if self._list is None or not self._list.isVisible():
            if key in STEPS and self.draft.person_candidates:
                self.resolve_person()
                return True
            return False
        if key in STEPS:
            self._list.move(STEPS[key])
            return True
        if key == Qt.Key.Key_Escape:
            self._list.dismiss()
            return True
        return key in ACCEPTS and self._list.accept()

    def _chosen(self, key: object) -> None:
        typed = self._typed_name()
        person_id = key if isinstance(key, int) else None
        if person_id is None:
            added = self._add(str(key))
            person_id = None if added is None else added.id
        if typed is None or person_id is None:
            return
        start, name = typed
        end = start + 1 + len(name)
        gap = "" if self.text[end : end + 1] == " " else " "
        self.edit.replace_span(start, end, f"{self._mention(person_id)}{gap}")
        if not gap:
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.Right)

    def _add(self, name: str) -> Person | None:
        try:
            added = self._team.add(name)
        except MicroCoachError as error:
            self._desk.shell.trouble(error, text=name)
            return None
        self._index = index_line([LinePerson(p.id, p.names) for p in self._team.people], self._contexts)
        self.edit.read_again()
        return added

    def _example(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Type it in one line"), ""),
            (self.tr("@person"), "accent"),
            (self.tr("win"), "win"),
            (self.tr("opp"), "opp"),
            (self.tr("#context"), "neutral"),
            (self.tr("what you saw"), ""),
            (self.tr(">fri 14:00"), "accent"),
        ]
