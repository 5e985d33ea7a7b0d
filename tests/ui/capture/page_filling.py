"""Fills the form of the page, and reads what came of it."""

from __future__ import annotations

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.desk import Desk


def shown(page: CapturePage) -> set[str]:
    return {name for name, field in page.panel.form.fields.items() if not field.isHidden()}


def fill(page: CapturePage, person: Person, kind: Kind = Kind.OPPORTUNITY) -> None:
    page.panel.form.person.set_person(person.id)
    page.panel.form.kind.set_value(kind.value)
    page.panel.form.kind.changed.emit(kind.value)
    page.panel.form.observation.setPlainText("Two returns were not on the sheet")


def saved(desk: Desk) -> Session:
    return desk.coach.store.sessions.page(HistoryFilter())[0]
