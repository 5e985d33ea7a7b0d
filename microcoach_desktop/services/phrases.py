"""Phrases on offer, by use, kind and tone; the files can be extended without touching code."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping

from microcoach_desktop import paths
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.phrases import Use, fitting, own
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.storage.store import Store

Pack = Mapping[tuple[Kind, Tone], tuple[str, ...]]


@functools.cache
def pack(use: Use) -> Pack:
    table = json.loads(paths.resource("phrases", f"{use.value}.json").read_text("utf-8"))
    return {(kind, tone): tuple(table[kind.value][tone.value]) for kind in Kind for tone in Tone}


def suggestions(
    store: Store, use: Use, kind: Kind, tone: Tone, person: Person | None = None, context: str = ""
) -> list[str]:
    """For an opener the manager's own of this kind and tone come first, the newest before older ones."""
    slots = {"name": "" if person is None else person.first_name, "context": context.strip()}
    offered = fitting(pack(use)[kind, tone], slots)
    if use is not Use.OPENER:
        return offered
    team = [part for other in store.people.all(archived=True) if other != person for part in other.name.split()]
    if person is not None:
        team = [part for part in team if part not in person.name.split()]
    shipped = [phrase for phrases in pack(use).values() for phrase in phrases]
    return [*own(store.sessions.openers(kind, tone), shipped, team), *offered]
