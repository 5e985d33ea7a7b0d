"""Full-text queries. The index itself is kept by triggers in the same transaction as the text."""

from __future__ import annotations

import re

_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+", re.UNICODE)


def terms(text: str) -> list[tuple[tuple[str, ...], bool]]:
    """What is looked for: (words in sequence, whether the last is a prefix). Quoted parts are whole words."""
    found: list[tuple[tuple[str, ...], bool]] = []
    for quoted, plain in _PARTS.findall(text):
        words = tuple(_WORD.findall(quoted or plain))
        if words:
            found.append((words, not quoted))
    return found


def match_query(text: str, person_id: int | None = None) -> str | None:
    """An FTS5 query in which every user word is quoted, so that no input is syntax; None when there is no word."""
    phrases = ['"' + " ".join(words) + '"' + ("*" if prefix else "") for words, prefix in terms(text)]
    if not phrases:
        return None
    query = "({words learned} : " + " AND ".join(phrases) + ")" if len(phrases) == 1 else ""
    if not query:
        query = "(" + " AND ".join("{words learned} : " + phrase for phrase in phrases) + ")"
    return query if person_id is None else f"person : p{person_id} AND {query}"
