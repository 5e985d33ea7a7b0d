"""Where things live.

A second start must reach the running program in about the time of `python -c pass`, and it needs the runtime folder
for that: so this module loads neither dataclasses, pathlib nor platformdirs before somebody asks for what needs them.
"""
# ruff: noqa: PTH111, PTH117, PTH118 - as said above, pathlib comes late

from __future__ import annotations

import os
import stat
import sys
from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import NamedTuple

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

else:
    # typing would be a part of what a second start costs that one notices.
    Options = namedtuple(  # noqa: PYI024
        "Options", ("data_dir", "demo", "capture", "hidden"), defaults=(None, False, False, False)
    )
    Places = namedtuple("Places", ("data", "config", "runtime", "log"))  # noqa: PYI024

APP = "microcoach"
SOCKET_PATH_BYTES = 100
"""Unix socket addresses end at 104 bytes on macOS and 108 on Linux, with the closing NUL."""

_GROUP_AND_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def resource(*parts: str) -> Path:
    """The same file in the source tree, an installed wheel and a frozen app."""
    from pathlib import Path

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
    from pathlib import Path

    data = Path(data_folder(data_dir, demo))
    runtime = Path(runtime_folder(str(data)))
    if data_dir is not None:
        return Places(data, data, runtime, data / "log")
    from platformdirs import user_config_path, user_log_path

    name = data.name if demo else APP
    config = user_config_path(name, appauthor=False)
    return Places(data, config, runtime, user_log_path(name, appauthor=False))


def data_folder(data_dir: str | os.PathLike[str] | None, demo: bool) -> str:
    """The same as platformdirs says, without its import where that is easy: a test compares them."""
    if data_dir is not None:
        own = os.path.realpath(os.path.expanduser(data_dir))
        return os.path.join(own, "demo") if demo else own
    name = f"{APP}-demo" if demo else APP
    if sys.platform == "win32":
        from platformdirs import user_data_dir

        return os.path.realpath(user_data_dir(name, appauthor=False))
    if sys.platform == "darwin":
        home = os.path.expanduser("~/Library/Application Support")
    else:
        given = os.environ.get("XDG_DATA_HOME", "")
        home = given if given.strip() else os.path.expanduser("~/.local/share")
    return os.path.realpath(os.path.join(home, name))


def runtime_folder(data: str) -> str:
    """One folder per data folder: the first base that is private to this user and short enough for a socket."""
    name = f"{APP}-{_fingerprint(data)}"
    for base in _runtime_bases():
        folder = os.path.join(base, name)
        if len(os.fsencode(os.path.join(folder, "socket"))) <= SOCKET_PATH_BYTES:
            return folder
    return os.path.join(data, "run")


def private_folder(path: Path) -> Path:
    """Makes the folder 0700 and every file that this program makes from now on 0600.

    Raises ReadOnly where the folder cannot be written or belongs to another user.
    """
    from tempfile import TemporaryFile

    os.umask(_GROUP_AND_OTHERS)
    try:
        path.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if sys.platform != "win32":
            _make_private(path)
        with TemporaryFile(dir=path):
            pass
    except OSError as error:
        from microcoach_desktop.domain.errors import ReadOnly

        raise ReadOnly(
            f"The folder {path} cannot be written.",
            "Nothing was changed in it.",
            "Choose a folder of your own with --data-dir, or make this one writable.",
        ) from error
    return path


def _make_private(path: Path) -> None:
    info = path.stat()
    if info.st_uid != os.getuid():
        raise PermissionError
    if info.st_mode & _GROUP_AND_OTHERS:
        path.chmod(stat.S_IRWXU)


def _runtime_bases() -> list[str]:
    if sys.platform == "win32":
        return []
    # A shell from ssh or cron may lack the variable although the session's folder is there.
    asked = [os.environ.get("XDG_RUNTIME_DIR", ""), f"/run/user/{os.getuid()}"]
    if sys.platform == "darwin":
        asked.append(os.environ.get("TMPDIR", ""))
    bases = [base for base in asked if os.path.isabs(base) and _is_private(base)]
    shared = f"/tmp/{APP}-{os.getuid()}"  # noqa: S108 - the owner is checked, and /tmp is sticky
    if _is_private(shared) or not os.path.lexists(shared):
        bases.append(shared)
    return bases


def _is_private(folder: str) -> bool:
    try:
        info = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid() and not info.st_mode & _GROUP_AND_OTHERS


def _fingerprint(text: str) -> str:
    """FNV-1a, 64 bit: no import, and only one user's own folders must differ."""
    value = 0xCBF29CE484222325
    for byte in os.fsencode(text):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"
