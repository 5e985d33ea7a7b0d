"""The capture page: the panel with the person beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.storage.drafts import StoredDraft
from microcoach_desktop.ui.capture.hosts import PagePanel
from microcoach_desktop.ui.capture.play_card import PlayCard
from microcoach_desktop.ui.capture.rail import PersonRail
from microcoach_desktop.ui.capture.wording import saved_sentence
from microcoach_desktop.ui.checkin.draft import check_in_of
from microcoach_desktop.ui.desk import Desk, Page, Prefill, Routine
from microcoach_desktop.ui.routines.hosts import routine_name, routine_of
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.text import Label

RAIL = 240
RAIL_FROM = 960


class CapturePage(Page):
    """Starts with its own draft; `start` begins with what a reminder or a person page knows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        kit = desk.kit
        self.panel = PagePanel(desk)
        self.panel.saved.connect(self._saved)
        self.panel.saved_and_new.connect(self._saved)
        self.panel.form.person.changed.connect(self._show_person)
        self.drafts = Button(kit, "", icon="file-pen", role="ghost")
        self.drafts.clicked.connect(self._list_drafts)
        several = IconButton(
            kit, "users", routine_name(Routine.HANDOVER), self.tr("One line for each person"), role="secondary"
        )
        several.clicked.connect(lambda: desk.shell.start_routine(Routine.HANDOVER))
        head = QHBoxLayout()
        head.addWidget(Label(kit, self.tr("Capture"), FontRole.TITLE))
        head.addStretch(1)
        head.addWidget(self.drafts)
        head.addWidget(several)
        head.addWidget(self.panel.template)
        self.intent = Label(kit, "", FontRole.BODY, "text2", wrap=True)
        self.panel.template.changed.connect(self._show_intent)
        card = Card(kit, padding=1)
        card.body.addWidget(self.panel)
        self.play_card = PlayCard(desk, self.panel)
        self.rail = PersonRail(desk, self.play_card)
        self._rail_area = QScrollArea()
        self._rail_area.setWidgetResizable(True)
        self._rail_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._rail_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rail_area.setWidget(self.rail)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(card, 1)
        columns.addWidget(self._rail_area)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 20, 28, 20)
        rows.setSpacing(12)
        top = QVBoxLayout()
        top.setSpacing(2)
        top.addLayout(head)
        top.addWidget(self.intent)
        rows.addLayout(top)
        rows.addLayout(columns, 1)
        QShortcut(QKeySequence("Alt+D"), self, self.panel.form.opener.setFocus)
        # In a text field the sign is typed: fields take printable keys before shortcuts do.
        QShortcut(QKeySequence("/"), self, self.panel.line.setFocus)
        self._started = False
        self._team_changed = False
        self._show_intent()

    def reload(self) -> None:
        if not self._started:
            self.start(Prefill())
        else:
            self.panel.template.renew()
            if self._team_changed:
                self.panel.refresh_people()
        self._team_changed = False
        count = len(self._drafts())
        self.drafts.setText(self.tr("Drafts ({count})").format(count=count))
        self.drafts.setVisible(count > 0)
        self._show_person()
        self.play_card.reload()

    def start(self, prefill: Prefill) -> None:
        self._started = True
        self.panel.start(prefill)
        self.play_card.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.desk.kit.theme.px(RAIL)
        self._rail_area.setFixedWidth(width)
        self._rail_area.setVisible(self.width() >= RAIL_FROM + width - RAIL)

    def _on_changed(self, changes: object) -> None:
        if not isinstance(changes, Changes) or changes.of(
            Record.PERSON, Record.SESSION, Record.CHECK_IN, Record.DRAFT, Record.KEY_TASK, Record.TEMPLATE, Record.PLAY
        ):
            # Drafts are kept while somebody types: only these may touch the lists under the hands.
            team = not isinstance(changes, Changes) or changes.of(Record.PERSON, Record.KEY_TASK)
            self._team_changed = self._team_changed or team
            self.mark_stale()

    def _show_person(self) -> None:
        self.rail.show_person(self.panel.form.person.person)

    def _show_intent(self) -> None:
        self.intent.setText(self.panel.template.template.intent)
        self.intent.setVisible(bool(self.intent.text()))

    def _saved(self, captured: Captured) -> None:
        self.desk.shell.toast(saved_sentence(self.desk, captured))
        self.panel.focus_first()

    def _drafts(self) -> list[StoredDraft]:
        """Those of notes; routines and check-ins open their own."""
        drafts = self.desk.coach.store.drafts.all()
        return [draft for draft in drafts if routine_of(draft.host) is None and check_in_of(draft.host) is None]

    def _list_drafts(self) -> None:
        menu = QMenu(self)
        now = self.desk.now()
        for draft in self._drafts():
            kept = self.desk.formats().short_moment(draft.saved_at, now)
            window = self.tr("Quick capture") if draft.host.startswith("quick") else self.tr("Capture page")
            action = menu.addAction(f"{window}, {kept}")
            action.triggered.connect(lambda _=False, host=draft.host: self.start(Prefill(draft_host=host)))
        menu.popup(self.drafts.mapToGlobal(self.drafts.rect().bottomLeft()))
