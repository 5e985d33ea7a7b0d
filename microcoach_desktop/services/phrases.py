"""Phrases on offer, by tone; the file can be extended without touching code."""

from __future__ import annotations

import json

from microcoach_desktop import paths
from microcoach_desktop.domain.people import Tone


def openers() -> dict[Tone, tuple[str, ...]]:
    """Ways to ask for two minutes."""
    table = json.loads(paths.resource("openers.json").read_text("utf-8"))
    return {tone: tuple(table.get(tone.value, ())) for tone in Tone}
