"""What may be in a text that somebody typed or pasted."""

from __future__ import annotations

import unicodedata

_KEPT = {"\n", "\t"}


def clean(text: str) -> str:
    """Without control characters and lone surrogates, with one kind of line end.

    NUL breaks length checks and lone surrogates break encoding. Direction marks and joiners (category Cf) stay:
    right-to-left text and emoji need them.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    if unified.isprintable():
        return unified
    return "".join(c for c in unified if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
