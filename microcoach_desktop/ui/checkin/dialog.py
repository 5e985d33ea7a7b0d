"""The check-in: how did it go, and what comes next. Two keys are enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.checkins import Decision, Outcome, Review, WhyNot, retention_due
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.reminders import later_today
from microcoach_desktop.domain.sessions import BUDGETS
from microcoach_desktop.ui.checkin.tiles import OutcomeTile, ProgressBar
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.edits import GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.when_field import WhenField

WIDTH = 560
KEYS = {
    Qt.Key.Key_1: Outcome.WORKED,
    Qt.Key.Key_2: Outcome.PARTLY,
    Qt.Key.Key_3: Outcome.NOT_YET,
    Qt.Key.Key_4: Outcome.NOT_TRIED,
}
USUAL = {
    Outcome.WORKED: Decision.KEEP,
    Outcome.PARTLY: Decision.AGAIN,
    Outcome.NOT_YET: Decision.ADJUST,
    Outcome.NOT_TRIED: Decision.AGAIN,
}


class CheckInDialog(QDialog):
    """Reads the check-in anew when made. Raises NotFound when it has been removed."""

    def __init__(self, desk: Desk, check_in_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        store = desk.coach.store
        self._check_in = store.check_ins.get(check_in_id)
        self._session = store.sessions.get(self._check_in.session_id)
        self._person = store.people.get(self._session.person_id)
        metric_id = self._session.metric_id
        self._metric = None if metric_id is None else store.metrics.get(metric_id)
        self._outcome: Outcome | None = None
        self._decision: Decision | None = None
        self._why: WhyNot | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check in"))
        self._build()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.save)
        self._follow()
        self.tiles[Outcome.WORKED].setFocus()

    def choose(self, outcome: Outcome) -> None:
        """Pick an outcome; the next step that usually follows is picked with it."""
        self._outcome = outcome
        self.tiles[outcome].setChecked(True)
        usual = USUAL[outcome]
        self._decision = Decision.STOP if self._check_in.retention and usual is Decision.KEEP else usual
        self._follow()

    def decide(self, decision: Decision) -> None:
        self._decision = decision
        self._follow()

    def save(self) -> None:
        """Record it; what cannot be saved stays on the screen with the reason."""
        if self._outcome is None:
            self.banner.show_message(self.tr("Choose how it went: 1, 2, 3 or 4."), "info")
            return
        try:
            said = self._review(self._outcome)
            done = self._desk.coach.review(self._check_in.id, said)
        except InvalidRecord as error:
            self._point_at(error)
            return
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return
        text = self.tr("Recorded for {name}.").format(name=self._person.first_name)
        if done.next_check_in is not None and done.next_check_in.due_at is not None:
            moment = self._desk.formats().moment(done.next_check_in.due_at, self._desk.now())
            text = self.tr("Recorded for {name}. Next look {moment}.").format(
                name=self._person.first_name, moment=moment
            )
        self._desk.shell.toast(text)
        self.close()

    def postpone(self) -> None:
        """To later today, or tomorrow morning when the day is nearly over."""
        desk, now, settings = self._desk, self._desk.now(), self._desk.settings()
        ends_at = at_time(now.date(), settings.day_ends_at, desk.coach.zone())
        morning = at_time(now.date() + timedelta(days=1), settings.day_starts_at, desk.coach.zone())
        at = later_today(now, ends_at, morning)
        try:
            desk.coach.reschedule({self._check_in.id: at})
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.postpone)])
            return
        moved = self.tr("{name} moved to {moment}").format(
            name=self._person.first_name, moment=desk.formats().moment(at, now)
        )
        desk.shell.toast(moved)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit)
        outcome = KEYS.get(Qt.Key(event.key()))
        if outcome is not None and not typing and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.choose(outcome)
            return
        super().keyPressEvent(event)

    # ----------------------------------------------------------------------------------------------------------------

    def _review(self, outcome: Outcome) -> Review:
        value = None
        if self._metric is not None:
            try:
                value = self._desk.formats().parse_number(self.reading.text())
            except InvalidRecord as error:
                raise InvalidRecord("reading", error.what_happened) from error
        next_due_at = None
        if self._decision in {Decision.AGAIN, Decision.ADJUST}:
            problem = self.when.problem()
            if problem:
                raise InvalidRecord("follow_up", problem)
            next_due_at = self.when.at()
        return Review(
            outcome,
            self._decision,
            why_not=self._why if outcome is Outcome.NOT_TRIED else None,
            value=value,
            learned=self.learned.toPlainText().strip(),
            next_action=self.action.text().strip() if self._decision is Decision.ADJUST else "",
            next_due_at=next_due_at,
        )

    def _point_at(self, error: InvalidRecord) -> None:
        fields = {"reading": self._reading_field, "follow_up": self._when_field, "observation": self._learned_field}
        field = fields.get(error.field)
        if field is None:
            self.banner.show_message(error.sentence, "danger")
            return
        field.set_error(error.what_happened)
        field.widget.setFocus()

    def _follow(self) -> None:
        """Show what belongs to the outcome and the next step."""
        self._reasons.setVisible(self._outcome is Outcome.NOT_TRIED)
        for decision, chip in self.steps.items():
            chosen = decision is self._decision
            chip.set_content(
                self._step_words(decision), icon=_STEP_ICONS[decision], tone="accent" if chosen else "plain"
            )
            chip.setChecked(chosen)
        self._when_field.setVisible(self._decision in {Decision.AGAIN, Decision.ADJUST})
        self._action_field.setVisible(self._decision is Decision.ADJUST)
        self.save_button.set_role("primary" if self._outcome is not None else "secondary")

    def _step_words(self, decision: Decision) -> str:
        if decision is Decision.KEEP:
            now = self._desk.now()
            return self.tr("Keep, look again {day}").format(
                day=self._desk.formats().day(retention_due(now).astimezone(now.tzinfo).date(), now)
            )
        words = {
            Decision.AGAIN: self.tr("Try again"),
            Decision.ADJUST: self.tr("Change the action"),
            Decision.STOP: self.tr("Close"),
        }
        return words[decision]

    def _build(self) -> None:
        kit = self._desk.kit
        self.banner = Banner(kit)
        self.banner.hide()
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(14)
        rows.addWidget(self.banner)
        rows.addLayout(self._header())
        rows.addLayout(self._outcomes())
        rows.addWidget(self._why_row())
        self._add_reading(rows)
        self.learned = GrowingEdit(kit, 2, BUDGETS["reflection"])
        self._learned_field = Field(
            kit, self.tr("What happened"), self.learned, self.tr("optional, one line is enough")
        )
        rows.addWidget(self._learned_field)
        rows.addLayout(self._next_steps())
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(Divider(kit))
        outer.addLayout(self._footer())
        self.resize(kit.theme.px(WIDTH), min(kit.theme.px(620), self.screen().availableGeometry().height() - 60))

    def _header(self) -> QHBoxLayout:
        kit, session = self._desk.kit, self._session
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(kit, self._person.name, 44), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        title = self.tr("{name}: {action}").format(name=self._person.first_name, action=session.title)
        words.addWidget(Label(kit, title, FontRole.SECTION, wrap=True))
        words.addWidget(Label(kit, self._agreed(self._desk.now()), FontRole.SMALL, "text2", wrap=True))
        head.addLayout(words, 1)
        return head

    def _agreed(self, now: datetime) -> str:
        formats, session = self._desk.formats(), self._session
        on = formats.day((session.talked_at or session.captured_at).astimezone(now.tzinfo).date(), now)
        agreed = self.tr("Agreed {day}.").format(day=on)
        if session.context:
            agreed = self.tr("Agreed {day}, {context}.").format(day=on, context=session.context)
        if self._check_in.due_at is None:
            return agreed
        return f"{agreed} " + self.tr("Due {moment}.").format(moment=formats.short_moment(self._check_in.due_at, now))

    def _outcomes(self) -> QHBoxLayout:
        kit = self._desk.kit
        looks = {
            Outcome.WORKED: (self.tr("Worked"), self.tr("Keep it, note the win"), ("circle-check", "win", "win_soft")),
            Outcome.PARTLY: (
                self.tr("Partly"),
                self.tr("Adjust and try again"),
                ("circle-dot-dashed", "opp", "opp_soft"),
            ),
            Outcome.NOT_YET: (self.tr("Not yet"), self.tr("More time or help"), ("circle-dashed", "text2", "hover")),
            Outcome.NOT_TRIED: (self.tr("Not tried"), self.tr("What got in the way"), ("circle", "text2", "hover")),
        }
        self.tiles = {}
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(8)
        for number, (outcome, (title, hint, look)) in enumerate(looks.items(), start=1):
            tile = OutcomeTile(kit, title, hint, str(number), look)
            tile.clicked.connect(lambda _=False, wanted=outcome: self.choose(wanted))
            group.addButton(tile)
            self.tiles[outcome] = tile
            line.addWidget(tile, 1)
        return line

    def _why_row(self) -> QWidget:
        reasons = {
            WhyNot.NO_CUE: self.tr("No occasion"),
            WhyNot.FORGOT: self.tr("Forgot"),
            WhyNot.UNCLEAR: self.tr("Unclear"),
            WhyNot.DISAGREED: self.tr("Disagreed"),
            WhyNot.PROCESS: self.tr("Tool or process"),
        }
        self._reasons = QWidget()
        line = QHBoxLayout(self._reasons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.why = {}
        for reason, text in reasons.items():
            chip = Chip(self._desk.kit, text)
            chip.clicked.connect(lambda _=False, wanted=reason: self._choose_why(wanted))
            self.why[reason] = chip
            line.addWidget(chip)
        line.addStretch(1)
        return self._reasons

    def _choose_why(self, reason: WhyNot) -> None:
        self._why = reason
        for other, chip in self.why.items():
            chip.set_content(chip.text().replace("&&", "&"), tone="accent" if other is reason else "plain")

    def _add_reading(self, rows: QVBoxLayout) -> None:
        kit, formats = self._desk.kit, self._desk.formats()
        name = self.tr("Reading") if self._metric is None else self._metric.name
        unit = "" if self._metric is None else self._metric.unit
        self.reading = LineEdit(kit, 14, suffix=self.tr("today"))
        helper = ", ".join(part for part in (unit, self.tr("optional")) if part)
        self._reading_field = Field(kit, name, self.reading, helper)
        rows.addWidget(self._reading_field)
        self._reading_field.setVisible(self._metric is not None)
        baseline, target = self._session.baseline, self._session.target
        if self._metric is None or baseline is None or target is None:
            return
        words = (
            self.tr("Start {value}").format(value=formats.number(baseline)),
            self.tr("Now {value}").replace("{value}", "{}"),
            self.tr("Target {value}").format(value=formats.number(target)),
        )
        bar = ProgressBar(kit, baseline, target, words)
        rows.addWidget(bar)

        def follow(text: str) -> None:
            self._reading_field.set_error(None)
            try:
                value = formats.parse_number(text)
            except InvalidRecord:
                value = None
            bar.set_value(value, "" if value is None else formats.number(value))

        self.reading.textChanged.connect(follow)
        follow("")

    def _next_steps(self) -> QVBoxLayout:
        kit = self._desk.kit
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(Label(kit, self.tr("Next step"), FontRole.BODY_MEDIUM))
        line = QHBoxLayout()
        line.setSpacing(6)
        self.steps = {}
        for decision in (Decision.AGAIN, Decision.ADJUST, Decision.KEEP, Decision.STOP):
            chip = Chip(kit, self._step_words(decision), _STEP_ICONS[decision])
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, wanted=decision: self.decide(wanted))
            self.steps[decision] = chip
            line.addWidget(chip)
        line.addStretch(1)
        rows.addLayout(line)
        self.action = LineEdit(kit, BUDGETS["action"] * 2)
        self.action.setText(self._session.action)
        self._action_field = Field(kit, self.tr("One action to try"), self.action)
        rows.addWidget(self._action_field)
        self.when = WhenField(kit, lambda: date_context(self._desk), self._desk.formats)
        self.when.set_at(self._desk.coach.default_follow_up(self._session.cue_task_id or self._session.key_task_id))
        self._when_field = Field(kit, self.tr("Look again"), self.when)
        rows.addWidget(self._when_field)
        return rows

    def _footer(self) -> QHBoxLayout:
        kit = self._desk.kit
        line = QHBoxLayout()
        line.setContentsMargins(24, 12, 24, 14)
        line.setSpacing(8)
        line.addWidget(Label(kit, self.tr("1, 2, 3 or 4 picks the outcome"), FontRole.SMALL, "text2"), 1)
        later = Button(kit, self.tr("Later today"), role="ghost")
        later.clicked.connect(self.postpone)
        self.save_button = Button(kit, self.tr("Save"), keys="Ctrl+↵")
        self.save_button.clicked.connect(self.save)
        for button in (later, self.save_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        return line


_STEP_ICONS = {
    Decision.AGAIN: "repeat",
    Decision.ADJUST: "pencil",
    Decision.KEEP: "check",
    Decision.STOP: "x",
}
