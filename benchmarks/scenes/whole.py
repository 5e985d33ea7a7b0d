"""The program itself, through its own command line, on a given folder: tells of the first paint, then acts.

Words: FOLDER leave | pages | quick ROUNDS | month ROUNDS | week ROUNDS | drag ROUNDS.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

# First, as in the program: what is imported after PySide6 is looked through by it.
import microcoach_desktop.app  # noqa: F401 isort: skip
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.scenes.paint import Watch, leave, main_window, memory, settle, until_painted

FOLDER, DEED = sys.argv[1:3]


def act() -> None:
    window = main_window(QApplication.topLevelWidgets())
    if DEED == "pages":
        _open_pages(window)
    elif DEED == "quick":
        _open_quick(window, int(sys.argv[3]))
    elif DEED in {"month", "week"}:
        _turn_pages(window, DEED, int(sys.argv[3]))
    elif DEED == "drag":
        _drag(window, int(sys.argv[3]))
    leave()


def _open_pages(window: object) -> None:
    from microcoach_desktop.ui.desk import PageName

    opened = [page.value for page in PageName if _page(window, page) is not None]
    settle(0.5)
    print("pages", *opened)
    print("memory", memory())


def _page(window: object, page: object) -> QWidget | None:
    window.page_wanted.emit(page)  # type: ignore[attr-defined]
    settle(0.2)
    found: QWidget | None = window.page_widget(page)  # type: ignore[attr-defined]
    return found


def _open_quick(window: QWidget, rounds: int) -> None:
    """Prepared by the program itself after its start; then shown again and again."""
    settle(1.5)
    ask: Callable[[], None] = window.sidebar.capture_wanted.emit  # type: ignore[attr-defined]
    quick = next((w for w in QApplication.topLevelWidgets() if type(w).__name__ == "QuickWindow"), None)
    if quick is None:
        return
    for _ in range(rounds):
        print("ms", until_painted(quick, ask))
        quick.hide()
        settle(0.03)


def _calendar(window: object, view: str) -> Any:
    from microcoach_desktop.services.settings import CalendarView
    from microcoach_desktop.ui.desk import PageName

    page: Any = _page(window, PageName.CALENDAR)
    if page is not None:
        page.show_view(CalendarView(view))
        settle(0.5)
    return page


def _turn_pages(window: object, view: str, rounds: int) -> None:
    """To and fro, so that each turn shows other days than the one before."""
    page = _calendar(window, view)
    if page is None:
        return
    for number in range(rounds):
        print("ms", until_painted(page, partial(page.turn, 1 - 2 * (number % 2))))
        settle(0.02)


def _drag(window: object, rounds: int) -> None:
    """Each frame aims at another day of a full month."""
    page = _calendar(window, "month")
    if page is None:
        return
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    grid = page.month
    carried = next(pill.item.follow_up for pill in grid.pool.pills if pill.item.follow_up is not None)
    page.turn(1)
    settle(0.1)
    places = [QPointF(grid.mapToGlobal(cell.center())) for cell in grid.layout_now.cells.values()]
    page.dragging.begin(carried, places[0].toPoint())
    handle = page.window().windowHandle()
    left = Qt.MouseButton.LeftButton

    def move(at: QPointF) -> None:
        place = handle.mapFromGlobal(at)
        moved = QMouseEvent(QEvent.Type.MouseMove, place, at, left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(handle, moved)

    for number in range(rounds):
        # The days at the edge would turn the page.
        at = places[number * 7 % len(places) + number % 3 + 2]
        print("ms", until_painted(grid, partial(move, at)))
    page.dragging.cancel()


def _watched_exec() -> int:
    """In place of QApplication.exec: the window has been shown, and is painted when events are handled."""
    shown = main_window(QApplication.topLevelWidgets())
    watch = Watch(shown, _painted)
    status = own_exec()
    watch.deleteLater()
    return int(status)


def _painted() -> None:
    print("painted", flush=True)
    print("memory", memory(), flush=True)
    if DEED == "leave":
        leave()
    QTimer.singleShot(500, act)


if __name__ == "__main__":
    own_exec = QApplication.exec
    QApplication.exec = staticmethod(_watched_exec)  # type: ignore[method-assign]
    from microcoach_desktop.__main__ import main

    sys.exit(main(["--data-dir", FOLDER]))
