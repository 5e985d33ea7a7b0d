"""One template: its name, what it offers, in which words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.templates import MAX_FOLLOW_UP, MAX_INTENT, MAX_NAME, MAX_PROMPT, Part, Template
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.when_field import WhenField

MOST_TASKS_TEXT = 400
NAMES_WIDTH = 168


class TemplateEditor(QWidget):
    """`edited` at every change by hand. A template that comes with the program can be read only."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._template = Template("")
        self._filling = False
        kit = desk.kit
        self.name = LineEdit(kit, MAX_NAME)
        self.intent = LineEdit(kit, MAX_INTENT)
        self.intent.setPlaceholderText(self.tr("Facts first, then one small step"))
        self.boxes: dict[Part, QCheckBox] = {}
        self.prompts: dict[Part, LineEdit] = {}
        self.opener = QComboBox()
        tones = [self.tr("As the person prefers"), self.tr("Direct, data first"), self.tr("Balanced")]
        self.opener.addItems([*tones, self.tr("Collaborative")])
        self._tones = [None, *Tone]
        self.follow_up = WhenField(kit, lambda: date_context(desk), desk.formats)
        self.follow_up.edit.setMaxLength(MAX_FOLLOW_UP)
        self.follow_up.edit.setPlaceholderText(self.tr("in 2 days, after handover, none"))
        self.key_tasks = LineEdit(kit, MOST_TASKS_TEXT)
        self.key_tasks.setPlaceholderText(self.tr("handover, shift change"))
        self.fields = {
            "name": Field(kit, self.tr("&Name"), self.name, required=True),
            "intent": Field(kit, self.tr("&Intent"), self.intent, self.tr("stays visible while you write")),
            "prompts": Field(kit, self.tr("Fields and questions"), self._parts()),
            "opener": Field(kit, self.tr("&Opener"), self.opener),
            "follow_up": Field(kit, self.tr("&Follow up"), self.follow_up, self.tr("empty: the usual one")),
            "key_tasks": Field(kit, self.tr("&Key tasks"), self.key_tasks, self.tr("that bring it up, by commas")),
        }
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        for field in self.fields.values():
            rows.addWidget(field)
        rows.addStretch(1)
        for edit in (self.name, self.intent, self.key_tasks, self.follow_up.edit, *self.prompts.values()):
            edit.textEdited.connect(self._changed)
        for box in self.boxes.values():
            box.clicked.connect(self._changed)
        self.opener.activated.connect(self._changed)

    def show_template(self, template: Template, *, own: bool) -> None:
        self._template = template
        self.name.setText(template.name)
        self.intent.setText(template.intent)
        for part, box in self.boxes.items():
            box.setChecked(part in template.parts)
        for part, prompt in self.prompts.items():
            prompt.setText(template.prompt(part))
        self.opener.setCurrentIndex(self._tones.index(template.opener))
        self.follow_up.set_text(template.follow_up)
        self.key_tasks.setText(", ".join(template.key_tasks))
        for line in (self.name, self.intent, self.key_tasks, *self.prompts.values()):
            line.setCursorPosition(0)
        for field in self.fields.values():
            field.set_error(None)
        self.setEnabled(own)

    def entered(self) -> Template:
        """As typed, unchecked."""
        words = (word.strip() for word in self.key_tasks.text().split(","))
        prompts = ((part, prompt.text().strip()) for part, prompt in self.prompts.items())
        return replace(
            self._template,
            name=self.name.text().strip(),
            intent=self.intent.text().strip(),
            parts=tuple(part for part, box in self.boxes.items() if box.isChecked()),
            prompts=tuple((part, text) for part, text in prompts if text),
            follow_up=self.follow_up.edit.text().strip(),
            opener=self._tones[self.opener.currentIndex()],
            key_tasks=tuple(dict.fromkeys(word for word in words if word)),
        )

    def refuse(self, field: str, sentence: str) -> None:
        """Say at the field what keeps the template from being saved."""
        place = self.fields.get(field, self.fields["name"])
        place.set_error(sentence)
        place.widget.setFocus()

    def _changed(self) -> None:
        self.edited.emit()

    def _parts(self) -> QWidget:
        """Each field of a note with a box and the question that stands above it."""
        kit = self._desk.kit
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for part, name in self._names().items():
            line = QWidget()
            flow = FlowLayout(line, 10)
            if part is Part.OBSERVATION:
                label: QWidget = Label(kit, name, FontRole.BODY)
            else:
                label = self.boxes[part] = QCheckBox(name)
            label.setMinimumWidth(kit.theme.px(NAMES_WIDTH))
            flow.addWidget(label)
            if part not in _WITHOUT_QUESTION:
                prompt = self.prompts[part] = LineEdit(kit, MAX_PROMPT)
                prompt.setAccessibleName(self.tr("Question for: {field}").format(field=name))
                prompt.setMinimumWidth(kit.theme.px(140))
                prompt.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                flow.addWidget(prompt)
            rows.addWidget(line)
        holder.setFocusProxy(self.boxes[Part.OPENER])
        return holder

    def _names(self) -> dict[Part, str]:
        return {
            Part.OBSERVATION: self.tr("What you saw (always)"),
            Part.OPENER: self.tr("Opener"),
            Part.WENT_WELL: self.tr("What went well"),
            Part.IMPACT: self.tr("Impact"),
            Part.REFLECTION: self.tr("In their words"),
            Part.ACTION: self.tr("One action to try"),
            Part.PROPOSED_BY: self.tr("Whose idea"),
            Part.CUE: self.tr("Cue"),
            Part.SUCCESS: self.tr("Success looks like"),
            Part.METRIC: self.tr("Metric"),
            Part.RESOURCE: self.tr("Resource"),
            Part.CLOSE: self.tr("Words to end with"),
            Part.FOLLOW_UP: self.tr("Follow up"),
            Part.TAGS: self.tr("Tags"),
            Part.PROMISE: self.tr("Your promise"),
            Part.PRIVATE_NOTE: self.tr("Private note"),
        }


_WITHOUT_QUESTION = {Part.PROPOSED_BY, Part.CLOSE, Part.FOLLOW_UP, Part.TAGS}
