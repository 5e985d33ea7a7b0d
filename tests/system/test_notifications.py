"""What the thread with the notifications does when the system will not, and that it ends."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.services.ports import Notice
from microcoach_desktop.system import notifications
from microcoach_desktop.system.notifications import DesktopNotices, body

NOTICE = Notice(3, "Shift handover has just ended", "Anything worth <two> minutes?", (("0", "Capture"),))


class FakeLibrary:
    """Says an id whatever happens, as the real one does; `takes` decides whether it calls `on_dispatched`."""

    def __init__(self, *, takes: bool, raises: bool = False) -> None:
        self._takes = takes
        self._raises = raises
        self.sent: list[dict[str, Any]] = []
        self.cleared: list[str] = []

    async def send(self, title: str, message: str, **rest: Any) -> str:
        if self._raises:
            raise OSError("no bus")
        self.sent.append({"title": title, "message": message, **rest})
        if self._takes:
            rest["on_dispatched"]()
        return "id"

    async def clear(self, shown: str) -> None:
        self.cleared.append(shown)
        raise KeyError(shown)


class Heard:
    def __init__(self) -> None:
        self.answers: list[tuple[int, str]] = []
        self.refusals: list[int] = []
        self.threads: set[threading.Thread] = set()

    def answered(self, number: int, key: str) -> None:
        self.threads.add(threading.current_thread())
        self.answers.append((number, key))

    def refused(self, number: int) -> None:
        self.threads.add(threading.current_thread())
        self.refusals.append(number)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def notices(qapp: object, heard: Heard) -> Iterator[DesktopNotices]:
    made = DesktopNotices()
    made.listen(heard.answered, heard.refused)
    yield made
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "notifications"]


def test_answers_come_in_the_windows_thread(
    notices: DesktopNotices, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = FakeLibrary(takes=True)
    monkeypatch.setattr(notifications, "_notifier", lambda: library)
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: len(library.sent) == 1)
    (sent,) = library.sent
    sent["on_clicked"]()
    sent["buttons"][0].on_pressed()
    qtbot.waitUntil(lambda: heard.answers == [(3, ""), (3, "0")])
    assert heard.refusals == []
    assert heard.threads == {threading.main_thread()}
    notices.withdraw(3)
    notices.withdraw(3)
    qtbot.waitUntil(lambda: library.cleared == ["id"])


@pytest.mark.parametrize("raises", [False, True])
def test_an_id_is_no_delivery(
    notices: DesktopNotices, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, raises: bool
) -> None:
    made: list[FakeLibrary] = []

    def library() -> FakeLibrary:
        made.append(FakeLibrary(takes=False, raises=raises))
        return made[-1]

    monkeypatch.setattr(notifications, "_notifier", library)
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: heard.refusals == [3])
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: heard.refusals == [3, 3])
    assert len(made) == 2, "a connection that failed is not used again"


def test_no_bus_at_all(notices: DesktopNotices, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: heard.refusals == [3], timeout=10_000)


def test_only_markup_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert body('<b> & "x"') == '&lt;b&gt; &amp; "x"'
    monkeypatch.setattr(sys, "platform", "win32")
    assert body("<b> &") == "<b> &"
