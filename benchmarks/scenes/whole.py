"""The program itself, through its own command line, on a given folder: tells of the first paint, then acts.

Words: FOLDER leave | pages | quick ROUNDS | month ROUNDS.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

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
    elif DEED == "month":
        _turn_months(window, int(sys.argv[3]))
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


def _turn_months(window: object, rounds: int) -> None:
    from microcoach_desktop.ui.desk import PageName

    page = _page(window, PageName.CALENDAR)
    if page is None:
        return
    settle(0.5)
    for _ in range(rounds):
        print("ms", until_painted(page, page.mark_stale))  # type: ignore[attr-defined]


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
