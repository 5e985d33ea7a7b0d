"""The anonymiser with its lists, which are read once."""

from __future__ import annotations

import functools
import json
from typing import Any

from microcoach_desktop import paths
from microcoach_desktop.domain.anonymise import Anonymiser, Rules, load_rules
from microcoach_desktop.storage.store import Store


@functools.cache
def rules() -> Rules:
    return load_rules(_table("words"), _table("forms"), _table("names"), _table("identifiers"), _dictionary())


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(paths.resource("anonymise", f"{name}.json").read_text("utf-8"))
    return table


def _dictionary() -> list[str]:
    return paths.resource("spelling", "en_GB.dic").read_text("utf-8").splitlines()


def anonymiser(store: Store) -> Anonymiser:
    """For the names of all people, archived ones too."""
    return Anonymiser(store.people.all(archived=True), rules())
