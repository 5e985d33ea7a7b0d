"""Beside the form: the one action of the playbook that suits what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.playbook import PlayEntry, Situation, Tally, best_match
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.adapting import with_action
from microcoach_desktop.ui.capture.panel import CapturePanel
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.wording import likely_text
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label

# Long enough not to change while a word is being typed.
LOOK_MS = 400


class PlayCard(Card):
    """Hidden while nothing suits, for a win, and once the action is taken. `reload` reads the playbook again."""

    def __init__(self, desk: Desk, panel: CapturePanel) -> None:
        super().__init__(desk.kit, padding=16, tone="accent")
        self._desk = desk
        self._panel = panel
        self._entries: list[PlayEntry] = []
        self._uid = ""
        self.words = Label(desk.kit, "", FontRole.BODY, wrap=True)
        self.range = Label(desk.kit, "", FontRole.SMALL, "text2", wrap=True)
        self.button = Button(desk.kit, self.tr("Use this action"), compact=True)
        self.button.clicked.connect(self.use)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        panel.form.edited.connect(self._timer.start)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph(desk.kit, "book-open", "accent_text", 16))
        head.addWidget(Label(desk.kit, self.tr("From the playbook"), FontRole.BODY_STRONG, "accent_text"), 1)
        self.body.addLayout(head)
        self.body.addWidget(self.words)
        self.body.addWidget(self.range)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def reload(self) -> None:
        try:
            self._entries = self._desk.coach.playbook.entries()
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
        self.look()

    def look(self) -> None:
        """Find what suits the form as it stands."""
        typed = self._panel.typed()
        tags = tuple(tag for tag in typed["tags"].split(",") if tag)
        entry = best_match(self._entries, Situation(typed["context"], tags, typed["observation"]))
        if entry is None or typed["kind"] == Kind.WIN.value or entry.play.uid == typed["play"]:
            self.hide()
            return
        self._uid = entry.play.uid
        self.words.setText(self._evidence(entry.play.wording.action, entry.tally))
        self.range.setText(likely_text(entry.tally, self._desk.formats()))
        self.button.setAccessibleDescription(self.words.text())
        self.show()

    def use(self) -> None:
        """The action goes into the form; one that it replaces can be brought back."""
        panel, before = self._panel, self._panel.typed()
        try:
            body = with_action(self._desk, self._uid, before)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        panel.fill(body)
        panel.keep_draft()
        panel.go_to("action")
        self.look()
        if before["action"] and before["action"] != body["action"]:
            self._desk.shell.toast(
                self.tr("Action replaced."),
                undo=False,
                action_text=self.tr("Bring back"),
                on_action=lambda: panel.fill(panel.typed() | {"action": before["action"], "play": before["play"]}),
            )

    def _evidence(self, action: str, tally: Tally) -> str:
        if tally.tried == 1:
            return self.tr("“{action}” worked in the one try so far.").format(action=action)
        words = self.tr("“{action}” worked in {worked} of {tried} tries.")
        return words.format(action=action, worked=tally.worked, tried=tally.tried)
