"""The fields of a note. It knows how to fill them and what is in them, not how to save."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.phrases import Use
from microcoach_desktop.domain.sessions import BUDGETS, Kind, Proposer
from microcoach_desktop.domain.templates import Part, Template
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.services.phrases import suggestions
from microcoach_desktop.ui.capture.cue_field import CueField
from microcoach_desktop.ui.capture.draft import Body
from microcoach_desktop.ui.capture.fields import ContextField, TagField
from microcoach_desktop.ui.capture.form_layout import OPTIONAL, named_fields, page_bands, quick_bands
from microcoach_desktop.ui.capture.metric_field import MetricField
from microcoach_desktop.ui.capture.parts import PartsRow
from microcoach_desktop.ui.capture.person_field import PersonField
from microcoach_desktop.ui.capture.phrase_fields import OpenerField, PhraseRow
from microcoach_desktop.ui.capture.resource_field import ResourceField
from microcoach_desktop.ui.capture.seen_field import SeenField
from microcoach_desktop.ui.capture.talk_field import TalkField
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.edits import GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.prose_line import ProseLine
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.spelling import IgnoredWords
from microcoach_desktop.ui.widgets.when_field import WhenField

# Parts that are kept in a draft under other names as well.
_ALSO = {Part.FOLLOW_UP: "when", Part.OPENER: "talk", Part.CUE: "cue_task"}


class CaptureForm(QWidget):
    """`edited` at every change of any field."""

    edited = Signal()

    def __init__(self, desk: Desk, *, gutter: bool) -> None:
        super().__init__()
        self._desk = desk
        self._room = 0
        self._template = Template("")
        self._added: set[Part] = set()
        self._shown: set[Part] | None = None
        self._dates: DateContext | None = None
        self._make_inputs(gutter)
        self.ignored = IgnoredWords(self)
        prose: list[GrowingEdit | ProseLine] = [self.success, self.cue.edit, self.opener.edit]
        for edit in (*self._long_texts().values(), *prose):
            edit.spelling.share(self.ignored)
        self.fields = named_fields(self, desk.kit)
        offered = [part for part in OPTIONAL if gutter or part is not Part.FOLLOW_UP]
        self.parts = PartsRow(desk.kit, {part: self.fields[part.value].label.text() for part in offered})
        self.parts.wanted.connect(self.add_part)
        bands = page_bands if gutter else quick_bands
        self.bands = bands(self, desk.kit)
        self._lay_out(gutter)
        self._watch()

    def refresh(self) -> None:
        """Read team, contexts and metrics again."""
        self.person.refresh(self.person.team.likely)
        self.context.refresh()
        self.measure.refresh()
        self.cue.refresh()

    def begin(self, likely: frozenset[int]) -> None:
        """A note begins: who is probably meant, and what dates mean now."""
        self.person.team.likely = likely
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

    def tone(self) -> Tone:
        """The one picked for this note, else the person's, else the template's, else the usual one."""
        person = self.person.person
        preferred = None if person is None or person.tone is Tone.BALANCED else person.tone
        usual = self._desk.settings().opener_tone
        return self.opener.chosen_tone or preferred or self._template.opener or (person and person.tone) or usual

    def body(self) -> Body:
        """All that is typed, for a draft."""
        texts = {name: edit.toPlainText() for name, edit in self._long_texts().items()}
        lines = {name: edit.text() for name, edit in self._lines().items()}
        person = self.person.person
        return {
            "person": self.person.edit.text() if person is None else str(person.id),
            "kind": self.kind.value or "",
            "context": self.context.currentText(),
            **texts,
            **lines,
            "metric": self.measure.name.currentText(),
            "proposed_by": self.proposed_by.value or "",
            "cue_task": self.cue.task_text(),
            "tone": "" if self.opener.chosen_tone is None else self.opener.chosen_tone.value,
            "talk": self.talk.text(),
            **self.seen.body(),
            "tags": ",".join(self.tags.tags()),
            "added": ",".join(part.value for part in self._added),
        }

    def fill(self, body: Body) -> None:
        """The opposite of `body`; what is absent becomes empty."""
        self.ignored.clear()
        person = body.get("person", "")
        if person.isdecimal():
            self.person.set_person(int(person))
        else:
            self.person.set_person(None)
            self.person.edit.setText(person)
        self.kind.set_value(body.get("kind") or None)
        self.context.set_text(body.get("context", ""))
        self.measure.set_name(body.get("metric", ""))
        for name, edit in self._long_texts().items():
            edit.setPlainText(body.get(name, ""))
        for name, line in self._lines().items():
            line.setText(body.get(name, ""))
        self.proposed_by.set_value(body.get("proposed_by") or None)
        task = body.get("cue_task", "")
        self.cue.set_task(int(task) if task.isdecimal() else None, chosen=task.isdecimal())
        tone = body.get("tone", "")
        self.opener.choose_tone(Tone(tone) if tone in {tone.value for tone in Tone} else None)
        self.talk.set_text(body.get("talk", ""))
        self.seen.fill(body)
        self.tags.set_tags(tuple(tag for tag in body.get("tags", "").split(",") if tag))
        added = body.get("added", "").split(",")
        self._added = {part for part in Part if part.value in added}
        self.clear_errors()
        self.show_template(self._template)

    def clear_errors(self) -> None:
        for field in self.fields.values():
            field.set_error(None)

    def show_template(self, template: Template) -> None:
        """Its fields and its words; what holds something stays."""
        self._template = template
        for part in Part:
            self.fields[part.value].set_prompt(template.prompt(part))
        self._show_parts()
        self.follow_talk()

    def add_part(self, part: Part) -> None:
        self._added.add(part)
        self._show_parts()
        self.fields[part.value].widget.setFocus()
        self.edited.emit()

    def reveal(self, name: str) -> None:
        """A field that is wanted by name, by a key or a refusal. Who was chosen is marked, to be typed over."""
        if self.fields[name].isHidden() and name in {part.value for part in OPTIONAL}:
            self.add_part(Part(name))
        if name == "person_id":
            self.person.edit.selectAll()

    def fit(self, width: int) -> None:
        self._room = width
        for band in self.bands.values():
            band.fit(width)

    def event(self, event: QEvent) -> bool:
        # A chip or a tag came or went: what stood side by side may not fit any more.
        if event.type() == QEvent.Type.LayoutRequest and self._room:
            self.fit(self._room)
        return super().event(event)

    def follow_talk(self) -> None:
        """The phrases suit person, kind, context and tone."""
        for phrases in (self.opener, self.question, self.close_words):
            phrases.renew()

    # ----------------------------------------------------------------------------------------------------------------

    def _make_inputs(self, gutter: bool) -> None:
        desk, kit = self._desk, self._desk.kit
        self.person = PersonField(desk)
        win = Segment("win", self.tr("Win"), "award", "win")
        self.kind = SegmentedControl(kit, [win, Segment("opportunity", self.tr("Opportunity"), "sprout", "opp")])
        self.context = ContextField(desk)
        self.talk = TalkField(desk)
        self.opener = OpenerField(kit, lambda: self._phrases(Use.OPENER), self.tone, self.talk)
        self.went_well = GrowingEdit(kit, 2, BUDGETS["went_well"])
        self.observation = GrowingEdit(kit, 2, BUDGETS["observation"])
        self.seen = SeenField(desk)
        self.impact = GrowingEdit(kit, 1, BUDGETS["impact"])
        ask, end = self.tr("Ask: “{phrase}”"), self.tr("Say: “{phrase}”")
        self.question = PhraseRow(kit, ask, self.tr("A question to ask"), lambda: self._phrases(Use.QUESTION))
        self.reflection = GrowingEdit(kit, 1, BUDGETS["reflection"])
        self.close_words = PhraseRow(kit, end, self.tr("Words to end with"), lambda: self._phrases(Use.CLOSE))
        self.action = GrowingEdit(kit, 1, BUDGETS["action"])
        names = ((Proposer.MANAGER, self.tr("You")), (Proposer.EMPLOYEE, self.tr("They")))
        proposers = [Segment(proposer.value, name) for proposer, name in names]
        self.proposed_by = SegmentedControl(kit, [*proposers, Segment(Proposer.TOGETHER.value, self.tr("Together"))])
        self.cue = CueField(desk)
        self.success = ProseLine(kit, BUDGETS["success"] * 2)
        self.measure = MetricField(desk)
        self.resource = ResourceField(desk)
        self.when = WhenField(kit, self.date_context, desk.formats, relative=not gutter)
        self.tags = TagField(kit)
        self.promise = GrowingEdit(kit, 1, BUDGETS["promise"])
        self.promise_by = WhenField(kit, self.date_context, desk.formats, relative=False)
        self.private_note = GrowingEdit(kit, 1, BUDGETS["private_note"])

    def _phrases(self, use: Use) -> list[str]:
        kind = self.chosen_kind() or Kind.OPPORTUNITY
        store, context = self._desk.coach.store, self.context.currentText()
        return suggestions(store, use, kind, self.tone(), self.person.person, context)

    def _long_texts(self) -> dict[str, GrowingEdit]:
        names = ("went_well", "observation", "impact", "reflection", "action", "promise", "private_note")
        return {name: getattr(self, name) for name in names}

    def _lines(self) -> dict[str, LineEdit]:
        return {
            "opener": self.opener.edit,
            "cue": self.cue.edit,
            "success": self.success,
            "now": self.measure.now,
            "target": self.measure.target,
            "unit": self.measure.unit,
            "when": self.when.edit,
            "promise_by": self.promise_by.edit,
            "resource": self.resource.edit,
            "times_n": self.seen.times_n,
            "times_m": self.seen.times_m,
            "minutes": self.talk.minutes_edit,
        }

    def _show_parts(self) -> None:
        body = self.body()
        filled = {part for part in OPTIONAL if body.get(part.value, "")}
        filled |= {part for part, name in _ALSO.items() if body[name]}
        shown = {*self._template.parts, *self._added, *filled}
        if shown == self._shown:
            return
        self._shown = shown
        for part in OPTIONAL:
            self.fields[part.value].setVisible(part in shown)
        self.question.setVisible(Part.REFLECTION in shown)
        self.fields["promise_by"].setVisible(Part.PROMISE in shown)
        for band in self.bands.values():
            band.follow_fields()
        self.parts.offer(set(OPTIONAL) - shown)
        if self._room:
            self.fit(self._room)

    def _say_direction(self) -> None:
        self.fields["metric"].set_helper(self.measure.direction_words())

    def _lay_out(self, gutter: bool) -> None:
        """The page shows the bands; in the quick window the line and its chips stand for some fields."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        if not gutter:
            held = QWidget(self)
            holds = QVBoxLayout(held)
            for part in (self.bands["who"], self.fields["observation"], self.fields["follow_up"]):
                holds.addWidget(part)
            held.hide()
        for name, band in self.bands.items():
            if gutter or name != "who":
                rows.addWidget(band)
        rows.addWidget(self.parts)

    def _watch(self) -> None:
        for widget in (self.person, self.context, self.kind):
            widget.changed.connect(self.follow_talk)
        self.opener.tone_changed.connect(self.follow_talk)
        for edit in self._long_texts().values():
            edit.textChanged.connect(self.edited)
        for line in (self.opener.edit, self.success, self.person.edit):
            line.textChanged.connect(self.edited)
        changing = (self.person, self.context, self.measure, self.tags, self.cue, self.resource, self.talk, self.seen)
        for field in (*changing, self.when, self.promise_by, self.kind, self.proposed_by):
            field.changed.connect(self.edited)
        self.measure.changed.connect(self._say_direction)
        self.opener.tone_changed.connect(self.edited)
        self.follow_talk()
