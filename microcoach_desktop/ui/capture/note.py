"""From the form to the record."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.sessions import Proposer, Session
from microcoach_desktop.ui.capture.form import CaptureForm


def missing_of(form: CaptureForm) -> list[tuple[str, str]]:
    """The required fields that are empty: name and words."""
    found = [
        ("person_id", _tr("a person"), form.person.person is None),
        ("kind", _tr("a kind"), form.kind.value is None),
        ("observation", _tr("what you saw"), not form.observation.toPlainText().strip()),
    ]
    return [(name, words) for name, words, absent in found if absent]


def listed(words: list[str], last: str) -> str:
    """Such as "a person, a kind and what you saw"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def note_of(form: CaptureForm, occurrence: tuple[int, str] | None, template: str) -> Session:
    """The session as typed; `occurrence` is (key task id, nominal start) when a reminder asked.

    Raises InvalidRecord for what cannot be read.
    """
    kind, person, task, body = form.chosen_kind(), form.person.person, form.context.task, form.body()
    if kind is None or person is None:
        raise InvalidRecord("kind", _tr("Needs a person and a kind."))
    baseline, target = form.measure.values()
    times_n, times_m = form.seen.times()
    asked = task is not None and occurrence is not None and occurrence[0] == task.id
    return Session(
        person_id=person.id,
        kind=kind,
        observation=body["observation"].strip(),
        key_task_id=None if task is None else task.id,
        occurrence=occurrence[1] if asked and occurrence is not None else None,
        context=body["context"].strip(),
        seen_at=form.seen.seen_at,
        exactness=form.seen.exactness,
        source=form.seen.source,
        times_n=times_n,
        times_m=times_m,
        opener=body["opener"].strip(),
        talked_at=form.talk.talked_at(),
        planned_talk_at=form.talk.planned_at,
        minutes=form.talk.minutes(),
        tone=form.tone() if body["opener"].strip() else form.opener.chosen_tone,
        template=template,
        went_well=body["went_well"].strip(),
        impact=body["impact"].strip(),
        reflection=body["reflection"].strip(),
        action=body["action"].strip(),
        proposed_by=Proposer(body["proposed_by"] or Proposer.MANAGER),
        cue=body["cue"].strip(),
        cue_task_id=None if form.cue.task is None else form.cue.task.id,
        success=body["success"].strip(),
        baseline=baseline,
        target=target,
        resource=body["resource"].strip(),
        tags=form.tags.tags(),
        promise=body["promise"].strip(),
        promise_due_at=form.promise_by.at() if body["promise"].strip() else None,
        private_note=body["private_note"].strip(),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
