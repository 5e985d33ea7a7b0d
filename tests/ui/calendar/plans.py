"""Follow-ups for a calendar, made as the program makes them, and keys pressed as a person presses them."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.storage.schema import CheckInRow
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock


def plan(desk: Desk, clock: MovedClock, name: str, at: datetime, kind: Kind = Kind.OPPORTUNITY) -> int:
    """A note of ten days ago with a check-in at this wall time; its id."""
    now = clock.now()
    due = clock.at(at)
    clock.move(seconds=(now - clock.now()).total_seconds(), days=-10)
    (person,) = desk.coach.save_people(Person(name))
    saved = desk.coach.capture(Session(person.id, kind, "seen", action="Scan before stacking"), due)
    clock.move(seconds=(now - clock.now()).total_seconds())
    desk.hub.changed.emit(None)
    assert saved.check_in is not None
    return saved.check_in.id


def carry_many(desk: Desk, clock: MovedClock, count: int) -> None:
    """Check-ins all over two years, in one transaction."""
    (ana,) = desk.coach.save_people(Person("Ana Ruiz"))
    saved = desk.coach.capture(Session(ana.id, Kind.WIN, "seen"))
    first, step = clock.now() - timedelta(days=365), timedelta(days=730) / count
    with desk.coach.store.journal.command("many", clock.now()) as unit:
        for number in range(count):
            unit.insert(CheckInRow, CheckIn(saved.session.id, "Europe/Berlin", due_at=first + number * step))


def wall(desk: Desk, check_in_id: int) -> str:
    """When it is due, as the manager's clock says it."""
    due_at = desk.coach.store.check_ins.get(check_in_id).due_at
    return "" if due_at is None else due_at.astimezone(desk.coach.zone()).strftime("%Y-%m-%d %H:%M")


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """At whatever has the focus, as a keyboard would."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)
