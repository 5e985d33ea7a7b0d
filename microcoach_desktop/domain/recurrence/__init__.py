"""Repetition of events: rules (RFC 5545 §3.3.10) and the times that they name."""

from __future__ import annotations

from microcoach_desktop.domain.recurrence.rule import (
    WEEKDAYS,
    BadRule,
    Effort,
    Frequency,
    Rule,
    TooMuchWork,
    parse_rule,
    rule_text,
)
from microcoach_desktop.domain.recurrence.walk import expand

__all__ = ["WEEKDAYS", "BadRule", "Effort", "Frequency", "Rule", "TooMuchWork", "expand", "parse_rule", "rule_text"]
