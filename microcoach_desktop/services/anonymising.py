"""The anonymiser's lists, read once."""

from __future__ import annotations

import functools
import json

from microcoach_desktop import paths
from microcoach_desktop.domain.anonymise import Rules, load_rules


@functools.cache
def rules() -> Rules:
    tables = ("words", "forms", "names", "identifiers")
    return load_rules(*(json.loads(paths.resource("anonymise", f"{name}.json").read_text("utf-8")) for name in tables))
