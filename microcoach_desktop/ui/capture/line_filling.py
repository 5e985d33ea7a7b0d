"""From a line to the fields of the form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.capture_line import LineDraft, TokenKind
from microcoach_desktop.domain.sessions import BUDGETS, MAX_TAGS
from microcoach_desktop.ui.capture.form import CaptureForm


def fill_from_line(form: CaptureForm, draft: LineDraft, before: LineDraft) -> bool:
    """Carry over only what changed since `before`: what was chosen elsewhere stays. True when a date went away."""
    if (draft.person_id, draft.person_candidates) != (before.person_id, before.person_candidates):
        form.person.set_person(draft.person_id)
        if draft.person_candidates:
            # Kept as typed, so that a draft that is opened elsewhere still has it.
            form.person.edit.setText(typed_person(draft))
    if draft.kind is not before.kind:
        form.kind.set_value(None if draft.kind is None else draft.kind.value)
        form.kind.changed.emit(form.kind.value or "")
    if draft.context_name != before.context_name:
        form.context.set_text(draft.context_name or "")
    if draft.text != before.text:
        form.observation.setPlainText(draft.text)
    if draft.action != before.action:
        form.action.setPlainText(draft.action)
    if draft.tags != before.tags:
        form.tags.set_tags(draft.tags)
    _metric(form, draft, before)
    words, earlier = date_words(draft), date_words(before)
    if words != earlier:
        form.when.set_text(words)
    return bool(earlier) and not words


def typed_person(draft: LineDraft) -> str:
    return next((token.text.lstrip("@") for token in draft.tokens if token.kind is TokenKind.PERSON), "")


def date_words(draft: LineDraft) -> str:
    """The last date of the line, as typed."""
    found = [token.text.lstrip(">").strip() for token in draft.tokens if token.kind is TokenKind.DATE]
    return found[-1] if found else ""


def line_trouble(draft: LineDraft, already: int = 0) -> str:
    """Why the line cannot go into the fields as it is; `already` characters stand in "What you saw"."""
    if draft.person_candidates:
        count = len(draft.person_candidates)
        return _tr("{count} people match. Choose one, or type one letter more.").format(count=count)
    return too_much(draft, already)


def too_much(draft: LineDraft, already: int = 0) -> str:
    """What does not fit into one note."""
    for text, name in ((draft.text, "observation"), (draft.action, "action")):
        most = 2 * BUDGETS[name]
        if len(text) + already * (name == "observation") > most:
            return _tr("What you saw and the action hold a few sentences: {count} characters at most.").format(
                count=most
            )
    if len(draft.tags) > MAX_TAGS:
        return _tr("A note has {count} tags at most. Take one # away.").format(count=MAX_TAGS)
    return ""


def _metric(form: CaptureForm, draft: LineDraft, before: LineDraft) -> None:
    if draft.metric == before.metric:
        return
    metric = draft.metric
    form.measure.set_name("" if metric is None else metric.name)
    form.measure.set_values(*((None, None) if metric is None else (float(metric.now), float(metric.target))))
    if metric is None or metric.unit:
        form.measure.unit.setText("" if metric is None else metric.unit)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
