"""The rows of a timeline: month headings and notes, grown page by page, below what is about the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.matter_card import matter_sentence
from microcoach_desktop.ui.people.notes import Matter, Note, NotePage
from microcoach_desktop.ui.people.timeline_chains import Strand, strands
from microcoach_desktop.ui.widgets.column import ColumnModel, Index


@dataclass(slots=True)
class Month:
    """`count` is of the rows read so far: the number of its sessions only when `whole`."""

    first: date
    count: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ProcessHead:
    """Stands above the matters of the process, which stand above the notes."""

    count: int


Row = Month | ProcessHead | Note | Matter


class TimelineModel(ColumnModel[Row]):
    """`notes_from` is the row of the first month.

    `more_wanted` asks for the page after a session; `show` and `append` take the answers.
    """

    more_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.notes_from = 0
        self.strands: list[Strand] = []
        self.wanted = HistoryFilter()
        self.complete = True
        self.expanded_id = 0
        self._asked = False

    def show_page(self, page: NotePage) -> None:
        self.beginResetModel()
        self.rows = [ProcessHead(len(page.matters)), *page.matters] if page.matters else []
        self.notes_from = len(self.rows)
        self.wanted = page.wanted
        self.complete = page.complete
        self._asked = False
        self._extend(self._grouped(page.notes))
        self.endResetModel()

    def append(self, page: NotePage) -> None:
        """Pages that answer another question, or the same one twice, are dropped."""
        last = self.last_session
        if page.wanted != self.wanted or page.after is None or last is None or page.after.id != last.id:
            return
        self._asked = False
        self.complete = page.complete
        month = max(number for number, row in enumerate(self.rows) if isinstance(row, Month))
        fresh = self._grouped(page.notes)
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(fresh) - 1)
            self._extend(fresh)
            self.endInsertRows()
        else:
            self._extend(())
        self.dataChanged.emit(self.index(month, 0), self.index(month, 0))

    def fail(self) -> None:
        """The page that was asked for does not come; scrolling asks again."""
        self._asked = False

    def expand(self, session_id: int) -> None:
        """One note shows all of its fields; 0 folds it."""
        before, self.expanded_id = self.expanded_id, session_id
        for changed in {before, session_id} - {0}:
            row = self.row_of(changed)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    @property
    def last_session(self) -> Session | None:
        last = self.rows[-1] if self.rows else None
        return last.session if isinstance(last, Note) else None

    @property
    def note_count(self) -> int:
        return sum(isinstance(row, Note) for row in self.rows)

    def note(self, index: Index) -> Note | None:
        return self.row_at(index, Note)

    def matter(self, index: Index) -> Matter | None:
        return self.row_at(index, Matter)

    def row_of(self, session_id: int) -> int | None:
        found = (n for n, row in enumerate(self.rows) if isinstance(row, Note) and row.session.id == session_id)
        return next(found, None)

    # Qt -------------------------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        formats = self._desk.formats()
        if isinstance(row, Month):
            count = f", {wording.count_words(row.count)}" if row.whole else ""
            return f"{formats.month(row.first)}{count}"
        if isinstance(row, ProcessHead):
            return f"{wording.process_word()}, {wording.count_matters(row.count)}"
        if isinstance(row, Matter):
            return matter_sentence(row, formats, self._desk.now())
        expanded = row.session.id == self.expanded_id
        return wording.note_sentence(row, formats, self._desk.now(), expanded=expanded, query=self.wanted.text)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Month | ProcessHead):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.complete and not self._asked and bool(self.rows)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self.last_session)

    # ----------------------------------------------------------------------------------------------------------------

    def _extend(self, rows: Sequence[Row]) -> None:
        month = next((row for row in reversed(self.rows) if isinstance(row, Month)), None)
        for row in rows:
            if isinstance(row, Month):
                if month is not None:
                    month.whole = True
                month = row
            elif month is not None:
                month.count += 1
            self.rows.append(row)
        if self.complete and month is not None:
            month.whole = True
        self.strands = strands(self.rows, complete=self.complete)

    def _grouped(self, notes: Sequence[Note]) -> list[Row]:
        """The notes with a heading before each that begins a month."""
        zone = self._desk.formats().zone
        before = self.last_session
        current = _month(before, zone) if before is not None else None
        rows: list[Row] = []
        for note in notes:
            month = _month(note.session, zone)
            if month != current:
                rows.append(Month(month))
                current = month
            rows.append(note)
        return rows


def _month(session: Session, zone: ZoneInfo) -> date:
    return session.captured_at.astimezone(zone).date().replace(day=1)
