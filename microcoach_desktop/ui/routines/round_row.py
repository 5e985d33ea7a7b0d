"""One person of a round: win or opportunity, and one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.capture_line import (
    LineDraft,
    LinePerson,
    Note,
    TokenKind,
    index_line,
    parse_indexed,
)
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.domain.when import DateContext, WhenKind, follow_up
from microcoach_desktop.services.capturing import NewNote
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.capture.hints import HintLine
from microcoach_desktop.ui.capture.line_edit import OneLineEdit
from microcoach_desktop.ui.capture.line_filling import too_much
from microcoach_desktop.ui.capture.line_note import LineNote, doubt_of
from microcoach_desktop.ui.capture.literals import Literals, as_text, from_text
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.routines.occasion import Occasion
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

NAME = 110
# Width at 100 % below which the line goes under the name.
BESIDE_FROM = 600


class RoundRow(QWidget):
    """`edited` after every change, `next_wanted` when Tab or Enter leaves the line. An empty row is no note."""

    edited = Signal()
    next_wanted = Signal()

    def __init__(self, desk: Desk, person: Person, occasion: Occasion) -> None:
        super().__init__()
        kit = desk.kit
        self._desk = desk
        self._occasion = occasion
        self._index = index_line([LinePerson(person.id, person.names)], occasion.contexts)
        self._line_kind: Kind | None = None
        self._beside: bool | None = None
        self.person = person
        win = Segment(Kind.WIN.value, self.tr("Win"), "award", "win")
        self.kind = SegmentedControl(kit, [win, Segment(Kind.OPPORTUNITY.value, self.tr("Opp"), "sprout", "opp")], self)
        self.kind.setAccessibleName(self.tr("Win or opportunity: {name}").format(name=person.name))
        self.kind.changed.connect(self._kind_chosen)
        self.edit = OneLineEdit(kit, self._parse, [(self.tr("Nothing to note"), "")], self)
        self.edit.setAccessibleName(self.tr("What you saw: {name}").format(name=person.name))
        self.edit.setAccessibleDescription(self.tr("Empty means nothing to note. Tab goes to the next person."))
        self.edit.suggesting = self._key
        self.edit.read.connect(self._follow)
        self.edit.taken.connect(self.next_wanted)
        self.hint = HintLine(kit)
        self._doubt = LineNote(kit)
        self._agreed = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self._agreed.hide()
        self._avatar = Avatar(kit, person.name, 28)
        self._name = ElidedLabel(kit, person.name, FontRole.BODY_MEDIUM)
        self._below = QVBoxLayout()
        self._below.setSpacing(0)
        for part in (self._agreed, self._doubt, self.hint):
            self._below.addWidget(part)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._arrange()
        kit.theme.changed.connect(self._arrange)

    @property
    def draft(self) -> LineDraft:
        return self.edit.draft

    @property
    def chosen_kind(self) -> Kind | None:
        return None if self.kind.value is None else Kind(self.kind.value)

    @property
    def is_empty(self) -> bool:
        return not self.edit.toPlainText().strip()

    def trouble(self) -> str:
        """What keeps this row from being saved; empty when all is well."""
        if self.is_empty:
            return ""
        if not self.draft.text.strip():
            return self.tr("Needs what you saw.")
        if self.chosen_kind is None:
            return self.tr("Win or opportunity?")
        return too_much(self.draft)

    def point_at(self, trouble: str) -> None:
        self._doubt.say(trouble)
        (self.kind if trouble and self.chosen_kind is None else self.edit).setFocus()

    def note(self) -> NewNote:
        """A row without trouble as a note about the occasion; a context in the line goes before its key task."""
        draft, kind, task = self.draft, self.chosen_kind or Kind.OPPORTUNITY, self._occasion.task
        elsewhere = draft.context_name is not None and (task is None or draft.context_id != task.id)
        metric = draft.metric
        session = Session(
            self.person.id,
            kind,
            draft.text.strip(),
            key_task_id=draft.context_id if elsewhere or task is None else task.id,
            occurrence=None if elsewhere else self._occasion.nominal,
            context=draft.context_name or "" if elsewhere else "",
            action=draft.action.strip(),
            tags=draft.tags,
            baseline=None if metric is None else float(metric.now),
            target=None if metric is None else float(metric.target),
        )
        return NewNote(session, self._due_at(), None if metric is None else Metric(metric.name, unit=metric.unit))

    def body(self) -> Body:
        if self.is_empty:
            return {}
        prefix = f"{self.person.id} "
        return {
            f"{prefix}line": self.edit.toPlainText(),
            f"{prefix}literals": as_text(self.edit.literals),
            f"{prefix}kind": self.kind.value or "",
        }

    def fill(self, body: Body) -> None:
        prefix = f"{self.person.id} "
        self.edit.set_line(body.get(f"{prefix}line", ""), from_text(body.get(f"{prefix}literals", "")))
        self.kind.set_value(body.get(f"{prefix}kind") or None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ----------------------------------------------------------------------------------------------------------------

    def _parse(self, text: str, literals: Literals) -> LineDraft:
        """Who else is named in the line stays a part of the text."""
        draft = parse_indexed(text, self._index, self._dates_now(), literals)
        known = (Note.UNKNOWN_PERSON, Note.AMBIGUOUS_PERSON)
        return replace(draft, tokens=tuple(token for token in draft.tokens if token.note not in known))

    def _dates_now(self) -> DateContext:
        return replace(self._occasion.dates, now=self._desk.now())

    def _due_at(self) -> datetime | None:
        """As typed; an action without a date is looked back at after the usual time."""
        if self.draft.when is not None:
            found = follow_up(self.draft.when, self._dates_now())
            return found.at if found.kind is WhenKind.MOMENT else None
        wanted = bool(self.draft.action) and not self.draft.no_follow_up
        return self._occasion.usual_due_at if wanted else None

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self.next_wanted.emit()
            return True
        return False

    def _kind_chosen(self, _value: str) -> None:
        """A click goes before the word in the line."""
        self._line_kind = None
        self.edit.drop_tokens(TokenKind.KIND)
        self._doubt.say(doubt_of(self.draft))
        self.edit.setFocus()
        self.edited.emit()

    def _follow(self) -> None:
        if self.draft.kind is not self._line_kind:
            self._line_kind = self.draft.kind
            self.kind.set_value(None if self.draft.kind is None else self.draft.kind.value)
        self._doubt.say(doubt_of(self.draft))
        due_at = self._due_at()
        if due_at is not None:
            moment = self._desk.formats().moment(due_at, self._desk.now())
            self._agreed.setText(self.tr("Check in {moment}").format(moment=moment))
        self._agreed.setVisible(due_at is not None)
        self.edited.emit()

    def _arrange(self) -> None:
        px = self._desk.kit.theme.px
        beside = self.width() >= px(BESIDE_FROM)
        self._name.setMinimumWidth(px(NAME))
        self._name.setMaximumWidth(px(NAME) if beside else 16_777_215)
        if beside == self._beside:
            return
        self._beside = beside
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._avatar, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._name, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.kind, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        # Unlike a widget, a layout is not moved by adding it again.
        self._grid.removeItem(self._below)
        self._grid.setColumnStretch(1, 0 if beside else 1)
        self._grid.setColumnStretch(3, 1 if beside else 0)
        if beside:
            self._grid.addWidget(self.edit, 0, 3, top)
            self._grid.addLayout(self._below, 1, 3)
        else:
            self._grid.addWidget(self.edit, 1, 0, 1, 3)
            self._grid.addLayout(self._below, 2, 0, 1, 3)
