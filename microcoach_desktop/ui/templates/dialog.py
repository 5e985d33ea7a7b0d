"""The templates: the manager's own to change and order, the others to look at and to duplicate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListView, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.templates import Part, Template
from microcoach_desktop.services.exchange.files import with_ending
from microcoach_desktop.services.templates import built_in
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.templates.editor import TemplateEditor
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label

FILES = "MicroCoach (*.toml)"
BEGINNING = (Part.OPENER, Part.WENT_WELL, Part.IMPACT, Part.ACTION, Part.FOLLOW_UP)


class TemplatesDialog(QDialog):
    """What is changed is saved when another one is chosen, when the window closes, and by Save."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Templates"))
        self._desk = desk
        self._shelf = desk.coach.templates
        self._templates: list[Template] = []
        self._unsaved = False
        kit = desk.kit
        self.list = QListView()
        self._names = QStringListModel(self)
        self.list.setModel(self._names)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(kit.theme.px(120))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.editor = TemplateEditor(desk)
        self.editor.edited.connect(self._edited)
        self._about = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self.save_button = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+↵")
        self.save_button.setShortcut("Ctrl+Return")
        self.save_button.clicked.connect(self.save)
        self._lay_out()
        self.reload()

    def reload(self, key: str = "") -> None:
        """Read again, and choose the one of that key, else the first."""
        own = self._shelf.own()
        self._templates = [*own, *built_in()]
        self._unsaved = False
        chooser = self.list.selectionModel()
        chooser.blockSignals(True)
        self._names.setStringList([template.name for template in self._templates])
        place = next((at for at, template in enumerate(self._templates) if template.key == key), 0)
        clear_and_select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        chooser.setCurrentIndex(self._names.index(place), clear_and_select)
        chooser.blockSignals(False)
        self._show()

    @property
    def current(self) -> Template:
        return self._templates[max(0, self.list.currentIndex().row())]

    def save(self) -> bool:
        """False (and the reason on the screen) when what was typed cannot be saved."""
        if not self._unsaved:
            return True
        problem = self.editor.follow_up.problem()
        if problem:
            self.editor.refuse("follow_up", problem)
            return False
        try:
            saved = self._shelf.save(self.editor.entered())
        except InvalidRecord as error:
            self.editor.refuse(error.field, f"{error.what_happened} {error.what_to_do}".strip())
            return False
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self.save_button.click)
            return False
        self.reload(saved.key)
        self._desk.shell.toast(self.tr("Template saved."))
        return True

    def add(self) -> None:
        self._add(Template(self._free_name(self.tr("New template")), parts=BEGINNING))
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def duplicate(self) -> None:
        if self.save():
            self._add(replace(self.current, name=self._free_name(self.current.name), key=""))

    def remove(self) -> None:
        template = self.current
        self._unsaved = False
        if self._do(lambda: self._shelf.remove(template.key), self.tr("Template removed.")):
            self.reload()

    def move_current(self, step: int) -> None:
        key = self.current.key
        if self.save() and self._do(lambda: self._shelf.move(key, step), ""):
            self.reload(key)

    def export_to(self, path: Path) -> None:
        if self.save():
            self._do(lambda: self._shelf.export(self.current.key, path), self.tr("Template written to a file."))

    def import_from(self, path: Path) -> None:
        if not self.save():
            return
        try:
            added = self._shelf.import_file(path)
        except MicroCoachError as error:
            self._about.setText(f"{error.what_happened} {error.what_to_do}".strip())
            self._about.set_color("danger")
            self._about.show()
            return
        self.reload(added.key)
        self._desk.shell.toast(self.tr("Template added."))

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.save())

    def reject(self) -> None:
        if self.save():
            super().reject()

    # ----------------------------------------------------------------------------------------------------------------

    def _add(self, template: Template) -> None:
        if not self.save():
            return
        try:
            key = self._shelf.save(template).key
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        self.reload(key)

    def _free_name(self, name: str) -> str:
        taken = {template.name.casefold() for template in self._templates}
        names = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
        return next(free for free in names if free.casefold() not in taken)

    def _do(self, deed: Callable[[], object], done: str) -> bool:
        try:
            deed()
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return False
        if done:
            self._desk.shell.toast(done)
        return True

    def _edited(self) -> None:
        self._unsaved = True

    def _chosen(self) -> None:
        # The row has changed already: what was typed belongs to the one before.
        wanted = self.current.key
        if self._unsaved:
            if not self.save():
                return
            self.reload(wanted)
        self._show()

    def _show(self) -> None:
        own = self.current not in built_in()
        self.editor.show_template(self.current, own=own)
        self._about.setText("" if own else self.tr("Comes with the program. Duplicate it to change it."))
        self._about.set_color("text2")
        self._about.setVisible(not own)
        place, count = self.list.currentIndex().row(), len(self._templates) - len(built_in())
        self.up.setEnabled(own and place > 0)
        self.down.setEnabled(own and place < count - 1)
        self.remove_button.setEnabled(own)
        self.save_button.setEnabled(own)

    def _lay_out(self) -> None:
        kit = self._desk.kit
        self.up = IconButton(kit, "chevron-up", self.tr("Move up"), role="secondary")
        self.down = IconButton(kit, "chevron-down", self.tr("Move down"), role="secondary")
        self.remove_button = IconButton(kit, "trash-2", self.tr("Remove"), role="secondary")
        new = IconButton(kit, "plus", self.tr("New template"), role="secondary")
        double = IconButton(kit, "copy-plus", self.tr("Duplicate"), role="secondary")
        bring, write = Button(kit, self.tr("Import…"), icon="download"), Button(kit, self.tr("Export…"), icon="upload")
        deeds: list[tuple[Button | IconButton, Callable[[], None]]] = [
            (new, self.add), (double, self.duplicate), (self.up, lambda: self.move_current(-1)),
            (self.down, lambda: self.move_current(1)), (self.remove_button, self.remove),
            (bring, self._choose_import), (write, self._choose_export),
        ]  # fmt: skip
        tools = QWidget()
        flow = FlowLayout(tools, 6)
        for button, deed in deeds:
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, deed=deed: deed())
            flow.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(tools)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.editor)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._about)
        right.addWidget(area, 1)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left, 2)
        columns.addLayout(right, 5)
        close = Button(kit, self.tr("Close"))
        close.clicked.connect(self.reject)
        footer = QHBoxLayout()
        footer.addStretch(1)
        footer.addWidget(close)
        footer.addWidget(self.save_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 16)
        rows.setSpacing(14)
        rows.addWidget(Label(kit, self.tr("Templates"), FontRole.SUBTITLE))
        rows.addLayout(columns, 1)
        rows.addLayout(footer)
        room = self.screen().availableGeometry()
        self.resize(min(kit.theme.px(860), room.width() - 40), min(kit.theme.px(660), room.height() - 40))

    def _choose_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import a template"), filter=FILES)
        if path:
            self.import_from(Path(path))

    def _choose_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), f"{self.current.name}.toml", FILES)
        if path:
            self.export_to(with_ending(path, "toml"))
