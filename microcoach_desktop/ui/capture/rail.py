"""Beside the form: who this is, what is open, what came before."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.delays import until_talk
from microcoach_desktop.domain.follow_ups import HistoryFilter, PersonSummary, Standing
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.talk_rows import TalkCard
from microcoach_desktop.ui.theme.shapes import smooth
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label

LAST = 3
MOST_TALKS = 2


class KindBar(QWidget):
    """Wins and opportunities side by side; the numbers stand below it."""

    def __init__(self, kit: Kit, summary: PersonSummary) -> None:
        super().__init__()
        self._kit = kit
        self._summary = summary
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        total = max(1, self._summary.sessions)
        split = self.width() * self._summary.wins / total
        parts = [("win", 0.0, split - 1), ("opp", split + 1, self.width() - split - 1)]
        painter = QPainter(self)
        with smooth(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            for color, x, width in parts:
                if width > 0:
                    painter.setBrush(self._kit.theme.color(color))
                    painter.drawRoundedRect(QRectF(x, 0, width, 6), 3, 3)
        painter.end()


class PersonRail(QWidget):
    """Shows the chosen person; without one only `proposal`, which stands below what is open."""

    def __init__(self, desk: Desk, proposal: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._upper, self._lower = QVBoxLayout(), QVBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for layout in (rows, self._upper, self._lower):
            layout.setSpacing(12)
        rows.addLayout(self._upper)
        rows.addWidget(proposal)
        rows.addLayout(self._lower)
        rows.addStretch(1)

    def show_person(self, person: Person | None) -> None:
        for layout in (self._upper, self._lower):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        if person is None:
            return
        waiting = self._desk.coach.store.talks.waiting(self._desk.now(), person.id)
        talks = [TalkCard(self._desk, waiting, {}, most=MOST_TALKS)] if waiting else []
        for card in (self._who(person), *self._open(person)):
            self._upper.addWidget(card)
        for card in (*talks, *self._last(person)):
            self._lower.addWidget(card)

    def _who(self, person: Person) -> Card:
        kit = self._desk.kit
        summary = self._desk.coach.store.people.summaries().get(person.id, PersonSummary(person.id))
        card = Card(kit, padding=16)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Avatar(kit, person.name, 40))
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(ElidedLabel(kit, person.name, FontRole.SECTION))
        names.addWidget(
            ElidedLabel(kit, ", ".join(p for p in (person.role, person.team) if p), FontRole.SMALL, "text2")
        )
        head.addLayout(names, 1)
        card.body.addLayout(head)
        tone = {
            Tone.DIRECT: self.tr("Prefers a direct tone, data first"),
            Tone.BALANCED: self.tr("Prefers a balanced tone"),
            Tone.COLLABORATIVE: self.tr("Prefers a collaborative tone"),
        }[person.tone]
        prefers = QHBoxLayout()
        prefers.setSpacing(6)
        prefers.addWidget(Glyph(kit, "message-circle", "text2", 16))
        prefers.addWidget(Label(kit, tone, FontRole.SMALL, "text2", wrap=True), 1)
        card.body.addLayout(prefers)
        if summary.sessions:
            card.body.addWidget(KindBar(kit, summary))
            counts = QHBoxLayout()
            wins = self.tr("1 win") if summary.wins == 1 else self.tr("{count} wins").format(count=summary.wins)
            opps = self.tr("{count} opportunities").format(count=summary.opportunities)
            if summary.opportunities == 1:
                opps = self.tr("1 opportunity")
            counts.addWidget(Label(kit, wins, FontRole.SMALL, "win"))
            counts.addStretch(1)
            counts.addWidget(Label(kit, opps, FontRole.SMALL, "opp"))
            card.body.addLayout(counts)
        return card

    def _open(self, person: Person) -> list[Card]:
        kit, now = self._desk.kit, self._desk.now()
        cards = []
        for follow_up in self._desk.coach.store.check_ins.open_of(person.id)[:2]:
            card = Card(kit, padding=16)
            card.body.addWidget(Label(kit, self.tr("Open follow-up"), FontRole.SMALL, "text2"))
            late = follow_up.standing(now) is Standing.LATE
            line = QHBoxLayout()
            line.addWidget(Glyph(kit, "clock-alert" if late else "clock", "danger" if late else "text2", 16))
            line.addWidget(Label(kit, follow_up.title, FontRole.BODY_MEDIUM, wrap=True), 1)
            card.body.addLayout(line)
            due = self.tr("No date yet")
            if follow_up.due_at is not None:
                due = self.tr("Due {moment}").format(moment=_near(self._desk, follow_up.due_at))
            card.body.addWidget(Label(kit, due, FontRole.SMALL, "danger" if late else "text2"))
            button = Button(kit, self.tr("Check in now"), compact=True)
            button.clicked.connect(lambda _=False, wanted=follow_up.id: self._desk.shell.check_in(wanted))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            cards.append(card)
        return cards

    def _last(self, person: Person) -> list[Card]:
        kit, now = self._desk.kit, self._desk.now()
        sessions = self._desk.coach.store.sessions.page(HistoryFilter(person_id=person.id), limit=LAST)
        if not sessions:
            return []
        card = Card(kit, padding=16)
        card.body.addWidget(
            Label(kit, self.tr("Last with {name}").format(name=person.first_name), FontRole.SMALL, "text2")
        )
        for session in sessions:
            line = QHBoxLayout()
            win = session.kind is Kind.WIN
            line.addWidget(
                Glyph(kit, "award" if win else "sprout", "win" if win else "opp", 16), 0, Qt.AlignmentFlag.AlignTop
            )
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(ElidedLabel(kit, session.title, FontRole.BODY_MEDIUM))
            on = self._desk.formats().day(session.happened_at.astimezone(now.tzinfo).date(), now, weekday=False)
            about = ", ".join(part for part in (on, session.context, self._delay(session)) if part)
            words.addWidget(ElidedLabel(kit, about, FontRole.SMALL, "text2"))
            line.addLayout(words, 1)
            card.body.addLayout(line)
        return [card]

    def _delay(self, session: Session) -> str:
        """How long after the moment it was talked about."""
        delay = until_talk(session)
        return "" if delay is None else self.tr("talked {span} after").format(span=self._desk.formats().span(delay))


def _near(desk: Desk, at: datetime) -> str:
    """Such as "yesterday, 14:00", further away "Thu 6 Nov, 14:00"."""
    now, formats = desk.now(), desk.formats()
    days = (at.astimezone(formats.zone).date() - now.date()).days
    return f"{formats.relative(at, now)}, {formats.time(at)}" if abs(days) <= 1 else formats.moment(at, now)
