"""Another time for a follow-up: quick picks or a date in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.local_time import add_working_days, at_time, wall
from microcoach_desktop.domain.reminders import later_today
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.when_field import WhenField


class RescheduleDialog(QDialog):
    """`chosen_at` after it was accepted."""

    def __init__(
        self,
        kit: Kit,
        formats: Callable[[], Formats],
        context: Callable[[], DateContext],
        title: str,
        due_at: datetime | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._due_at = due_at
        self._chosen_at: datetime | None = None
        self.setWindowTitle(self.tr("Reschedule"))
        self.setMinimumWidth(kit.theme.px(420))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(12)
        rows.addWidget(Label(kit, title, FontRole.SECTION, wrap=True))
        picks = QHBoxLayout()
        picks.setSpacing(8)
        for text, at in self.picks():
            button = Button(kit, text, compact=True)
            button.setToolTip(formats().moment(at, context().now))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, wanted=at: self._take(wanted))
            picks.addWidget(button)
        picks.addStretch(1)
        rows.addLayout(picks)
        self.when = WhenField(kit, context, formats)
        self._field = Field(kit, self.tr("When"), self.when)
        rows.addWidget(self._field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button(kit, self.tr("Cancel"), role="ghost")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._move = Button(kit, self.tr("Reschedule"), role="primary")
        self._move.setDefault(True)
        self._move.clicked.connect(self._accept_typed)
        buttons.addWidget(cancel)
        buttons.addWidget(self._move)
        rows.addLayout(buttons)
        self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen_at(self) -> datetime | None:
        return self._chosen_at

    def picks(self) -> list[tuple[str, datetime]]:
        """Later today (or tomorrow morning), tomorrow and next week at the time it has."""
        context = self._context()
        zone, today = context.zone, context.now.date()
        clock = context.default_time if self._due_at is None else wall(self._due_at, zone).time()
        ends_at = at_time(today, context.day_ends_at, zone)
        later = later_today(context.now, ends_at, at_time(today + timedelta(days=1), context.default_time, zone))
        found = [(self.tr("Later today"), later)] if later.astimezone(zone).date() == today else []
        tomorrow = add_working_days(today, 1, context.working_days)
        name = self.tr("Tomorrow") if tomorrow == today + timedelta(days=1) else self.tr("Next working day")
        week = add_working_days(today + timedelta(days=6), 1, context.working_days)
        return [*found, (name, at_time(tomorrow, clock, zone)), (self.tr("Next week"), at_time(week, clock, zone))]

    def _accept_typed(self) -> None:
        problem = self.when.problem()
        at = self.when.at()
        if problem or at is None:
            self._field.set_error(problem or self.tr("Type a date, for example fri 14:00."))
            self.when.setFocus()
            return
        self._take(at)

    def _take(self, at: datetime) -> None:
        self._chosen_at = at
        self.accept()
