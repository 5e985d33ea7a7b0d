"""A person and every word about them, gone from all files; what was learned stays in the playbook, without them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from microcoach_desktop.domain.archive import Rows
from microcoach_desktop.domain.archive.erasing import Known, Removal, known_as, people_in, without
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.redaction import Redaction
from microcoach_desktop.domain.spelling import is_name, known_names
from microcoach_desktop.services.anonymising import rules
from microcoach_desktop.services.exchange.progress import Progress, Stopped, unwatched
from microcoach_desktop.storage.erasing import IsAbout, Remove, remove, rewrite_copies
from microcoach_desktop.storage.store import UNSCRUBBED, Store

DRAFT_FILES = "draft-*.json"


@dataclass(frozen=True, slots=True)
class Stake:
    """What would go with a person."""

    person: Person
    sessions: int
    readings: int


def stake(store: Store, person_id: int) -> Stake:
    """Raises NotFound."""
    rows = store.archive.read(dict.fromkeys(("session", "reading"), ("person_id = ?", (person_id,))))
    return Stake(store.people.get(person_id), len(rows["session"]), len(rows["reading"]))


def erase(store: Store, person_id: int, progress: Progress = unwatched) -> None:
    """Raises NotFound, Stopped (only before anything was changed for good) or a StoreError.

    The copies first: if it ends midway, the person still stands in the list and can be erased again.
    """
    eraser = _Eraser(store, person_id)
    take_out(store, eraser.from_copy, eraser.from_here, eraser.is_about, progress)


def words_without(store: Store, person_id: int, words: Sequence[str]) -> tuple[str, ...]:
    """The spelling words that are not taken from the name of this person alone. Raises NotFound or a StoreError."""
    person, others = store.people.get(person_id), _others(store, person_id)
    theirs = known_names(person.names) - known_names(name for other in others for name in other.names)
    redaction = Redaction((person,), rules(), keep=others)
    return tuple(word for word in words if not is_name(word, theirs) and redaction.of(word) == word)


def take_out(store: Store, from_copy: Remove, from_here: Remove, is_about: IsAbout, progress: Progress) -> None:
    """The copies first, so that what was not ended can be begun again. No byte of it stays in any file.

    Raises Stopped (only before anything was changed for good) or a StoreError.
    """

    def each(done: float) -> None:
        if not progress(done * 0.7):
            raise Stopped

    rewrite_copies(store.folder / "backups", from_copy, is_about, each)
    removal = from_here(store.archive.read())
    if not progress(0.8):
        raise Stopped
    for path in store.folder.glob(DRAFT_FILES):
        if is_about(path.read_text("utf-8", "replace")):
            path.unlink()
    # From here on a start of the program ends what this one may not.
    (store.folder / UNSCRUBBED).touch(0o600)
    with store.journal.quietly() as unit:
        remove(unit, removal, is_about)
    progress(0.9)
    store.scrub()


class _Eraser:
    """What is known of the person before anything is deleted."""

    def __init__(self, store: Store, person_id: int) -> None:
        self._person = store.people.get(person_id)
        self.redaction = Redaction((self._person,), rules(), keep=_others(store, person_id))
        self._known: Known = known_as(self._person, store.archive.read({"person": ("", ()), "session": ("", ())}))

    def from_here(self, rows: Rows) -> Removal:
        return without(rows, {self._person.id}, self.redaction.of_value)

    def from_copy(self, rows: Rows) -> Removal:
        return without(rows, people_in(rows, self._known), self.redaction.of_value)

    def is_about(self, body: str) -> bool:
        """Whether a draft is theirs or names them."""
        texts = [body]
        with suppress(ValueError, RecursionError):
            draft = json.loads(body)
            if isinstance(draft, dict):
                if str(draft.get("person")) == str(self._person.id):
                    return True
                texts = [str(value) for value in draft.values()]
        return any(self.redaction.of(text) != text for text in texts)


def _others(store: Store, person_id: int) -> list[Person]:
    return [person for person in store.people.all(archived=True) if person.id != person_id]
