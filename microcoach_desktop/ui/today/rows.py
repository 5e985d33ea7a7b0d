"""A follow-up of Today with its three answers, and the headings between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.wording import KIND_COLORS, KIND_ICONS, kind_word, outcome_word
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.today.row_button import RowButton
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.badge import Badge
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label, LinkButton

LEAST_WORDS = 260
ANSWERS = {Qt.Key.Key_1: Outcome.WORKED, Qt.Key.Key_2: Outcome.PARTLY, Qt.Key.Key_3: Outcome.NOT_YET}
LOOKS = {
    Outcome.WORKED: ("circle-check", "win"),
    Outcome.PARTLY: ("circle-dot-dashed", "opp"),
    Outcome.NOT_YET: ("circle", "text2"),
}


class AnswerButton(Button):
    """Three of them stand beside the words of a row: narrower than a button that stands alone."""

    def sizeHint(self) -> QSize:
        wide = super().sizeHint()
        return QSize(wide.width() - self._kit.theme.px(10), wide.height())


class FollowUpRow(RowButton):
    """`clicked` opens it. The signals carry the follow-up; `answered` the outcome, `menu_wanted` the place too."""

    answered = Signal(object, object)
    reschedule = Signal(object)
    undated = Signal(object)
    step = Signal(int)
    menu_wanted = Signal(object, object)

    def __init__(self, desk: Desk, follow_up: FollowUp, now: datetime) -> None:
        super().__init__(desk.kit, sentence(desk, follow_up, now), card=True, padding=14)
        late = follow_up.days_late(now)
        due = due_words(desk, follow_up, now)
        self.follow_up = follow_up
        self._desk = desk
        self._beside: bool | None = None
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(desk.kit, follow_up.person_name, 36), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._words(due, late=late > 0), 1)
        self._answers = self._buttons()
        self._line.addLayout(head, 1)
        self._line.addWidget(self._answers)
        self.body.addLayout(self._line)

    def fit(self, width: int) -> None:
        """The answers go below the words where there is little room for these."""
        theme = self._desk.kit.theme
        beside = width >= self._answers.sizeHint().width() + theme.px(36 + LEAST_WORDS) + 52
        if beside is self._beside:
            return  # a layout that was touched is measured anew
        self._beside = beside
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        across = QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Preferred
        self._answers.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._line.setAlignment(self._answers, Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        single = self._desk.settings().single_key_shortcuts
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.step.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            self.undated.emit(self.follow_up)
        elif single and key in ANSWERS:
            self.answered.emit(self.follow_up, ANSWERS[key])
        elif single and key == Qt.Key.Key_R:
            self.reschedule.emit(self.follow_up)
        elif single and key == Qt.Key.Key_C:
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.follow_up, event.globalPos())

    def _words(self, due: str, *, late: bool) -> QVBoxLayout:
        kit, follow_up = self._desk.kit, self.follow_up
        facts = QWidget()
        flow = FlowLayout(facts, spacing=12)
        flow.addWidget(ElidedLabel(kit, follow_up.person_name, FontRole.SMALL, "text"))
        kind = kind_word(follow_up.kind)
        about = fact(kit, KIND_ICONS[follow_up.kind], KIND_COLORS[follow_up.kind], follow_up.context or kind, "text2")
        about.setToolTip(kind)
        flow.addWidget(about)
        if due:
            color = "danger" if late else "text2"
            flow.addWidget(fact(kit, "clock-alert" if late else "clock", color, due, color))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(kit, follow_up.title, FontRole.BODY_STRONG, wrap=True))
        words.addWidget(facts)
        words.addStretch(1)
        return words

    def _buttons(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=6)
        for outcome, (icon, color) in LOOKS.items():
            text = outcome_word(outcome)
            button = AnswerButton(self._desk.kit, text, icon=icon)
            button.set_icon(icon, color)
            button.setAccessibleName(f"{text}: {self.follow_up.person_name}, {self.follow_up.title}")
            button.clicked.connect(lambda _=False, said=outcome: self.answered.emit(self.follow_up, said))
            flow.addWidget(button)
        return holder


def due_words(desk: Desk, follow_up: FollowUp, now: datetime) -> str:
    """Such as "11:30" today, "4 days late" before."""
    late = follow_up.days_late(now)
    if late:
        return desk.formats().late(late)
    return "" if follow_up.due_at is None else desk.formats().time(follow_up.due_at)


def sentence(desk: Desk, follow_up: FollowUp, now: datetime) -> str:
    """All that a row shows, for its accessible name."""
    parts = (kind_word(follow_up.kind), follow_up.person_name, follow_up.title, follow_up.context)
    return ", ".join(part for part in (*parts, due_words(desk, follow_up, now)) if part)


def fact(kit: Kit, icon: str, icon_color: str, text: str, color: str) -> QWidget:
    """An icon with its word, kept together when a line breaks."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Glyph(kit, icon, icon_color, 14))
    row.addWidget(ElidedLabel(kit, text, FontRole.SMALL, color), 1)
    return holder


def section(
    kit: Kit, title: str, count: int, *, urgent: bool = False, link: tuple[str, Callable[[], object]] | None = None
) -> QWidget:
    """A heading with its number and one link."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(Label(kit, title, FontRole.SECTION, "danger" if urgent else "text"))
    line.addWidget(Badge(kit, str(count), "danger" if urgent else "neutral"))
    line.addStretch(1)
    if link is not None:
        button = LinkButton(kit, link[0])
        button.clicked.connect(link[1])
        line.addWidget(button)
    return holder
