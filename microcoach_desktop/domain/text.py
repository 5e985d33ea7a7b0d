"""What may be in a text that somebody typed or pasted."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
_KEPT = {"\n", "\t"}


@cache
def _names(record: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(column.name for column in fields(record))


def clean(text: str) -> str:
    """Without control characters and lone surrogates, with one kind of line end.

    NUL breaks length checks and lone surrogates break encoding. Direction marks and joiners (category Cf) stay:
    right-to-left text and emoji need them.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    if unified.isprintable():
        return unified
    return "".join(c for c in unified if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs"))


def cleaned(record: Record) -> Record:
    """The record with every text cleaned; lengths are checked by the record itself."""
    texts: dict[str, Any] = {}
    for name in _names(type(record)):
        value = getattr(record, name)
        # Most fields are empty, and what is saved is waited for.
        if not value:
            continue
        if isinstance(value, str):
            text: Any = clean(value)
        elif isinstance(value, tuple):
            text = tuple(clean(item) if isinstance(item, str) else item for item in value)
        else:
            continue
        if text != value:
            texts[name] = text
    # Most notes are clean: a copy of 47 fields would be a tenth of what saving costs beside the disk.
    return replace(record, **texts) if texts else record
