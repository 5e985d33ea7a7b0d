"""Export: what, as which file, for whom; first as it will be, then saved, printed or copied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.exchange import Dossier, Progress, Wanted, dossier
from microcoach_desktop.services.exchange.files import save, suggested_name, with_ending
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export import printing, words
from microcoach_desktop.ui.export.layout_bar import LayoutBar
from microcoach_desktop.ui.export.long_task import LongTask, was_stopped
from microcoach_desktop.ui.export.preview import Preview
from microcoach_desktop.ui.export.writing import PREVIEWED, Format, Writer
from microcoach_desktop.ui.printing import PaperPreview
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Scope:
    """`person` where the notes are of one alone: only then is there a version to share."""

    name: str
    filter: HistoryFilter
    person: Person | None = None


class ExportDialog(QDialog):
    saved = Signal(str)

    def __init__(
        self, desk: Desk, scopes: list[Scope], kind: Format = Format.PDF, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._desk = desk
        self._made: Dossier | None = None
        self._scopes = scopes
        kit = desk.kit
        self.banner = Banner(kit)
        self.task = LongTask(kit, desk.coach.store)
        self.scope = QComboBox()
        self.scope.addItems([scope.name for scope in scopes])
        self.kind = SegmentedControl(
            kit,
            [
                Segment(Format.PDF.value, self.tr("PDF")),
                Segment(Format.MARKDOWN.value, self.tr("Markdown")),
                Segment(Format.CSV.value, self.tr("CSV")),
                Segment(Format.JSON.value, self.tr("JSON")),
            ],
        )
        self.kind.set_value(kind.value)
        self.kind.setAccessibleName(self.tr("Format"))
        self.share = QCheckBox()
        self.share_note = Label(
            kit,
            self.tr("Leaves out private notes, sensitive notes and other people's names."),
            FontRole.SMALL,
            "text2",
            wrap=True,
        )
        self.status = Label(kit, "", color="text2", wrap=True)
        self.preview = Preview(kit)
        self.paper = PaperPreview(self.print_on, self)
        self.copy = self._button(self.tr("Copy"), "copy")
        self.print_button = self._button(self.tr("Print…"), "file")
        self.cancel = self._button(self.tr("Close"))
        self.save = self._button(self.tr("Save…"), role="primary")
        self._lay_out()
        self.scope.activated.connect(self._read)
        self.share.toggled.connect(self._read)
        self.kind.changed.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.print_button.clicked.connect(self.paper.preview)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_and_save)
        self._read()

    @property
    def format(self) -> Format:
        return Format(self.kind.value)

    def save_to(self, path: Path) -> None:
        """Write what is chosen; the dialog stays when that fails."""
        made = self._made
        if made is None:
            return
        writer, kind = self._writer(), self.format
        self._offer(ready=False)

        def work(progress: Progress) -> None:
            save(path, writer.file(made, kind, progress))

        self.task.run(self.tr("Saving"), work, partial(self._saved, path), partial(self._failed, path))

    def print_on(self, printer: QPrinter) -> None:
        """In the window's thread, where printers are; a long record has a bar, and can be stopped."""
        if self._made is None:
            return
        html = self._writer().html(self._made)
        try:
            printer.setResolution(printing.resolution_for(html))
        except InvalidRecord as error:
            self.banner.show_message(error.sentence, "danger")
            self._stop_printing(printer)
            return
        bar = LayoutBar(self)
        whole = printing.paint(html, words.title_of(self._made), self._font(), printer, bar.progress)
        bar.close()
        bar.deleteLater()
        if not whole:
            self._stop_printing(printer)

    def _stop_printing(self, printer: QPrinter) -> None:
        printer.abort()
        self.paper.close()

    def done(self, result: int) -> None:
        self.task.close_down()
        super().done(result)

    # reading --------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        scope = self._scopes[self.scope.currentIndex()]
        self._show_share(scope)
        self.banner.hide_message()
        self._made = None
        self._offer(ready=False)
        wanted = Wanted(scope.filter, to_share=scope.person is not None and self.share.isChecked())
        store, now = self._desk.coach.store, self._desk.now()
        self.task.run(
            self.tr("Reading the notes"),
            lambda progress: dossier(store, wanted, now, progress),
            self._show_made,
            self._not_read,
        )

    def _show_made(self, made: Dossier) -> None:
        self._made = made
        self._offer(ready=True)
        self._show()

    def _show(self) -> None:
        made = self._made
        if made is None:
            return
        writer, kind = self._writer(), self.format
        if kind is Format.PDF:
            self.preview.show_pages(writer.html(made, PREVIEWED), self._font())
        else:
            self.preview.show_text(writer.preview(made, kind))
        said = words.counted(made)
        if len(made.entries) > PREVIEWED:
            said += " " + self.tr("Below are the first {count}.").format(count=PREVIEWED)
        if kind is Format.JSON and writer.whole:
            said = self.tr("All records: people, notes, key tasks, metrics, playbook actions and reminders.")
        self.status.setText(said)

    def _not_read(self, error: MicroCoachError) -> None:
        if not was_stopped(error):
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self._read)])

    def _show_share(self, scope: Scope) -> None:
        self.share.setVisible(scope.person is not None)
        self.share_note.setVisible(scope.person is not None)
        if scope.person is not None:
            text = self.tr("Version to share with {name}").format(name=scope.person.first_name)
            # In a check box an ampersand would mark a key.
            self.share.setText(text.replace("&", "&&"))
            self.share.setAccessibleName(text)

    # deeds ----------------------------------------------------------------------------------------------------------

    def _ask_and_save(self) -> None:
        if self._made is None:
            return
        ending = self.format.value
        about = words.title_of(self._made) if self._made.person else "MicroCoach"
        name = suggested_name(about, self._desk.now().date(), ending)
        kinds = f"{ending.upper()} (*.{ending})"
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as"), str(Path.home() / name), kinds)
        if chosen:
            self.save_to(with_ending(chosen, ending))

    def _saved(self, path: Path, _nothing: None) -> None:
        self._desk.shell.toast(self.tr("Saved as {file}.").format(file=path.name), undo=False)
        self.saved.emit(str(path))
        self.accept()

    def _failed(self, path: Path, error: MicroCoachError) -> None:
        self._offer(ready=True)
        if not was_stopped(error):
            again = (self.tr("Try again"), partial(self.save_to, path))
            self.banner.show_message(error.sentence, "danger", [again])

    def _copy(self) -> None:
        made = self._made
        if made is None:
            return
        writer = self._writer()
        kind = Format.MARKDOWN if self.format is Format.PDF else self.format
        self._offer(ready=False)
        self.task.run(
            self.tr("Copying"), lambda progress: writer.file(made, kind, progress), self._copied, self._not_copied
        )

    def _copied(self, content: bytes) -> None:
        self._offer(ready=True)
        QGuiApplication.clipboard().setText(content.decode("utf-8-sig"))
        if self._made is not None:
            said = self.tr("Copied {count}").format(count=words.counted(self._made))
            self._desk.shell.toast(said, undo=False)

    def _not_copied(self, error: MicroCoachError) -> None:
        self._offer(ready=True)
        if not was_stopped(error):
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self._copy)])

    # building -------------------------------------------------------------------------------------------------------

    def _writer(self) -> Writer:
        whole = self._scopes[self.scope.currentIndex()].filter == HistoryFilter()
        return Writer(self._desk.coach.store, self._desk.formats(), self._font(), whole)

    def _font(self) -> QFont:
        return self._desk.kit.theme.font(FontRole.BODY)

    def _offer(self, *, ready: bool) -> None:
        for button in (self.copy, self.print_button, self.save):
            button.setEnabled(ready)

    def _button(self, text: str, icon: str | None = None, role: str = "secondary") -> Button:
        button = Button(self._desk.kit, text, icon, role)
        button.setAutoDefault(role == "primary")
        return button

    def _lay_out(self) -> None:
        kit = self._desk.kit
        choices = QWidget()
        flow = FlowLayout(choices, spacing=12)
        about = Label(kit, self.tr("Notes"))
        about.setBuddy(self.scope)
        self.scope.setAccessibleName(self.tr("Notes"))
        for part in (about, self.scope, self.kind):
            flow.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(kit, self.tr("Export"), FontRole.SUBTITLE))
        for widget in (self.banner, choices, self.share, self.share_note, self.status):
            column.addWidget(widget)
        column.addWidget(self.preview, 1)
        column.addWidget(self.task)
        column.addLayout(foot)
        room = self.screen().availableGeometry().height() - 60
        self.resize(kit.theme.px(680), min(kit.theme.px(680), room))
