"""Whose follow-ups and which: a small window under the filter button that acts at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.domain.people import Person, match_rank
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.calendar.items import CalendarFilter
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label

ID = Qt.ItemDataRole.UserRole
SEARCH_FROM = 7
EVERY = "every"
SHORTEST_CONTEXT = 12


class FilterPanel(QDialog):
    """`narrowed` carries the new CalendarFilter."""

    narrowed = Signal(object)

    def __init__(
        self, kit: Kit, people: list[Person], contexts: list[str], wanted: CalendarFilter, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._people = people
        self._filter = wanted
        self.setWindowTitle(self.tr("Show"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = LineEdit(kit, 120, icon="search")
        self.search.setPlaceholderText(self.tr("Ana"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.search.textChanged.connect(self._list)
        self.search.setVisible(len(people) >= SEARCH_FROM)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("People"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._take_person)
        self.list.itemActivated.connect(self._take_person)
        self.list.setFixedHeight(kit.theme.px(34) * min(7, len(people) + 1) + 10)
        kinds = [
            Segment(EVERY, self.tr("All")),
            Segment(Kind.WIN.value, self.tr("Wins"), "award"),
            Segment(Kind.OPPORTUNITY.value, self.tr("Opportunities"), "sprout"),
        ]
        self.kinds = SegmentedControl(kit, kinds)
        self.kinds.setAccessibleName(self.tr("Kind"))
        self.kinds.changed.connect(self._take_kind)
        self.contexts = QComboBox()
        self.contexts.setAccessibleName(self.tr("Context"))
        self.contexts.setMinimumContentsLength(SHORTEST_CONTEXT)
        self.contexts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.contexts.addItem(self.tr("Every context"))
        for context in contexts:
            self.contexts.addItem(context, context)
        self.contexts.activated.connect(self._take_context)
        self.contexts.setVisible(bool(contexts))
        self.late = QCheckBox(self.tr("Only late"))
        self.late.toggled.connect(self._take_late)
        clear = Button(kit, self.tr("Clear"), role="ghost", compact=True)
        clear.setAutoDefault(False)
        clear.clicked.connect(self._clear)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(10)
        rows.addWidget(Label(kit, self.tr("Show"), FontRole.BODY_STRONG))
        for widget in (self.search, self.list, self.kinds, self.contexts):
            rows.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.late, 1)
        foot.addWidget(clear)
        rows.addLayout(foot)
        self._show()
        (self.search if self.search.isVisibleTo(self) else self.list).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.search.hasFocus() and event.key() in enters:
            first = self.list.item(0 if not self.search.text().strip() else min(1, self.list.count() - 1))
            self._take_person(first)
        elif self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        self.kinds.set_value(self._filter.kind.value if self._filter.kind is not None else EVERY)
        self.contexts.setCurrentIndex(max(0, self.contexts.findData(self._filter.context)))
        self.late.blockSignals(True)
        self.late.setChecked(self._filter.only_late)
        self.late.blockSignals(False)
        self._list()

    def _list(self, _text: str = "") -> None:
        """Everyone first, then who matches, the best match first."""
        wanted = self.search.text()
        ranked = [(match_rank(wanted, person), person) for person in self._people]
        found = sorted((pair for pair in ranked if pair[0] is not None), key=lambda pair: pair[0] or 0)
        self.list.clear()
        for person_id, name in [(None, self.tr("Everyone")), *((person.id, person.name) for _, person in found)]:
            row = QListWidgetItem(name)
            row.setData(ID, person_id)
            self.list.addItem(row)
            if person_id == self._filter.person_id:
                self.list.setCurrentItem(row)

    def _take_person(self, row: QListWidgetItem) -> None:
        self._take(replace(self._filter, person_id=row.data(ID)))
        self.close()

    def _take_kind(self, key: str) -> None:
        self._take(replace(self._filter, kind=None if key == EVERY else Kind(key)))

    def _take_context(self, row: int) -> None:
        self._take(replace(self._filter, context=self.contexts.itemData(row)))

    def _take_late(self, on: bool) -> None:
        self._take(replace(self._filter, only_late=on))

    def _clear(self) -> None:
        self._take(CalendarFilter())
        self.close()

    def _take(self, wanted: CalendarFilter) -> None:
        self._filter = wanted
        self.narrowed.emit(wanted)


def filter_words(desk: Desk, wanted: CalendarFilter) -> list[str]:
    """What is shown, in words; none for everything."""
    words = []
    if wanted.person_id is not None:
        words.append(desk.coach.store.people.get(wanted.person_id).first_name)
    if wanted.kind is not None:
        words.append(_tr("wins") if wanted.kind is Kind.WIN else _tr("opportunities"))
    if wanted.context is not None:
        words.append(wanted.context)
    if wanted.only_late:
        words.append(_tr("only late"))
    return words


def _tr(text: str) -> str:
    return QCoreApplication.translate("FilterPanel", text)
