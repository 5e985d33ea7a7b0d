"""Import a calendar: a file, its events, what each becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.calendar_tasks import Candidate
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.services.calendars.importing import CalendarImport, Choice, Preview
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.calendar_import.details import Details, suggested
from microcoach_desktop.ui.calendar_import.drops import calendar_in
from microcoach_desktop.ui.calendar_import.model import EventsModel, Row
from microcoach_desktop.ui.calendar_import.start import DropArea, Waiting
from microcoach_desktop.ui.calendar_import.table import EventsTable
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label, LinkButton

LOOK_EVERY_MS = 100


class Reading:
    """What the worker and the window share while a file is read: plain values, so that neither waits for the other."""

    def __init__(self) -> None:
        self.done = 0.0
        self.stopped = False

    def progress(self, done: float) -> bool:
        self.done = done
        return not self.stopped


class CalendarImportDialog(QDialog):
    def __init__(self, desk: Desk, path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import a calendar"))
        self.setAcceptDrops(True)
        self._desk = desk
        self._importing = CalendarImport(desk.coach)
        self._background = Background(desk.coach.store, self)
        self._reading = Reading()
        self._path: Path | None = None
        self._team = desk.coach.store.people.all()
        self.banner = Banner(desk.kit)
        self.area = DropArea(desk.kit)
        self.area.choose_wanted.connect(self.choose)
        self.waiting = Waiting(desk.kit)
        self.waiting.stop_wanted.connect(self._stop)
        self.model = EventsModel(desk, self)
        self.model.picked_changed.connect(self._count)
        self.details = Details(desk, self._team)
        self.details.edited.connect(self._show_edit)
        self.watch = QCheckBox(self.tr("Keep up with this file when it changes"))
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._show_progress)
        self._lay_out()
        self._count()
        if path is not None:
            self.read(path)

    def choose(self) -> None:
        title, kinds = self.tr("Choose a calendar"), self.tr("Calendars (*.ics *.ical *.ifb *.vcs);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        self._reading.stopped = True
        self._reading, self._path = Reading(), path
        self.banner.hide_message()
        self.waiting.begin(path.name)
        self._stack.setCurrentWidget(self.waiting)
        self._look.start()
        reading = self._reading
        self._background.run(
            "read", lambda: self._importing.preview(path, reading.progress), self._show_events, self._show_trouble
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if calendar_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = calendar_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    def done(self, result: int) -> None:
        self._reading.stopped = True
        self._look.stop()
        self._background.close()
        super().done(result)

    def take(self) -> None:
        """Import the picked events; the dialog stays when that fails."""
        try:
            imported = self._importing.take(Choice(row.candidate.event, row.like) for row in self.model.picked)
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.take)])
            return
        self._remember()
        count = len(imported.added) + len(imported.updated)
        said = self.tr("1 key task imported.") if count == 1 else self.tr("{count} key tasks imported.")
        self._desk.shell.toast(said.format(count=count), undo=bool(count))
        self.accept()

    def _remember(self) -> None:
        settings = self._desk.settings()
        watched = str(self._path) if self.watch.isChecked() and self._path is not None else ""
        if watched or settings.watched_calendar == str(self._path):
            self._desk.change_settings(replace(settings, watched_calendar=watched))

    def _stop(self) -> None:
        self._reading.stopped = True
        self._background.forget("read")
        self._look.stop()
        self._stack.setCurrentWidget(self.area)
        self.area.choose.setFocus()

    def _show_progress(self) -> None:
        self.waiting.bar.setValue(round(self._reading.done * 100))

    def _show_trouble(self, error: MicroCoachError) -> None:
        self._look.stop()
        self._stack.setCurrentWidget(self.area)
        self.banner.show_message(error.sentence, "danger")

    def _show_events(self, preview: Preview) -> None:
        self._look.stop()
        rows = [self._row(candidate) for candidate in preview.candidates.found]
        self.model.replace_rows(rows)
        self._stack.setCurrentWidget(self._events)
        self.watch.setChecked(self._desk.settings().watched_calendar == str(self._path))
        self._left_out.setText(" ".join(preview.left_out))
        self._left_out.setVisible(bool(preview.left_out))
        if not rows:
            self.banner.show_message(self.tr("No event of this calendar has an end that lies ahead."), "info")
        else:
            self.table.setCurrentIndex(self._shown.index(0, 0))
            self.table.setFocus()
        announce(self, self._summary.text())

    def _row(self, candidate: Candidate) -> Row:
        if candidate.known is not None:
            return Row(candidate, candidate.known, candidate.known.removed_at is None)
        template = KeyTask("", candidate.event.start, "UTC", grace_minutes=self._desk.settings().grace_minutes)
        title = candidate.event.title or self.tr("Event")
        return Row(candidate, suggested(title, template, self._team), candidate.event.recurring)

    def _show_current(self) -> None:
        index = self._shown.mapToSource(self.table.currentIndex())
        self.details.show_row(self.model.rows[index.row()] if index.isValid() else None)

    def _show_edit(self) -> None:
        self.model.show_row(self._shown.mapToSource(self.table.currentIndex()).row())
        self._count()

    def _count(self) -> None:
        picked, all_rows = len(self.model.picked), len(self.model.rows)
        said = self.tr("{picked} of {all} events picked").format(picked=picked, all=all_rows)
        self._summary.setText(said if all_rows else "")
        label = self.tr("Import")
        if picked:
            label = self.tr("Import 1 event") if picked == 1 else self.tr("Import {n} events").format(n=picked)
        self.go.setText(label)
        self.go.setEnabled(picked > 0 and all(row.like.name for row in self.model.picked))

    def _pick_shown(self, *, picked: bool) -> None:
        shown = range(self._shown.rowCount())
        self.model.pick([self._shown.mapToSource(self._shown.index(n, 0)).row() for n in shown], picked=picked)

    def _pick_all(self) -> None:
        self._pick_shown(picked=True)

    def _pick_none(self) -> None:
        self._pick_shown(picked=False)

    def _lay_out(self) -> None:
        kit = self._desk.kit
        self._stack = QStackedWidget()
        self._events = self._build_events()
        for widget in (self.area, self.waiting, self._events):
            self._stack.addWidget(widget)
        self._summary = Label(kit, "", color="text2", wrap=True)
        self.go = self._button(self.tr("Import"), self.take, "primary")
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        foot.addWidget(self._button(self.tr("Cancel"), self.reject))
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Import a calendar"), FontRole.SUBTITLE))
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        height = self.screen().availableGeometry().height() - 60
        self.resize(kit.theme.px(760), min(kit.theme.px(640), height))

    def _build_events(self) -> QWidget:
        kit = self._desk.kit
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = LineEdit(kit, 80)
        self.search.setPlaceholderText(self.tr("Find an event"))
        self.search.setAccessibleName(self.tr("Find an event"))
        self.search.textChanged.connect(self._shown.setFilterFixedString)
        self.table = EventsTable(kit, self._shown)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        for text, act in ((self.tr("Pick all"), self._pick_all), (self.tr("Pick none"), self._pick_none)):
            link = LinkButton(kit, text)
            link.setAutoDefault(False)
            link.clicked.connect(act)
            top.addWidget(link)
        self._left_out = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._left_out)
        column.addWidget(self.details)
        column.addWidget(self.watch)
        return scrolled(page)

    def _button(self, text: str, act: Callable[[], object], role: str = "secondary") -> Button:
        button = Button(self._desk.kit, text, role=role)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button
