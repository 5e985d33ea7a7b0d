"""The fields of a note in six bands. It knows how to fill them and what is in them, not how to save."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import BUDGETS, Kind
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.services.phrases import openers
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.capture.fields import ContextField, MetricField, OpenerField, ResourceEdit, TagField
from microcoach_desktop.ui.capture.person_field import PersonField
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.edits import GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.when_field import WhenField

GUTTER = 88
SPACE = 16
GAP = 12
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Band(QWidget):
    """A labelled row of the form; in a narrow window its fields stand one below the other."""

    def __init__(
        self, desk: Desk, name: str, helper: str, rows: list[list[tuple[QWidget, int]]], *, gutter: bool
    ) -> None:
        super().__init__()
        self._lines: list[QBoxLayout] = []
        self._helper: Label | None = None
        self._kit = desk.kit
        self._title: Label | None = None
        self.setAccessibleName(name)
        self._outer = outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 9, 0, 9)
        outer.setSpacing(SPACE)
        if gutter:
            label = QVBoxLayout()
            label.setSpacing(2)
            self._title = Label(desk.kit, name, FontRole.BODY_STRONG)
            label.addWidget(self._title)
            self._helper = Label(desk.kit, helper, FontRole.SMALL, "text2", wrap=True)
            label.addWidget(self._helper)
            label.addStretch(1)
            outer.addLayout(label)
        column = QVBoxLayout()
        column.setSpacing(12)
        for fields in rows:
            line = QHBoxLayout()
            line.setSpacing(GAP)
            for widget, share in fields:
                line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
            self._lines.append(line)
        outer.addLayout(column, 1)

    def say(self, helper: str) -> None:
        """Other words under the band's name."""
        if self._helper is not None:
            self._helper.setText(helper)

    def fit(self, width: int) -> None:
        """Fields that do not fit side by side stand one below the other, and so does the band's name."""
        room, gutter = width, self._kit.theme.px(GUTTER)
        lines = [[item.minimumSize().width() for item in _items(line)] for line in self._lines]
        if self._title is not None:
            beside = max((max(widths) for widths in lines), default=0) + gutter + SPACE <= width
            self._title.setFixedWidth(gutter if beside else width)
            self._outer.setDirection(ACROSS if beside else DOWN)
            room -= gutter + SPACE if beside else 0
        for line, widths in zip(self._lines, lines, strict=True):
            line.setDirection(ACROSS if sum(widths) + GAP * (len(widths) - 1) <= room else DOWN)


def _items(line: QBoxLayout) -> list[QLayoutItem]:
    found = (line.itemAt(at) for at in range(line.count()))
    return [item for item in found if item is not None]


