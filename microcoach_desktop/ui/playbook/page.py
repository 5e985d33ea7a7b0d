"""The playbook: what worked, without the people, and how sure that is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.playbook import PlayEntry
from microcoach_desktop.ui.desk import Desk, Page, Prefill
from microcoach_desktop.ui.playbook.filters import PlayFilters
from microcoach_desktop.ui.playbook.rows import PlayRow
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label, LinkButton

COUNTED = (Record.PLAY, Record.SESSION, Record.CHECK_IN, Record.READING)
MARGIN = 28
FIRST = 50
MOST_COMPARED = 4


class PlaybookPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        kit = desk.kit
        self.rows: list[PlayRow] = []
        self._ticked: list[str] = []
        self._shown = FIRST
        self._found: list[PlayEntry] = []
        self.filters = PlayFilters(kit)
        self.compare_button = Button(kit, self.tr("Compare"), "columns-2")
        self.export_button = Button(kit, self.tr("Export"), "download")
        self.more = IconButton(kit, "ellipsis", self.tr("More of the playbook"))
        self.list = Card(kit, padding=1)
        self.rest = LinkButton(kit, "")
        note = self.tr(
            "Names, dates and quotes are removed before an action enters the playbook. "
            "The thin line under each bar is the likely range for so few tries."
        )
        self.note = Label(kit, note, FontRole.SMALL, "text2", wrap=True)
        self.empty = EmptyState(
            kit,
            "book-open",
            self.tr("Actions arrive here when a check-in says Worked. Import what another team found, or add one."),
            self.tr("Import a playbook"),
            self.import_file,
        )
        self.none = EmptyState(
            kit, "search", self.tr("No action matches."), self.tr("Clear filters"), self.filters.clear
        )
        self.menu = QMenu(self)
        self._build()
        self.filters.changed.connect(self._narrow)
        self.compare_button.clicked.connect(self.compare)
        self.export_button.clicked.connect(self.export)
        self.more.clicked.connect(self._open_menu)
        self.rest.clicked.connect(self._show_all)
        QShortcut(QKeySequence(Qt.Key.Key_V), self, self._compare_by_key, context=Qt.ShortcutContext.WindowShortcut)

    def reload(self) -> None:
        playbook = self.desk.coach.playbook
        self.filters.show_choices(playbook.choices())
        self._found = playbook.entries(self.filters.wanted)
        known = {entry.play.uid for entry in self._found}
        self._ticked = [uid for uid in self._ticked if uid in known]
        self._fill()

    def focus_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    # deeds --------------------------------------------------------------------------------------------------------

    def adapt(self, uid: str) -> None:
        """A capture that starts with what the play says; saved, it counts as a try of it."""
        self.desk.shell.page_capture(Prefill(play_uid=uid))

    def compare(self) -> None:
        from microcoach_desktop.ui.playbook.compare import CompareDialog

        try:
            found = self.desk.coach.playbook.compare(self._ticked)
        except MicroCoachError as error:
            self.desk.shell.trouble(error)
            return
        CompareDialog(self.desk, found, self.adapt, self.window()).open()

    def export(self) -> None:
        from microcoach_desktop.ui.playbook.sharing import export_plays

        export_plays(self.desk, self._ticked or [entry.play.uid for entry in self._found], self)

    def import_file(self) -> None:
        from microcoach_desktop.ui.playbook.sharing import import_plays

        import_plays(self.desk, self)

    def edit(self, uid: str) -> None:
        from microcoach_desktop.ui.playbook.wording_dialog import revise

        revise(self.desk, uid, self.window())

    def show_family(self, uid: str) -> None:
        from microcoach_desktop.ui.playbook.family import FamilyDialog

        FamilyDialog(self.desk, uid, self.window()).open()

    def retire(self, entry: PlayEntry) -> None:
        playbook, retired = self.desk.coach.playbook, entry.play.retired_at is not None
        try:
            (playbook.bring_back if retired else playbook.retire)(entry.play.uid)
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=partial(self.retire, entry))
            return
        self.desk.shell.toast(self.tr("Back in the playbook.") if retired else self.tr("Retired. Its results stay."))

    # --------------------------------------------------------------------------------------------------------------

    def _on_changed(self, changes: object) -> None:
        """Drafts and reminders are written often and change nothing here."""
        if isinstance(changes, Changes) and changes.of(*COUNTED):
            self.mark_stale()

    def _build(self) -> None:
        kit = self.desk.kit
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(kit, self.tr("Playbook"), FontRole.TITLE), 1)
        for button in (self.compare_button, self.export_button, self.more):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Glyph(kit, "shield-check", "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.note, 1)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        foot.setContentsMargins(2, 2, 2, 0)
        self.list.body.setSpacing(0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.list)
        column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._foot)
        column.addWidget(self.empty, 1)
        column.addWidget(self.none, 1)
        column.addStretch(1)
        self.area = scrolled(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def _narrow(self) -> None:
        self._shown = FIRST
        self.mark_stale()

    def _show_all(self) -> None:
        self._shown = len(self._found)
        self._fill()

    def _fill(self) -> None:
        focused = next((row.uid for row in self.rows if row.tick.hasFocus()), "")
        while (item := self.list.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for place, entry in enumerate(self._found[: self._shown]):
            if place:
                self.list.body.addWidget(Divider(self.desk.kit))
            row = PlayRow(self.desk, entry, chosen=entry.play.uid in self._ticked)
            row.ticked.connect(self._tick)
            row.adapt.connect(self.adapt)
            row.menu_wanted.connect(self._row_menu)
            self.list.body.addWidget(row)
            self.rows.append(row)
            if row.uid == focused:
                row.tick.setFocus()
        self._show_parts()

    def _show_parts(self) -> None:
        some, narrowed = bool(self._found), self.filters.narrows
        for widget in (self.list, self._foot):
            widget.setVisible(some)
        self.filters.setVisible(some or narrowed)
        self.none.setVisible(not some and narrowed)
        self.empty.setVisible(not some and not narrowed)
        self.export_button.setVisible(some)
        self.compare_button.setVisible(some)
        left = len(self._found) - len(self.rows)
        self.rest.setVisible(left > 0)
        self.rest.setText(self.tr("Show all {count}").format(count=len(self._found)))
        self.filters.search.show_count(str(len(self._found)) if narrowed and self.filters.search.text() else "")
        self._renew_buttons()

    def _renew_buttons(self) -> None:
        count = len(self._ticked)
        plain = self.tr("Compare")
        self.compare_button.setText(self.tr("Compare ({count})").format(count=count) if count else plain)
        self.compare_button.setEnabled(2 <= count <= MOST_COMPARED)
        self.compare_button.setToolTip(
            self.tr("Compare the ticked actions  V") if count else self.tr("Tick two to four actions to compare them")
        )

    def _tick(self, uid: str, on: bool) -> None:
        self._ticked = [*(kept for kept in self._ticked if kept != uid), *([uid] if on else [])]
        self._renew_buttons()

    def _compare_by_key(self) -> None:
        if self.isVisible() and self.desk.settings().single_key_shortcuts and self.compare_button.isEnabled():
            self.compare()

    def _open_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Import a playbook…")).triggered.connect(self.import_file)
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _row_menu(self, uid: str, at: QPoint) -> None:
        entry = next((row.entry for row in self.rows if row.uid == uid), None)
        if entry is None:
            return
        self.menu.clear()
        deeds = [
            (self.tr("Adapt in a new note"), partial(self.adapt, uid)),
            (self.tr("Edit the wording…"), partial(self.edit, uid)),
            (self.tr("Show where it comes from…"), partial(self.show_family, uid)),
            (
                self.tr("Bring back") if entry.play.retired_at is not None else self.tr("Retire"),
                partial(self.retire, entry),
            ),
        ]
        for text, deed in deeds:
            self.menu.addAction(text).triggered.connect(lambda _=False, deed=deed: deed())
        self.menu.popup(at)
