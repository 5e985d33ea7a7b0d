"""The periods that can be chosen, in days."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.services.insights import USUAL_DAYS

QUARTER = 91
YEAR = 365
PERIODS = (USUAL_DAYS, QUARTER, YEAR)


def period_word(days: int) -> str:
    words = {
        USUAL_DAYS: QCoreApplication.translate("Insights", "28 days"),
        QUARTER: QCoreApplication.translate("Insights", "3 months"),
        YEAR: QCoreApplication.translate("Insights", "12 months"),
    }
    return words[days]
