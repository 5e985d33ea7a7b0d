from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from microcoach_desktop.domain.errors import Damaged
from microcoach_desktop.services.settings import ThemeMode
from microcoach_desktop.system.crash import OWN_LOGGER, Bug, CrashLog, SafeFormatter, described

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


SECRET = "Marek left dock 4 unlocked"  # noqa: S105 - a note, not a password


@pytest.fixture
def log(tmp_path: Path) -> Iterator[CrashLog]:
    root, own = logging.getLogger(), logging.getLogger(OWN_LOGGER)
    levels, umask = (root.level, own.level), os.umask(0o022)
    log = CrashLog(tmp_path / "log")
    log.start()
    yield log
    log.close()
    root.setLevel(levels[0])
    own.setLevel(levels[1])
    os.umask(umask)


def fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_a_bug_is_told_once_and_without_its_words(log: CrashLog, capsys: pytest.CaptureFixture[str]) -> None:
    bugs: list[Bug] = []
    log.install_excepthook(bugs.append)
    for _ in range(3):
        try:
            fail()
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    assert [bug.kind for bug in bugs] == ["KeyError"]
    assert bugs[0].place.startswith("system/test_crash.py:")
    assert bugs[0].place.endswith(" in fail")
    written = log.path.read_text() + capsys.readouterr().err
    assert written.count("ValueError") == 6
    assert SECRET not in written
    assert os.path.expanduser("~") + "/" not in written  # noqa: PTH111


def test_a_known_error_keeps_its_sentence(log: CrashLog) -> None:
    bugs: list[Bug] = []
    log.install_excepthook(bugs.append)
    error = Damaged("The file is damaged.", "A backup is there.")
    for _ in range(2):
        sys.excepthook(Damaged, error, None)
    assert bugs == [Bug("Damaged", "nowhere", error)] * 2


def test_threads_and_destructors_are_heard(log: CrashLog) -> None:
    bugs: list[Bug] = []
    log.install_excepthook(bugs.append)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    class Bad:
        def __del__(self) -> None:
            raise RuntimeError(SECRET)

    Bad()
    assert [bug.kind for bug in bugs] == ["KeyError", "RuntimeError"]
    assert SECRET not in log.path.read_text()


def test_a_raise_in_a_slot_is_heard(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from microcoach_desktop.system.crash import CrashLog
app = QCoreApplication([])
log = CrashLog(Path({str(tmp_path / "log")!r}))
log.start()
log.install_excepthook(lambda bug: (print(bug.kind), app.quit()))
QTimer.singleShot(0, lambda: {{}}[{SECRET!r}])
app.exec()
log.close()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == "KeyError\n"
    assert SECRET not in done.stderr + (tmp_path / "log" / "microcoach.log").read_text()


def test_own_lines_keep_numbers_and_enums_only(log: CrashLog) -> None:
    own = logging.getLogger(f"{OWN_LOGGER}.storage")
    own.info("opened %d rows in %.1f s, theme %s, name %s", 3, 0.25, ThemeMode.DARK, SECRET)
    own.error(KeyError(SECRET))
    own.warning("%(name)s", {"name": SECRET})
    logging.getLogger("icalendar").error("cannot read %s", SECRET)
    logging.getLogger("peewee").debug("SELECT %s", SECRET)
    written = log.path.read_text()
    assert "opened 3 rows in 0.2 s, theme DARK, name <str>" in written
    assert "ERROR icalendar system/test_crash.py" in written
    assert "peewee" not in written
    assert SECRET not in written
    assert len(written.splitlines()) == 4


def test_a_line_with_too_few_words_is_still_safe() -> None:
    record = logging.LogRecord(f"{OWN_LOGGER}.ui", logging.INFO, "/home/anna/ui/popup.py", 3, "%s, %s", (SECRET,), None)
    assert SafeFormatter().format(record).endswith(f"INFO {OWN_LOGGER}.ui ui/popup.py:3 %s, %s")


def test_files_are_private_also_after_rotation(log: CrashLog) -> None:
    os.umask(0)
    own = logging.getLogger(OWN_LOGGER)
    for number in range(9000):
        own.info("a line that is long enough to turn the file over in time, number %d", number)
    files = list(log.path.parent.iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert {file.name for file in files} >= {"microcoach.log", "microcoach.log.1", "faults.log"}
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_no_core_dumps(log: CrashLog) -> None:
    import resource

    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def test_errno_is_kept() -> None:
    assert described(OSError(28, SECRET)) == "OSError errno 28"
