"""What comes after a check-in: keep, try again, change the action, close."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QVBoxLayout, QWidget

from microcoach_desktop.domain.checkins import Decision, Outcome
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.playbook import can_be_offered
from microcoach_desktop.domain.sessions import BUDGETS, Session
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.prose_line import ProseLine
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.when_field import WhenField

ICONS = {Decision.KEEP: "award", Decision.AGAIN: "repeat", Decision.ADJUST: "pencil", Decision.STOP: "check"}
USUAL = {
    Outcome.WORKED: Decision.KEEP,
    Outcome.PARTLY: Decision.AGAIN,
    Outcome.NOT_YET: Decision.ADJUST,
    Outcome.NOT_TRIED: Decision.AGAIN,
}


class NextStep(QWidget):
    """Follows the outcome until a step was picked by hand."""

    changed = Signal()

    def __init__(self, desk: Desk, session: Session, *, retention: bool) -> None:
        super().__init__()
        self._desk = desk
        self._old_action = session.action
        self._retention = retention
        self._outcome: Outcome | None = None
        self._picked = False
        kit = desk.kit
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(Label(kit, self.tr("Next step"), FontRole.BODY_MEDIUM))
        rows.addWidget(self._chip_row())
        self.action = ProseLine(kit, BUDGETS["action"] * 2)
        self.action.setText(session.action)
        self._action_field = Field(kit, self.tr("One action to try"), self.action)
        self.when = WhenField(kit, lambda: date_context(desk), desk.formats)
        self.when.set_at(desk.coach.default_follow_up(session.cue_task_id or session.key_task_id))
        self._when_field = Field(kit, self.tr("Check in again"), self.when)
        rows.addWidget(self._action_field)
        rows.addWidget(self._when_field)
        self.to_playbook = QCheckBox(self.tr("Then add it to the playbook, without names"))
        self._offers_play = can_be_offered(session)
        rows.addWidget(self.to_playbook)
        self.action.textChanged.connect(self._typed)
        self.when.changed.connect(self._typed)
        self._follow()

    @property
    def decision(self) -> Decision | None:
        return next((decision for decision, chip in self._chips.items() if chip.isChecked()), None)

    @property
    def is_touched(self) -> bool:
        return self.action.text() != self._old_action

    @property
    def wants_play(self) -> bool:
        """What worked shall be worded for the playbook."""
        return not self.to_playbook.isHidden() and self.to_playbook.isChecked()

    def chip(self, decision: Decision) -> Chip:
        return self._chips[decision]

    def follow_outcome(self, outcome: Outcome) -> None:
        self._outcome = outcome
        lost = self.decision is Decision.KEEP and outcome is not Outcome.WORKED
        if not self._picked or lost:
            self._picked = False
            usual = USUAL[outcome]
            closes = self._retention and usual is Decision.KEEP
            self._chips[Decision.STOP if closes else usual].setChecked(True)
        self._follow()

    def pick(self, decision: Decision) -> None:
        self._picked = True
        self._chips[decision].setChecked(True)
        self._follow()

    def agreed(self) -> tuple[Decision | None, str, datetime | None]:
        """Decision, new action, date. An unchanged action is tried again. Raises InvalidRecord with the field."""
        decision, action = self.decision, self.action.text().strip()
        if decision is Decision.ADJUST and not action and self._old_action:
            raise InvalidRecord("next_action", self.tr("Type the new action, or choose Try again."))
        if decision is Decision.ADJUST and action == self._old_action:
            decision = Decision.AGAIN
        if decision not in {Decision.AGAIN, Decision.ADJUST}:
            return decision, "", None
        problem = self.when.problem()
        if problem:
            raise InvalidRecord("follow_up", problem)
        return decision, action if decision is Decision.ADJUST else "", self.when.at()

    def point_at(self, error: InvalidRecord) -> bool:
        """Show an error at the field that it is about; False when it is about none of these."""
        fields = {"next_action": self._action_field, "action": self._action_field, "follow_up": self._when_field}
        field = fields.get(error.field)
        if field is None or field.isHidden():
            return False
        field.set_error(error.what_happened)
        field.widget.setFocus()
        return True

    def _chip_row(self) -> QWidget:
        row = QWidget()
        row.setAccessibleName(self.tr("Next step"))
        flow = FlowLayout(row, spacing=6)
        group = QButtonGroup(self)
        self._chips = {}
        for decision, icon in ICONS.items():
            chip = Chip(self._desk.kit, "", icon)
            chip.setCheckable(True)
            chip.clicked.connect(self._clicked)
            group.addButton(chip)
            self._chips[decision] = chip
            flow.addWidget(chip)
        return row

    def _clicked(self) -> None:
        self._picked = True
        self._follow()

    def _typed(self) -> None:
        self._action_field.set_error(None)
        self._when_field.set_error(None)
        self._follow()

    def _follow(self) -> None:
        chosen = self.decision
        for decision, chip in self._chips.items():
            chip.set_content(self._words(decision), icon=ICONS[decision])
        self._chips[Decision.KEEP].setVisible(self._outcome is Outcome.WORKED)
        self._action_field.setVisible(chosen is Decision.ADJUST)
        self.to_playbook.setVisible(self._offers_play and self._outcome is Outcome.WORKED)
        self._when_field.setVisible(chosen in {Decision.AGAIN, Decision.ADJUST})
        self.changed.emit()

    def _words(self, decision: Decision) -> str:
        formats, now = self._desk.formats(), self._desk.now()
        if decision is Decision.KEEP:
            day = formats.day(self._desk.coach.retention_due().date(), now)
            return self.tr("Keep, look again {day}").format(day=day)
        if decision is Decision.AGAIN:
            at = self.when.at() if hasattr(self, "when") else None
            if at is None:
                return self.tr("Try again")
            return self.tr("Try again, {day}").format(day=formats.day(at.astimezone(now.tzinfo).date(), now))
        return self.tr("Change the action") if decision is Decision.ADJUST else self.tr("Close")
