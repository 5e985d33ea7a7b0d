"""The bytes of a calendar file to the few lines that matter, in pieces, so that the size of a line never matters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 20

Line = tuple[bytes, bytes]
"""A property's name in capitals, and the rest with its leading ';' or ':'."""

_WANTED = (
    b"BEGIN|END|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SEQUENCE|SUMMARY|STATUS|UID|METHOD|"
    b"TZID|TZOFFSETFROM|TZOFFSETTO|X-LIC-LOCATION"
)
# Begins with the newline: a literal prefix is what lets the engine leap over megabytes of other text.
_LINES = re.compile(rb"\n((?i:" + _WANTED + rb"))([;:][^\n]*)")


def lines(file: BinaryIO, longest: int) -> Iterator[list[Line]]:
    """The wanted lines of each piece, unfolded. Of a line longer than `longest` bytes only the beginning is kept."""
    for block in _unfolded(_newlines(_utf_8(file)), longest):
        yield [(name.upper(), rest) for name, rest in _LINES.findall(block)]


def _utf_8(file: BinaryIO) -> Iterator[bytes]:
    """Pieces in which ASCII is ASCII: UTF-16 and UTF-32 are told by their mark or their zeros, and written anew."""
    head = file.read(PIECE)
    wide = _wide(head)
    if wide is None:
        head = head.removeprefix(codecs.BOM_UTF8)
        while head:
            yield head.replace(b"\0", b"")
            head = file.read(PIECE)
        return
    decoder = codecs.getincrementaldecoder(wide)("replace")
    while head:
        yield decoder.decode(head).lstrip("\ufeff").encode("utf-8", "replace").replace(b"\0", b"")
        head = file.read(PIECE)


def _wide(head: bytes) -> str | None:
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    if head[:16:2].count(0) == 0 and head[1:16:2] == b"\0" * 8:
        return "utf-16-le"
    if head[1:16:2].count(0) == 0 and head[:16:2] == b"\0" * 8:
        return "utf-16-be"
    return None


def _newlines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """CR LF, and CR alone as old programs write it, become LF."""
    held = b""
    for piece in pieces:
        text = held + piece
        held = b"\r" if text.endswith(b"\r") else b""
        text = text.removesuffix(b"\r")
        yield text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
    if held:
        yield b"\n"


def _unfolded(pieces: Iterator[bytes], longest: int) -> Iterator[bytes]:
    """Blocks of whole lines, each led by a newline."""
    held = b"\n"
    for piece in pieces:
        data = held + piece
        cut = _last_end(data)
        if cut > 0:
            yield _joined(data[:cut])
            data = data[cut:]
        if len(data) > longest:
            data = data[:longest] + (b"\n" if data.endswith(b"\n") else b"")
        held = data
    yield _joined(held)


def _last_end(data: bytes) -> int:
    """The index of the last newline that surely ends a line: the next one may be folded onto this."""
    cut = data.rfind(b"\n", 0, len(data) - 1)
    while cut > 0 and data[cut + 1] in b" \t":
        cut = data.rfind(b"\n", 0, cut)
    return cut


def _joined(block: bytes) -> bytes:
    return block.replace(b"\n ", b"").replace(b"\n\t", b"")
