"""Notes that wait for a talk, as rows with their two deeds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.talking import TalkDeeds
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label

MOST = 3


class TalkCard(Card):
    """`names` by person id where the notes are of several people."""

    def __init__(self, desk: Desk, waiting: list[Session], names: dict[int, str], most: int = MOST) -> None:
        super().__init__(desk.kit, padding=18 if names else 16)
        self._desk = desk
        self._names = names
        self._deeds = TalkDeeds(desk, self)
        role, color = (FontRole.BODY_STRONG, "text") if names else (FontRole.SMALL, "text2")
        self.body.addWidget(Label(desk.kit, _tr("Not talked about yet"), role, color))
        for session in waiting[:most]:
            self.body.addWidget(self._row(session))
        if len(waiting) > most:
            more = _tr("{count} more in the history").format(count=len(waiting) - most)
            self.body.addWidget(Label(desk.kit, more, FontRole.SMALL, "text2", wrap=True))

    def _row(self, session: Session) -> QWidget:
        kit, win = self._desk.kit, session.kind is Kind.WIN
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 4, 0, 2)
        rows.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        sign = Glyph(kit, "award" if win else "sprout", "win" if win else "opp", 16)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(kit, session.title, FontRole.BODY_MEDIUM, wrap=True), 1)
        rows.addLayout(head)
        about = Label(kit, self._about(session), FontRole.SMALL, "text2", wrap=True)
        indent = kit.theme.px(16) + 8
        about.setContentsMargins(indent, 0, 0, 0)
        rows.addWidget(about)
        line = QHBoxLayout()
        line.setContentsMargins(indent, 0, 0, 0)
        line.setSpacing(6)
        talked = Button(kit, _tr("Talked"), compact=True)
        talked.setAccessibleName(_tr("Just talked about: {title}").format(title=session.title))
        talked.clicked.connect(lambda: self._deeds.talked(session))
        other = IconButton(kit, "ellipsis", _tr("Not now, park or let go"), session.title, size=28)
        other.clicked.connect(lambda: self._open(session, other))
        line.addWidget(talked)
        line.addWidget(other)
        line.addStretch(1)
        rows.addLayout(line)
        return holder

    def _about(self, session: Session) -> str:
        now = self._desk.now()
        age = _tr("seen {span} ago").format(span=self._desk.formats().span(now - session.happened_at))
        return ", ".join(part for part in (self._names.get(session.person_id, ""), age, session.context) if part)

    def _open(self, session: Session, button: QWidget) -> None:
        menu = self._deeds.menu(session)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Talk", text)
