"""How an action enters the playbook: what the note says beside what will be kept, and nobody named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from microcoach_desktop.domain.anonymise import Kind
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.playbook import Play, Wording
from microcoach_desktop.domain.playbook.promotion import NameLeft
from microcoach_desktop.services.playbook import NamesLeft
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.keeping import keep_until_closed
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label

# Long enough not to blink while a word is being typed.
LOOK_MS = 300
WHOLE = QTextDocument.FindFlag.FindCaseSensitively
LISTED = ("contexts", "tags")
SINGLE = ("action", "success", "resource")

Save = Callable[[Wording], Play]


class WordingDialog(QDialog):
    """`save` stores the edited words. A name that is still in them is marked and blocks; what may be one is asked
    about first, except what stood in the `settled` wording.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        original: Wording,
        kept: Wording,
        save: Save,
        parent: QWidget | None,
        settled: Wording | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._desk = desk
        self._kept = kept
        self._save = save
        self._settled = set(() if settled is None else desk.coach.playbook.names_in_doubt(settled))
        kit = desk.kit
        self.banner = Banner(kit)
        self.edits = {name: GrowingEdit(kit, 2 if name == "action" else 1, 320) for name in (*SINGLE, *LISTED)}
        self.fields = {name: Field(kit, self._name(name), edit) for name, edit in self.edits.items()}
        for name, text in _texts(kept).items():
            self.edits[name].setPlainText(text)
            self.edits[name].textChanged.connect(self._look_soon)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.said = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.save_button = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save_button.click)
        self._build(title, _texts(original))
        self.resize(kit.theme.px(760), kit.theme.px(560))
        self.look()
        self.edits["action"].setFocus()

    @property
    def wording(self) -> Wording:
        """What stands in the fields."""
        texts = {name: self.edits[name].toPlainText() for name in SINGLE}
        lists = {name: tuple(part.strip() for part in self.edits[name].toPlainText().split(",")) for name in LISTED}
        return replace(self._kept, **texts, **lists).tidied()  # type: ignore[arg-type]

    def look(self) -> None:
        """Mark whoever is still named, and ask about the next word that may name somebody."""
        playbook, wording = self._desk.coach.playbook, self.wording
        try:
            found, doubted = playbook.names_left(wording), playbook.names_in_doubt(wording)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        asked = [] if found else [word for word in doubted if word not in self._settled]
        self._mark(found, asked[:1])
        self._ask(asked[:1])

    def save(self) -> None:
        for field in self.fields.values():
            field.set_error(None)
        self.look()
        if self.banner.isVisibleTo(self):
            return
        try:
            self._save(self.wording)
        except NamesLeft as error:
            self._mark(error.found, [])
            self.edits[error.found[0].field].setFocus()
            return
        except InvalidRecord as error:
            if error.field in self.fields:
                self.fields[error.field].set_error(error.what_happened)
                self.edits[error.field].setFocus()
            else:
                self.said.setText(error.sentence)
            return
        except MicroCoachError as error:
            self.said.setText(error.sentence)
            return
        self.accept()
        self._desk.shell.toast(self.tr("Saved in the playbook."))

    def _look_soon(self) -> None:
        self._timer.start()

    def _ask(self, words: list[str]) -> None:
        if not words:
            self.banner.hide_message()
            return
        word = words[0]
        self.banner.show_message(
            self.tr("“{word}” may be a person's name.").format(word=word),
            "opp",
            (
                (self.tr("Take it out"), lambda: self.take_out(word)),
                (self.tr("Keep it"), lambda: self.settle(word)),
            ),
        )

    def take_out(self, word: str) -> None:
        """Wherever it stands; Ctrl+Z in the field brings it back."""
        for edit in self.edits.values():
            cursor = QTextCursor(edit.document())
            cursor.beginEditBlock()
            while not (found := edit.document().find(word, cursor, WHOLE)).isNull():
                found.insertText(Kind.PERSON.placeholder)
                cursor.setPosition(found.position())
            cursor.endEditBlock()
        self.look()

    def settle(self, word: str) -> None:
        """It is no name, or one that may stay."""
        self._settled.add(word)
        self.look()

    def _mark(self, found: Sequence[NameLeft], asked: list[str]) -> None:
        for name, field in self.fields.items():
            named = [left.text for left in found if left.field == name]
            words = ", ".join(f"“{left}”" for left in named)
            field.set_error(self.tr("Take {words} out first.").format(words=words) if named else None)
            self._highlight(self.edits[name], [*named, *asked])
        self.save_button.setEnabled(not (found or asked))
        self.said.setText(self._summary(found, asked))

    def _summary(self, found: Sequence[NameLeft], asked: list[str]) -> str:
        if found:
            return self.tr("A name or a personal number is still in it.")
        if asked:
            return self.tr("Say first whether a person is named.")
        return self.tr("No name is left. Nothing in the playbook points back to the note or the person.")

    def _highlight(self, edit: GrowingEdit, words: list[str]) -> None:
        marks, text = [], edit.toPlainText()
        for word in words:
            start = text.find(word)
            if start < 0:
                continue
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(edit.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(start + len(word), QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setBackground(self._desk.kit.theme.color("mark"))
            mark.format = form
            marks.append(mark)
        edit.set_marks(marks)

    def _build(self, title: str, before: dict[str, str]) -> None:
        kit = self._desk.kit
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        grid.addWidget(Label(kit, self.tr("Original"), FontRole.SECTION), 0, 0)
        grid.addWidget(Label(kit, self.tr("What will be kept"), FontRole.SECTION), 0, 1)
        for row, (name, field) in enumerate(self.fields.items(), start=1):
            left = QVBoxLayout()
            left.setSpacing(5)
            left.addWidget(Label(kit, self._name(name), FontRole.BODY_MEDIUM, "text2"))
            left.addWidget(Label(kit, before[name] or self.tr("empty"), color="text2", wrap=True))
            left.addStretch(1)
            grid.addLayout(left, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.fields) + 1, 1)
        area = scrolled(inner)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(Glyph(kit, "shield-check", "text2", 16))
        foot.addWidget(self.said, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(Label(kit, title, FontRole.SUBTITLE))
        column.addWidget(area, 1)
        column.addWidget(self.banner)
        column.addLayout(foot)

    def _name(self, field: str) -> str:
        return {
            "action": self.tr("Action"),
            "success": self.tr("Success looks like"),
            "resource": self.tr("Resource"),
            "contexts": self.tr("Contexts"),
            "tags": self.tr("Tags"),
        }[field]


def promote(desk: Desk, session_id: int, parent: QWidget | None) -> WordingDialog | None:
    """Offer a note's action to the playbook; None (and the reason on the screen) when it is never offered."""
    playbook = desk.coach.playbook
    try:
        found = playbook.promotion(session_id)
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return None
    title = _tr("Add to the playbook")
    dialog = WordingDialog(
        desk, title, found.original, found.kept, lambda kept: playbook.promote(session_id, kept), parent
    )
    keep_until_closed(dialog)
    dialog.open()
    return dialog


def revise(desk: Desk, uid: str, parent: QWidget) -> WordingDialog | None:
    """Word a play anew; what stood there is kept as history."""
    playbook = desk.coach.playbook
    try:
        now = playbook.get(uid).play.wording
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return None
    dialog = WordingDialog(
        desk, _tr("Edit the wording"), now, now, lambda wording: playbook.revise(uid, wording), parent, settled=now
    )
    dialog.open()
    return dialog


def _texts(wording: Wording) -> dict[str, str]:
    single = {name: str(getattr(wording, name)) for name in SINGLE}
    return single | {name: ", ".join(getattr(wording, name)) for name in LISTED}


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlaybookWording", text)
