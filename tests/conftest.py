"""Windows are drawn off screen unless the caller chose a screen."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform says at every window what it cannot do; any other Qt warning fails the test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Delete the test's windows now: outside an event loop Qt would keep them, and the garbage collector would
    empty them while events still reach them.
    """
    yield
    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        return
    for window in app.topLevelWidgets():
        window.hide()
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()
    # The collector may delete windows: here it can, in the middle of a paint event it would end the process.
    gc.collect()


def pytest_collection_finish() -> None:
    """From here on the collector runs between tests only, and does not look at what was there before them."""
    gc.collect()
    gc.freeze()
    gc.disable()
