"""What may enter a text field."""

import re

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x85]")
SLACK = 1000


def clean_text(text: str, limit: int) -> str:
    """At most `limit` characters without control characters. The cut comes first: a huge paste costs nothing."""
    few = text[: limit + SLACK]
    return UNWANTED.sub("", LINE_ENDS.sub("\n", few).replace("\t", " "))[:limit]


def clean_line(text: str, limit: int) -> str:
    return clean_text(text, limit).replace("\n", " ")
