"""The templates on offer: the manager's own first, then those that come with the program."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import replace
from pathlib import Path

from microcoach_desktop import paths
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError, ReadOnly
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.domain.templates import Template, read_template, suggested, template_table
from microcoach_desktop.domain.text import cleaned
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.schema import TemplateRow
from microcoach_desktop.storage.store import Store
from microcoach_desktop.storage.templates import StoredTemplate

DEFAULT = "observe-reflect-act"
MAX_BYTES = 64 * 1024
OWN = "own-"


class TemplateShelf:
    """Own templates have keys with a number, built-in ones the name of their file."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def own(self) -> list[Template]:
        return [_parsed(stored.body, f"{OWN}{stored.id}") for stored in self._store.templates.all()]

    def all(self) -> list[Template]:
        """Own ones in the manager's order, then the built-in ones, the usual one first."""
        return [*self.own(), *built_in()]

    def find(self, key: str) -> Template | None:
        return next((template for template in self.all() if template.key == key), None)

    def suggest(self, kind: Kind | None, context: str, key_task: str) -> Template:
        """What such a note was last written with, else what fits the key task, else the usual one."""
        last = self._store.sessions.last_template(kind, context)
        usual = [template for template in built_in() if template.key == DEFAULT]
        offered = [*usual, *(template for template in self.all() if template.key != DEFAULT)]
        return suggested(offered, key_task, last)

    def save(self, template: Template) -> Template:
        """Add (no key) or change an own one. Raises InvalidRecord, NotFound or a StoreError."""
        template = cleaned(template).checked()
        taken = {other.name.casefold() for other in self.all() if other.key != template.key}
        if template.name.casefold() in taken:
            raise InvalidRecord("name", "There is already a template with this name.", "Choose another name.")
        stored = self._store.templates.all()
        body = template_text(template)
        with self._store.journal.command("template", self._clock.now()) as unit:
            if template.key:
                kept = self._store.templates.get(_number(template.key))
                unit.update(TemplateRow, replace(kept, body=body))
                return template
            place = max((other.place for other in stored), default=0) + 1
            number = unit.insert(TemplateRow, StoredTemplate(place, body))
        return replace(template, key=f"{OWN}{number}")

    def remove(self, key: str) -> None:
        """Notes that were written with it keep its name; undo brings it back."""
        with self._store.journal.command("remove template", self._clock.now()) as unit:
            unit.delete(TemplateRow, _number(key))

    def move(self, key: str, step: int) -> None:
        """One place up (-1) or down (1) among the own ones; at the ends nothing happens."""
        stored = self._store.templates.all()
        at = next((place for place, other in enumerate(stored) if other.id == _number(key)), 0)
        if not 0 <= at + step < len(stored):
            return
        stored.insert(at + step, stored.pop(at))
        with self._store.journal.command("move template", self._clock.now()) as unit:
            for place, other in enumerate(stored):
                unit.update(TemplateRow, replace(other, place=place))

    def export(self, key: str, path: Path) -> None:
        """Write a template file. Raises ReadOnly."""
        template = self.find(key)
        if template is None:
            return
        try:
            path.write_text(template_text(template), "utf-8")
        except OSError as error:
            raise ReadOnly(
                "The file cannot be written.", "The template is still here.", "Choose another folder."
            ) from error

    def import_file(self, path: Path) -> Template:
        """Add the template of a file; a taken name gets a number. Raises InvalidRecord with a sentence."""
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise InvalidRecord("file", "The file cannot be read.", "Choose another file.") from error
        if len(content) > MAX_BYTES:
            raise InvalidRecord("file", "The file is too long for a template.", "Choose another file.")
        try:
            text = content.decode("utf-8-sig")
        except ValueError as error:
            raise InvalidRecord("file", "The file is not text.", "Choose a template file (.toml).") from error
        template = _parsed(text, "")
        taken = {other.name.casefold() for other in self.all()}
        names = (template.name, *(f"{template.name} ({number})" for number in range(2, len(taken) + 3)))
        return self.save(replace(template, name=next(name for name in names if name.casefold() not in taken)))


def template_text(template: Template) -> str:
    import tomli_w

    return tomli_w.dumps(template_table(template))


@functools.cache
def built_in() -> tuple[Template, ...]:
    """The usual one first, the others by name."""
    folder = paths.resource("templates")
    found = [_parsed(path.read_text("utf-8"), path.stem) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(found, key=lambda template: template.key != DEFAULT))


def _parsed(text: str, key: str) -> Template:
    try:
        return read_template(tomllib.loads(text), key)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidRecord("file", "This is not a template file.", f"It cannot be read: {error}.") from error


def _number(key: str) -> int:
    number = key.removeprefix(OWN)
    if not key.startswith(OWN) or not number.isdecimal():
        raise MicroCoachError("A template that comes with the program stays as it is.", "", "Duplicate it first.")
    return int(number)
