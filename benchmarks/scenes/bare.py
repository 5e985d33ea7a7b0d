"""Floors: windows of Qt alone. Words: leave | stay | quick ROUNDS | month FOLDER FIRST LAST PILLS ROUNDS."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

DEED = sys.argv[1]


class Bare(QMainWindow):
    """Says when it has been painted, and loads nothing for it: Qt's enums alone would cost a tenth of this start."""

    painted = False

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.act)

    def act(self) -> None:
        print("painted", flush=True)
        from benchmarks.scenes.paint import leave, memory

        print("memory", memory(), flush=True)
        if DEED == "stay":
            self.hide()
            return
        if DEED == "quick":
            from benchmarks.scenes.floors import show_quick

            show_quick(int(sys.argv[2]))
        if DEED == "month":
            from benchmarks.scenes.floors import turn_months

            turn_months(*sys.argv[2:7])
        leave()


def main() -> None:
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    window = Bare()
    window.resize(1280, 832)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
