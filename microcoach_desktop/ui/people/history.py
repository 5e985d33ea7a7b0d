"""The timeline with its reading: first pages in place, searches in the worker, and what to say when it is empty."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.notes import PAGE, Counts, NotePage, read_counts, read_page
from microcoach_desktop.ui.people.timeline_model import TimelineModel
from microcoach_desktop.ui.people.timeline_view import TimelineView
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.scroll import scrolled

# A session further back than this is not scrolled to: reading up to it would make the window wait.
FARTHEST = 3000
# Room for one card; where the rest of the page leaves less, the page scrolls.
LEAST = QSize(240, 120)


class History(QWidget):
    """`counted` carries "4 of 14", or nothing where all is shown."""

    counted = Signal(str)
    clear_wanted = Signal()
    win_wanted = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._store = desk.coach.store
        self._background = background
        self._narrowed = False
        self.model = TimelineModel(desk, self)
        self.view = TimelineView(desk, self.model)
        self.none = EmptyState(
            desk.kit, "award", self.tr("No sessions yet. Note one win."), self.tr("Note a win"), self.win_wanted.emit
        )
        self.no_match = EmptyState(
            desk.kit, "search", self.tr("No session matches."), self.tr("Clear filters"), self.clear_wanted.emit
        )
        self._stack = QStackedLayout(self)
        # Scrolling lets them be lower than their contents, which are high with large text.
        self._none_area, self._no_match_area = scrolled(self.none), scrolled(self.no_match)
        for widget in (self.view, self._none_area, self._no_match_area):
            self._stack.addWidget(widget)
        self.model.more_wanted.connect(self._read_more)

    @property
    def shown(self) -> QWidget:
        """The timeline, or what stands there instead."""
        areas = {self._none_area: self.none, self._no_match_area: self.no_match}
        current = self._stack.currentWidget()
        return next((state for area, state in areas.items() if area is current), self.view)

    def sizeHint(self) -> QSize:
        return LEAST * self._desk.kit.theme.px(100) / 100

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def read(self, wanted: HistoryFilter, *, narrowed: bool) -> None:
        """Show what matches. The same question again keeps the place and as many rows as were read."""
        same = wanted == self.model.wanted
        limit = max(PAGE, self.model.note_count) if same else PAGE
        self._narrowed = narrowed
        self._background.forget("more")
        if narrowed:
            self._background.run(
                "history",
                partial(_page_and_counts, self._desk, wanted, limit),
                self._show_found,
                partial(self._failed, wanted),
            )
            return
        self._background.forget("history")
        self._show(read_page(self._store, wanted, limit=limit))
        self.counted.emit("")

    def go_to(self, session_id: int) -> None:
        """Select a session, reading as far as it stands."""
        while not self.view.go_to(session_id):
            last = self.model.last_session
            if self.model.complete or last is None or self.model.note_count >= FARTHEST:
                return
            self.model.append(read_page(self._store, self.model.wanted, last))

    def focus(self) -> None:
        shown = self.shown
        target = shown.action if isinstance(shown, EmptyState) else shown
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _read_more(self, after: Session) -> None:
        wanted = self.model.wanted
        if self._narrowed:
            page = partial(read_page, self._store, wanted, after)
            self._background.run("more", page, self.model.append, self._more_failed)
            return
        try:
            self.model.append(read_page(self._store, wanted, after))
        except MicroCoachError as error:
            self._more_failed(error)

    def _more_failed(self, error: MicroCoachError) -> None:
        self.model.fail()
        self._desk.shell.trouble(error)

    def _failed(self, wanted: HistoryFilter, error: MicroCoachError) -> None:
        self._desk.shell.trouble(error, retry=partial(self.read, wanted, narrowed=self._narrowed))

    def _show_found(self, found: tuple[NotePage, Counts]) -> None:
        page, counts = found
        self._show(page)
        self._show_counts(counts)

    def _show_counts(self, counts: Counts) -> None:
        text = self.tr("{found} of {all}").format(found=counts.found, all=counts.all)
        self.counted.emit(text)
        announce(self.view, text)

    def _show(self, page: NotePage) -> None:
        note = self.view.current_note()
        chosen = note.session.id if note is not None else 0
        same, top = page.wanted == self.model.wanted, self.view.verticalScrollBar().value()
        if not same:
            self.model.expanded_id = 0
            self.view.scrollToTop()
        self.model.show_page(page)
        shown = self.view if self.model.rows else self._no_match_area if self._narrowed else self._none_area
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._stack.setCurrentWidget(shown)
        if not self.model.rows:
            return
        if not (same and self.view.go_to(chosen)):
            self.view.step_far(-1)
            self.view.scrollToTop()
        if same:
            self.view.verticalScrollBar().setValue(top)
            self.view.keep_clear()
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _page_and_counts(desk: Desk, wanted: HistoryFilter, limit: int) -> tuple[NotePage, Counts]:
    store = desk.coach.store
    return read_page(store, wanted, limit=limit), read_counts(store, wanted)
