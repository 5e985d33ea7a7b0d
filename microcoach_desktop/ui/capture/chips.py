"""What the quick window has understood: person, kind, context and follow-up as chips."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.capture_line import TokenKind
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.domain.when import WhenKind
from microcoach_desktop.ui.capture.form import CaptureForm
from microcoach_desktop.ui.capture.line_field import LineField
from microcoach_desktop.ui.capture.line_note import LineNote, doubt_of
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.flow import FlowLayout

MOST_CONTEXTS = 8
SPOKEN_AFTER_MS = 600
CHIP_GAP = 6
LEAST_CHIP = 104
ARROWS = {Qt.Key.Key_Down, Qt.Key.Key_Up}
FOLLOW_UPS = ("tomorrow 9:00", "in 2 days", "in 1 week", "in 2 weeks")


class ChipRow(QWidget):
    """Dashed where something is missing; each chip opens a small list."""

    def __init__(self, desk: Desk, form: CaptureForm, line: LineField) -> None:
        super().__init__()
        self._desk, self._form, self._line = desk, form, line
        kit = desk.kit
        self.person = Chip(kit, "", chevron=True)
        self.kind = Chip(kit, "", chevron=True)
        self.context = Chip(kit, "", chevron=True)
        self.when = Chip(kit, "", chevron=True)
        deeds: list[tuple[Chip, Callable[[], None]]] = [
            (self.person, self.ask_person),
            (self.kind, self.ask_kind),
            (self.context, self.ask_context),
            (self.when, self.ask_when),
        ]
        self._holder = QWidget()
        flow = FlowLayout(self._holder, CHIP_GAP)
        for chip, deed in deeds:
            chip.clicked.connect(deed)
            flow.addWidget(chip)
        self._note = LineNote(kit)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._holder)
        rows.addWidget(self._note)
        self.person.installEventFilter(self)
        self._spoken = ""
        self._speak = QTimer(self)
        self._speak.setSingleShot(True)
        self._speak.setInterval(SPOKEN_AFTER_MS)
        self._speak.timeout.connect(self._say)
        self.refresh()

    @property
    def note(self) -> str:
        return self._note.words

    def refresh(self) -> None:
        """Show what the form holds and what the line leaves open."""
        self._show_person()
        kind = self._form.chosen_kind()
        if kind is None:
            self.kind.set_content(self.tr("Kind"), icon="circle-dashed", tone="dashed")
        elif kind is Kind.WIN:
            self.kind.set_content(self.tr("Win"), icon="award", tone="win")
        else:
            self.kind.set_content(self.tr("Opportunity"), icon="sprout", tone="opp")
        context = self._form.context.currentText().strip()
        icon = "repeat" if self._form.context.task is not None else "map-pin"
        self.context.set_content(context or self.tr("Context"), icon=icon, tone="plain" if context else "dashed")
        self._note.say(doubt_of(self._line.draft) or self._form.when.remark())
        self._fit()
        self._speak.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        arrow = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ARROWS
        if arrow and self._line.draft.person_candidates:
            self._line.resolve_person()
            return True
        return False

    def ask_person(self) -> None:
        if self._line.draft.person_candidates:
            self._line.resolve_person()
            return
        if self._line.draft.unknown_person and self._line.add_unknown() is not None:
            self._line.setFocus()
            return
        self._line.ask_person()

    def ask_kind(self) -> None:
        menu = QMenu(self)
        for kind, text in ((Kind.WIN, self.tr("Win")), (Kind.OPPORTUNITY, self.tr("Opportunity"))):
            menu.addAction(text).triggered.connect(lambda _=False, kind=kind: self.choose_kind(kind))
        self._open(menu, self.kind)

    def choose_kind(self, kind: Kind) -> None:
        self._line.edit.drop_tokens(TokenKind.KIND)
        self._form.kind.set_value(kind.value)
        self._form.kind.changed.emit(kind.value)
        self._line.setFocus()

    def ask_context(self) -> None:
        menu = QMenu(self)
        context = self._form.context
        for at in range(min(context.count(), MOST_CONTEXTS)):
            name = context.itemText(at)
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self._choose_context(name))
        if context.currentText():
            menu.addSeparator()
            menu.addAction(self.tr("No context")).triggered.connect(lambda: self._choose_context(""))
        if menu.isEmpty():
            menu.addAction(self.tr("Type # and a word in the line")).setEnabled(False)
        self._open(menu, self.context)

    def ask_when(self) -> None:
        menu = QMenu(self)
        due = self._desk.coach.default_follow_up(
            None if self._form.context.task is None else self._form.context.task.id
        )
        moment = self._desk.formats().moment(due, self._desk.now())
        menu.addAction(moment).triggered.connect(lambda: self._choose_when(""))
        for words in FOLLOW_UPS:
            menu.addAction(words).triggered.connect(lambda _=False, words=words: self._choose_when(words))
        menu.addSeparator()
        menu.addAction(self.tr("Type a date")).triggered.connect(self._line.ask_date)
        menu.addAction(self.tr("No follow-up")).triggered.connect(lambda: self._choose_when("none"))
        self._open(menu, self.when)

    def _choose_context(self, name: str) -> None:
        self._line.edit.drop_tokens(TokenKind.CONTEXT)
        self._form.context.set_text(name)
        self._line.setFocus()

    def _choose_when(self, words: str) -> None:
        """Without words the usual distance."""
        self._line.edit.drop_tokens(TokenKind.DATE)
        if words:
            self._form.when.set_text(words)
        else:
            task = self._form.context.task
            self._form.when.set_at(self._desk.coach.default_follow_up(None if task is None else task.id))
        self._line.setFocus()

    def _open(self, menu: QMenu, chip: Chip) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _fit(self) -> None:
        """One row where the names can be cut for it, else a second one; the scroll area would find out too late."""
        self._show_when()
        if self._over() > 0:
            self._show_when(relative=False)
        self._cut_names(self._over())
        flow = self._holder.layout()
        height = flow.heightForWidth(self.width()) if flow is not None else 0
        if height != self._holder.minimumHeight():
            self._holder.setFixedHeight(height)

    def _over(self) -> int:
        chips = (self.person, self.kind, self.context, self.when)
        return sum(chip.natural_width() for chip in chips) + (len(chips) - 1) * CHIP_GAP - self.width()

    def _cut_names(self, over: int) -> None:
        """Names that are there give way; where that is not enough nothing is cut."""
        least = self._desk.kit.theme.px(LEAST_CHIP)
        named = [self.context] if self._form.context.currentText().strip() else []
        named += [self.person] if self._form.person.person is not None else []
        spare = {chip: max(0, chip.natural_width() - least) for chip in named}
        for chip in (self.person, self.context):
            cut = min(spare.get(chip, 0), over) if 0 < over <= sum(spare.values()) else 0
            chip.limit_width(chip.natural_width() - cut if cut else 0)
            spare[chip] = spare.get(chip, 0) - cut
            over -= cut

    def _show_person(self) -> None:
        person, draft = self._form.person.person, self._line.draft
        if person is not None:
            self.person.set_content(person.name, avatar=person.name)
        elif draft.person_candidates:
            count = len(draft.person_candidates)
            self.person.set_content(self.tr("{count} people match").format(count=count), icon="users", tone="dashed")
        elif draft.unknown_person:
            text = self.tr("Add {name}").format(name=draft.unknown_person)
            self.person.set_content(text, icon="user-plus", tone="dashed")
        else:
            self.person.set_content(self.tr("Person"), icon="user", tone="dashed")

    def _show_when(self, *, relative: bool = True) -> None:
        found, now, formats = self._form.when.when(), self._desk.now(), self._desk.formats()
        if found is None or found.at is None:
            text = (
                self.tr("No follow-up") if found is not None and found.kind is WhenKind.NONE else self.tr("Follow up")
            )
            self.when.set_content(text, icon="calendar-days", tone="dashed")
            return
        good = found.kind is WhenKind.MOMENT
        moment = formats.moment(found.at, now)
        tone = "danger" if not good else "opp" if found.far else "accent"
        distance = formats.relative(found.at, now)
        self.when.set_content(moment, icon="calendar-check", tone=tone, note=distance if relative else "")
        self.when.setAccessibleName(f"{moment} {distance}")

    def _say(self) -> None:
        chips = [chip.accessibleName() for chip in (self.person, self.kind, self.context, self.when)]
        spoken = ", ".join([*chips, self.note] if self.note else chips)
        if spoken != self._spoken and self.isVisible() and self._line.text:
            announce(self._line.edit, spoken)
        self._spoken = spoken
