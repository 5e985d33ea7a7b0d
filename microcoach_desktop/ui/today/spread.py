"""Reschedule all: late follow-ups over the next working days, shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.local_time import add_working_days, at_time
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

A_DAY = 3
APART = timedelta(minutes=30)
# Whoever has more planned than this gets what is left on top of it.
LONGEST_LOOK = timedelta(days=366)


def spread(desk: Desk, late: Sequence[FollowUp]) -> dict[int, datetime]:
    """A new time for each, by check-in id: three a day at most, with what is planned there already."""
    settings, zone = desk.settings(), desk.coach.zone()
    working = frozenset(settings.working_days)
    today = desk.now().date()
    day, used = today, A_DAY
    moves: dict[int, datetime] = {}
    for follow_up in late:
        while used >= A_DAY:
            day = add_working_days(day, 1, working)
            used = _planned(desk, day) if day - today < LONGEST_LOOK else 0
        moves[follow_up.id] = at_time(day, _slot(settings.default_time, used), zone)
        used += 1
    return moves


def _planned(desk: Desk, day: date) -> int:
    start, end = (at_time(day + timedelta(days=days), time(0), desk.coach.zone()) for days in (0, 1))
    return sum(follow_up.reviewed_at is None for follow_up in desk.coach.store.check_ins.between(start, end))


def _slot(first: time, place: int) -> time:
    """Half an hour after each other, as long as the day lasts."""
    wanted = datetime.combine(date.min, first) + place * APART
    return wanted.time() if wanted.date() == date.min else first


class SpreadDialog(QDialog):
    """Shows the moves by day; accepted means: do it."""

    def __init__(self, desk: Desk, late: Sequence[FollowUp], moves: dict[int, datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        kit = desk.kit
        self.setWindowTitle(self.tr("Reschedule all"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(14)
        text = self.tr("Over the next working days, three a day at most.")
        rows.addWidget(Label(kit, text, FontRole.SECTION, wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = self._lines(late, moves)
        area.setWidget(lines)
        rows.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button(kit, self.tr("Cancel"), role="ghost")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.agree = Button(kit, self.tr("Move {count}").format(count=len(late)), role="primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        buttons.addWidget(cancel)
        buttons.addWidget(self.agree)
        rows.addLayout(buttons)
        width = min(kit.theme.px(520), self.screen().availableGeometry().width() - 60)
        height = lines.sizeHint().height() + kit.theme.px(130)
        self.resize(width, min(height, round(self.screen().availableGeometry().height() * 0.7)))
        self.agree.setFocus()

    def _lines(self, late: Sequence[FollowUp], moves: dict[int, datetime]) -> QWidget:
        kit, formats, now = self._desk.kit, self._desk.formats(), self._desk.now()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for day, group in groupby(late, key=lambda follow_up: moves[follow_up.id].astimezone(now.tzinfo).date()):
            heading = Label(kit, formats.day(day, now), FontRole.BODY_STRONG)
            heading.setContentsMargins(0, 8 if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for follow_up in group:
                clock = Label(kit, formats.time(moves[follow_up.id]), color="text2")
                clock.set_tabular()
                grid.addWidget(clock, row, 0, Qt.AlignmentFlag.AlignTop)
                text = f"{follow_up.person_name}: {follow_up.title}"
                grid.addWidget(Label(kit, text, wrap=True), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        return holder
