"""Fills the panel, and reads what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.ui.capture.panel import CapturePanel
from microcoach_desktop.ui.desk import Desk


def sessions(desk: Desk) -> list[Session]:
    return desk.coach.store.sessions.page(HistoryFilter())


def fill(panel: CapturePanel, person: Person, kind: str = "win", saw: str = "Closed the checklist") -> None:
    panel.form.person.set_person(person.id)
    panel.form.kind.set_value(kind)
    panel.form.observation.setPlainText(saw)


def errors(panel: CapturePanel) -> dict[str, str]:
    found = {}
    for name, field in panel.form.fields.items():
        shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible() and label.text()]
        found[name] = " ".join(shown)
    return found
