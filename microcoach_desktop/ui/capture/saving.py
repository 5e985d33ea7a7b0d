"""From the panel to the store: what is missing or wrong is said where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.ui.capture.adapting import with_play
from microcoach_desktop.ui.capture.note import listed, missing_of, note_of

if TYPE_CHECKING:
    from microcoach_desktop.services.coach import Captured
    from microcoach_desktop.ui.capture.panel import CapturePanel


def store_note(panel: CapturePanel) -> Captured | None:
    """Save what is in the form; None (and the reason on the screen) when it cannot be."""
    form = panel.form
    form.clear_errors()
    if not panel.take_line() or not _complete(panel):
        return None
    try:
        session = note_of(form, panel.occurrence, panel.template.template.name)
        if panel.play_uid:
            session = with_play(panel.desk, session, panel.play_uid)
        due, metric = form.when.at(), form.measure.entered()
        captured = panel.desk.coach.capture(session, due, metric, draft=panel.host)
    except InvalidRecord as error:
        if error.field in form.fields:
            panel.refuse(error.field, error.what_happened)
        else:
            panel.footer.say(error.sentence, doubt=True)
    except MicroCoachError as error:
        text = "\n".join(value for value in form.body().values() if value)
        panel.footer.say(error.sentence, doubt=True)
        panel.desk.shell.trouble(error, retry=panel.footer.save.click, text=text)
    else:
        panel.desk.shell.settled(panel.footer.save.click)
        return captured
    return None


def _complete(panel: CapturePanel) -> bool:
    lacking = missing_of(panel.form)
    for name, words in lacking:
        panel.form.fields[name].set_error(_tr("Needs {what}.").format(what=words))
    if lacking:
        words = listed([words for _, words in lacking], _tr("and"))
        panel.footer.say(_tr("Needs {what}.").format(what=words), doubt=True)
        panel.go_to(lacking[0][0])
        return False
    for name, field in (("follow_up", panel.form.when), ("promise_by", panel.form.promise_by)):
        problem = field.problem()
        if problem:
            panel.refuse(name, problem)
            return False
    return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
