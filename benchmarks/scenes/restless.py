"""The program itself with the sample team, driven at random: SEED SECONDS FOLDER. Tells each fault with what led to it.

Clicks, keys, typing, menus, dragging and closing, in whatever window is open. Files are only written below the folder.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from microcoach_desktop.system.crash import CrashLog

SEED, SECONDS, FOLDER = int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3])
PACE_MS = 4
LEAST = 2
TOLD = 12
# What the platform without a screen says of itself, and what Qt says of its own dialogs.
NOISE = (
    "does not support", "propagateSizeHints", "non-native printers", "setPointSizeF", "stat() failed", "MouseDClick",
)  # fmt: skip
ENDS = ("Leave sample", "Quit")
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageDown, Qt.Key.Key_F1, Qt.Key.Key_Menu,
)  # fmt: skip
CONTROLLED = "123456,KZYNFEACVDSPIW+-0"
TEXTS = ("Ana", "win ", "opp ", "@", "#hand", ">fri 14:00", "3 of 5", "  ", "é", "😀", "x" * 400, "\n", "<b>x</b>")


class Restless:
    def __init__(self) -> None:
        self._dice = random.Random(SEED)
        self._trail: deque[str] = deque(maxlen=TOLD)
        self._faults: set[str] = set()
        self._until = time.monotonic() + SECONDS
        self._acts = 0

    def tell(self, fault: str) -> None:
        if fault not in self._faults:
            self._faults.add(fault)
            print(f"fault: {fault}\nafter: {list(self._trail)}", flush=True)

    def act(self) -> None:
        """The next act is planned first: this one may open a dialog that waits."""
        if time.monotonic() > self._until:
            self._end()
        self._acts += 1
        QTimer.singleShot(PACE_MS, self.act)
        window = self._window()
        if window is None:
            return
        if isinstance(window, QFileDialog) and self._dice.random() < 0.2:
            window.reject()
            return
        found = [w for w in _usable(window) if min(w.width(), w.height()) > LEAST]
        if found:
            self._do(self._dice.choice(found), found)

    def _do(self, widget: QWidget, found: list[QWidget]) -> None:
        buttons = [w for w in found if isinstance(w, QAbstractButton)]
        if buttons and self._dice.random() < 0.5:
            widget = self._dice.choice(buttons)
        focused = QApplication.focusWidget() or widget
        if any(_ends(one) for one in (widget, focused)):
            return
        deeds: tuple[tuple[int, Callable[[QWidget], object], QWidget], ...] = (
            (40, self._click, widget), (4, self._menu, widget), (3, self._drag, widget), (20, self._press, focused),
            (10, self._press_with_ctrl, focused), (15, self._write, widget), (4, self._choose, widget),
            (1, _close, widget),
        )  # fmt: skip
        (deed, aim) = self._dice.choices([(d, w) for _, d, w in deeds], [weight for weight, _, _ in deeds])[0]
        self._trail.append(f"{deed.__name__.strip('_')} {type(aim.window()).__name__} {type(aim).__name__}")
        deed(aim)

    def _window(self) -> QWidget | None:
        first = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.width() > 20]
        return first or (self._dice.choice(shown) if shown else None)

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(self._dice.randrange(widget.width()), self._dice.randrange(widget.height()))

    def _click(self, widget: QWidget) -> None:
        click = QTest.mouseDClick if self._dice.random() < 0.1 else QTest.mouseClick
        click(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._place(widget))

    def _menu(self, widget: QWidget) -> None:
        place = self._place(widget)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)

    def _drag(self, widget: QWidget) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(widget, left, none, self._place(widget))
        QTest.mouseMove(widget, self._place(widget))
        QTest.mouseRelease(widget, left, none, self._place(widget))

    def _press(self, widget: QWidget) -> None:
        QTest.keyClick(widget, self._dice.choice(KEYS))

    def _press_with_ctrl(self, widget: QWidget) -> None:
        QTest.keyClick(widget, Qt.Key(ord(self._dice.choice(CONTROLLED))), Qt.KeyboardModifier.ControlModifier)

    def _write(self, widget: QWidget) -> None:
        edits = [w for w in _usable(widget.window()) if isinstance(w, QLineEdit | QPlainTextEdit | QTextEdit)]
        if edits:
            edit = self._dice.choice(edits)
            edit.setFocus()
            text = self._dice.choice(TEXTS)
            edit.insert(text) if isinstance(edit, QLineEdit) else edit.insertPlainText(text)

    def _choose(self, widget: QWidget) -> None:
        choices = [w for w in _usable(widget.window()) if isinstance(w, QComboBox) and w.count()]
        if choices:
            choice = self._dice.choice(choices)
            choice.setCurrentIndex(self._dice.randrange(choice.count()))
            choice.activated.emit(choice.currentIndex())

    def _end(self) -> NoReturn:
        """At once, whatever dialogs are open."""
        print(f"restless: seed {SEED}, {self._acts} acts, {len(self._faults)} faults", flush=True)
        os._exit(1 if self._faults else 0)


def _ends(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and widget.text() in ENDS


def _usable(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()]


def _close(widget: QWidget) -> None:
    """The main window would only go to the tray."""
    if not isinstance(widget.window(), QMainWindow):
        widget.window().close()


def main() -> int:
    restless = Restless()
    install = CrashLog.install_excepthook

    def installed(log: CrashLog, on_bug: Callable[..., None]) -> None:
        install(log, on_bug)
        kept = sys.excepthook

        def told(kind: type[BaseException], error: BaseException, trace: object) -> None:
            restless.tell("".join(traceback.format_exception(error)))
            kept(kind, error, trace)  # type: ignore[arg-type]

        sys.excepthook = told

    def said(_kind: QtMsgType, _where: object, text: str) -> None:
        if not any(noise in text for noise in NOISE):
            restless.tell(f"Qt: {text}")

    CrashLog.install_excepthook = installed  # type: ignore[method-assign,assignment]
    QDesktopServices.openUrl = staticmethod(lambda _url: True)  # type: ignore[method-assign]
    qInstallMessageHandler(said)
    execute = QApplication.exec

    def begun() -> int:
        QTimer.singleShot(PACE_MS, restless.act)
        return int(execute())

    QApplication.exec = staticmethod(begun)  # type: ignore[method-assign]
    from microcoach_desktop.__main__ import main as program

    os.chdir(FOLDER)
    return program(["--demo", "--data-dir", str(FOLDER / "data")])


if __name__ == "__main__":
    sys.exit(main())
