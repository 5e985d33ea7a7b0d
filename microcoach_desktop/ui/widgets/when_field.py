"""A date typed in words, with what it means beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.when import DateContext, When, WhenKind, follow_up, parse_when
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class WhenField(QWidget):
    """The text is never changed under the hands; the chip says what was understood, a note what was not."""

    changed = Signal()

    def __init__(
        self,
        kit: Kit,
        context: Callable[[], DateContext],
        formats: Callable[[], Formats],
        parent: QWidget | None = None,
        *,
        relative: bool = True,
    ) -> None:
        """`relative` False leaves "in 3 days" to the window around it."""
        super().__init__(parent)
        self._relative = relative
        self._context = context
        self._formats = formats
        self._set_at: tuple[str, datetime] | None = None
        self.edit = LineEdit(kit, 80)
        self.edit.setPlaceholderText(self.tr("fri 14:00"))
        self.edit.setAccessibleName(self.tr("When"))
        self.edit.setMinimumWidth(kit.theme.px(110))
        self.preview = Chip(kit, "", "calendar-check", "accent")
        self.preview.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.preview.clicked.connect(self.edit.setFocus)
        self.note = Label(kit, "", FontRole.SMALL, "opp", wrap=True)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.preview)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(line)
        rows.addWidget(self.note)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._follow)
        self._follow()

    def when(self) -> When | None:
        """None for an empty field; a MOMENT already moved off a day off."""
        text = self.edit.text().strip()
        if not text:
            return None
        context = self._context()
        if self._set_at is not None and text == self._set_at[0]:
            kind = WhenKind.MOMENT if self._set_at[1] >= context.now else WhenKind.PAST
            return When(kind, self._set_at[1].astimezone(context.zone), has_time=True)
        return follow_up(parse_when(text, context), context)

    def at(self) -> datetime | None:
        """The understood future moment (aware), else None."""
        found = self.when()
        return found.at if found is not None and found.kind is WhenKind.MOMENT else None

    def problem(self) -> str:
        """What keeps the text from being a follow-up; empty when all is well."""
        found = self.when()
        if found is None:
            return ""
        words = {
            WhenKind.NOT_A_DATE: self.tr("Not a date. Try fri 14:00, in 3 days or 12 nov."),
            WhenKind.IMPOSSIBLE: self.tr("This day is not in the calendar."),
            WhenKind.PAST: self.tr("This time has passed. Choose a later one."),
        }
        return words.get(found.kind, "")

    def remark(self) -> str:
        """What is worth knowing about a good date; empty when nothing is."""
        found, context = self.when(), self._context()
        if found is None or found.at is None or found.kind is not WhenKind.MOMENT:
            return ""
        formats = self._formats()
        if found.moved_from is not None:
            day = formats.day(found.moved_from, context.now)
            return self.tr("{day} is a day off, so the next working day.").format(day=day)
        relative = formats.relative(found.at, context.now)
        return self.tr("That is far ahead: {when}.").format(when=relative) if found.far else ""

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def set_at(self, at: datetime | None) -> None:
        """Show a moment as words that mean it."""
        if at is None:
            self._set_at = None
            self.edit.clear()
            return
        text = self._words(at)
        self._set_at = (text, at)
        self.edit.setText(text)
        self._follow()

    def _words(self, at: datetime) -> str:
        """Such as "13 Nov 14:00"; the date in figures where that would not be understood as the same."""
        context = self._context()
        local = at.astimezone(context.zone)
        short = f"{self._formats().day(local.date(), local, weekday=False)} {local:%H:%M}"
        return short if parse_when(short, context).at == at else f"{local:%Y-%m-%d %H:%M}"

    def _follow(self) -> None:
        found = self.when()
        now = self._context().now
        self.preview.setVisible(found is not None and found.kind in {WhenKind.MOMENT, WhenKind.NONE})
        note = self.problem()
        if found is not None and found.kind is WhenKind.NONE:
            self.preview.set_content(self.tr("No follow-up"), icon="x", tone="plain")
        elif found is not None and found.at is not None and found.kind is WhenKind.MOMENT:
            formats = self._formats()
            self.preview.set_content(
                formats.moment(found.at, now),
                icon="calendar-check",
                tone="accent",
                note=formats.relative(found.at, now) if self._relative else "",
            )
        note = note or self.remark()
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.edit.setAccessibleDescription(note or self.preview.accessibleName())
        self.changed.emit()
