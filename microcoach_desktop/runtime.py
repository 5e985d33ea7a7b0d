"""Where the running program is met.

A second start should reach it in about the time of `python -c pass`: so this module, `__main__` and system/knock.py
load nothing but what the interpreter has loaded already. paths.py is for everybody else.
"""
# ruff: noqa: PTH111, PTH117, PTH118 - as said above, pathlib comes late

from __future__ import annotations

import os
import stat
import sys

APP = "microcoach"
SOCKET_PATH_BYTES = 100
"""Unix socket addresses end at 104 bytes on macOS and 108 on Linux, with the closing NUL."""

GROUP_AND_OTHERS = stat.S_IRWXG | stat.S_IRWXO


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
    return stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid() and not info.st_mode & GROUP_AND_OTHERS


def _fingerprint(text: str) -> str:
    """FNV-1a, 64 bit: no import, and only one user's own folders must differ."""
    value = 0xCBF29CE484222325
    for byte in os.fsencode(text):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"
