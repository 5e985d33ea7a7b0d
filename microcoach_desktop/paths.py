"""Where things live, and folders that nobody else can read."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from microcoach_desktop import runtime
from microcoach_desktop.domain.errors import ReadOnly


class Options(NamedTuple):
    """What the command line asked for."""

    data_dir: Path | None = None
    demo: bool = False
    capture: bool = False
    hidden: bool = False


class Places(NamedTuple):
    """The folders of one record; `runtime` holds the lock and the socket and is new after each login."""

    data: Path
    config: Path
    runtime: Path
    log: Path


def resource(*parts: str) -> Path:
    """The same file in the source tree, an installed wheel and a frozen app."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    candidates = [Path(frozen)] if frozen else [here.parent, here]
    for candidate in candidates:
        found = candidate.joinpath("resources", *parts)
        if found.exists():
            return found
    return candidates[0].joinpath("resources", *parts)


def places(data_dir: Path | None, demo: bool) -> Places:
    """Names the folders and makes none. With a data folder of one's own, everything but the socket is in it."""
    data = Path(runtime.data_folder(data_dir, demo))
    meeting = Path(runtime.runtime_folder(str(data)))
    if data_dir is not None:
        return Places(data, data, meeting, data / "log")
    from platformdirs import user_config_path, user_log_path

    name = data.name if demo else runtime.APP
    config = user_config_path(name, appauthor=False)
    return Places(data, config, meeting, user_log_path(name, appauthor=False))


def private_folder(path: Path) -> Path:
    """Makes the folder 0700 and every file that this program makes from now on 0600.

    Raises ReadOnly where the folder cannot be written or belongs to another user.
    """
    os.umask(runtime.GROUP_AND_OTHERS)
    try:
        path.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if sys.platform != "win32":
            _make_private(path)
        with TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise ReadOnly(
            f"The folder {path} cannot be written.",
            "Nothing was changed in it.",
            "Choose a folder of your own with --data-dir, or make this one writable.",
        ) from error
    return path


def private_folders(where: Places) -> None:
    """All that the program writes to. Raises ReadOnly."""
    for folder in where:
        private_folder(folder)


def _make_private(path: Path) -> None:
    info = path.stat()
    if info.st_uid != os.getuid():
        raise PermissionError
    if info.st_mode & runtime.GROUP_AND_OTHERS:
        path.chmod(stat.S_IRWXU)
