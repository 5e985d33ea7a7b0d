"""The anonymiser with its lists, which are read once."""

from __future__ import annotations

import functools
import json

from microcoach_desktop import paths
from microcoach_desktop.domain.anonymise import Anonymiser, Rules, load_rules
from microcoach_desktop.storage.store import Store


@functools.cache
def rules() -> Rules:
    tables = ("words", "forms", "names", "identifiers")
    return load_rules(*(json.loads(paths.resource("anonymise", f"{name}.json").read_text("utf-8")) for name in tables))


def anonymiser(store: Store) -> Anonymiser:
    """For the names of all people, archived ones too."""
    return Anonymiser(store.people.all(archived=True), rules())
