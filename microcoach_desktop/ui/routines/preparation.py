"""One card before a one-on-one: what is being tried, what went well, what was promised, what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.keytasks import next_occurrence
from microcoach_desktop.domain.preparation import Preparation
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.desk import Desk, Prefill, Routine
from microcoach_desktop.ui.printing import TextPrinter
from microcoach_desktop.ui.routines.frame import RoutineFrame
from microcoach_desktop.ui.routines.hosts import routine_name
from microcoach_desktop.ui.routines.preparation_text import (
    age_words,
    due_words,
    preparation_text,
    promise_due,
)
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label

SIZE = (600, 640)

Deed = tuple[str, str, Callable[[], None]]
"""The label of a button, its full name and what it does."""


class PreparationDialog(QDialog):
    """Follows what is done meanwhile. Without a person it takes the one of the next one-on-one."""

    def __init__(self, desk: Desk, person_id: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._card: Preparation | None = None
        kit = desk.kit
        self.setWindowTitle(routine_name(Routine.PREPARATION))
        self.person = QComboBox()
        self.person.setAccessibleName(self.tr("Person"))
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.setMinimumContentsLength(12)
        for known in desk.coach.store.people.all():
            self.person.addItem(known.name, known.id)
        self.person.setCurrentIndex(max(0, self.person.findData(person_id or next_one_on_one(desk))))
        self.person.currentIndexChanged.connect(self.reload)
        self.frame = RoutineFrame(kit, routine_name(Routine.PREPARATION), SIZE, self, beside=self.person)
        self.printer = TextPrinter(kit, self.text, self)
        self.copy = Button(kit, self.tr("Copy"), "copy")
        self.copy.clicked.connect(self._copy)
        self.print_button = Button(kit, self.tr("Print…"), "file")
        self.print_button.clicked.connect(self.printer.preview)
        self.capture = Button(kit, self.tr("Capture"), "plus", "primary")
        self.capture.clicked.connect(self._capture)
        for button in (self.copy, self.print_button):
            self.frame.add_foot(button)
        self.frame.foot.addStretch(1)
        self.frame.add_foot(self.capture)
        desk.hub.changed.connect(self.reload)
        self.reload()

    def text(self) -> str:
        """The card to take along."""
        return "" if self._card is None else preparation_text(self._card, self._desk.formats(), self._desk.now())

    def reload(self) -> None:
        person_id = self.person.currentData()
        try:
            self._card = None if person_id is None else self._desk.coach.routines.preparation(person_id)
        except MicroCoachError as error:
            self.frame.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.reload)])
            return
        self.frame.banner.hide_message()
        self.frame.show_parts(self._nobody() if self._card is None else self._parts(self._card))
        self.person.setVisible(self._card is not None)
        for button in (self.copy, self.print_button):
            button.setEnabled(self._card is not None and not self._card.is_empty)
        self.capture.setEnabled(self._card is not None)

    # ----------------------------------------------------------------------------------------------------------------

    def _parts(self, card: Preparation) -> list[QWidget]:
        if card.is_empty:
            text = self.tr("Nothing is open with {name}. Begin with what went well lately.")
            words, action = text.format(name=card.person.first_name), self.tr("Capture a win")
            empty = Card(self._desk.kit, padding=0)
            empty.body.addWidget(EmptyState(self._desk.kit, "award", words, action, self._capture))
            return [empty]
        formats, now = self._desk.formats(), self._desk.now()
        late = {note.id for note in card.late_promises(now)}
        parts = [
            self._section(self.tr("Trying now"), [self._experiment(found) for found in card.experiments]),
            self._section(
                self.tr("Last win"),
                [] if card.last_win is None else [self._win(card.last_win)],
            ),
            self._section(
                self.tr("You promised"), [self._promise(note, late=note.id in late) for note in card.promises]
            ),
            self._section(
                self.tr("Not talked about yet"),
                [
                    self._row(
                        "message-circle", "text2", note.observation, age_words(note, formats, now), self._talked(note)
                    )
                    for note in card.ageing
                ],
            ),
        ]
        return [self._next(card), *(part for part in parts if part is not None)]

    def _next(self, card: Preparation) -> QWidget:
        now, formats = self._desk.now(), self._desk.formats()
        found = card.next_check_in(now)
        words = self.tr("No check-in is ahead.")
        if found is not None and found.due_at is not None:
            when = formats.relative(found.due_at, now)
            words = self.tr("Next check-in {when}, {moment}.").format(
                when=when, moment=formats.moment(found.due_at, now)
            )
        return Label(self._desk.kit, words, color="text2", wrap=True)

    def _section(self, title: str, rows: Sequence[QWidget]) -> QWidget | None:
        if not rows:
            return None
        card = Card(self._desk.kit, padding=16)
        card.body.setSpacing(6)
        card.body.addWidget(Label(self._desk.kit, title, FontRole.SMALL, "text2"))
        for place, row in enumerate(rows):
            if place:
                card.body.addWidget(Divider(self._desk.kit))
            card.body.addWidget(row)
        return card

    def _experiment(self, found: FollowUp) -> QWidget:
        late = found.standing(self._desk.now()) is Standing.LATE
        icon, color = ("clock-alert", "danger") if late else ("sprout", "opp")
        name = self.tr("Check in: {title}").format(title=found.title)
        deed = (self.tr("Check in"), name, lambda: self._desk.shell.check_in(found.id))
        return self._row(icon, color, found.title, due_words(found, self._desk.formats(), self._desk.now()), deed)

    def _win(self, note: Session) -> QWidget:
        return self._row("award", "win", note.observation, win_day(self._desk, note))

    def _promise(self, note: Session, *, late: bool) -> QWidget:
        due = promise_due(note, self._desk.formats(), self._desk.now())
        deed = (self.tr("Done"), self.tr("Done: {promise}").format(promise=note.promise), lambda: self._keep(note))
        return self._row("clock-alert" if late else "flag", "danger" if late else "text2", note.promise, due, deed)

    def _talked(self, note: Session) -> Deed:
        name = self.tr("Just talked about: {title}").format(title=note.title)
        return self.tr("Talked"), name, lambda: self._do(lambda: self._desk.coach.talk(note.id), self._said_talked())

    def _said_talked(self) -> str:
        return self.tr("Noted that you talked about it.")

    def _keep(self, note: Session) -> None:
        self._do(lambda: self._desk.coach.routines.keep_promise(note.id), self.tr("Promise kept."))

    def _do(self, deed: Callable[[], object], done: str) -> None:
        try:
            deed()
        except MicroCoachError as error:
            self.frame.banner.show_message(error.sentence, "danger")
            return
        self._desk.shell.toast(done)

    def _row(self, icon: str, color: str, title: str, about: str, deed: Deed | None = None) -> QWidget:
        kit = self._desk.kit
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Glyph(kit, icon, color, 16), 0, Qt.AlignmentFlag.AlignTop if about else middle)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(kit, title, FontRole.BODY_MEDIUM, wrap=True))
        if about:
            words.addWidget(Label(kit, about, FontRole.SMALL, "danger" if color == "danger" else "text2", wrap=True))
        row.addLayout(words, 1)
        if deed is not None:
            button = Button(kit, deed[0], compact=True)
            button.setAutoDefault(False)
            button.setAccessibleName(deed[1])
            button.clicked.connect(deed[2])
            row.addWidget(button, 0, middle)
        return holder

    def _nobody(self) -> list[QWidget]:
        text, action = self.tr("Add your team to begin."), self.tr("Add people")
        return [EmptyState(self._desk.kit, "users", text, action, self._add_people)]

    def _add_people(self) -> None:
        self.close()
        self._desk.shell.add_people()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._desk.shell.toast(self.tr("Copied the preparation."), undo=False)

    def _capture(self) -> None:
        if self._card is not None:
            self._desk.shell.quick_capture(Prefill(self._card.person.id))


def next_one_on_one(desk: Desk) -> int:
    """The person of the key task with one person alone that ends next; 0 for none."""
    now = desk.now()
    alone = [task for task in desk.coach.store.key_tasks.all() if len(task.person_ids) == 1 and not task.paused]
    coming = [
        (found.ends_at, task.person_ids[0]) for task in alone if (found := next_occurrence(task, now)) is not None
    ]
    return min(coming)[1] if coming else 0


def win_day(desk: Desk, note: Session) -> str:
    now = desk.now()
    return desk.formats().day(note.happened_at.astimezone(now.tzinfo).date(), now)
