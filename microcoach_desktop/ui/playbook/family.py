"""Where a play comes from and what was made of it, as a small tree."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from microcoach_desktop.domain.playbook import Lineage
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.wording import rate_text, row_sentence, tries_text
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label


class FamilyDialog(QDialog):
    """The play that was asked for is in a heavier weight."""

    def __init__(self, desk: Desk, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Where it comes from"))
        self._desk = desk
        self._uid = uid
        kit = desk.kit
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Worked"), self.tr("Tries")])
        self.tree.setAccessibleName(self.tr("An action and what was adapted from it"))
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        root = desk.coach.playbook.lineage(uid)
        self._add(root, self.tree.invisibleRootItem())
        self.tree.expandAll()
        close = Button(kit, self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, self.tr("Where it comes from"), FontRole.SUBTITLE))
        told = self.tr("Nothing has been adapted from it yet.")
        column.addWidget(Label(kit, self._told(root) or told, color="text2", wrap=True))
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.resize(kit.theme.px(620), kit.theme.px(380))

    def _told(self, root: Lineage) -> str:
        count = _size(root) - 1
        if not count:
            return ""
        return self.tr("1 variant.") if count == 1 else self.tr("{count} variants.").format(count=count)

    def _add(self, node: Lineage, parent: QTreeWidgetItem) -> None:
        formats, entry = self._desk.formats(), node.entry
        words = entry.play.wording.action
        if entry.play.retired_at is not None:
            words = self.tr("{action} (retired)").format(action=words)
        item = QTreeWidgetItem(parent, [words, rate_text(entry.tally, formats), tries_text(entry.tally)])
        item.setToolTip(0, "")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, row_sentence(entry, formats))
        if entry.play.uid == self._uid:
            font = QFont(self._desk.kit.theme.font(FontRole.BODY_STRONG))
            item.setFont(0, font)
            self.tree.setCurrentItem(item)
        for variant in node.variants:
            self._add(variant, item)


def _size(node: Lineage) -> int:
    return 1 + sum(_size(variant) for variant in node.variants)
