"""What the icons of the calendar mean; it wraps in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


def legend(kit: Kit) -> tuple[QWidget, QWidget]:
    """The whole row, and the hint in it, which has no place in a small window."""
    looks = (
        ("award", "win", _tr("Win")),
        ("sprout", "opp", _tr("Opportunity")),
        ("clock-alert", "danger", _tr("Late")),
        ("check", "text2", _tr("Checked in")),
        ("bell", "text2", _tr("Key task")),
    )
    holder = QWidget()
    flow = FlowLayout(holder, spacing=16)
    for icon, color, text in looks:
        entry = QWidget()
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Glyph(kit, icon, color, 15))
        line.addWidget(Label(kit, text, FontRole.SMALL, "text2"))
        flow.addWidget(entry)
    hint = Label(kit, _tr("Alt+arrows to move, R to reschedule"), FontRole.SMALL, "text2")
    hint.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    hint.setSizePolicy(hint.sizePolicy().Policy.Expanding, hint.sizePolicy().Policy.Fixed)
    flow.addWidget(hint)
    return holder, hint


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarLegend", text)
