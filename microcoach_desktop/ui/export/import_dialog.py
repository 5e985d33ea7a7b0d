"""Import a file with all records: what it would bring, then a copy of what is here, then all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.exchange import Import, Side
from microcoach_desktop.services.exchange.importing import preview, take
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.long_task import LongTask, was_stopped
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card
from microcoach_desktop.ui.widgets.text import Label


class ImportDialog(QDialog):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import records"))
        self._desk = desk
        self._found: Import | None = None
        kit = desk.kit
        self.banner = Banner(kit)
        self.status = Label(kit, self.tr("A JSON file that MicroCoach has exported."), color="text2", wrap=True)
        self.card = Card(kit, padding=16)
        self.card.hide()
        self.differing = Label(kit, self.tr("Where a record differs"))
        self.side = QComboBox()
        self.side.addItem(self.tr("Keep what is here"), Side.HERE)
        self.side.addItem(self.tr("Take the file's"), Side.FILE)
        self.side.setAccessibleName(self.differing.text())
        self.differing.setBuddy(self.side)
        self.task = LongTask(kit, desk.coach.store)
        self.choose = Button(kit, self.tr("Choose a file…"), "file")
        self.cancel = Button(kit, self.tr("Cancel"))
        self.go = Button(kit, self.tr("Import"), role="primary")
        self.go.setEnabled(False)
        self._lay_out()
        self._show_choice(visible=False)
        self.choose.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.take)

    def read(self, path: Path) -> None:
        self._found = None
        self.banner.hide_message()
        self.go.setEnabled(False)
        store = self._desk.coach.store
        self.task.run(self.tr("Reading"), lambda progress: preview(store, path, progress), self._show, self._failed)

    def take(self) -> None:
        """Import what is shown; the dialog stays when that fails."""
        found, store, side = self._found, self._desk.coach.store, self.side.currentData()
        if found is None:
            return
        self.go.setEnabled(False)
        self.task.run(self.tr("Importing"), lambda _progress: take(store, found, side), self._done, self._failed)

    def done(self, result: int) -> None:
        self.task.close_down()
        super().done(result)

    def _choose(self) -> None:
        title, kinds = self.tr("Choose a file"), self.tr("MicroCoach records (*.json);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if name:
            self.read(Path(name))

    def _show(self, found: Import) -> None:
        self._found = found
        total = found.total
        self._show_choice(visible=bool(total.changed) and not found.empty)
        said = self.tr("Nothing is here yet: everything in the file is added.") if found.empty else self._told()
        if not total.new and not total.changed:
            said = self.tr("Everything in the file is already here.")
        self.status.setText(said)
        self._fill(found)
        self.card.show()
        self.go.setEnabled(bool(total.new or total.changed))
        (self.go if self.go.isEnabled() else self.cancel).setFocus()
        announce(self, said)

    def _told(self) -> str:
        return self.tr("A backup is made first. Earlier steps can no longer be undone afterwards.")

    def _failed(self, error: MicroCoachError) -> None:
        self.go.setEnabled(self._found is not None)
        if not was_stopped(error):
            self.banner.show_message(error.sentence, "danger")

    def _done(self, _made: Path | None) -> None:
        found = self._found
        changed = 0 if found is None or self.side.currentData() is Side.HERE else found.total.changed
        count = 0 if found is None else found.total.new + changed
        said = self.tr("1 record imported.") if count == 1 else self.tr("{count} records imported.")
        self._desk.shell.toast(said.format(count=count), undo=False)
        self.accept()

    def _fill(self, found: Import) -> None:
        """A line for each kind of record: new, the same, different."""
        kit, locale = self._desk.kit, self._desk.formats().locale
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for column, head in enumerate(("", self.tr("New"), self.tr("Same"), self.tr("Different"))):
            self._put(Label(kit, head, FontRole.SMALL, "text2"), 0, column)
        names = self._names()
        rows = [(names[table], counts) for table, counts in found.counts.items() if table in names]
        for line, (name, counts) in enumerate(rows, 1):
            self._put(Label(kit, name), line, 0)
            for column, number in enumerate((counts.new, counts.same, counts.changed), 1):
                label = Label(kit, locale.toString(number), color="text" if number else "text3")
                label.set_tabular()
                self._put(label, line, column)

    def _put(self, label: Label, line: int, column: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, line, column, side)

    def _names(self) -> dict[str, str]:
        """What the manager knows; the memory of the reminders comes along unnamed."""
        return {
            "person": self.tr("People"),
            "session": self.tr("Sessions"),
            "check_in": self.tr("Check-ins"),
            "key_task": self.tr("Key tasks"),
            "metric": self.tr("Metrics"),
            "reading": self.tr("Readings"),
            "play": self.tr("Playbook actions"),
            "period": self.tr("Time off and milestones"),
            "template": self.tr("Templates"),
            "reminder": self.tr("Reminders"),
        }

    def _show_choice(self, *, visible: bool) -> None:
        self.differing.setVisible(visible)
        self.side.setVisible(visible)

    def _lay_out(self) -> None:
        kit = self._desk.kit
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.card.body.addLayout(self._grid)
        choice = QHBoxLayout()
        choice.addWidget(self.differing)
        choice.addWidget(self.side)
        choice.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.choose)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Import records"), FontRole.SUBTITLE))
        for widget in (self.banner, self.status, self.card):
            column.addWidget(widget)
        column.addLayout(choice)
        column.addWidget(self.task)
        column.addStretch(1)
        column.addLayout(foot)
        self.resize(kit.theme.px(520), kit.theme.px(300))
