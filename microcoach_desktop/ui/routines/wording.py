"""What the routines say when they end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.coach import Captured


def saved_round(captured: Sequence[Captured], items: int) -> str:
    """Such as "Saved 2 wins, 1 opportunity and 1 process item."."""
    kinds = [found.session.kind for found in captured]
    parts = [
        counted(kinds.count(Kind.WIN), _tr("1 win"), _tr("{n} wins")),
        counted(kinds.count(Kind.OPPORTUNITY), _tr("1 opportunity"), _tr("{n} opportunities")),
        counted(items, _tr("1 process item"), _tr("{n} process items")),
    ]
    return _tr("Saved {what}.").format(what=joined([part for part in parts if part]))


def counted(count: int, one: str, many: str) -> str:
    """Empty for none."""
    return "" if not count else one if count == 1 else many.format(n=count)


def joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else _tr("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Routines", text)
