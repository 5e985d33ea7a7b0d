"""The week on one page: to read, to copy, to print."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.insights import Behaviour, Covered
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.services.summary import WeeklySummary, weekly_summary
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.insights.shown import Words
from microcoach_desktop.ui.printing import TextPrinter
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

MOST_NAMES = 20


def summary_text(week: WeeklySummary, words: Words) -> str:
    """Plain text, so that it can go anywhere the manager wants it."""
    title = _tr("MicroCoach, {first} to {last}").format(
        first=words.day(week.window.since), last=words.day(week.window.until)
    )
    parts = [(title, _done(week))]
    if week.ahead:
        lines = [_ahead(found, words) for found in week.ahead]
        if week.more_ahead:
            lines.append(_tr("and {n} more").format(n=week.more_ahead))
        parts.append((_tr("The next seven days"), lines))
    if week.overdue:
        lines = [_overdue(covered) for covered in week.overdue[:MOST_NAMES]]
        if len(week.overdue) > MOST_NAMES:
            lines.append(_tr("and {n} more").format(n=len(week.overdue) - MOST_NAMES))
        parts.append((_tr("A talk is overdue with"), lines))
    if week.process:
        parts.append((_tr("Seen with three or more people: look at the process"), [_process(b) for b in week.process]))
    return "\n\n".join("\n".join([head, *(f"- {line}" for line in lines)]) for head, lines in parts) + "\n"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)


def _done(week: WeeklySummary) -> list[str]:
    lines = [
        _tr("Wins noted: {wins}, opportunities: {opportunities}").format(
            wins=week.wins, opportunities=week.opportunities
        ),
        _tr("Talks: {talks}, minutes noted: {minutes}").format(talks=week.talks, minutes=week.minutes),
        _tr("Check-ins done: {n} of {of} that were due").format(n=week.reviewed, of=week.due),
    ]
    if week.late:
        lines.append(_tr("Check-ins that are late: {n}").format(n=week.late))
    if week.promises is not None:
        said = _tr("Your promises kept on time: {n} of {of}")
        lines.append(said.format(n=week.promises.on_time, of=week.promises.due))
    return lines


def _ahead(found: FollowUp, words: Words) -> str:
    due = "" if found.due_at is None else words.formats.moment(found.due_at, words.now)
    return f"{due}: {found.person_name}, {found.title}"


def _overdue(covered: Covered) -> str:
    return _tr("{name}, {days} days").format(name=covered.name, days=covered.days)


def _process(behaviour: Behaviour) -> str:
    return _tr("{label}: {n} sessions with {people} people").format(
        label=behaviour.label, n=behaviour.sessions, people=len(behaviour.person_ids)
    )


class SummaryDialog(QDialog):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        kit = desk.kit
        self.setWindowTitle(self.tr("Weekly summary"))
        self.background = Background(desk.coach.store, self)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Weekly summary"))
        self.copy = Button(kit, self.tr("Copy"), "copy")
        self.print_button = Button(kit, self.tr("Print…"), "file")
        self.done_button = Button(kit, self.tr("Close"), role="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Weekly summary"), FontRole.SUBTITLE))
        column.addWidget(Label(kit, self.tr("For you. It is sent nowhere."), color="text2", wrap=True))
        column.addWidget(self.text, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.print_button)
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        column.addLayout(buttons)
        self.resize(kit.theme.px(560), min(kit.theme.px(540), 640))
        self.copy.clicked.connect(self._copy)
        self.printer = TextPrinter(kit, self.text.toPlainText, self)
        self.print_button.clicked.connect(self.printer.preview)
        self.done_button.clicked.connect(self.close)
        for button in (self.copy, self.print_button):
            button.setEnabled(False)
        self._read()

    def _read(self) -> None:
        desk = self._desk
        practice = Practice(desk.coach.store, desk.now(), first_weekday=desk.formats().first_weekday)
        self.background.run("week", partial(weekly_summary, practice), self._show, self._failed)

    def _show(self, week: WeeklySummary) -> None:
        self.text.setPlainText(summary_text(week, Words(self._desk.formats(), self._desk.now())))
        for button in (self.copy, self.print_button):
            button.setEnabled(True)

    def _failed(self, error: MicroCoachError) -> None:
        self.text.setPlainText(error.sentence)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._desk.shell.toast(self.tr("Copied the weekly summary."), undo=False)
