"""The command line. A second start ends here, before Qt or the database are loaded."""

from __future__ import annotations

import sys

from microcoach_desktop import __version__, runtime
from microcoach_desktop.system import knock

# Not from typing, which is a third of what a second start costs; type checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = """\
usage: microcoach [--data-dir DIR] [--demo] [--capture | --hidden] [--version] [--help]

Coach in minutes: capture a note while it is fresh, follow it up when it is due.
If MicroCoach is already running, its window is shown.

options:
  --data-dir DIR  keep everything in this folder
  --demo          open a sample team with twelve weeks of history, in its own folder
  --capture       open the quick capture window
  --hidden        start in the tray, without a window
  --version       print the version and exit
  --help          print this and exit
"""

_FLAGS = ("--demo", "--capture", "--hidden")


class UsageError(Exception):
    """The command line cannot be read; the text says why."""


def main(argv: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else list(argv)
    if "--help" in words or "-h" in words:
        return _say(USAGE)
    if "--version" in words:
        return _say(f"MicroCoach {__version__}\n")
    try:
        flags, folder = _read(words)
    except UsageError as error:
        return _complain(f"microcoach: {error}\n{USAGE.splitlines()[0]}\n", 2)
    if _is_handed_over(flags, folder):
        return 0
    return _start(flags, folder)


def _read(words: list[str]) -> tuple[set[str], str | None]:
    """By hand: argparse would take a fifth of the time that a second start may cost."""
    flags: set[str] = set()
    folder: str | None = None
    rest = iter(words)
    for word in rest:
        name, has_value, value = word.partition("=")
        if word in _FLAGS:
            flags.add(word)
        elif name == "--data-dir":
            folder = value if has_value else next(rest, "")
            if not folder or "\0" in folder or (not has_value and folder.startswith("--")):
                raise UsageError("--data-dir needs a folder")
        else:
            raise UsageError(f"unknown option {word!r}")
    if {"--capture", "--hidden"} <= flags:
        raise UsageError("--capture and --hidden cannot be used together")
    return flags, folder


def _is_handed_over(flags: set[str], folder: str | None) -> bool:
    meeting = runtime.runtime_folder(runtime.data_folder(folder, "--demo" in flags))
    if "--hidden" in flags:
        return knock.knock(meeting, None)
    word = knock.CAPTURE if "--capture" in flags else knock.SHOW
    return knock.knock(meeting, word, knock.launch_token())


def _start(flags: set[str], folder: str | None) -> int:
    import gc
    from pathlib import Path

    # What is made while starting stays: looking through it for garbage again and again is a twentieth of the start.
    gc.disable()
    from microcoach_desktop.app import run
    from microcoach_desktop.domain.errors import MicroCoachError
    from microcoach_desktop.paths import Options

    options = Options(
        Path(folder) if folder is not None else None, "--demo" in flags, "--capture" in flags, "--hidden" in flags
    )
    try:
        return run(options)
    except MicroCoachError as error:
        return _complain(f"microcoach: {error.sentence}\n", 1)


def _say(text: str) -> int:
    # A windowed program on Windows has no output.
    if sys.stdout is not None:
        sys.stdout.write(text)
    return 0


def _complain(text: str, status: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(text)
    return status


if __name__ == "__main__":
    sys.exit(main())
