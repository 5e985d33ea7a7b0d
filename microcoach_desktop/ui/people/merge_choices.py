"""What stays of two records: a choice for each thing they say differently, and what moves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.archive.joining import Moves, suggested, united
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

# What is chosen together.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "role": ("role",),
    "team": ("team",),
    "tone": ("tone",),
    "gaps": ("wanted_gap_days", "longest_gap_days"),
    "away": ("away_from", "away_until"),
}


class ValueChoice(QRadioButton):
    """A value that is cut where there is no room; whole in the tooltip and for screen readers."""

    def __init__(self, value: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setAccessibleName(f"{about}: {value}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(24, super().minimumSizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.style().pixelMetric(self.style().PixelMetric.PM_ExclusiveIndicatorWidth) - 16
        shown = self.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._value else self._value)


class Pair(QWidget):
    """One thing that both records say, to choose from where they differ."""

    changed = Signal()

    def __init__(self, kit: Kit, about: str, values: tuple[str, str], *, second: bool) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(kit, about, FontRole.SMALL, "text2"))
        row = QHBoxLayout()
        row.setSpacing(kit.theme.px(16))
        column.addLayout(row)
        if values[0] == values[1]:
            row.addWidget(ElidedLabel(kit, values[0], color="text"), 1)
            return
        for number, value in enumerate(values):
            choice = ValueChoice(value, about)
            choice.setChecked(second is bool(number))
            self._group.addButton(choice, number)
            row.addWidget(choice, 1)
        self._group.idToggled.connect(self.changed)

    @property
    def second(self) -> bool:
        """Whether the second record's value is chosen."""
        return self._group.checkedId() == 1

    def choose(self, *, second: bool) -> None:
        button = self._group.button(int(second))
        if button is not None:
            button.setChecked(True)


class MergeChoices(QWidget):
    def __init__(self, desk: Desk, stays: Person, goes: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.stays, self.goes = stays, goes
        kit = desk.kit
        start = suggested(stays, goes)
        self.pairs: dict[str, Pair] = {}
        for key, names in FIELDS.items():
            values = self._words(key, stays), self._words(key, goes)
            if any(values):
                nothing = self.tr("nothing")
                second = any(getattr(start, name) != getattr(stays, name) for name in names)
                pair = Pair(kit, self._about(key), (values[0] or nothing, values[1] or nothing), second=second)
                pair.changed.connect(self._say_names)
                self.pairs[key] = pair
        self.moves = Label(kit, "", wrap=True)
        self.names = Label(kit, "", color="text2", wrap=True)
        self._lay_out()
        self.moves.setText(self._moved(desk.coach.merging.moves(stays.id, goes.id)))
        self._say_names()

    def chosen(self) -> Person:
        """What the merged record says."""
        picked = {
            name: getattr(self.goes, name) for key, pair in self.pairs.items() if pair.second for name in FIELDS[key]
        }
        return replace(self.stays, **picked)

    def _lay_out(self) -> None:
        kit = self._desk.kit
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 8)
        column.setSpacing(14)
        column.addWidget(Label(kit, self.tr("Two records become one"), FontRole.SUBTITLE, wrap=True))
        heads = QHBoxLayout()
        heads.setSpacing(kit.theme.px(16))
        summaries = self._desk.coach.store.people.summaries()
        for person in (self.stays, self.goes):
            found = summaries.get(person.id)
            heads.addWidget(self._head(person, found.sessions if found else 0), 1)
        column.addLayout(heads)
        column.addWidget(Divider(kit))
        for pair in self.pairs.values():
            column.addWidget(pair)
        card = Card(kit, 14)
        card.body.addWidget(self.moves)
        card.body.addWidget(self.names)
        column.addWidget(card)
        column.addStretch(1)

    def _head(self, person: Person, sessions: int) -> QWidget:
        kit = self._desk.kit
        head = QWidget()
        head.setMinimumWidth(0)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Avatar(kit, person.name, 30))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(kit, person.name, FontRole.BODY_MEDIUM))
        said = wording.count_words(sessions)
        if person.archived_at is not None:
            said = self.tr("{sessions}, archived").format(sessions=said)
        words.addWidget(ElidedLabel(kit, said, color="text2"))
        row.addLayout(words, 1)
        return head

    def _about(self, key: str) -> str:
        return {
            "name": self.tr("Name"),
            "role": self.tr("Role"),
            "team": self.tr("Team"),
            "tone": self.tr("Coaching preference"),
            "gaps": self.tr("A talk every"),
            "away": self.tr("Away"),
        }[key]

    def _words(self, key: str, person: Person) -> str:
        if key == "tone":
            return wording.tone_word(person.tone)
        if key == "gaps":
            return self._gaps(person)
        if key == "away":
            return self._away(person)
        return str(getattr(person, key))

    def _gaps(self, person: Person) -> str:
        wanted, longest = person.wanted_gap_days, person.longest_gap_days
        if wanted is not None and longest is not None:
            return self.tr("{wanted} to {longest} days").format(wanted=wanted, longest=longest)
        if longest is not None:
            return self.tr("{days} at most").format(days=Formats.day_count(longest))
        return "" if wanted is None else Formats.day_count(wanted)

    def _away(self, person: Person) -> str:
        days = self._desk.formats().long_day
        said = [] if person.away_from is None else [self.tr("from {day}").format(day=days(person.away_from))]
        if person.away_until is not None:
            said.append(self.tr("until {day}").format(day=days(person.away_until)))
        return ", ".join(said)

    def _moved(self, moves: Moves) -> str:
        counted = (
            (moves.sessions, self.tr("1 session"), self.tr("{count} sessions")),
            (moves.follow_ups, self.tr("1 follow-up"), self.tr("{count} follow-ups")),
            (moves.readings, self.tr("1 reading"), self.tr("{count} readings")),
            (moves.key_tasks, self.tr("1 key task"), self.tr("{count} key tasks")),
            (moves.periods, self.tr("1 absence or milestone"), self.tr("{count} absences and milestones")),
            (moves.reminders, self.tr("1 reminder"), self.tr("{count} reminders")),
        )
        said = [(one if count == 1 else many).format(count=count) for count, one, many in counted if count]
        if not said:
            return self.tr("There is nothing else about {name}.").format(name=self.goes.name)
        lines = [self.tr("Moves over from {name}: {what}.").format(name=self.goes.name, what=", ".join(said))]
        if moves.shared_metrics:
            names = ", ".join(moves.shared_metrics)
            lines.append(self.tr("The readings of both become one series: {names}.").format(names=names))
        return "\n".join(lines)

    def _say_names(self) -> None:
        others = ", ".join(united(self.chosen(), self.stays, self.goes).other_names)
        said = self.tr("Still found as: {names}.").format(names=others) + " " if others else ""
        self.names.setText(said + self.tr("Undo brings both records back."))
