"""Templates: which parts of a note are offered, and the words that help to fill them. A part left out is normal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import Tone, folded

MAX_NAME = 60
MAX_INTENT = 160
MAX_PROMPT = 120
MAX_FOLLOW_UP = 60
MAX_WORDS = 12


class Part(Enum):
    """A part of the note that a template may offer; the value is the name in the form and in template files."""

    OPENER = "opener"
    WENT_WELL = "went_well"
    OBSERVATION = "observation"
    IMPACT = "impact"
    REFLECTION = "reflection"
    ACTION = "action"
    PROPOSED_BY = "proposed_by"
    CUE = "cue"
    SUCCESS = "success"
    METRIC = "metric"
    CLOSE = "close"
    FOLLOW_UP = "follow_up"
    RESOURCE = "resource"
    TAGS = "tags"
    PROMISE = "promise"
    PRIVATE_NOTE = "private_note"


@dataclass(frozen=True, slots=True)
class Template:
    """`key` is empty until it is stored; notes keep the name. What was seen is always asked for.

    `follow_up` is a date in words ("in 2 days", "none"), empty for the usual one; `opener` the tone of the opener, None
    for the person's own; `key_tasks` are words in the name of a key task that bring this template up.
    """

    name: str
    intent: str = ""
    parts: tuple[Part, ...] = ()
    prompts: tuple[tuple[Part, str], ...] = ()
    follow_up: str = ""
    opener: Tone | None = None
    key_tasks: tuple[str, ...] = ()
    key: str = ""

    def prompt(self, part: Part) -> str:
        return dict(self.prompts).get(part, "")

    def fits(self, key_task: str) -> bool:
        """Whether one of its words stands in the name of the key task."""
        name = _plain(key_task)
        return any(_plain(word) in name for word in self.key_tasks)

    def checked(self) -> Template:
        """Itself, or InvalidRecord naming the field."""
        if not self.name.strip():
            raise InvalidRecord("name", "A template needs a name.", "For example: Bay check.")
        limits = [("name", self.name, MAX_NAME), ("intent", self.intent, MAX_INTENT)]
        limits += [("follow_up", self.follow_up, MAX_FOLLOW_UP)]
        limits += [("key_tasks", word, MAX_NAME) for word in self.key_tasks]
        limits += [("prompts", prompt, MAX_PROMPT) for _, prompt in self.prompts]
        for field, text, most in limits:
            if len(text) > most:
                raise InvalidRecord(field, f"“{field}” holds {most} characters at most.", "Shorten it.")
        if len(self.key_tasks) > MAX_WORDS:
            raise InvalidRecord("key_tasks", f"A template has {MAX_WORDS} key tasks at most.", "Remove one.")
        return self


def read_template(table: Mapping[str, object], key: str = "") -> Template:
    """From the table of a template file. Raises InvalidRecord with a sentence that names what is wrong."""
    unknown = sorted(set(table) - {"name", "intent", "fields", "prompts", "follow_up", "opener", "key_tasks"})
    if unknown:
        raise InvalidRecord("file", f"A template has no “{unknown[0]}”.", "Remove that line.")
    prompts = table.get("prompts", {})
    if not isinstance(prompts, Mapping):
        raise InvalidRecord("prompts", "The prompts must be a table of field and text.", "See an exported template.")
    return Template(
        name=_text(table, "name"),
        intent=_text(table, "intent"),
        parts=tuple(dict.fromkeys(_part(name) for name in _list(table, "fields"))),
        prompts=tuple((_part(name), _text(prompts, name)) for name in prompts),
        follow_up=_text(table, "follow_up"),
        opener=_tone(_text(table, "opener")),
        key_tasks=tuple(_list(table, "key_tasks")),
        key=key,
    ).checked()


def template_table(template: Template) -> dict[str, object]:
    """What `read_template` reads; empty entries are left out."""
    table: dict[str, object] = {
        "name": template.name,
        "intent": template.intent,
        "fields": [part.value for part in template.parts],
        "follow_up": template.follow_up,
        "opener": "" if template.opener is None else template.opener.value,
        "key_tasks": list(template.key_tasks),
        "prompts": {part.value: text for part, text in template.prompts if text},
    }
    return {name: value for name, value in table.items() if value}


def suggested(templates: Sequence[Template], key_task: str, last: str) -> Template:
    """The one used last in such a note (`last` is its name), else the first that fits the key task, else the first."""
    used = next((template for template in templates if last and template.name == last), None)
    fitting = next((template for template in templates if key_task and template.fits(key_task)), None)
    return used or fitting or templates[0]


def _text(table: Mapping[str, object], name: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise InvalidRecord(name, f"“{name}” must be a text in quotes.", "Put it in quotes.")
    return value.strip()


def _list(table: Mapping[str, object], name: str) -> list[str]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidRecord(name, f"“{name}” must be a list of texts.", 'For example ["action", "cue"].')
    return [item.strip() for item in value if item.strip()]


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError as error:
        known = ", ".join(part.value for part in Part)
        raise InvalidRecord("fields", f"There is no field “{name}”.", f"Use some of: {known}.") from error


def _tone(name: str) -> Tone | None:
    try:
        return Tone(name) if name else None
    except ValueError as error:
        known = ", ".join(tone.value for tone in Tone)
        raise InvalidRecord("opener", f"“{name}” is not a tone.", f"Use one of: {known}.") from error


def _plain(text: str) -> str:
    """Words apart by single blanks with one at each end, so that only whole words are found."""
    letters = "".join(char if char.isalnum() else " " for char in folded(text))
    return f" {' '.join(letters.split())} "
