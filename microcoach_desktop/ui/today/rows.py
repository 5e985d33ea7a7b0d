"""The rows of Today: a follow-up with its three answers, a key task of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

STACK_BELOW = 560
ANSWERS = {Qt.Key.Key_1: Outcome.WORKED, Qt.Key.Key_2: Outcome.PARTLY, Qt.Key.Key_3: Outcome.NOT_YET}


class FollowUpRow(Card):
    """Signals carry the follow-up's id; `answered` the outcome too."""

    answered = Signal(int, object)
    opened = Signal(int)
    reschedule = Signal(int)
    undated = Signal(int)
    step = Signal(int)

    def __init__(self, desk: Desk, follow_up: FollowUp, now: datetime) -> None:
        super().__init__(desk.kit, padding=14)
        self._desk = desk
        self.follow_up = follow_up
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        late = follow_up.days_late(now)
        self._due = self._due_words(late, now)
        kind = self.tr("Win") if follow_up.kind is Kind.WIN else self.tr("Opportunity")
        parts = (kind, follow_up.person_name, follow_up.title, follow_up.context, self._due)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(desk.kit, follow_up.person_name, 36))
        head.addLayout(self._words(late), 1)
        self._line.addLayout(head, 1)
        self._line.addLayout(self._buttons())
        self.body.addLayout(self._line)

    def fit(self, width: int) -> None:
        """Buttons go below the words where there is little room."""
        stacked = width < self._desk.kit.theme.px(STACK_BELOW)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused = True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.follow_up.id)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, single = Qt.Key(event.key()), self._desk.settings().single_key_shortcuts
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.follow_up.id)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.step.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            self.undated.emit(self.follow_up.id)
        elif single and key in ANSWERS:
            self.answered.emit(self.follow_up.id, ANSWERS[key])
        elif single and key == Qt.Key.Key_R:
            self.reschedule.emit(self.follow_up.id)
        elif single and key == Qt.Key.Key_C:
            self.opened.emit(self.follow_up.id)
        else:
            super().keyPressEvent(event)

    def _due_words(self, late: int, now: datetime) -> str:
        formats, due_at = self._desk.formats(), self.follow_up.due_at
        if late:
            return formats.late(late)
        return "" if due_at is None else formats.short_moment(due_at, now) if due_at > now else formats.time(due_at)

    def _words(self, late: int) -> QVBoxLayout:
        kit, follow_up = self._desk.kit, self.follow_up
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(kit, follow_up.title, FontRole.BODY_STRONG, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(ElidedLabel(kit, follow_up.person_name, FontRole.SMALL, "text"))
        win = follow_up.kind is Kind.WIN
        line.addSpacing(6)
        line.addWidget(Glyph(kit, "award" if win else "sprout", "win" if win else "opp", 14))
        kind = self.tr("Win") if win else self.tr("Opportunity")
        line.addWidget(ElidedLabel(kit, follow_up.context or kind, FontRole.SMALL, "text2"))
        if self._due:
            line.addSpacing(6)
            line.addWidget(Glyph(kit, "clock-alert" if late else "clock", "danger" if late else "text2", 14))
            due = Label(kit, self._due, FontRole.SMALL, "danger" if late else "text2")
            line.addWidget(due)
        line.addStretch(1)
        words.addLayout(line)
        return words

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        looks = [
            (Outcome.WORKED, self.tr("Worked"), "circle-check", "win"),
            (Outcome.PARTLY, self.tr("Partly"), "circle-dot-dashed", "opp"),
            (Outcome.NOT_YET, self.tr("Not yet"), "circle", "text2"),
        ]
        for outcome, text, icon, color in looks:
            button = Button(self._desk.kit, text, icon=icon)
            button.set_icon(icon, color)
            button.setAccessibleName(f"{text}: {self.follow_up.person_name}, {self.follow_up.title}")
            button.clicked.connect(lambda _=False, said=outcome: self.answered.emit(self.follow_up.id, said))
            row.addWidget(button)
        row.addStretch(1)
        return row


def section(desk: Desk, title: str, count: int, tone: str, link: tuple[str, Callable[[], object]] | None) -> QWidget:
    """A heading with its number and one link."""
    from microcoach_desktop.ui.widgets.badge import Badge
    from microcoach_desktop.ui.widgets.text import LinkButton

    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 6, 0, 0)
    line.setSpacing(8)
    danger = tone == "danger"
    line.addWidget(Label(desk.kit, title, FontRole.SECTION, "danger" if danger else "text"))
    line.addWidget(Badge(desk.kit, str(count), "danger" if danger else "neutral"))
    line.addStretch(1)
    if link is not None:
        button = LinkButton(desk.kit, link[0])
        button.clicked.connect(link[1])
        line.addWidget(button)
    return holder
