"""The weekly ten minutes: one question after the other, by keys alone."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.domain.weekly_walk import LateCheckIn, Passed, Step, Walk, walk
from microcoach_desktop.services.weekly_review import review_steps
from microcoach_desktop.ui.capture.draft import Body, DraftKeeper
from microcoach_desktop.ui.desk import Desk, Routine
from microcoach_desktop.ui.playbook.wording_dialog import promote
from microcoach_desktop.ui.routines.frame import RoutineFrame
from microcoach_desktop.ui.routines.hosts import host_of, routine_name
from microcoach_desktop.ui.routines.weekly_deeds import Deed, StepDeeds
from microcoach_desktop.ui.routines.weekly_words import StepFace, ended, face_of, kind_head
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label

SIZE = (640, 460)
# What was begun longer ago belongs to another week.
RESUMED_FOR_DAYS = 5


class WeeklyWalk(QDialog):
    """Can be left at any step: what was passed is kept as a draft, so that it goes on there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        kit = desk.kit
        self.setWindowTitle(routine_name(Routine.WEEKLY))
        self._keeper = DraftKeeper(desk.coach, host_of(Routine.WEEKLY))
        self._began_on = desk.now().date()
        self._passed: list[tuple[str, Passed]] = []
        # Steps whose action was put into the playbook, which is a deed of its own for undo.
        self._shared: set[str] = set()
        self._walk = Walk((), ())
        self.buttons: list[Button] = []
        self.deeds = StepDeeds(desk, self)
        self.deeds.passed.connect(self._pass)
        self.deeds.for_playbook.connect(self._offer_playbook)
        self.deeds.trouble.connect(self._show_trouble)
        self.progress = Label(kit, "", FontRole.BODY_MEDIUM, "text2")
        self.progress.set_tabular()
        self.frame = RoutineFrame(kit, routine_name(Routine.WEEKLY), SIZE, self, beside=self.progress)
        self.back = Button(kit, self.tr("Undo"), "undo-2", "ghost", "Ctrl+Z")
        self.back.clicked.connect(self.undo)
        self.leave = Button(kit, self.tr("Leave as it is"), role="ghost", keys="N")
        self.leave.clicked.connect(self.pass_by)
        self.close_button = Button(kit, self.tr("Continue later"))
        self.close_button.clicked.connect(self.close)
        self.frame.add_foot(self.back)
        self.frame.foot.addStretch(1)
        self.frame.add_foot(self.leave)
        self.frame.add_foot(self.close_button)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        self._take_up(self._keeper.find())
        self.reload()
        self._ask()

    @property
    def walk(self) -> Walk:
        return self._walk

    def reload(self) -> None:
        desk = self._desk
        now = desk.now()
        try:
            steps = review_steps(desk.coach.store, desk.reminding.questions(now), now)
            self._walk = walk(steps, self._passed)
            self._show()
        except MicroCoachError as error:
            self._show_trouble(error)

    def pass_by(self) -> None:
        """Leave the step as it is."""
        if self._walk.current is not None:
            self._pass(self._walk.current, Passed.LEFT)

    def undo(self) -> None:
        """Back by one step; what was done about it is taken back. An action leaves the playbook first."""
        if not self._passed:
            return
        self.frame.banner.hide_message()
        if self._passed[-1][0] in self._shared:
            self._shared.remove(self._passed[-1][0])
            self._desk.shell.undo()
            return
        _, what = self._passed.pop()
        if what is not Passed.LEFT:
            self._desk.shell.undo()
        self._keep()
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number picks an answer."""
        typed = event.text()
        usable = self._desk.settings().single_key_shortcuts or any(button.hasFocus() for button in self.buttons)
        if usable and typed.isdecimal() and 0 < int(typed) <= len(self.buttons):
            self.buttons[int(typed) - 1].click()
        elif usable and typed.casefold() == "n" and self._walk.current is not None:
            self.pass_by()
        else:
            super().keyPressEvent(event)

    # ----------------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """What is late for long counts as asked about from now on."""
        seen = frozenset(step.follow_up.id for step in self._walk.ahead if isinstance(step, LateCheckIn))
        try:
            self._desk.reminding.ask_overdue(seen, self._desk.now())
        except MicroCoachError as error:
            self._show_trouble(error)

    def _pass(self, step: Step, what: Passed) -> None:
        self._passed.append((step.key, what))
        self.frame.banner.hide_message()
        self.reload()
        self._keep()

    def _offer_playbook(self, step: Step, note: Session) -> None:
        said = self.tr("It worked: “{action}”").format(action=note.action)
        self.frame.banner.show_message(said, "win", [(self.tr("Add to playbook"), lambda: self._promote(step, note))])

    def _promote(self, step: Step, note: Session) -> None:
        dialog = promote(self._desk, note.id, self)
        if dialog is not None:
            dialog.accepted.connect(lambda: self._tell_shared(step))

    def _tell_shared(self, step: Step) -> None:
        self._shared.add(step.key)
        self.frame.banner.show_message(self.tr("Saved in the playbook."), "win")

    def _show(self) -> None:
        step, walk = self._walk.current, self._walk
        self.buttons = []
        self.back.setVisible(bool(walk.passed))
        self.leave.setVisible(step is not None)
        self.progress.setText("" if step is None else self._place())
        if step is None:
            self.close_button.setText(self.tr("Close"))
            self.close_button.set_role("primary")
            self.frame.show_parts([self._end()])
            self.close_button.setFocus()
            return
        self.close_button.setText(self.tr("Continue later"))
        self.close_button.set_role("secondary")
        desk = self._desk
        face = face_of(step, desk.coach.store, desk.formats(), desk.now())
        question = Label(desk.kit, face.question, FontRole.BODY_MEDIUM, wrap=True)
        self.frame.show_parts([self._card(face, kind_head(step)), question, self._answers(self.deeds.of(step))])
        announce(self, f"{self._place()}. {face.question} {face.person_name} {face.title}")
        self.buttons[0].setFocus()

    def _place(self) -> str:
        return self.tr("{place} of {total}").format(place=self._walk.place, total=self._walk.total)

    def _card(self, face: StepFace, head: str) -> QWidget:
        kit = self._desk.kit
        card = Card(kit, padding=20)
        card.body.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Glyph(kit, face.icon, face.color, 16))
        line.addWidget(Label(kit, head, FontRole.SMALL, "text2"), 1)
        card.body.addLayout(line)
        across = QHBoxLayout()
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(3)
        if face.person_name:
            across.addWidget(Avatar(kit, face.person_name, 40), 0, Qt.AlignmentFlag.AlignTop)
            words.addWidget(Label(kit, face.person_name, FontRole.BODY_MEDIUM, "text2"))
        words.addWidget(Label(kit, face.title, FontRole.SECTION, wrap=True))
        words.addWidget(Label(kit, face.about, FontRole.SMALL, "text2", wrap=True))
        across.addLayout(words, 1)
        card.body.addLayout(across)
        return card

    def _answers(self, deeds: list[Deed]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=8)
        for number, deed in enumerate(deeds, 1):
            button = Button(self._desk.kit, deed.label, deed.icon, keys=str(number))
            button.setAccessibleName(deed.label)
            button.clicked.connect(deed.run)
            self.buttons.append(button)
            flow.addWidget(button)
        return holder

    def _end(self) -> QWidget:
        desk = self._desk
        try:
            self._keeper.drop()
            desk.reminding.end_review(desk.now())
        except MicroCoachError as error:
            self._show_trouble(error)
        card = Card(desk.kit, padding=24)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Glyph(desk.kit, "circle-check", "win", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        sentence = ended(self._walk)
        words.addWidget(Label(desk.kit, sentence, FontRole.SECTION, wrap=True))
        if not self._walk.total:
            text = self.tr("Late check-ins, notes that are getting old and reminders without an answer come up here.")
            words.addWidget(Label(desk.kit, text, color="text2", wrap=True))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        announce(self, sentence)
        return card

    def _keep(self) -> None:
        """At the end there is nothing left to take up."""
        going_on = self._walk.current is not None and self._passed
        passed = ";".join(f"{key}={what.value}" for key, what in self._passed)
        body: Body = {"began_on": self._began_on.isoformat(), "passed": passed} if going_on else {}
        try:
            self._keeper.keep(body)
        except (MicroCoachError, OSError):
            self.frame.banner.show_message(
                self.tr("Your place in the review could not be kept. What you did is saved."), "opp"
            )

    def _take_up(self, body: Body) -> None:
        # A damaged draft counts as none.
        with suppress(KeyError, ValueError):
            began_on = date.fromisoformat(body["began_on"])
            pairs = [entry.partition("=") for entry in body["passed"].split(";")]
            if (self._desk.now().date() - began_on).days <= RESUMED_FOR_DAYS:
                self._passed = [(key, Passed(what)) for key, _, what in pairs]
                self._began_on = began_on

    def _show_trouble(self, error: MicroCoachError) -> None:
        self.frame.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.reload)])
