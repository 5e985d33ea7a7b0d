"""The follow-up that is there before anybody types one."""

from __future__ import annotations

from datetime import datetime

from microcoach_desktop.domain.keytasks import next_occurrence
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.domain.templates import Template
from microcoach_desktop.domain.when import WhenKind, follow_up, parse_when
from microcoach_desktop.ui.capture.form import CaptureForm
from microcoach_desktop.ui.desk import Desk


def usual_follow_up(desk: Desk, form: CaptureForm, template: Template) -> datetime | None:
    """After the cue's key task; else as the template says; else in some working days for an opportunity."""
    if form.cue.task is not None:
        following = next_occurrence(form.cue.task, desk.now())
        if following is not None:
            return following.ends_at
    kind, task = form.chosen_kind(), form.context.task
    if kind is not None and template.follow_up:
        context = form.date_context()
        found = follow_up(parse_when(template.follow_up, context), context)
        if found.kind in {WhenKind.MOMENT, WhenKind.NONE}:
            return found.at
    if kind is not Kind.OPPORTUNITY:
        return None
    return desk.coach.default_follow_up(None if task is None else task.id)
