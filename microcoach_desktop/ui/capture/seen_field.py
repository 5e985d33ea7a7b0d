"""How the manager knows: when it was seen, by whom, and how often. Nothing chosen means just now, by myself."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.sessions import Exactness, Source
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.edit_fields import ChoiceEditor, MomentEditor, NumberEditor
from microcoach_desktop.ui.people.wording import exactness_word, source_word
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label

ICONS = {Source.SEEN: "eye", Source.RECORD: "chart-line", Source.TOLD: "message-circle"}
NUMBER = 48


class SeenField(QWidget):
    """`seen_at` None is the moment of saving. Like the other fields it keeps its state in a draft's body."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        kit = desk.kit
        self.seen_at: datetime | None = None
        self.exactness = Exactness.ABOUT
        self.source = Source.SEEN
        self.time = Chip(kit, "", chevron=True)
        self.time.clicked.connect(lambda: self._open(self.time_menu(), self.time))
        self.by = Chip(kit, "", chevron=True)
        self.by.clicked.connect(lambda: self._open(self.source_menu(), self.by))
        self.often = Chip(kit, self.tr("How often"), "plus", "dashed")
        self.often.setAccessibleDescription(self.tr("Adds this field"))
        self.often.clicked.connect(self._ask_often)
        self._n, self._m = NumberEditor(desk, whole=True), NumberEditor(desk, whole=True)
        self.times_n, self.times_m = self._n.widget, self._m.widget
        self._count = self._count_row()
        row = FlowLayout(self, 8)
        for widget in (self.time, self.by, self.often, self._count):
            row.addWidget(widget)
        self.setFocusProxy(self.time)
        for edit in (self.times_n, self.times_m):
            edit.textChanged.connect(self._follow)
        kit.theme.changed.connect(self._size)
        self._size()
        self._follow()

    def body(self) -> Body:
        """All but the two numbers."""
        at = self.seen_at
        return {
            "seen_at": "" if at is None else at.isoformat(),
            "exactness": "" if at is None else self.exactness.value,
            "source": "" if self.source is Source.SEEN else self.source.value,
        }

    def fill(self, body: Body) -> None:
        try:
            self.seen_at = datetime.fromisoformat(body["seen_at"]) if body.get("seen_at") else None
            self.exactness = Exactness(body.get("exactness") or Exactness.ABOUT)
            self.source = Source(body.get("source") or Source.SEEN)
        except ValueError:
            self.seen_at, self.exactness, self.source = None, Exactness.ABOUT, Source.SEEN
        self._count.hide()
        self._follow()

    def times(self) -> tuple[int | None, int | None]:
        """How often of how many times. Raises InvalidRecord."""
        try:
            n, m = self._n.value(), self._m.value()
        except InvalidRecord as error:
            raise InvalidRecord("times_n", error.what_happened, error.what_to_do) from error
        return None if n is None else int(n), None if m is None else int(m)

    def take_time(self, at: datetime | None, exactness: Exactness = Exactness.ABOUT) -> None:
        self.seen_at, self.exactness = at, exactness
        self._follow()

    def take_source(self, source: Source) -> None:
        self.source = source
        self._follow()

    def time_menu(self) -> QMenu:
        now = self._desk.now()
        noon = at_time(now.date() - timedelta(days=1), datetime.min.time().replace(hour=12), self._desk.coach.zone())
        menu = QMenu(self)
        for words, at, exactness in (
            (self.tr("Just now"), None, Exactness.ABOUT),
            (self.tr("About an hour ago"), now - timedelta(hours=1), Exactness.ABOUT),
            (self.tr("Yesterday"), noon, Exactness.DAY),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, at=at, exactness=exactness: self.take_time(at, exactness))
        menu.addSeparator()
        menu.addAction(self.tr("Another time…")).triggered.connect(self._ask_time)
        return menu

    def source_menu(self) -> QMenu:
        menu = QMenu(self)
        for source in Source:
            action = menu.addAction(source_word(source))
            action.setCheckable(True)
            action.setChecked(source is self.source)
            action.triggered.connect(lambda _=False, source=source: self.take_source(source))
        return menu

    # ----------------------------------------------------------------------------------------------------------------

    def _open(self, menu: QMenu, chip: Chip) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _ask_time(self) -> None:
        dialog = SeenDialog(self._desk, self.seen_at, self.exactness, self.window())
        dialog.accepted.connect(partial(self._take_asked, dialog))
        dialog.open()

    def _take_asked(self, dialog: SeenDialog) -> None:
        self.take_time(*dialog.chosen())

    def _ask_often(self) -> None:
        self._show_count(shown=True)
        self.times_n.setFocus()

    def _follow(self) -> None:
        formats, now, at = self._desk.formats(), self._desk.now(), self.seen_at
        if at is None:
            words = self.tr("Just now")
        elif self.exactness is Exactness.DAY:
            words = formats.day(at.astimezone(formats.zone).date(), now)
        else:
            about = self.tr("About {moment}") if self.exactness is Exactness.ABOUT else "{moment}"
            words = about.format(moment=formats.moment(at, now))
        self.time.set_content(words, icon="clock")
        self.time.setAccessibleName(self.tr("Seen: {when}").format(when=words))
        told = self.source is Source.TOLD
        note = self.tr("verify first") if told else ""
        self.by.set_content(
            source_word(self.source), icon=ICONS[self.source], tone="opp" if told else "plain", note=note
        )
        self._show_count(shown=not self._count.isHidden() or bool(self.times_n.text() or self.times_m.text()))
        self.changed.emit()

    def _show_count(self, *, shown: bool) -> None:
        self._count.setVisible(shown)
        self.often.setVisible(not shown)

    def _count_row(self) -> QWidget:
        kit, holder = self._desk.kit, QWidget()
        self.times_n.setAccessibleName(self.tr("Seen times"))
        self.times_m.setAccessibleName(self.tr("Out of how many times"))
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.times_n)
        line.addWidget(Label(kit, self.tr("of"), color="text2"))
        line.addWidget(self.times_m)
        line.addWidget(Label(kit, self.tr("times"), color="text2"))
        holder.hide()
        return holder

    def _size(self) -> None:
        for edit in (self.times_n, self.times_m):
            edit.setFixedWidth(self._desk.kit.theme.px(NUMBER))


class SeenDialog(QDialog):
    """The day and time it was seen, and how exact that is."""

    def __init__(self, desk: Desk, at: datetime | None, exactness: Exactness, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("When it was seen"))
        kit = desk.kit
        self.at = MomentEditor(desk, self.tr("Seen at"))
        self.at.put(at or desk.now())
        self.exactness = ChoiceEditor(kit, Exactness, exactness_word)
        self.exactness.put(exactness)
        self.save = Button(kit, self.tr("Set"), role="primary")
        self.save.clicked.connect(self.accept)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.windowTitle(), FontRole.SUBTITLE, wrap=True))
        column.addWidget(self.at.widget)
        column.addWidget(Field(kit, self.tr("How exact"), self.exactness.widget))
        column.addLayout(buttons)

    def chosen(self) -> tuple[datetime | None, Exactness]:
        return self.at.value(), self.exactness.value() or Exactness.ABOUT
