"""After-action reviews of the sample team: what was found about the work itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from microcoach_desktop.domain.keytasks import next_occurrence
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.process_items import ITEM_BUDGETS, ProcessItem
from microcoach_desktop.services.coach import Coach

# A review begins when the key task is over.
AFTER = timedelta(minutes=12)


def reviews(coach: Coach, told: Mapping[str, Any], now: datetime) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What happens when, of one review: it is noted, and what was agreed is done some days later."""
    zone = coach.zone()
    task = next(task for task in coach.store.key_tasks.all() if task.name == told["key_task"])
    day = now.astimezone(zone).date() - timedelta(days=told["days_ago"])
    found = next_occurrence(task, at_time(day, time(0), zone))
    if found is None or found.ends_at + AFTER >= now:
        return
    answers = {name: told.get(name, "") for name in ITEM_BUDGETS}
    item = ProcessItem(**answers, key_task_id=task.id, occurrence=found.nominal)
    yield found.ends_at + AFTER, partial(coach.capture_many, [], process=[item])
    done_at = found.ends_at + timedelta(days=told.get("done_after", 0))
    if found.ends_at < done_at < now:
        yield done_at, partial(_finish, coach, item)


def _finish(coach: Coach, item: ProcessItem) -> None:
    for left in coach.store.process_items.open_of(item.key_task_id):
        if left.title == item.title:
            coach.routines.finish_process_item(left.id)
