"""Two ways in: everything but windows for scripts, and the program itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.paths import Options, Places, places, private_folder, private_folders
from microcoach_desktop.program import Program
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.store import Store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SWITCH_S = 0.0001


@contextmanager
def open_coach(data_dir: Path | str, clock: Clock | None = None) -> Iterator[Coach]:
    """Yield everything but windows, for scripts, tests and benchmarks.

    Raises a StoreError with a sentence when the folder or the file cannot be used.
    """
    from microcoach_desktop.system.clock import SystemClock

    store = Store(private_folder(Path(data_dir)))
    try:
        yield Coach(store, clock or SystemClock())
    finally:
        store.close()


def run(options: Options) -> int:
    """Start the program and stay until it is quit; the exit code. Raises MicroCoachError when it cannot start."""
    from PySide6.QtWidgets import QApplication

    from microcoach_desktop.system.overrides import guard_overrides

    guard_overrides()
    from microcoach_desktop.system.crash import CrashLog
    from microcoach_desktop.system.knock import launch_token
    from microcoach_desktop.system.single_instance import SingleInstance
    from microcoach_desktop.system.wire import Command

    # A worker that reckons would otherwise keep the window waiting 5 ms at each step.
    sys.setswitchinterval(SWITCH_S)
    where = places(options.data_dir, options.demo)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("MicroCoach")
    app.setDesktopFileName("microcoach")
    app.setQuitOnLastWindowClosed(False)
    try:
        private_folders(where)
    except ReadOnly:
        # Who names a folder reads the answer where it was typed; who starts from a menu would see nothing at all.
        if options.data_dir is not None or not _are_made_after_all(app, where):
            raise
    instance = SingleInstance(where)
    if not instance.acquire():
        if not options.hidden:
            instance.hand_over(Command.CAPTURE if options.capture else Command.SHOW, launch_token())
        return 0
    log = CrashLog(where.log)
    log.start()
    try:
        return Program(app, where, options, instance, log).run()
    finally:
        instance.release()
        log.close()


def _are_made_after_all(app: QApplication, where: Places) -> bool:
    from microcoach_desktop.services.settings import Settings
    from microcoach_desktop.ui.dressing import dressed_kit
    from microcoach_desktop.ui.start_trouble import make_folders

    return make_folders(where, dressed_kit(app, Settings()))
