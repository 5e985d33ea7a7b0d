"""What stands on the page, and what puts it there."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.today.page import TodayPage
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label
from tests.clock import MovedClock


def shown(page: TodayPage, qtbot: QtBot) -> TodayPage:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def texts(page: TodayPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join(
        labels + [button.text() for button in page.findChildren(QAbstractButton) if button.isVisibleTo(page)]
    )


def button(page: TodayPage, text: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == text and b.isVisible())


def plan(desk: Desk, clock: MovedClock, name: str, action: str, due: timedelta) -> int:
    """A note of ten days ago whose check-in is due that far from now."""
    now = clock.now()
    clock.move(days=-10)
    (person,) = desk.coach.save_people(Person(name))
    saved = desk.coach.capture(Session(person.id, Kind.OPPORTUNITY, "seen", action=action), now + due)
    clock.move(days=10)
    assert saved.check_in is not None
    return saved.check_in.id


def clipped(page: TodayPage) -> list[str]:
    """Texts without the room that they need; a name may end in … and is whole in the tooltip."""
    found = []
    for label in (label for label in page.findChildren(Label) if label.isVisible()):
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
        wide = label.wordWrap() or isinstance(label, ElidedLabel) or label.width() >= label.sizeHint().width() - 1
        if not wide or label.height() < need - 1 or label.mapTo(page, label.rect().topRight()).x() > page.width():
            found.append(label.text())
    for control in (control for control in page.findChildren(QPushButton) if control.isVisible()):
        right = control.mapTo(page, control.rect().topRight()).x()
        if control.width() < control.minimumSizeHint().width() or right > page.width():
            found.append(control.text() or control.accessibleName())
    return found
