"""A matter of the process, to change and to be done with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.notes import Matter
from microcoach_desktop.ui.routines.process import ProcessFields
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.text import Label, LinkButton

if TYPE_CHECKING:
    from microcoach_desktop.ui.people.matter_deeds import MatterDeeds

SIZE = (640, 380)


class MatterDialog(QDialog):
    """Stays open with all that was typed when saving fails."""

    def __init__(self, desk: Desk, matter: Matter, deeds: MatterDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Process item"))
        self._desk = desk
        self._matter = matter
        self._deeds = deeds
        self.banner = Banner(desk.kit)
        self.fields = ProcessFields(desk)
        self.fields.put(matter.item)
        self.done_box = QCheckBox(self.tr("Done"))
        self.done_box.setChecked(matter.item.done_at is not None)
        self.review = LinkButton(desk.kit, deeds.review_words(matter))
        self.review.setAutoDefault(False)
        self.review.setVisible(bool(matter.task_name))
        self.review.clicked.connect(self._go_to_review)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self._build()
        self.fields.edits["happened"].setFocus()

    def save(self) -> None:
        if self._saved():
            self.accept()

    # ----------------------------------------------------------------------------------------------------------------

    def _typed(self) -> ProcessItem:
        before = self._matter.item
        texts = {name: edit.toPlainText().strip() for name, edit in self.fields.edits.items()}
        done_at = (before.done_at or self._desk.now()) if self.done_box.isChecked() else None
        return replace(before, **texts, done_at=done_at)  # type: ignore[arg-type]

    def _saved(self) -> bool:
        """Whether what stands here is stored; what is wrong is said where it is."""
        typed = self._typed()
        if typed == self._matter.item:
            return True
        try:
            self._desk.coach.routines.edit_process_item(typed)
        except InvalidRecord as error:
            self.fields.point_at(error)
            return False
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return False
        self._desk.shell.toast(self.tr("Process item saved."))
        return True

    def _go_to_review(self) -> None:
        """What was typed is saved first, so that the review shows it."""
        if self._saved():
            self.accept()
            self._deeds.open_review(self._matter)

    def _build(self) -> None:
        kit, formats, now = self._desk.kit, self._desk.formats(), self._desk.now()
        day = formats.day(self._matter.item.noted_at.astimezone(now.tzinfo).date(), now)
        about = self.tr("Noted {day}. No names; it belongs to nobody's history.").format(day=day)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 18, 20, 14)
        rows.setSpacing(12)
        rows.addWidget(self.banner)
        rows.addWidget(Label(kit, self._matter.task_name or self.tr("About the process"), FontRole.SUBTITLE, wrap=True))
        rows.addWidget(Label(kit, about, FontRole.SMALL, "text2", wrap=True))
        rows.addWidget(self.fields)
        rows.addWidget(self.done_box)
        rows.addWidget(self.review, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        save = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+Enter")
        save.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(10)
        foot.addStretch(1)
        for button in (cancel, save):
            button.setAutoDefault(False)
            foot.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(inner), 1)
        outer.addWidget(Divider(kit))
        outer.addLayout(foot)
        self.resize(kit.theme.px(SIZE[0]), min(kit.theme.px(SIZE[1]), 640))
