"""Full-text queries. The index itself is kept by triggers in the same transaction as the text."""

from __future__ import annotations

from microcoach_desktop.domain.highlight import Term, terms

# FTS5 builds a tree of the whole query; a sentence pasted into the field must not make it endless.
MOST_TERMS = 60


def match_query(text: str, person_id: int | None = None, columns: str = "{words learned}") -> str | None:
    """An FTS5 query in which every user word is quoted, so that no input is syntax; None when there is no word."""
    wanted = terms(text)[:MOST_TERMS]
    if not wanted:
        return None
    query = " AND ".join(f"{columns} : {_phrase(term)}" if _may_be_person(term) else _phrase(term) for term in wanted)
    return f"({query})" if person_id is None else f"person : p{person_id} AND ({query})"


def _may_be_person(term: Term) -> bool:
    """Whether the mark of a person (p3) could be meant; other words are asked of all columns, a tenth quicker."""
    return all(word[0] in "pP" or not word[0].isascii() for word in term.words)


def _phrase(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
