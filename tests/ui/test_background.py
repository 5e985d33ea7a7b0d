import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import Damaged, MicroCoachError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui import background as module
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk


def workers() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "background-reads"]


@pytest.fixture
def parent() -> QObject:
    return QObject()


@pytest.fixture
def background(desk: Desk, parent: QObject) -> Iterator[Background]:
    made = Background(desk.coach.store, parent)
    yield made
    made.close()
    assert workers() == []


def fail(error: MicroCoachError) -> None:
    raise AssertionError(error)


def test_a_read_runs_in_another_thread_and_answers_in_this_one(
    desk: Desk, background: Background, qtbot: QtBot
) -> None:
    desk.coach.save_people(Person("Ana Ruiz"))
    ran_in: list[str] = []
    got: list[tuple[str, str]] = []

    def work() -> str:
        ran_in.append(threading.current_thread().name)
        return desk.coach.store.people.all()[0].name

    background.run("names", work, lambda name: got.append((name, threading.current_thread().name)), fail)
    assert background.busy
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("Ana Ruiz", threading.main_thread().name)]
    assert ran_in == ["background-reads"]
    assert not background.busy


def test_only_the_newest_question_of_a_key_is_answered(background: Background, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[int] = []
    got: list[object] = []

    def slow() -> int:
        gate.wait(5)
        return 0

    def count(number: int) -> int:
        ran.append(number)
        return number

    background.run("search", slow, got.append, fail)
    for number in (1, 2, 3):
        background.run("search", lambda number=number: count(number), got.append, fail)  # type: ignore[misc]
    background.run("other", lambda: "other", got.append, fail)
    gate.set()
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [3, "other"]
    assert ran == [3], "what was overtaken before its turn is not run at all"


def test_what_is_forgotten_is_not_answered(background: Background, qtbot: QtBot) -> None:
    got: list[object] = []
    background.run("search", lambda: 1, got.append, fail)
    background.forget("search")
    background.run("other", lambda: 2, got.append, fail)
    qtbot.waitUntil(lambda: got == [2])


def test_an_expected_error_comes_back_as_it_is(background: Background, qtbot: QtBot) -> None:
    errors: list[MicroCoachError] = []

    def work() -> None:
        raise Damaged("The file is damaged.")

    background.run("search", work, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].what_happened == "The file is damaged."


def test_a_driver_error_becomes_a_sentence(desk: Desk, background: Background, qtbot: QtBot) -> None:
    errors: list[MicroCoachError] = []
    sick = lambda: desk.coach.store.sessions._database.execute_sql("SELECT nothing FROM nowhere")  # noqa: E731
    background.run("search", sick, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].sentence


def test_a_bug_is_raised_where_it_was_asked(background: Background, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as bugs:
        background.run("search", lambda: list[int]()[0], lambda _: None, fail)
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is IndexError


def test_the_thread_goes_when_idle_and_comes_back(
    background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.01)
    got: list[object] = []
    background.run("a", lambda: 1, got.append, fail)
    qtbot.waitUntil(lambda: got == [1] and workers() == [])
    background.run("a", lambda: 2, got.append, fail)
    qtbot.waitUntil(lambda: got == [1, 2])


def test_no_thread_and_no_connection_outlive_their_window(tmp_path: Path, qtbot: QtBot) -> None:
    store = Store(tmp_path)
    left: list[str] = []
    leave = store.leave_thread

    def leaving() -> None:
        left.append(threading.current_thread().name)
        leave()

    store.leave_thread = leaving  # type: ignore[method-assign]
    window = QObject()
    reads = Background(store, window)
    got: list[object] = []
    reads.run("a", store.people.all, got.append, fail)
    qtbot.waitUntil(lambda: bool(got))
    window.deleteLater()
    qtbot.waitUntil(lambda: workers() == [])
    assert left == ["background-reads"]
    store.close()
