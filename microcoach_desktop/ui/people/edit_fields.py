"""Editors for the kinds of values in a session. Each has `put` and `value`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QWidget

from microcoach_desktop.domain.local_time import instant
from microcoach_desktop.domain.sessions import BUDGETS, MAX_TAGS
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.edits import GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl

Choice = TypeVar("Choice", bound=Enum)
MOST_TAG = 60


class Editor(Protocol):
    """`widget` is what the label leads to."""

    @property
    def widget(self) -> QWidget: ...

    def put(self, value: object) -> None: ...

    def value(self) -> object: ...


class TextEditor:
    def __init__(self, kit: Kit, name: str, lines: int = 1) -> None:
        self.widget = GrowingEdit(kit, lines, BUDGETS[name])

    def put(self, value: object) -> None:
        self.widget.setPlainText(str(value))

    def value(self) -> str:
        return self.widget.toPlainText().strip()


class LineEditor:
    def __init__(self, kit: Kit, limit: int) -> None:
        self.widget = LineEdit(kit, limit)

    def put(self, value: object) -> None:
        self.widget.setText(str(value))

    def value(self) -> str:
        return self.widget.text().strip()


class TagsEditor:
    def __init__(self, kit: Kit) -> None:
        self.widget = LineEdit(kit, (MAX_TAGS + 1) * MOST_TAG)

    def put(self, value: object) -> None:
        self.widget.setText(", ".join(value) if isinstance(value, tuple) else "")

    def value(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self.widget.text().split(","))
        return tuple(dict.fromkeys(part for part in parts if part))


class NumberEditor:
    """`whole` gives an int. Raises InvalidRecord for what is no number."""

    def __init__(self, desk: Desk, suffix: str = "", *, whole: bool = False) -> None:
        self._desk = desk
        self._whole = whole
        self.widget = LineEdit(desk.kit, 20, suffix=suffix)

    def put(self, value: object) -> None:
        self.widget.setText("" if not isinstance(value, int | float) else self._desk.formats().number(value))

    def value(self) -> float | int | None:
        number = self._desk.formats().parse_number(self.widget.text())
        return int(number) if number is not None and self._whole else number


class ChoiceEditor(Generic[Choice]):
    """One of an enum's members; with `unset` also none of them."""

    def __init__(
        self,
        kit: Kit,
        members: type[Choice],
        words: Callable[[Choice], str],
        unset: str = "",
        looks: Mapping[Choice, tuple[str, str]] | None = None,
    ) -> None:
        """`looks` are icon and tone."""
        self._members = members
        plain = ("", "plain")
        items = [Segment(str(m.value), words(m), *(looks or {}).get(m, plain)) for m in members]
        if unset:
            items.insert(0, Segment("", unset))
        self.widget = SegmentedControl(kit, items)

    def put(self, value: object) -> None:
        self.widget.set_value(str(value.value) if isinstance(value, Enum) else "")

    def value(self) -> Choice | None:
        return self._members(self.widget.value) if self.widget.value else None


class ListEditor(Generic[Choice]):
    """One of an enum's members from a list: for more than fit side by side."""

    def __init__(self, members: type[Choice], words: Callable[[Choice], str]) -> None:
        self.widget = QComboBox()
        self._members = list(members)
        for member in self._members:
            self.widget.addItem(words(member))

    def put(self, value: object) -> None:
        self.widget.setCurrentIndex(next((n for n, member in enumerate(self._members) if member is value), 0))

    def value(self) -> Choice:
        return self._members[self.widget.currentIndex()]


class SetEditor(Generic[Choice]):
    """Several of an enum's members, in its order."""

    def __init__(self, kit: Kit, members: type[Choice], words: Callable[[Choice], str]) -> None:
        self.widget = QWidget()
        self._boxes = [(member, QCheckBox(words(member))) for member in members]
        flow = FlowLayout(self.widget, spacing=kit.theme.px(12))
        for _, box in self._boxes:
            flow.addWidget(box)
        self.widget.setFocusProxy(self._boxes[0][1])

    def put(self, value: object) -> None:
        chosen: Sequence[object] = value if isinstance(value, tuple) else ()
        for member, box in self._boxes:
            box.setChecked(member in chosen)

    def value(self) -> tuple[Choice, ...]:
        return tuple(member for member, box in self._boxes if box.isChecked())


class FlagEditor:
    def __init__(self, words: str) -> None:
        self.widget = QCheckBox(words)

    def put(self, value: object) -> None:
        self.widget.setChecked(bool(value))

    def value(self) -> bool:
        return self.widget.isChecked()


class MomentEditor:
    """A time that may be missing, in the manager's zone. Seconds stay as they were where the minute does."""

    def __init__(self, desk: Desk, words: str) -> None:
        self._desk = desk
        self._before: datetime | None = None
        self.widget = QWidget()
        self._known = QCheckBox(words)
        self._at = QDateTimeEdit()
        self._at.setCalendarPopup(True)
        locale = desk.formats().locale
        self._at.setLocale(locale)
        self._at.setDisplayFormat(f"ddd d MMM yyyy, {locale.timeFormat(QLocale.FormatType.ShortFormat)}")
        self._at.setAccessibleName(words)
        self._known.toggled.connect(self._at.setEnabled)
        flow = FlowLayout(self.widget, spacing=desk.kit.theme.px(8))
        flow.addWidget(self._known)
        flow.addWidget(self._at)
        self.widget.setFocusProxy(self._known)

    def put(self, value: object) -> None:
        self._before = value if isinstance(value, datetime) else None
        shown = self._shown(self._before or self._desk.now())
        self._at.setDateTime(shown)
        self._known.setChecked(self._before is not None)
        self._at.setEnabled(self._before is not None)

    def value(self) -> datetime | None:
        if not self._known.isChecked():
            return None
        date, time = self._at.date(), self._at.time()
        if self._before is not None and self._shown(self._before) == QDateTime(date, time):
            return self._before
        wall = datetime(date.year(), date.month(), date.day(), time.hour(), time.minute())  # noqa: DTZ001 - wall time
        return instant(wall, self._desk.coach.zone())

    def _shown(self, at: datetime) -> QDateTime:
        local = at.astimezone(self._desk.coach.zone())
        return QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
