"""The one-line capture: "@Ana win #handover Closed the checklist >fri 14:00"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microcoach_desktop.domain.capture_line.index import LineIndex, index_line
from microcoach_desktop.domain.capture_line.model import (
    LineContext,
    LineDraft,
    LineKind,
    LineMetric,
    LinePerson,
    Note,
    Token,
    TokenKind,
)
from microcoach_desktop.domain.capture_line.parse import LineReader
from microcoach_desktop.domain.capture_line.render import render_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from microcoach_desktop.domain.when import DateContext

__all__ = [
    "LineContext",
    "LineDraft",
    "LineIndex",
    "LineKind",
    "LineMetric",
    "LinePerson",
    "Note",
    "Token",
    "TokenKind",
    "index_line",
    "parse_indexed",
    "parse_line",
    "render_line",
]

NO_LITERALS: frozenset[tuple[int, int]] = frozenset()


def parse_line(
    text: str,
    people: Sequence[LinePerson],
    contexts: Sequence[LineContext],
    context: DateContext,
    literals: frozenset[tuple[int, int]] = NO_LITERALS,
) -> LineDraft:
    """`literals` are spans of tokens that were turned back into text. Typing windows keep an index instead."""
    return parse_indexed(text, index_line(people, contexts), context, literals)


def parse_indexed(
    text: str, index: LineIndex, context: DateContext, literals: frozenset[tuple[int, int]] = NO_LITERALS
) -> LineDraft:
    """As `parse_line`, with the roster folded beforehand."""
    return LineReader(text, index, context, literals).draft()
