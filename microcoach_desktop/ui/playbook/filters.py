"""What narrows and orders the playbook."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.domain.playbook import LEAST_TRIES, Order, PlayFilter
from microcoach_desktop.services.playbook import Choices
from microcoach_desktop.ui.widgets.filter_chip import FilterChip
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.search_field import SearchField
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl

# A pause this short is not seen; it saves the reading between the letters of a quick word.
TYPING_MS = 40


class PlayFilters(QWidget):
    """`changed` comes at once for chips and after a breath for typing."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.search = SearchField(kit)
        self.search.setPlaceholderText(self.tr("Find an action, context or tag"))
        self.search.setAccessibleName(self.tr("Search the playbook"))
        self.context = FilterChip(kit, self.tr("Context"))
        self.measure = FilterChip(kit, self.tr("Metric"))
        self.tag = FilterChip(kit, self.tr("Tag"))
        self.tries = FilterChip(kit, self.tr("Tries"))
        self.tries.add(self.tr("All"), 0)
        self.tries.add(self.tr("At least {count} tries").format(count=LEAST_TRIES), LEAST_TRIES)
        self.tries.add(self.tr("At least 10 tries"), 10)
        self.tries.add(self.tr("Retired"), -1)
        self.order = SegmentedControl(
            kit,
            [
                Segment(Order.BEST_RESULTS.value, self.tr("Best results")),
                Segment(Order.MOST_USED.value, self.tr("Most used")),
                Segment(Order.NEWEST.value, self.tr("Newest")),
            ],
        )
        self.order.set_value(Order.BEST_RESULTS.value)
        self.order.setAccessibleName(self.tr("Order"))
        self._flow = FlowLayout(self)
        for widget in (self.search, *self._chips, self.order):
            self._flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(self._typing.start)
        self.order.changed.connect(lambda _key: self.changed.emit())
        for chip in self._chips:
            chip.menu.triggered.connect(self._chosen)
            chip.cleared.connect(lambda chip=chip: self._clear(chip))
        self.show_choices(Choices((), (), ()))
        self.tries.show_choice(0, active=False)

    @property
    def wanted(self) -> PlayFilter:
        tries = int(self.tries.chosen or 0)  # type: ignore[call-overload]
        return PlayFilter(
            text=self.search.text(),
            context=str(self.context.chosen or ""),
            metric=str(self.measure.chosen or ""),
            tag=str(self.tag.chosen or ""),
            least_tries=max(0, tries),
            order=Order(self.order.value),
            retired=tries < 0,
        )

    @property
    def narrows(self) -> bool:
        return bool(self.search.text().strip()) or any(chip.chosen for chip in self._chips)

    def show_choices(self, choices: Choices) -> None:
        """Fill the menus; what was chosen stays chosen while it is there."""
        pairs = ((self.context, choices.contexts), (self.measure, choices.metrics), (self.tag, choices.tags))
        for chip, names in pairs:
            kept = chip.chosen if chip.chosen in names else ""
            chip.empty()
            chip.add(self.tr("All"), "")
            for name in names:
                chip.add(name, name)
            chip.show_choice(kept, active=bool(kept))
            chip.setVisible(bool(names))

    def clear(self) -> None:
        self.search.clear()
        for chip in self._chips:
            chip.show_choice(self._none(chip), active=False)
        self.changed.emit()

    @property
    def _chips(self) -> tuple[FilterChip, ...]:
        return self.context, self.measure, self.tag, self.tries

    def _none(self, chip: FilterChip) -> object:
        return 0 if chip is self.tries else ""

    def _chosen(self) -> None:
        for chip in self._chips:
            chip.show_choice(chip.chosen, active=bool(chip.chosen))
        self.changed.emit()

    def _clear(self, chip: FilterChip) -> None:
        chip.show_choice(self._none(chip), active=False)
        self.changed.emit()
