"""The words of a metric. What is together in time is told as such, never as a cause."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.insights import Comparison
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.metrics.story import Story


def _tr(text: str) -> str:
    return QCoreApplication.translate("Metrics", text)


def short_day(at: datetime, formats: Formats, now: datetime) -> str:
    return formats.day(at.astimezone(formats.zone).date(), now, weekday=False)


def direction(metric: Metric) -> str:
    return _tr("lower is better") if metric.better is Better.LOWER else _tr("higher is better")


def readings_count(count: int) -> str:
    return _tr("1 reading") if count == 1 else _tr("{count} readings").format(count=count)


def value_words(value: float, metric: Metric, formats: Formats) -> str:
    return f"{formats.number(value)} {metric.unit}".strip()


def before_words(value: str) -> str:
    return _tr("Before {value}").format(value=value)


def after_words(value: str) -> str:
    return _tr("After {value}").format(value=value)


def target_words(value: str) -> str:
    return _tr("Target {value}").format(value=value)


def change_words(compared: Comparison, formats: Formats, day: str) -> str:
    """Such as "Down 51 % since 22 Oct"."""
    if not compared.change:
        return _tr("No change since {day}").format(day=day)
    share = compared.share
    some = formats.number(abs(compared.change)) if share is None else f"{round(100 * abs(share))} %"
    words = _tr("Down {some} since {day}") if compared.change < 0 else _tr("Up {some} since {day}")
    return words.format(some=some, day=day)


def median_words(compared: Comparison, formats: Formats, day: str) -> str:
    """Both medians; that one came after the other is all that is said."""
    words = _tr("Typically {before} before the talk on {day}, {after} after it. Together in time, not proof.")
    before, after = formats.number(compared.before_median), formats.number(compared.after_median)
    return words.format(before=before, day=day, after=after)


def sentence(story: Story, chosen: int, formats: Formats, now: datetime) -> str:
    """The chart in a sentence or two."""
    parts = [f"{story.metric.name}: {readings_count(len(story.readings))}"]
    if story.readings:
        first, last = story.readings[0], story.readings[-1]
        span = _tr("from {first} to {last}, the last one {value}")
        if first is last:
            span = _tr("on {last}, {value}")
        span = span.format(
            first=short_day(first.at, formats, now),
            last=short_day(last.at, formats, now),
            value=value_words(last.value, story.metric, formats),
        )
        parts = [f"{parts[0]} {span}"]
    compared = story.compared(chosen)
    if compared is None:
        return parts[0] + "."
    day = short_day(story.marks[chosen].tried.talked_at, formats, now)
    if not isinstance(compared, Comparison):
        return ". ".join([*parts, _tr("Too few readings to compare around {day}").format(day=day)]) + "."
    return f"{parts[0]}. {median_words(compared, formats, day)}"
