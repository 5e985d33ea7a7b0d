"""An error in a method that Qt calls is told and never ends the program; each try has a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

TRY = """
from PySide6.QtWidgets import QApplication, QWidget
from microcoach_desktop.system.overrides import guard_overrides
guard_overrides()

class Window(QWidget):
    def showEvent(self, event):
        {fault}

    def own(self):
        return "own"

class Inner(Window):
    def showEvent(self, event):
        super().showEvent(event)

app = QApplication(["try", "-platform", "offscreen"])
for made in (Window, Inner):
    window = made()
    try:
        window.show()
    except Exception as error:
        print(type(error).__name__, window.own())
"""


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("[][0]", "IndexError"),
        ("len(3)", "TypeError"),
        ("{}['a']", "KeyError"),
        ("raise ValueError('x')", "ValueError"),
    ],
)
def test_an_error_in_an_override_called_by_qt_is_an_error_and_no_crash(fault: str, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRY.replace("{fault}", fault)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == [told, "own"] * 2, done.stderr
    assert done.returncode == 0


GENERIC = """
from typing import Generic, TypeVar
from PySide6.QtCore import QObject
from microcoach_desktop.system.overrides import guard_overrides
guard_overrides()
Row = TypeVar("Row")

class Model(QObject, Generic[Row]):
    pass

class Rows(Model[int]):
    pass

print(Rows().objectName() == "")
"""


def test_classes_with_parameters_can_still_be_made() -> None:
    done = subprocess.run([sys.executable, "-c", GENERIC], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["True"], done.stderr
