"""Playbook files: what goes out, and what one brings in."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.playbook import Arrival, Arriving
from microcoach_desktop.services.bundles import Exported, HeldBack, ImportPreview
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.saving import ask_where
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

KEY = Qt.ItemDataRole.UserRole


def export_plays(desk: Desk, uids: Collection[str], parent: QWidget) -> None:
    """Ask where, write, and say what stayed here and why."""
    try:
        found = desk.coach.bundles.export(uids)
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return
    if found.uids:
        path = ask_where(parent, _tr("Playbook.json"), _tr("Playbook (*.json)"))
        if not path:
            return
        write_plays(desk, found, Path(path))
    else:
        desk.shell.toast(_stayed(found), undo=False)


def write_plays(desk: Desk, found: Exported, path: Path) -> None:
    try:
        desk.coach.bundles.write(found, path)
    except MicroCoachError as error:
        desk.shell.trouble(error, retry=partial(write_plays, desk, found, path))
        return
    count = len(found.uids)
    done = _tr("1 action exported.") if count == 1 else _tr("{count} actions exported.").format(count=count)
    desk.shell.toast(f"{done} {_stayed(found)}".strip(), undo=False)


def import_plays(desk: Desk, parent: QWidget) -> None:
    path, _ = QFileDialog.getOpenFileName(parent, _tr("Import a playbook"), "", _tr("Playbook (*.json);;All files (*)"))
    if path:
        preview_plays(desk, Path(path), parent)


def preview_plays(desk: Desk, path: Path, parent: QWidget | None) -> ImportDialog | None:
    """Show what the file would bring; None (and the reason on the screen) when it is no playbook."""
    try:
        found = desk.coach.bundles.read(path)
    except MicroCoachError as error:
        desk.shell.trouble(error)
        return None
    dialog = ImportDialog(desk, found, parent)
    dialog.open()
    return dialog


class ImportDialog(QDialog):
    """New, changed and conflicting actions are ticked; what is the same needs nothing."""

    def __init__(self, desk: Desk, preview: ImportPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import a playbook"))
        self._desk = desk
        self._preview = preview
        kit = desk.kit
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Actions in the file"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.take = Button(kit, self.tr("Import"), role="primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._merge)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.all = Button(kit, "", role="ghost")
        self.all.clicked.connect(self._tick_all)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Import a playbook"), FontRole.SUBTITLE))
        safe = self.tr("Nothing of yours is lost: where both sides changed an action, both wordings are kept.")
        column.addWidget(Label(kit, safe, color="text2", wrap=True))
        column.addWidget(Label(kit, self._counts(), FontRole.BODY_MEDIUM, wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._fill()
        self.list.itemChanged.connect(self._renew)
        self._renew()
        self.resize(kit.theme.px(620), kit.theme.px(480))

    @property
    def left_out(self) -> list[str]:
        """The uids without a tick."""
        return [str(item.data(KEY)) for item in self._ticks() if item.checkState() is Qt.CheckState.Unchecked]

    def _ticks(self) -> list[QListWidgetItem]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]

    def _tick_all(self) -> None:
        """Or none, where all are ticked: from there a few are soon picked out of many."""
        state = Qt.CheckState.Checked if self.left_out else Qt.CheckState.Unchecked
        with QSignalBlocker(self.list):
            for item in self._ticks():
                item.setCheckState(state)
        # The list drew nothing while its signals were held.
        self.list.viewport().update()
        self._renew()

    def _fill(self) -> None:
        order = (Arrival.CONFLICTING, Arrival.CHANGED, Arrival.NEW, Arrival.SAME)
        for found in (found for arrival in order for found in self._preview.of(arrival)):
            item = QListWidgetItem(self._line(found))
            item.setData(KEY, found.theirs.uid)
            if found.arrival is Arrival.SAME:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setForeground(self._desk.kit.theme.color("text2"))
            else:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)

    def _line(self, found: Arriving) -> str:
        words = {
            Arrival.NEW: self.tr("New"),
            Arrival.SAME: self.tr("Same"),
            Arrival.CHANGED: self.tr("Changed"),
            Arrival.CONFLICTING: self.tr("Worded in two ways"),
        }
        tries = sum(evidence.tally.tried for evidence in found.theirs.evidence)
        worked = sum(evidence.tally.worked for evidence in found.theirs.evidence)
        told = [f"{words[found.arrival]}: {found.theirs.wording.action}"]
        if tries:
            told.append(self.tr("Worked {worked} of {tried} times elsewhere.").format(worked=worked, tried=tries))
        if found.arrival is Arrival.CONFLICTING and found.mine is not None:
            told.append(self.tr("Here it says: {action}").format(action=found.mine.wording.action))
        if found.namesake is not None:
            told.append(self.tr("You have another action with the same words."))
        return "\n".join(told)

    def _counts(self) -> str:
        new, changed = (len(self._preview.of(arrival)) for arrival in (Arrival.NEW, Arrival.CHANGED))
        same, both = (len(self._preview.of(arrival)) for arrival in (Arrival.SAME, Arrival.CONFLICTING))
        return self.tr("{new} new, {changed} changed, {both} worded in two ways, {same} the same.").format(
            new=new, changed=changed, both=both, same=same
        )

    def _renew(self) -> None:
        wanted, left_out = len(self._ticks()), len(self.left_out)
        count = wanted - left_out
        self.all.setText(self.tr("Tick all") if left_out else self.tr("Tick none"))
        self.all.setVisible(wanted > 1)
        self.take.setText(self.tr("Import {count}").format(count=count) if count else self.tr("Import"))
        self.take.setEnabled(count > 0)

    def _merge(self) -> None:
        try:
            count = self._desk.coach.bundles.merge(self._preview, self.left_out)
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=self._merge)
            return
        self.accept()
        one = self.tr("1 action imported.")
        self._desk.shell.toast(one if count == 1 else self.tr("{count} actions imported.").format(count=count))


def _stayed(found: Exported) -> str:
    few = [play for play, why in found.held_back if why is HeldBack.FEW_PEOPLE]
    named = [play for play, why in found.held_back if why is HeldBack.NAMES]
    told = []
    if few:
        told.append(
            _tr("1 stays here: fewer than three people have tried it.")
            if len(few) == 1
            else _tr("{count} stay here: fewer than three people have tried them.").format(count=len(few))
        )
    if named:
        told.append(
            _tr("1 stays here: a name or a personal number is still in it.")
            if len(named) == 1
            else _tr("{count} stay here: a name or a personal number is still in them.").format(count=len(named))
        )
    return " ".join(told)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlaybookSharing", text)


__all__ = ["ImportDialog", "export_plays", "import_plays", "preview_plays", "write_plays"]
