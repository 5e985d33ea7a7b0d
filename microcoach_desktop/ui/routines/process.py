"""What a review finds about the work itself: what is open since last time, and what is new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.insights import Behaviour
from microcoach_desktop.domain.process_items import ITEM_BUDGETS, ProcessItem
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.edits import GrowingEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.text import Label, LinkButton

# Width at 100 % below which the four questions stand one below the other.
BESIDE_FROM = 560
MOST_PATTERNS = 3
MOST_NEW = 5


class OpenItems(Card):
    """What earlier reviews of this key task left to do; `finished` carries the id of an item."""

    finished = Signal(int)

    def __init__(self, desk: Desk, items: Sequence[ProcessItem]) -> None:
        super().__init__(desk.kit, padding=16)
        self._desk = desk
        self.body.addWidget(Label(desk.kit, self.tr("Still open from earlier reviews"), FontRole.BODY_STRONG))
        self.show_items(items)

    def show_items(self, items: Sequence[ProcessItem]) -> None:
        """Hidden without any."""
        while (item := self.body.takeAt(1)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for left in items:
            self.body.addWidget(self._row(left))
        self.setVisible(bool(items))

    def _row(self, item: ProcessItem) -> QWidget:
        kit, formats, now = self._desk.kit, self._desk.formats(), self._desk.now()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(kit, item.title, FontRole.BODY_MEDIUM, wrap=True))
        noted = formats.day(item.noted_at.astimezone(now.tzinfo).date(), now)
        about = [text for text in (noted, item.happened if item.happened != item.title else "") if text]
        words.addWidget(Label(kit, ": ".join(about), FontRole.SMALL, "text2", wrap=True))
        row.addWidget(Glyph(kit, "circle-dashed", "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        done = Button(kit, self.tr("Done"), "check", compact=True)
        done.setAutoDefault(False)
        done.setAccessibleName(self.tr("Done: {title}").format(title=item.title))
        done.clicked.connect(lambda: self.finished.emit(item.id))
        row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        return holder


class ProcessFields(QWidget):
    """The four questions of a review, in their order; all of them may stay empty."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._kit = desk.kit
        self._columns = 0
        asked = {
            "planned": self.tr("What was planned"),
            "happened": self.tr("What happened"),
            "reason": self.tr("Why"),
            "next_step": self.tr("Next time"),
        }
        self.edits = {name: GrowingEdit(desk.kit, 1, budget) for name, budget in ITEM_BUDGETS.items()}
        self._fields = {name: Field(desk.kit, asked[name], edit) for name, edit in self.edits.items()}
        for edit in self.edits.values():
            edit.textChanged.connect(self.edited)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(12)
        self._arrange()
        desk.kit.theme.changed.connect(self._arrange)

    @property
    def is_empty(self) -> bool:
        return not any(edit.toPlainText().strip() for edit in self.edits.values())

    def put(self, item: ProcessItem) -> None:
        for name, edit in self.edits.items():
            edit.setPlainText(getattr(item, name))

    def item(self, key_task_id: int | None, occurrence: str | None) -> ProcessItem:
        planned, happened, reason, next_step = (edit.toPlainText().strip() for edit in self.edits.values())
        return ProcessItem(planned, happened, reason, next_step, key_task_id, occurrence)

    def point_at(self, error: InvalidRecord) -> None:
        self._fields[error.field].set_error(error.what_happened)
        self.edits[error.field].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._kit.theme.px(BESIDE_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, field in enumerate(self._fields.values()):
            self._grid.addWidget(field, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))


class ProcessCard(Card):
    """New items about the work. Patterns that came up with several people lead to the insights."""

    edited = Signal()
    insights_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.kit, padding=16)
        self._desk = desk
        kit = desk.kit
        self.body.setSpacing(12)
        self.body.addWidget(Label(kit, self.tr("About the process"), FontRole.BODY_STRONG))
        about = self.tr("What the work itself needs. No names; it belongs to nobody's history.")
        self.body.addWidget(Label(kit, about, FontRole.SMALL, "text2", wrap=True))
        self._patterns = QVBoxLayout()
        self._patterns.setSpacing(2)
        self.body.addLayout(self._patterns)
        self.items: list[ProcessFields] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        self.body.addLayout(self._list)
        self.more = Button(kit, self.tr("Another process item"), "plus", role="ghost", compact=True)
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._add_another)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add()

    def _add_another(self) -> None:
        self.add().edits["happened"].setFocus()

    def add(self) -> ProcessFields:
        fields = ProcessFields(self._desk)
        fields.edited.connect(self.edited)
        if self.items:
            self._list.addWidget(Divider(self._desk.kit))
        self.items.append(fields)
        self._list.addWidget(fields)
        self.more.setVisible(len(self.items) < MOST_NEW)
        return fields

    def written(self) -> list[ProcessFields]:
        return [fields for fields in self.items if not fields.is_empty]

    def show_patterns(self, found: Sequence[Behaviour]) -> None:
        """What the insights see with three or more people."""
        kit = self._desk.kit
        for behaviour in found[:MOST_PATTERNS]:
            words = self.tr("“{label}” came up with {people} people in 28 days: it is about the process.")
            text = words.format(label=behaviour.label, people=len(behaviour.person_ids))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Glyph(kit, "repeat", "opp", 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(kit, text, FontRole.SMALL, wrap=True), 1)
            self._patterns.addLayout(row)
        if found:
            link = LinkButton(kit, self.tr("Open Insights"))
            link.setAutoDefault(False)
            link.clicked.connect(self.insights_wanted)
            self._patterns.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def draft(self) -> Body:
        return {
            f"process {place} {name}": edit.toPlainText()
            for place, fields in enumerate(self.written())
            for name, edit in fields.edits.items()
        }

    def fill(self, body: Body) -> None:
        for place in range(MOST_NEW):
            texts = {name: body.get(f"process {place} {name}", "") for name in ITEM_BUDGETS}
            if any(texts.values()):
                fields = self.items[place] if place < len(self.items) else self.add()
                for name, text in texts.items():
                    fields.edits[name].setPlainText(text)
