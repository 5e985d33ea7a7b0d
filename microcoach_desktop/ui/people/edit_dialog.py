"""Every field of a session, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.people import MAX_NAME, Tone
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Session, Source
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.edit_fields import (
    ChoiceEditor,
    Editor,
    FlagEditor,
    LineEditor,
    ListEditor,
    MomentEditor,
    NumberEditor,
    SetEditor,
    TagsEditor,
    TextEditor,
)
from microcoach_desktop.ui.people.note_deeds import NoteDeeds
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label

SIZE = (600, 680)


class EditSessionDialog(QDialog):
    """Stays open with all that was typed when saving fails."""

    def __init__(self, desk: Desk, session: Session, deeds: NoteDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Edit session"))
        self._desk = desk
        self._session = session
        self._deeds = deeds
        self._warned = False
        self.banner = Banner(desk.kit)
        self.banner.hide()
        self.editors: dict[str, Editor] = {}
        self.fields: dict[str, Field] = {}
        self._column = QVBoxLayout()
        self._column.setContentsMargins(20, 18, 20, 12)
        self._column.setSpacing(12)
        self._build()
        self._lay_out()
        for name, editor in self.editors.items():
            editor.put(getattr(session, name))
        self.editors["observation"].widget.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc may be a slip: what was typed is pointed at once, and left at the second time."""
        if self._warned or not self._changed():
            self._leave()
            return
        self._warned = True
        sentence = self.tr("The changes are not saved yet. Close again to leave them.")
        self.banner.show_message(sentence, "opp", [(self.tr("Leave them"), self._leave)])

    def save(self) -> None:
        for field in self.fields.values():
            field.set_error(None)
        try:
            self._desk.coach.edit(self._typed())
        except InvalidRecord as error:
            self._show_wrong(error)
            return
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self.save, text=self._texts())
            return
        self._desk.shell.toast(self.tr("Session saved."))
        self.accept()

    # building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        kit, desk = self._desk.kit, self._desk
        name = desk.coach.store.people.get(self._session.person_id).name
        self._column.addWidget(
            Label(kit, self.tr("Session with {name}").format(name=name), FontRole.SUBTITLE, wrap=True)
        )
        looks = {kind: (wording.KIND_ICONS[kind], wording.KIND_COLORS[kind]) for kind in Kind}
        self._add("kind", self.tr("&Kind"), ChoiceEditor(kit, Kind, wording.kind_word, looks=looks))
        self._add("observation", self.tr("What you &saw"), TextEditor(kit, "observation", 3), required=True)
        self._add("context", self.tr("Conte&xt"), TextEditor(kit, "context"))
        self._section(self.tr("Observe"))
        self._add("seen_at", "", MomentEditor(desk, self.tr("Seen at")))
        self._add("exactness", self.tr("How exact"), ChoiceEditor(kit, Exactness, wording.exactness_word))
        self._add("source", self.tr("Source"), ListEditor(Source, wording.source_word))
        self._add("times_n", self.tr("Seen times"), NumberEditor(desk, whole=True), self.tr("how often"))
        self._add("times_m", self.tr("Out of"), NumberEditor(desk, whole=True), self.tr("how often looked at"))
        self._texts_of(("went_well", self.tr("What went &well")), ("impact", self.tr("&Impact")))
        self._add("impact_on", self.tr("Impact on"), SetEditor(kit, Impacted, wording.impacted_word))
        self._section(self.tr("Reflect"))
        self._texts_of(("opener", self.tr("&Opener")), ("reflection", self.tr("In their wor&ds")))
        self._add("planned_talk_at", "", MomentEditor(desk, self.tr("Talk planned for")))
        self._add("talked_at", "", MomentEditor(desk, self.tr("Talked about at")))
        self._section(self.tr("Act"))
        self._texts_of(
            ("action", self.tr("&Action")), ("cue", self.tr("C&ue")), ("success", self.tr("Success looks like"))
        )
        self._add("proposed_by", self.tr("Whose idea"), ChoiceEditor(kit, Proposer, wording.proposer_word))
        self._add("apply_by", "", MomentEditor(desk, self.tr("To be tried by")))
        self._add("first_tried_at", "", MomentEditor(desk, self.tr("First tried at")))
        self._add_numbers()
        self._texts_of(("resource", self.tr("&Resource")))
        self._section(self.tr("Around it"))
        self._add("tone", self.tr("Tone"), ChoiceEditor(kit, Tone, wording.tone_word, self.tr("As usual")))
        self._add("template", self.tr("Template"), LineEditor(kit, MAX_NAME))
        self._add("tags", self.tr("&Tags"), TagsEditor(kit), self.tr("up to 3, with commas between"))
        self._add("minutes", self.tr("Minutes"), NumberEditor(desk, whole=True))
        self._texts_of(("promise", self.tr("&Your promise")))
        self._add("promise_due_at", "", MomentEditor(desk, self.tr("Promise due")))
        self._add("promise_done_at", "", MomentEditor(desk, self.tr("Promise kept")))
        self._texts_of(("private_note", self.tr("&Private note")))
        self._add("sensitive", "", FlagEditor(self.tr("Sensitive")))

    def _add_numbers(self) -> None:
        if self._session.metric_id is None:
            return
        metric = self._desk.coach.store.metrics.get(self._session.metric_id)
        self._add("baseline", self.tr("From"), NumberEditor(self._desk, metric.unit), metric.name)
        self._add("target", self.tr("To"), NumberEditor(self._desk, metric.unit), metric.name)

    def _texts_of(self, *rows: tuple[str, str]) -> None:
        for name, label in rows:
            self._add(name, label, TextEditor(self._desk.kit, name))

    def _section(self, title: str) -> None:
        self._column.addWidget(Divider(self._desk.kit))
        self._column.addWidget(Label(self._desk.kit, title, FontRole.SECTION))

    def _add(self, name: str, label: str, editor: Editor, helper: str = "", *, required: bool = False) -> None:
        field = Field(self._desk.kit, label, editor.widget, helper, required=required)
        field.label.setVisible(bool(label))
        self.editors[name] = editor
        self.fields[name] = field
        self._column.addWidget(field)

    def _lay_out(self) -> None:
        kit = self._desk.kit
        inner = QWidget()
        inner.setLayout(self._column)
        deeds = QWidget()
        flow = FlowLayout(deeds)
        for button in self._deed_buttons():
            flow.addWidget(button)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self._leave)
        save = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+Enter")
        save.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(save)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(10)
        foot.addWidget(self.banner)
        foot.addWidget(deeds)
        foot.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(inner), 1)
        outer.addWidget(Divider(kit))
        outer.addLayout(foot)
        self.resize(kit.theme.px(SIZE[0]), min(kit.theme.px(SIZE[1]), 720))

    def _deed_buttons(self) -> list[Button]:
        note, session = Note(self._session), self._session
        deeds = self._deeds
        rows: list[tuple[str, str, Callable[[], object]]] = []
        if session.talked_at is None:
            rows.append((self.tr("Talked about it just now"), "message-circle", lambda: deeds.talk(note)))
        if session.hold is None:
            rows.append((self.tr("Park…"), "pause", lambda: deeds.hold(note, Hold.PARKED)))
            rows.append((self.tr("Let go…"), "archive", lambda: deeds.hold(note, Hold.LET_GO)))
        else:
            rows.append((self.tr("Bring back"), "undo-2", lambda: deeds.take_up(note)))
        rows.append((self.tr("Delete"), "trash-2", lambda: deeds.delete(note)))
        buttons = []
        for text, icon, deed in rows:
            button = Button(self._desk.kit, text, icon, role="ghost", compact=True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, deed=deed: self._leave_for(deed))
            buttons.append(button)
        return buttons

    # saving ---------------------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        super().reject()

    def _leave_for(self, deed: Callable[[], object]) -> None:
        """What was typed is saved first, so that no deed loses it."""
        if self._changed() and not self._saved_quietly():
            return
        self.accept()
        deed()

    def _changed(self) -> bool:
        try:
            return self._typed() != self._session
        except InvalidRecord:
            return True

    def _saved_quietly(self) -> bool:
        try:
            self._desk.coach.edit(self._typed())
        except InvalidRecord as error:
            self._show_wrong(error)
            return False
        except MicroCoachError as error:
            self._desk.shell.trouble(error, text=self._texts())
            return False
        return True

    def _typed(self) -> Session:
        """Raises InvalidRecord naming the field."""
        values: dict[str, Any] = {}
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
            except InvalidRecord as error:
                raise InvalidRecord(name, error.what_happened, error.what_to_do) from error
        return replace(self._session, **values)

    def _show_wrong(self, error: InvalidRecord) -> None:
        field = self.fields.get(error.field)
        if field is None:
            self._desk.shell.trouble(error, text=self._texts())
            return
        field.set_error(" ".join(part for part in (error.what_happened, error.what_to_do) if part))
        field.widget.setFocus()

    def _texts(self) -> str:
        return "\n".join(str(e.value()) for e in self.editors.values() if isinstance(e, TextEditor) and e.value())
