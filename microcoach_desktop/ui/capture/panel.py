"""One widget, two hosts: the capture page and the quick window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from microcoach_desktop.domain.capture_line import LineDraft
from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.adapting import adapted
from microcoach_desktop.ui.capture.draft import DRAFT_MS, Body, DraftKeeper
from microcoach_desktop.ui.capture.footer import CaptureFooter
from microcoach_desktop.ui.capture.form import CaptureForm
from microcoach_desktop.ui.capture.hints import WordingHelp
from microcoach_desktop.ui.capture.keys import add_keys
from microcoach_desktop.ui.capture.line_field import LineField
from microcoach_desktop.ui.capture.line_filling import fill_from_line, line_trouble
from microcoach_desktop.ui.capture.note import missing_of
from microcoach_desktop.ui.capture.occasion import key_task_at_hand
from microcoach_desktop.ui.capture.saving import store_note
from microcoach_desktop.ui.capture.scroll import FormScroll
from microcoach_desktop.ui.capture.template_choice import TemplateChoice
from microcoach_desktop.ui.capture.usual_follow_up import usual_follow_up
from microcoach_desktop.ui.desk import Desk, Prefill

SCROLL_BAR = QStyle.PixelMetric.PM_ScrollBarExtent


class CapturePanel(QWidget):
    """`saved` carries a Captured. Text stays on the screen until it is in the store.

    Hosts (hosts.py) lay out `line` and `form` in `body` and decide when the line reaches the form.
    """

    saved = Signal(object)
    saved_and_new = Signal(object)

    def __init__(self, desk: Desk, host: str, *, gutter: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._keeper = DraftKeeper(desk.coach, host)
        self.occurrence: tuple[int, str] | None = None
        self.play_uid = ""
        self._default_due = ""
        self._filling = False
        self._stale = True
        self.form = CaptureForm(desk, gutter=gutter)
        self.hints = WordingHelp(desk, self.form)
        self.template = TemplateChoice(desk, self.form)
        self.line = LineField(desk, self.form.person.team, self.form.date_context)
        self.line.edit.spelling.share(self.form.ignored)
        self.footer = CaptureFooter(desk.kit, 22 if gutter else 20, None if gutter else "surface2")
        self.footer.save_wanted.connect(self.save)
        self.footer.again_wanted.connect(self.save_and_new)
        self.footer.discard_wanted.connect(self.discard)
        self.footer.card_wanted.connect(self._show_card)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.area = FormScroll(22 if gutter else 20)
        self.body = self.area.body
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.area, 1)
        rows.addWidget(self.footer)
        add_keys(self)
        desk.hub.changed.connect(self._on_changed)
        desk.kit.theme.changed.connect(self._fit)
        self.form.edited.connect(self._edited)
        self.line.read.connect(self._line_read)
        self.line.edit.filled_up.connect(self.footer.say_full)
        self.form.kind.changed.connect(self._suggest_follow_up)
        self.form.context.changed.connect(self._suggest_follow_up)
        self.form.cue.task_changed.connect(self._suggest_follow_up)
        self.template.changed.connect(self._suggest_follow_up)
        self.template.changed.connect(self._edited)
        for child in (self.line.edit, *self.form.findChildren(QWidget)):
            child.installEventFilter(self)

    @property
    def host(self) -> str:
        return self._keeper.host

    def start(self, prefill: Prefill) -> None:
        """Begin a note, or take up the draft of this window when nothing else is asked for."""
        task = key_task_at_hand(self.desk, prefill)
        self._refresh(frozenset(task.person_ids) if task is not None else frozenset())
        self.occurrence = None
        if prefill.key_task_id is not None and prefill.occurrence is not None:
            self.occurrence = (prefill.key_task_id, prefill.occurrence)
        if self._timer.isActive():
            self.keep_draft()
        asked = prefill.person_id is not None or prefill.key_task_id is not None or bool(prefill.play_uid)
        draft = self._keeper.take_up(prefill.draft_host, asked=asked)
        self._put(adapted(self.desk, prefill.play_uid) if prefill.play_uid else draft)
        person_id = prefill.person_id
        if person_id is None and not draft and len(self.form.person.team.people) == 1:
            person_id = self.form.person.team.people[0].id
        if person_id is not None:
            self._begin_with(person_id)
        if prefill.kind is not None:
            self.form.kind.set_value(prefill.kind.value)
            self._suggest_follow_up()
        if task is not None and not self.form.context.currentText():
            self.form.context.set_task(task.id)
        if prefill.follow_up_at is not None:
            self.form.when.set_at(prefill.follow_up_at)
        self._timer.stop()
        self.look_again()
        self.footer.say(self.tr("Draft restored") if draft else "")
        self.focus_first()

    def refresh_people(self) -> None:
        """The team, the key tasks or the metrics changed elsewhere; what is typed stays."""
        self._filling = self._stale = True
        self._refresh(self.form.person.team.likely)
        self.line.edit.read_again()
        self._filling = False
        self.look_again()

    def _begin_with(self, person_id: int) -> None:
        self.form.person.set_person(person_id)

    def focus_first(self) -> None:
        """Where the next key belongs: the first of person, kind, what you saw that is missing."""
        lacking = [name for name, _ in missing_of(self.form)]
        self.go_to(lacking[0] if lacking else "observation")

    def go_to(self, field: str) -> None:
        self.form.reveal(field)
        self.form.fields[field].widget.setFocus()

    def choose_kind(self, kind: Kind) -> None:
        self.form.kind.set_value(kind.value)
        self.form.kind.changed.emit(kind.value)
        self.go_to("observation")

    def take_line(self) -> bool:
        """What stands in the line goes into the fields. False when something in it waits for a choice."""
        trouble = line_trouble(self.line.draft)
        if trouble:
            self._show_trouble(trouble)
        return not trouble

    def _show_trouble(self, trouble: str) -> None:
        self.footer.say(trouble, doubt=True)
        self.line.setFocus()
        self.line.resolve_person()

    def save(self) -> bool:
        captured = store_note(self)
        if captured is None:
            return False
        self._timer.stop()
        self.fill({})
        self.footer.say_saved(captured.session.id)
        self.saved.emit(captured)
        return True

    def save_and_new(self) -> bool:
        """Save, then start another in the same context."""
        context, occurrence = self.form.context.currentText(), self.occurrence
        captured = store_note(self)
        if captured is None:
            return False
        self._timer.stop()
        self.fill({"context": context})
        self.occurrence = occurrence
        self.footer.say_saved(captured.session.id)
        self.saved_and_new.emit(captured)
        self._refresh(self.form.person.team.likely)
        self.focus_first()
        return True

    def _show_card(self, session_id: int) -> None:
        from microcoach_desktop.ui.card.window import show_card

        show_card(self.desk, session_id, self.window())

    def discard(self) -> None:
        """Empty the form; the toast brings everything back."""
        body = self.typed()
        self.fill({})
        try:
            self._keeper.drop()
        except MicroCoachError as error:
            self.desk.shell.trouble(error)
        self.footer.say("")
        self.focus_first()
        if any(body.values()):
            self.desk.shell.toast(
                self.tr("Draft discarded."),
                undo=False,
                action_text=self.tr("Bring back"),
                on_action=lambda: self._bring_back(body),
            )

    def keep_draft(self) -> None:
        """Written half a second after the last key and whenever the focus leaves a field."""
        self._timer.stop()
        body = self.typed()
        try:
            in_store = self._keeper.keep(body)
        except (MicroCoachError, OSError):
            self.footer.say(self.tr("The draft could not be kept. Your text is still here."), doubt=True)
            return
        if any(body.values()) and not self.footer.doubting:
            words = self.tr("Draft kept {time}") if in_store else self.tr("Draft kept in a file {time}")
            self.footer.say(words.format(time=self.desk.formats().time(self.desk.now())))

    def typed(self) -> Body:
        """Everything, for a draft."""
        rest = {"template": self.template.text_for_draft(), "play": self.play_uid}
        return self.form.body() | self.line.body() | self.hints.body() | rest

    def fill(self, body: Body) -> None:
        self._put(body)
        self.look_again()

    def _put(self, body: Body) -> None:
        """Into the fields; whoever calls looks again once everything stands."""
        self._filling = True
        self.play_uid = body.get("play", "")
        self.form.fill(body)
        self.template.start(body.get("template", ""))
        self._default_due = ""
        self.line.set_body(body)
        self._filling = False
        self._timer.stop()
        self.hints.begin(body)

    def look_again(self) -> None:
        """After any change: how Save looks and what stands beside the form."""
        self.footer.show_complete(not missing_of(self.form))
        self.form.follow_when()

    def refuse(self, field: str, sentence: str) -> None:
        """Say at the field what keeps the note from being saved."""
        self.form.reveal(field)
        self.form.fields[field].set_error(sentence)
        self.go_to(field)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._timer.isActive():
            self.keep_draft()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.footer.stack(self.width())

    def _fit(self) -> None:
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.style().pixelMetric(SCROLL_BAR)
        self.form.fit(room)

    def _on_changed(self, changes: Changes) -> None:
        # A draft is written twice a second while somebody types.
        self._stale = self._stale or any(record is not Record.DRAFT for record, _ in changes.touched)

    def _refresh(self, likely: frozenset[int]) -> None:
        if self._stale:
            self.form.refresh()
            self.line.refresh(self.form.context.known())
            self._stale = False
        self.form.begin(likely)

    def _suggest_follow_up(self, _value: str = "") -> None:
        """A date that was typed is left alone."""
        if self._filling or self.form.when.edit.text() != self._default_due:
            return
        self.form.when.set_at(usual_follow_up(self.desk, self.form, self.template.template))
        self._default_due = self.form.when.edit.text()

    def _fill_from_line(self, before: LineDraft) -> None:
        if fill_from_line(self.form, self.line.draft, before):
            self._default_due = ""
            self._suggest_follow_up()

    def _line_read(self) -> None:
        self._edited()

    def _bring_back(self, body: Body) -> None:
        self.fill(body)
        self.keep_draft()

    def _edited(self) -> None:
        if self._filling:
            return
        if self.footer.doubting:
            self.footer.say("")
        self._timer.start()
        self.look_again()
