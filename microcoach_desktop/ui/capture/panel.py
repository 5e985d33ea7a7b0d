"""One widget, two hosts: the capture page and the quick window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.keytasks import KeyTask, latest_occurrence
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.domain.when import WhenKind
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.capture.draft import Body, DraftKeeper
from microcoach_desktop.ui.capture.footer import Footer
from microcoach_desktop.ui.capture.form import ONE_COLUMN_BELOW, CaptureForm
from microcoach_desktop.ui.capture.note import listed, missing_of, note_of
from microcoach_desktop.ui.desk import Desk, Prefill
from microcoach_desktop.ui.widgets.card import Divider

DRAFT_MS = 500
JUST_ENDED = timedelta(minutes=30)


class CapturePanel(QWidget):
    """`saved` carries a Captured. Text stays on the screen until it is in the store."""

    saved = Signal(object)
    saved_and_new = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, host: str, *, gutter: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = DraftKeeper(desk.coach, host)
        self._occurrence: tuple[int, str] | None = None
        self._default_due = ""
        self._filling = False
        self.form = CaptureForm(desk, gutter=gutter)
        self.footer = Footer(desk.kit, 22 if gutter else 20)
        self.footer.discard.clicked.connect(self.discard)
        self.footer.save_and_new.clicked.connect(self.save_and_new)
        self.footer.save.clicked.connect(self.save)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        self._build(gutter)
        self._add_keys()
        self.form.edited.connect(self._edited)
        self.form.kind.changed.connect(self._suggest_follow_up)
        self.form.context.changed.connect(self._suggest_follow_up)
        for child in self.form.findChildren(QWidget):
            child.installEventFilter(self)

    def start(self, prefill: Prefill) -> None:
        """Begin a note, or take up the draft of this window when nothing else is asked for."""
        task = self._task(prefill)
        likely = frozenset(task.person_ids) if task is not None else frozenset()
        self.form.refresh(likely)
        self._occurrence = None
        if prefill.key_task_id is not None and prefill.occurrence is not None:
            self._occurrence = (prefill.key_task_id, prefill.occurrence)
        draft = self._draft(prefill)
        self._fill(draft)
        if prefill.person_id is not None:
            self.form.person.set_person(prefill.person_id)
        elif not draft and len(team := self._desk.coach.store.people.all()) == 1:
            self.form.person.set_person(team[0].id)
        if prefill.kind is not None:
            self.form.kind.set_value(prefill.kind.value)
        if task is not None and not self.form.context.currentText():
            self.form.context.set_task(task.id)
        if prefill.follow_up_at is not None:
            self.form.when.set_at(prefill.follow_up_at)
        self.footer.say(self.tr("Draft taken up again") if draft else "")
        self.focus_first()

    def focus_first(self) -> None:
        """Where the next key belongs: the first of person, kind, what you saw that is missing."""
        form = self.form
        if form.person.person is None:
            form.person.setFocus()
        elif form.kind.value is None:
            form.kind.setFocus()
        else:
            form.observation.setFocus()

    def save(self) -> bool:
        captured = self._store()
        if captured is None:
            return False
        self._fill({})
        self.footer.say("")
        self.saved.emit(captured)
        return True

    def save_and_new(self) -> bool:
        """Save, then start another in the same context."""
        context, occurrence = self.form.context.currentText(), self._occurrence
        captured = self._store()
        if captured is None:
            return False
        self._fill({"context": context})
        self._occurrence = occurrence
        self.saved_and_new.emit(captured)
        self.form.refresh()
        self.focus_first()
        return True

    def discard(self) -> None:
        """Empty the form; the toast brings everything back."""
        body = self.form.body()
        self._fill({})
        try:
            self._keeper.drop()
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
        if any(body.values()):
            self._desk.shell.toast(
                self.tr("Draft discarded."),
                undo=False,
                action_text=self.tr("Bring back"),
                on_action=lambda: self._bring_back(body),
            )

    def keep_draft(self) -> None:
        """Written half a second after the last key and whenever the focus leaves a field."""
        self._timer.stop()
        try:
            self._keeper.keep(self.form.body())
        except (MicroCoachError, OSError):
            self.footer.say(self.tr("The draft could not be kept. Your text is still here."))
            return
        if any(self.form.body().values()):
            self.footer.say(self.tr("Draft kept {time}").format(time=self._desk.formats().time(self._desk.now())))

    def add_before_detail(self, widget: QWidget) -> None:
        """The quick window's switch for the rest of the fields."""
        rows = self.form.layout()
        if isinstance(rows, QVBoxLayout):
            rows.insertWidget(rows.count() - 1, widget)

    def complete(self) -> bool:
        return not missing_of(self.form)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._timer.isActive():
            self.keep_draft()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.stack(self.width() < self._desk.kit.theme.px(ONE_COLUMN_BELOW) and self.width() > 0)

    # ----------------------------------------------------------------------------------------------------------------

    def _store(self) -> Captured | None:
        """Save what is in the form; None (and the reason on the screen) when it cannot be."""
        self.form.clear_errors()
        if not self._check():
            return None
        try:
            captured = self._desk.coach.capture(
                note_of(self.form, self._occurrence),
                self.form.when.at(),
                self.form.measure.entered(),
                draft=self._keeper.host,
            )
        except InvalidRecord as error:
            self._point_at(error)
            return None
        except MicroCoachError as error:
            text = "\n".join(value for value in self.form.body().values() if value)
            self._desk.shell.trouble(error, retry=self._try_again, text=text)
            return None
        self._timer.stop()
        return captured

    def _try_again(self) -> None:
        self.save()

    def _check(self) -> bool:
        form = self.form
        lacking = missing_of(form)
        if lacking:
            for name, words in lacking:
                form.fields[name].set_error(self.tr("Needs {what}.").format(what=words))
            self.footer.say(
                self.tr("Needs {what}.").format(what=listed([words for _, words in lacking], self.tr("and")))
            )
            form.fields[lacking[0][0]].widget.setFocus()
            return False
        problem = form.when.problem()
        if problem:
            form.fields["follow_up"].set_error(problem)
            form.when.setFocus()
            return False
        return True

    def _point_at(self, error: InvalidRecord) -> None:
        field = self.form.fields.get(error.field)
        if field is None:
            self.footer.say(error.sentence)
            return
        field.set_error(error.what_happened)
        field.widget.setFocus()

    def _task(self, prefill: Prefill) -> KeyTask | None:
        """The one asked for, else the key task that runs or has just ended."""
        tasks, now = self._desk.coach.store.key_tasks.all(), self._desk.now()
        if prefill.key_task_id is not None:
            return next((task for task in tasks if task.id == prefill.key_task_id), None)
        running = [(o, t) for t in tasks if (o := latest_occurrence(t, now, JUST_ENDED)) is not None]
        return max(running, key=lambda pair: pair[0].ends_at)[1] if running else None

    def _draft(self, prefill: Prefill) -> Body:
        host = prefill.draft_host or self._keeper.host
        asked = prefill.person_id is not None or prefill.key_task_id is not None
        return {} if asked and not prefill.draft_host else DraftKeeper(self._desk.coach, host).find()

    def _suggest_follow_up(self, _value: str = "") -> None:
        """An opportunity is looked at again in some working days; a date that was typed is left alone."""
        if self._filling or self.form.when.edit.text() != self._default_due:
            return
        task = self.form.context.task
        due: datetime | None = None
        if self.form.chosen_kind() is Kind.OPPORTUNITY:
            due = self._desk.coach.default_follow_up(None if task is None else task.id)
        self.form.when.set_at(due)
        self._default_due = self.form.when.edit.text()

    def _fill(self, body: Body) -> None:
        self._filling = True
        self.form.fill(body)
        self._default_due = ""
        self._filling = False
        self._timer.stop()
        self._edited_look()

    def _bring_back(self, body: Body) -> None:
        self._fill(body)
        self.keep_draft()

    def _edited(self) -> None:
        if not self._filling:
            self._timer.start()
        self._edited_look()

    def _edited_look(self) -> None:
        self.footer.save.set_role("primary" if self.complete() else "secondary")
        found = self.form.when.when()
        helper = ""
        if found is not None and found.at is not None and found.kind is WhenKind.MOMENT:
            helper = self._desk.formats().relative(found.at, self._desk.now())
        self.form.bands["follow"].say(helper)

    def _build(self, gutter: bool) -> None:
        kit = self._desk.kit
        inner = QWidget()
        rows = QVBoxLayout(inner)
        margin = 22 if gutter else 20
        rows.setContentsMargins(margin, 14, margin, 14)
        rows.addWidget(self.form)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        # The card's own surface shows through.
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(Divider(kit))
        outer.addWidget(self.footer)

    def _add_keys(self) -> None:
        form = self.form
        keys: dict[str, Callable[..., object]] = {
            "Ctrl+Return": self.save,
            "Ctrl+Enter": self.save,
            "Ctrl+Shift+Return": self.save_and_new,
            "Alt+P": form.person.setFocus,
            "Alt+W": self._win,
            "Alt+O": self._opportunity,
            "Alt+C": form.context.setFocus,
            "Alt+F": form.when.setFocus,
            "Alt+A": form.action.setFocus,
            "Alt+M": form.measure.setFocus,
            "Ctrl+Shift+Backspace": self.discard,
            "Ctrl+Shift+C": form.opener.copy,
        }
        for sequence, deed in keys.items():
            QShortcut(QKeySequence(sequence), self, deed).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _win(self) -> None:
        self._choose("win")

    def _opportunity(self) -> None:
        self._choose("opportunity")

    def _choose(self, kind: str) -> None:
        self.form.kind.set_value(kind)
        self.form.kind.changed.emit(kind)
        self.form.observation.setFocus()
