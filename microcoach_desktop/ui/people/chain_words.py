"""A chain of experiments in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.chains import Chain, Try
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import wording


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def place_words(chain: Chain, session_id: int) -> str:
    return _tr("Try {place} of {count}").format(place=chain.place(session_id), count=len(chain.tries))


def step_label(chain: Chain, one: Try, formats: Formats, now: datetime) -> str:
    day = formats.day(one.captured_at.astimezone(formats.zone).date(), now, weekday=False)
    return _tr("Try {place}, {day}").format(place=chain.place(one.session_id), day=day)


def outcome_words(one: Try) -> str:
    return _tr("No outcome yet") if one.outcome is None else wording.outcome_word(one.outcome)


def spoken(chain: Chain, session_id: int) -> str:
    """Such as "second try of three, the first: partly"."""
    place, count = chain.place(session_id), len(chain.tries)
    parts = [_tr("{nth} try of {count}").format(nth=_nth(place), count=_number(count))]
    parts += [
        _tr("the {nth}: {outcome}").format(nth=_nth(number), outcome=wording.outcome_word(one.outcome).lower())
        for number, one in enumerate(chain.tries, 1)
        if one.session_id != session_id and one.outcome is not None
    ]
    return ", ".join(parts)


def _nth(number: int) -> str:
    words = (
        _tr("first"), _tr("second"), _tr("third"), _tr("fourth"), _tr("fifth"), _tr("sixth"), _tr("seventh"),
        _tr("eighth"), _tr("ninth"), _tr("tenth"),
    )  # fmt: skip
    return words[number - 1] if number <= len(words) else _tr("number {number}").format(number=number)


def _number(number: int) -> str:
    words = (
        _tr("one"), _tr("two"), _tr("three"), _tr("four"), _tr("five"), _tr("six"), _tr("seven"), _tr("eight"),
        _tr("nine"), _tr("ten"),
    )  # fmt: skip
    return words[number - 1] if number <= len(words) else str(number)
