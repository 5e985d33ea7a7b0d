"""The inside of a reminder card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Wish
from microcoach_desktop.ui.reminders.faces import Choice, Face, Press
from microcoach_desktop.ui.reminders.reasons import wish_name
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

WIDTH = 424
MARGIN = 20
GAP = 8
MOST_CHIPS = 3


class CardView(QWidget):
    """`pressed` carries a Press, `person_pressed` a person's id, `closed` the cross. `grown` asks for more room."""

    pressed = Signal(object)
    person_pressed = Signal(int)
    closed = Signal()
    grown = Signal()

    def __init__(self, kit: Kit, face: Face, why: str, *, hide_names: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._face = face
        self._hide_names = hide_names
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        rows = QVBoxLayout()
        rows.setContentsMargins(20, 14, 20, 12)
        rows.setSpacing(8)
        outer.addLayout(rows, 1)
        rows.addLayout(self._header(can_explain=bool(why)))
        rows.addWidget(Label(kit, face.title, FontRole.SUBTITLE, wrap=True))
        if face.text:
            rows.addWidget(Label(kit, face.text, color="text2", wrap=True))
        for icon, words in face.lines:
            rows.addLayout(self._line(icon, words))
        if face.people:
            rows.addSpacing(6)
            rows.addWidget(self._chips())
        if face.context:
            rows.addSpacing(4)
            rows.addLayout(self._line("sprout", face.context, "opp"))
        self._reason = self._explained(why)
        self._reason.hide()
        rows.addWidget(self._reason)
        rows.addStretch(1)
        outer.addWidget(Divider(kit))
        outer.addWidget(self._buttons())
        self._never_focus()

    def _header(self, *, can_explain: bool) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setSpacing(8)
        logo = Label(self._kit)
        logo.setPixmap(self._kit.icons.pixmap("logo", "accent", self._kit.theme.px(20)))
        header.addWidget(logo)
        header.addWidget(Label(self._kit, self.tr("MicroCoach"), FontRole.SMALL, "text2"))
        header.addStretch(1)
        header.addWidget(Label(self._kit, self.tr("now"), FontRole.SMALL, "text2"))
        if can_explain:
            name, helper = self.tr("Why am I seeing this?"), self.tr("Says why, and offers fewer like this")
            self._more = IconButton(self._kit, "ellipsis", name, helper, size=24)
            self._more.setCheckable(True)
            self._more.toggled.connect(self._explain)
            header.addWidget(self._more)
        close = IconButton(self._kit, "x", self.tr("Close"), self.tr("Keeps it in the list on Today"), size=24)
        close.clicked.connect(self.closed)
        header.addWidget(close)
        return header

    def _line(self, icon: str, words: str, color: str = "text2") -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Glyph(self._kit, icon, color, 16))
        line.addWidget(ElidedLabel(self._kit, words, FontRole.SMALL, "text2"), 1)
        return line

    def _chips(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=8)
        hidden = []
        for place, person in enumerate(self._face.people):
            chip = self._person_chip(person)
            flow.addWidget(chip)
            if place >= MOST_CHIPS:
                chip.hide()
                hidden.append(chip)
        if hidden:
            more = Chip(self._kit, self.tr("{count} more").format(count=len(hidden)))
            more.clicked.connect(lambda: self._unfold(more, hidden))
            flow.addWidget(more)
        if self._face.together is not None:
            flow.addWidget(self._together_chip(self._face.together))
        return holder

    def _together_chip(self, press: Press) -> Chip:
        chip = Chip(self._kit, press.label, icon="users")
        chip.setObjectName(press.choice.value)
        chip.clicked.connect(lambda _=False: self.pressed.emit(press))
        return chip

    def _unfold(self, more: Chip, hidden: list[Chip]) -> None:
        more.hide()
        for chip in hidden:
            chip.show()
        self.grown.emit()

    def _person_chip(self, person: Person) -> Chip:
        text = person.initials if self._hide_names else person.first_name
        chip = Chip(self._kit, text, avatar=person.name)
        chip.setAccessibleName(self.tr("Capture for {name}").format(name=text))
        chip.clicked.connect(lambda _=False, person_id=person.id: self.person_pressed.emit(person_id))
        return chip

    def _explained(self, why: str) -> QWidget:
        """Inside the card: a menu would be a window that takes the focus."""
        panel = QFrame()
        panel.setFrameShape(QFrame.Shape.NoFrame)
        rows = QVBoxLayout(panel)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(self._kit, why, FontRole.SMALL, "text2", wrap=True))
        if self._face.about is not None:
            holder = QWidget()
            line = FlowLayout(holder, spacing=6)
            line.addWidget(Label(self._kit, self.tr("Reminders like this:"), FontRole.SMALL))
            for wish in Wish:
                line.addWidget(self._button(Press(Choice.FEWER, wish_name(wish), wish=wish), compact=True))
            rows.addWidget(holder)
        return panel

    def _explain(self, shown: bool) -> None:
        self._reason.setVisible(shown)
        self.grown.emit()

    def _buttons(self) -> QWidget:
        """In a row, the quiet one last at the other end; in lines where the text is too large for that."""
        foot, row = QWidget(), QWidget()
        around = QVBoxLayout(foot)
        around.setContentsMargins(MARGIN, 12, MARGIN, 14)
        around.addWidget(row)
        buttons = [self._button(press) for press in self._face.presses]
        across = self._kit.theme.px(WIDTH) - 2 * MARGIN
        wanted = sum(button.sizeHint().width() for button in buttons) + GAP * (len(buttons) - 1)
        line = QHBoxLayout(row) if wanted <= across else FlowLayout(row, spacing=GAP)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for button in buttons:
            if isinstance(line, QHBoxLayout) and button is buttons[-1] and len(buttons) > 1:
                line.addStretch(1)
            line.addWidget(button)
        return foot

    def _button(self, press: Press, *, compact: bool = False) -> Button:
        button = Button(self._kit, press.label, role=press.role, compact=compact)
        button.setObjectName(press.choice.value if press.wish is None else f"{press.choice.value}-{press.wish.value}")
        button.clicked.connect(lambda _=False, said=press: self.pressed.emit(said))
        return button

    def _never_focus(self) -> None:
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
