"""The date words of the languages that the product knows."""

from __future__ import annotations

import functools
import json

from microcoach_desktop import paths
from microcoach_desktop.domain.when import Language, load_language

ENGLISH = "en"


@functools.cache
def language(code: str) -> Language:
    """English always works; "de_AT" and "de-DE" find the table "de". A language without a table is English."""
    short = code.replace("_", "-").split("-")[0].lower()
    english = _table(ENGLISH)
    if short == ENGLISH or not short.isalpha() or not paths.resource("when", f"{short}.json").is_file():
        return english
    return _table(short).with_fallback(english)


def _table(short: str) -> Language:
    return load_language(json.loads(paths.resource("when", f"{short}.json").read_text("utf-8")))
