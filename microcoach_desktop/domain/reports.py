"""A record as a document: headings and lines, written as Markdown or as HTML. What people typed is never markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
# Spaces at the beginning of a line would make code of it, and "&copy;" another sign.
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)(\d+[.)]|[-+=])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One note: what it is, what was seen, then label and value."""

    head: str
    text: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    head: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]


def markdown(report: Report) -> Iterator[str]:
    """In parts: the head, then each item."""
    yield f"# {_plain(report.title)}\n\n" + "".join(f"{_plain(line)}\n\n" for line in report.intro)
    for section in report.sections:
        for number, item in enumerate(section.items):
            head = "" if number else f"## {_plain(section.head)}\n\n"
            lines = "".join(f"- **{_plain(label)}:** {_plain(value)}\n" for label, value in item.lines)
            yield f"{head}### {_plain(item.head)}\n\n{_plain(item.text)}\n\n" + (f"{lines}\n" if lines else "")


def as_html(report: Report) -> str:
    """For printing, every text escaped; how title, month, head and label look is the printer's."""
    parts = [_paragraph("title", report.title), *(_paragraph("intro", line) for line in report.intro)]
    for section in report.sections:
        parts.append(_paragraph("month", section.head))
        for item in section.items:
            parts += [_paragraph("head", item.head), _paragraph("text", item.text), *_table(item.lines)]
    return "".join(parts)


def _paragraph(kind: str, text: str) -> str:
    return f'<p class="{kind}">{_escaped(text)}</p>'


def _table(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not lines:
        return
    rows = (
        f'<tr><td width="28%" class="label">{_escaped(label)}</td><td>{_escaped(value)}</td></tr>'
        for label, value in lines
    )
    yield '<table width="100%" cellspacing="0" cellpadding="2">' + "".join(rows) + "</table>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br/>")


def _plain(text: str) -> str:
    """Every sign that Markdown would read as its own is told apart; lines stay lines."""
    safe = _ENTITY.sub(r"\\&", _MARKUP.sub(r"\\\1", _INDENT.sub("", text)))
    safe = _LINE_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", safe)
    return safe.replace("\n", "  \n")