class CaptureForm(QWidget):
    """`edited` at every change of any field."""

    edited = Signal()

    def __init__(self, desk: Desk, *, gutter: bool) -> None:
        super().__init__()
        self._desk = desk
        self._room = 0
        kit = desk.kit
        self.person = PersonField(desk)
        self.kind = SegmentedControl(
            kit,
            [
                Segment("win", self.tr("Win"), "award", "win"),
                Segment("opportunity", self.tr("Opportunity"), "sprout", "opp"),
            ],
        )
        self.context = ContextField(desk)
        self.opener = OpenerField(kit, BUDGETS["opener"] * 2, openers(), QGuiApplication.clipboard().setText)
        self.went_well = GrowingEdit(kit, 2, BUDGETS["went_well"])
        self.observation = GrowingEdit(kit, 2, BUDGETS["observation"])
        self.impact = GrowingEdit(kit, 1, BUDGETS["impact"])
        self.action = GrowingEdit(kit, 1, BUDGETS["action"])
        self.success = LineEdit(kit, BUDGETS["success"] * 2)
        self.measure = MetricField(desk)
        self.resource = ResourceEdit(kit, BUDGETS["resource"] * 2)
        self._dates: DateContext | None = None
        self.when = WhenField(kit, self.date_context, desk.formats, relative=not gutter)
        self.tags = TagField(kit)
        self.fields = self._fields()
        self.bands = self._bands(gutter)
        self.detail = QWidget()
        self._lay_out(gutter)
        self._watch()

    def refresh(self, likely: frozenset[int] = frozenset()) -> None:
        """Read team, contexts and metrics again."""
        self.person.refresh(likely)
        self.context.refresh()
        self.measure.refresh()
        self._dates = date_context(self._desk)

    def date_context(self) -> DateContext:
        """A date without a time means the end of the same key task."""
        found = self._dates if self._dates is not None else date_context(self._desk)
        task, clock = self.context.task, found.default_time
        if task is not None:
            clock = (task.starts + timedelta(minutes=task.minutes)).time()
        return replace(found, now=self._desk.now(), default_time=clock)

    def follow_when(self) -> None:
        """How far away the follow-up is, beside its band."""
        at = self.when.at()
        self.bands["follow"].say("" if at is None else self._desk.formats().relative(at, self._desk.now()))

    def chosen_kind(self) -> Kind | None:
        return None if self.kind.value is None else Kind(self.kind.value)

    def body(self) -> Body:
        """All that is typed, for a draft."""
        return {
            "person": str(self.person.person.id) if self.person.person is not None else self.person.edit.text(),
            "kind": self.kind.value or "",
            "context": self.context.currentText(),
            "opener": self.opener.edit.text(),
            "went_well": self.went_well.toPlainText(),
            "observation": self.observation.toPlainText(),
            "impact": self.impact.toPlainText(),
            "action": self.action.toPlainText(),
            "success": self.success.text(),
            "metric": self.measure.name.currentText(),
            "now": self.measure.now.text(),
            "target": self.measure.target.text(),
            "unit": self.measure.unit.text(),
            "when": self.when.edit.text(),
            "resource": self.resource.text(),
            "tags": ",".join(self.tags.tags()),
        }

    def fill(self, body: Body) -> None:
        """The opposite of `body`; what is absent becomes empty."""
        person = body.get("person", "")
        if person.isdecimal():
            self.person.set_person(int(person))
        else:
            self.person.set_person(None)
            self.person.edit.setText(person)
        self.kind.set_value(body.get("kind") or None)
        self.context.setEditText(body.get("context", ""))
        self.opener.edit.setText(body.get("opener", ""))
        self.went_well.setPlainText(body.get("went_well", ""))
        self.observation.setPlainText(body.get("observation", ""))
        self.impact.setPlainText(body.get("impact", ""))
        self.action.setPlainText(body.get("action", ""))
        self.success.setText(body.get("success", ""))
        self.measure.set_name(body.get("metric", ""))
        self.measure.now.setText(body.get("now", ""))
        self.measure.target.setText(body.get("target", ""))
        self.measure.unit.setText(body.get("unit", ""))
        self.when.set_text(body.get("when", ""))
        self.resource.setText(body.get("resource", ""))
        self.tags.set_tags(tuple(tag for tag in body.get("tags", "").split(",") if tag))
        self.clear_errors()

    def clear_errors(self) -> None:
        for field in self.fields.values():
            field.set_error(None)

    def fit(self, width: int) -> None:
        self._room = width
        for band in self.bands.values():
            band.fit(width)

    def event(self, event: QEvent) -> bool:
        # A chip or a tag came or went: what stood side by side may not fit any more.
        if event.type() == QEvent.Type.LayoutRequest and self._room:
            self.fit(self._room)
        return super().event(event)

    def follow_tone(self) -> None:
        person = self.person.person
        self.opener.suggest(person.tone if person is not None else self._desk.settings().opener_tone or Tone.BALANCED)

    def _fields(self) -> dict[str, Field]:
        kit = self._desk.kit
        return {
            "person_id": Field(kit, self.tr("&Person"), self.person, required=True),
            "kind": Field(kit, self.tr("Kind"), self.kind, required=True),
            "context": Field(kit, self.tr("&Context"), self.context),
            "opener": Field(kit, self.tr("Opener"), self.opener, self.tr("permission and purpose")),
            "went_well": Field(kit, self.tr("What went well"), self.went_well),
            "observation": Field(kit, self.tr("What you saw"), self.observation, required=True),
            "impact": Field(kit, self.tr("Impact"), self.impact, self.tr("on results, team or customer")),
            "action": Field(
                kit, self.tr("One &action to try"), self.action, self.tr("small enough for the next shift")
            ),
            "success": Field(kit, self.tr("Success looks like"), self.success),
            "metric": Field(kit, self.tr("&Metric"), self.measure),
            "follow_up": Field(kit, self.tr("&Follow up"), self.when),
            "resource": Field(kit, self.tr("Resource"), self.resource),
            "tags": Field(kit, self.tr("Tags"), self.tags),
        }

    def _bands(self, gutter: bool) -> dict[str, Band]:
        f, desk = self.fields, self._desk

        def band(name: str, helper: str, *rows: list[tuple[QWidget, int]]) -> Band:
            return Band(desk, name, helper, list(rows), gutter=gutter)

        if not gutter:
            # What the quick window always shows is not in its folded part.
            return {
                "who": band("", "", [(f["person_id"], 3), (f["kind"], 0), (f["context"], 3)]),
                "open": band(self.tr("Open"), "", [(f["opener"], 1)]),
                "observe": band(self.tr("Observe"), "", [(f["went_well"], 1), (f["impact"], 1)]),
                "act": band(self.tr("Act"), "", [(f["action"], 1)], [(f["success"], 1)], [(f["metric"], 1)]),
                "follow": band(self.tr("Follow up"), "", [(f["resource"], 1), (f["tags"], 1)]),
            }
        return {
            "who": band(self.tr("Who"), "", [(f["person_id"], 4), (f["kind"], 0), (f["context"], 4)]),
            "open": band(self.tr("Open"), self.tr("ask first"), [(f["opener"], 1)]),
            "observe": band(self.tr("Observe"), self.tr("facts only"), [(f["went_well"], 1), (f["observation"], 1)]),
            "reflect": band(self.tr("Reflect"), "", [(f["impact"], 1)]),
            "act": band(
                self.tr("Act"), self.tr("one thing"), [(f["action"], 1)], [(f["success"], 2), (f["metric"], 4)]
            ),
            "follow": band(self.tr("Follow up"), "", [(f["follow_up"], 4), (f["resource"], 2), (f["tags"], 3)]),
        }

    def _lay_out(self, gutter: bool) -> None:
        """The page shows all bands; the quick window keeps the rest behind "Add detail"."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        if gutter:
            for index, band in enumerate(self.bands.values()):
                if index:
                    rows.addWidget(Divider(self._desk.kit))
                rows.addWidget(band)
            return
        inner = QVBoxLayout(self.detail)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        # The line and its chips stand for these; they hold the values.
        held = QWidget(self)
        holds = QVBoxLayout(held)
        for part in (self.bands["who"], self.fields["observation"], self.fields["follow_up"]):
            holds.addWidget(part)
        held.hide()
        for name in ("open", "observe", "act", "follow"):
            inner.addWidget(self.bands[name])
        rows.addWidget(self.detail)

    def _watch(self) -> None:
        self.person.changed.connect(self.follow_tone)
        texts = (self.went_well, self.observation, self.impact, self.action)
        for edit in texts:
            edit.textChanged.connect(self.edited)
        for line in (self.opener.edit, self.success, self.resource, self.person.edit):
            line.textChanged.connect(self.edited)
        for widget in (self.person, self.context, self.measure, self.tags, self.when):
            widget.changed.connect(self.edited)
        self.kind.changed.connect(self.edited)
        self.follow_tone()
