"""How the one-line field and the form work together in the quick window and on the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout

from microcoach_desktop.domain.capture_line import LineDraft
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.capture.chips import ChipRow
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.capture.line_filling import line_trouble
from microcoach_desktop.ui.capture.line_note import LineNote, doubt_of
from microcoach_desktop.ui.capture.note import missing_of
from microcoach_desktop.ui.capture.panel import CapturePanel
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.text import Label

LEFT_BY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason}
UNTAKEN = "page_line"
GHOST_PAD = 12
"""What a button without a frame keeps free before its picture: it stands in line with the fields."""
BEHIND_THE_FOLD = ("went_well", "impact", "reflection", "action", "success", "opener", "cue", "promise", "private_note")
"""Texts that cannot be seen in the line: with one of them the window opens unfolded."""


class QuickPanel(CapturePanel):
    """The line is the form: each key fills the fields behind it, and the chips show what was understood."""

    def __init__(self, desk: Desk) -> None:
        self._applied = LineDraft()
        self.chips: ChipRow | None = None
        super().__init__(desk, "quick", gutter=False)
        self.chips = ChipRow(desk, self.form, self.line)
        self.line.taken.connect(self._say_keys)
        self.detail = Button(desk.kit, "", icon="chevron-right", role="ghost")
        self.detail.clicked.connect(self.toggle_detail)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.addSpacing(-GHOST_PAD)
        row.setSpacing(4)
        row.addWidget(self.detail)
        self._about = Label(desk.kit, "", FontRole.SMALL, "text3", wrap=True)
        row.addWidget(self._about, 1)
        self._keys = Label(desk.kit, "Alt+D", FontRole.SMALL, "text3")
        row.addWidget(self._keys)
        self.body.addWidget(self.line)
        self.body.addWidget(self.hints.line("observation"))
        self.body.addSpacing(14)
        self.body.addWidget(self.chips)
        self.body.addSpacing(12)
        self.body.addWidget(Divider(desk.kit))
        self.body.addLayout(row)
        self._intent = Label(desk.kit, "", FontRole.SMALL, "text2", wrap=True)
        choice = QHBoxLayout()
        choice.addSpacing(-GHOST_PAD)
        choice.addWidget(self.template, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(choice)
        self.body.addWidget(self._intent)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.template.changed.connect(self._show_about)
        self.unfold(False)

    @property
    def unfolded(self) -> bool:
        return not self.form.isHidden()

    def folded_height(self, width: int) -> int:
        """In px, with nothing to scroll. Layouts would tell of what changed in them only with the next event."""
        self.footer.stack(width)
        for part in (self.line, self.hints.line("observation"), self.chips, self.footer):
            if part is not None and (layout := part.layout()) is not None:
                layout.activate()
        rows = max(self.body.totalHeightForWidth(width), self.body.totalMinimumSize().height())
        return rows + self.footer.sizeHint().height()

    def toggle_detail(self) -> None:
        self.unfold(not self.unfolded)
        (self.form.opener if self.unfolded else self.line).setFocus()

    def unfold(self, unfolded: bool) -> None:
        """Folded, a line says what is behind it; unfolded, what the template is for."""
        self.form.setVisible(unfolded)
        self.template.setVisible(unfolded)
        self._keys.setVisible(not unfolded)
        self._show_about()
        self.detail.set_icon("chevron-down" if unfolded else "chevron-right")
        self.detail.setText(self.tr("Less detail") if unfolded else self.tr("Add detail"))

    def _show_about(self) -> None:
        self._about.setText("" if self.unfolded else self.tr("opener, impact, one action, measure, tags"))
        self._intent.setText(self.template.template.intent)
        self._intent.setVisible(self.unfolded)

    def _begin_with(self, person_id: int) -> None:
        self._filling = True
        super()._begin_with(person_id)
        self.line.begin_with(person_id)
        self._applied = self.line.draft
        self._filling = False

    def focus_first(self) -> None:
        self.line.setFocus()

    def go_to(self, field: str) -> None:
        if self.chips is None:
            return
        chips = {"person_id": self.chips.person, "kind": self.chips.kind}
        deeds = {"person_id": self.line.ask_person, "context": self.chips.ask_context, "follow_up": self.chips.ask_when}
        if field in chips and missing_of(self.form):
            chips[field].setFocus()
        elif field in deeds:
            deeds[field]()
        elif field in {"observation", "kind"}:
            self.line.setFocus()
        else:
            self.unfold(True)
            super().go_to(field)

    def refuse(self, field: str, sentence: str) -> None:
        if field in {"observation", "follow_up", "person_id", "kind", "context"} and self.chips is not None:
            self.footer.say(sentence, doubt=True)
            (self.chips.when if field == "follow_up" else self.line).setFocus()
            return
        self.unfold(True)
        super().refuse(field, sentence)

    def choose_kind(self, kind: Kind) -> None:
        if self.chips is not None:
            self.chips.choose_kind(kind)

    def _put(self, body: Body) -> None:
        shown = dict(body)
        if not shown.get("line") and shown.get("observation"):
            shown["line"] = self.line.show_text(shown["observation"])
        super()._put(shown)
        if any(shown.get(name) for name in BEHIND_THE_FOLD):
            self.unfold(True)
        self._applied = self.line.draft
        if shown.get(UNTAKEN):
            self.line.edit.set_line(f"{self.line.text} {shown[UNTAKEN]}".strip())

    def look_again(self) -> None:
        super().look_again()
        if self.chips is not None:
            self.chips.refresh()

    def _line_read(self) -> None:
        if not self._filling:
            before, self._applied = self._applied, self.line.draft
            self._fill_from_line(before)
        super()._line_read()

    def _say_keys(self) -> None:
        self.footer.say(self.tr("Ctrl+Enter saves, Esc keeps it for later."))


class PagePanel(CapturePanel):
    """The line stands above the fields and fills them when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "page", gutter=True)
        self.line.mark("/")
        self.line.taken.connect(self._taken)
        self.note = LineNote(desk.kit)
        self.body.addWidget(self.line)
        self.body.addWidget(self.note)
        self.body.addSpacing(2)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def take_line(self) -> bool:
        if not self.line.text.strip():
            return True
        draft, seen = self.line.draft, self.form.observation.toPlainText().strip()
        trouble = line_trouble(draft, len(seen) + 1 if seen else 0)
        if trouble:
            self._show_trouble(trouble)
            return False
        self._fill_from_line(LineDraft())
        if seen and draft.text:
            self.form.observation.setPlainText(f"{seen}\n{draft.text}")
        self.line.edit.set_line("")
        return True

    def typed(self) -> Body:
        return super().typed() | {"line": "", "literals": "", UNTAKEN: self.line.text}

    def _put(self, body: Body) -> None:
        super()._put({**body, "line": body.get(UNTAKEN, ""), "literals": ""})

    def _line_read(self) -> None:
        self.note.say(doubt_of(self.line.draft))
        super()._line_read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = watched is self.line.edit and isinstance(event, QFocusEvent) and event.lostFocus()
        if left and isinstance(event, QFocusEvent) and event.reason() in LEFT_BY and not line_trouble(self.line.draft):
            self.take_line()
        return super().eventFilter(watched, event)

    def _taken(self) -> None:
        if self.take_line():
            self.focus_first()
