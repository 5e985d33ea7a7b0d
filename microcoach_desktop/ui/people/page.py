"""People and their history. A person is chosen in the list; everything else follows the choice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import FollowUp, PersonSummary
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk, Page, Prefill, Routine
from microcoach_desktop.ui.metrics.person import PersonMetric
from microcoach_desktop.ui.people.filter_bar import FilterBar, Wish
from microcoach_desktop.ui.people.header import PersonHeader
from microcoach_desktop.ui.people.history import History
from microcoach_desktop.ui.people.history_keys import HistoryKeys
from microcoach_desktop.ui.people.matter_deeds import MatterDeeds
from microcoach_desktop.ui.people.note_deeds import NoteDeeds
from microcoach_desktop.ui.people.people_model import PersonRow
from microcoach_desktop.ui.people.people_pane import WIDTH, PeoplePane
from microcoach_desktop.ui.people.team_deeds import TeamDeeds
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.scroll import scrolled

SHOWN = frozenset(Record) - {Record.DRAFT, Record.PLAY, Record.REMINDER, Record.PERIOD, Record.TEMPLATE}
Numbers = tuple[dict[int, PersonSummary], dict[int, FollowUp]]
MARGIN = 24
HISTORY = 330  # the least room beside the list


class PeoplePage(Page):
    """Person list, header, filters, timeline. Plain pages are read in place; numbers and searches by the worker."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._person_id = 0
        self._listing = False
        self._people: list[Person] = []
        self._numbers: Numbers = ({}, {})
        self.background = Background(desk.coach.store, self)
        self.pane = PeoplePane(desk)
        self.header = PersonHeader(desk.kit)
        self.bar = FilterBar(desk)
        self.measure = PersonMetric(desk, self.background)
        self.history = History(desk, self.background)
        self.team = TeamDeeds(desk, self)
        self.notes = NoteDeeds(desk, self)
        self.matters = MatterDeeds(desk, self)
        self._keys = HistoryKeys(self.history, self.notes, self.measure, self._step_person, self.focus_search)
        self._build()
        self._connect()

    @property
    def person(self) -> Person | None:
        return next((person for person in self._people if person.id == self._person_id), None)

    def reload(self) -> None:
        store = self.desk.coach.store
        archived = self.pane.show_archived.isChecked()
        self._people = store.people.all(archived=archived)
        if self.person is None:
            self._person_id = self._people[0].id if self._people else 0
        self._stack.setCurrentWidget(self._content if self._people else self._nobody)
        self._fit_pane()
        self.background.run(
            "numbers",
            lambda: (store.people.summaries(), store.check_ins.next_of_people()),
            self._show_numbers,
            partial(self.desk.shell.trouble, retry=self.mark_stale),
        )
        self._show_people()
        if self._people:
            self._read_history()

    def show_person(self, person_id: int, session_id: int = 0) -> None:
        """Open at a person, and at one session if given: what would hide it is cleared."""
        self._person_id = person_id
        wish = self.bar.wish
        self.bar.put(Wish() if session_id else replace(wish, everyone=False))
        if self._stale or self.person is None:
            self._refresh()
        else:
            self._on_wish()
        if session_id:
            self.history.go_to(session_id)

    def search_everyone(self) -> None:
        """Ctrl+Shift+F."""
        self.bar.put(replace(self.bar.wish, everyone=True))
        self._on_wish()
        self.focus_search()

    def search_for(self, text: str, person_id: int = 0) -> None:
        """Show what these words find, with this person or with everyone."""
        self._person_id = person_id or self._person_id
        self.bar.put(Wish(text, everyone=not person_id))
        if self._stale:
            self._refresh()
        else:
            self._on_wish()

    def focus_search(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.obey(event, signs=self.desk.settings().single_key_shortcuts):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pane()
        self.measure.fit_height(self.height())

    def _on_changed(self, changes: object) -> None:
        """Drafts and reminders are written often and change nothing here."""
        if isinstance(changes, Changes) and changes.of(*SHOWN):
            self.mark_stale()

    # building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._nobody = EmptyState(
            self.desk.kit, "users", self.tr("Nobody is here yet."), self.tr("Add people"), self.team.add_team
        )
        right = QWidget()
        self._right = scrolled(right)
        top = self._top = QVBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.header)
        top.addWidget(self.bar)
        top.addWidget(self.measure)
        rows = self._rows = QVBoxLayout(right)
        rows.setSpacing(14)
        rows.addLayout(top)
        rows.addWidget(self.history, 1)
        self._content = QWidget()
        columns = QHBoxLayout(self._content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.pane)
        columns.addWidget(self._right, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._nobody)
        self._fit_pane()

    def _connect(self) -> None:
        self.pane.chosen.connect(self._on_person)
        self.pane.opened.connect(self._leave_list)
        self.pane.picked.connect(self._picked)
        self.header.people_wanted.connect(self._list_people)
        self.team.serve(self.pane)
        self.header.merge_wanted.connect(self.team.merge)
        self.pane.archived_toggled.connect(self.mark_stale)
        self.bar.changed.connect(self._on_wish)
        self.bar.export.clicked.connect(self.export)
        self.header.capture_wanted.connect(self._capture)
        self.header.edit_wanted.connect(self._edit_person)
        self.header.archive_wanted.connect(self._archive)
        self.header.preparation_wanted.connect(partial(self.desk.shell.start_routine, Routine.PREPARATION))
        self.header.time_off_wanted.connect(self.desk.shell.edit_periods)
        self.header.readings_wanted.connect(self.measure.add_readings)
        self.header.export_wanted.connect(self._export_person)
        self.header.dates_wanted.connect(self.team.export_dates)
        self.header.erase_wanted.connect(self._erase)
        self.history.counted.connect(self.bar.search.show_count)
        self.history.clear_wanted.connect(self._clear_filters)
        self.history.win_wanted.connect(self._note_win)
        self.history.view.edit_wanted.connect(self.notes.edit)
        self.history.view.session_wanted.connect(self._open_session)
        self.history.view.menu_wanted.connect(self.notes.open_menu)
        self.history.view.matter_wanted.connect(self.matters.edit)
        self.history.view.matter_menu_wanted.connect(self.matters.open_menu)
        self.notes.unfold_wanted.connect(self.history.view.toggle)
        self.team.saved.connect(self._on_saved)
        self.desk.kit.theme.changed.connect(self._fit_pane)

    def _fit_pane(self) -> None:
        """Where there is no room for both, either the list or the history is shown."""
        wanted, least = self.desk.kit.theme.px(WIDTH), self.desk.kit.theme.px(HISTORY)
        several = len(self._people) > 1 or self.pane.show_archived.isChecked()
        narrow = several and self.width() < wanted + least
        self._listing = self._listing and narrow
        self.header.people.setVisible(narrow)
        self.pane.setVisible(several and (not narrow or self._listing))
        self._right.setVisible(not self._listing)
        self.pane.setFixedWidth(self.width() if self._listing else wanted)
        # Margins are not mirrored by themselves. The timeline's scroll bar stands at the very edge.
        mirrored = self.isRightToLeft()
        self._rows.setContentsMargins(0 if mirrored else MARGIN, 16, MARGIN if mirrored else 0, 0)
        self._top.setContentsMargins(MARGIN if mirrored else 0, 0, 0 if mirrored else MARGIN, 0)

    def _list_people(self) -> None:
        self._listing = True
        self._fit_pane()
        self.pane.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _picked(self) -> None:
        if self._listing:
            self._leave_list()

    def _leave_list(self) -> None:
        self._listing = False
        self._fit_pane()
        self.history.focus()

    def _show_numbers(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._show_people()

    def _show_people(self) -> None:
        summaries, next_ups = self._numbers
        rows = [
            PersonRow(person, summaries.get(person.id, PersonSummary(person.id)), next_ups.get(person.id))
            for person in self._people
        ]
        self.pane.show_people(rows)
        self.pane.select(0 if self.bar.wish.everyone else self._person_id)
        if self.bar.wish.everyone:
            self.header.show_everyone(len(self._people))
        elif self.person is not None:
            self.header.show_person(self.person, summaries.get(self._person_id, PersonSummary(self._person_id)))

    def _read_history(self) -> None:
        everyone = self.bar.wish.everyone
        self.bar.person_id = self._person_id
        self.measure.read(0 if everyone else self._person_id)
        name = self.tr("everyone") if everyone or self.person is None else self.person.name
        self.history.view.setAccessibleName(self.tr("History of {name}").format(name=name))
        self.history.read(self.bar.wish.filter(self._person_id, self.desk.now()), narrowed=self.bar.wish.narrows)

    # deeds ----------------------------------------------------------------------------------------------------------

    def _on_person(self, person_id: int) -> None:
        self._person_id = person_id
        self.bar.put(replace(self.bar.wish, everyone=False))
        self._on_wish()

    def _on_wish(self) -> None:
        try:
            self._show_people()
            self._read_history()
        except MicroCoachError as error:
            self.desk.shell.trouble(error, retry=self._on_wish)

    def _clear_filters(self) -> None:
        self.bar.put(Wish(everyone=self.bar.wish.everyone))
        self._on_wish()
        self.history.focus()

    def _open_session(self, session_id: int) -> None:
        """Another try of a chain: what hides it is cleared."""
        if self.bar.wish.narrows and self.history.model.row_of(session_id) is None:
            self._clear_filters()
        self.history.go_to(session_id)
        self.history.focus()

    def _step_person(self, by: int) -> None:
        ids = self.pane.ids()
        if not ids:
            return
        at = ids.index(self._person_id) if self._person_id in ids else 0
        self._on_person(ids[(at + by) % len(ids)])

    def _on_saved(self, person_id: int) -> None:
        self._person_id = person_id or self._person_id
        self.mark_stale()

    def _capture(self) -> None:
        self.desk.shell.quick_capture(Prefill(None if self.bar.wish.everyone else self._person_id))

    def _note_win(self) -> None:
        self.desk.shell.quick_capture(Prefill(person_id=self._person_id, kind=Kind.WIN))

    def export(self) -> None:
        person = None if self.bar.wish.everyone else self.person
        self.team.export(person, self.bar.wish.filter(self._person_id, self.desk.now()) if self._people else None)

    def _export_person(self) -> None:
        self.team.export(self.person)

    def _erase(self) -> None:
        self.team.erase(self.person)

    def _edit_person(self) -> None:
        if self.person is not None:
            self.team.edit_person(self.person)

    def _archive(self) -> None:
        if self.person is not None:
            self.team.turn_archived(self.person)
