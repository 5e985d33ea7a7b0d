"""The log, and what happens when the program meets a bug.

Notes and names must never reach a file that is not the record: messages of exceptions carry the text that caused them
(KeyError, int(), fromisoformat()), so only their types and the places in the code are written.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from dataclasses import dataclass
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.paths import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

OWN_LOGGER = "microcoach_desktop"
LOG_BYTES = 512 * 1024
LOG_FILES = 3
_CHAIN = 8
_FRAMES = 40


@dataclass(frozen=True, slots=True)
class Bug:
    """`expected` is an error with sentences that nobody caught; the others have nothing safe to show."""

    kind: str
    place: str
    expected: MicroCoachError | None = None


class CrashLog:
    """Holds the log open from start() to close()."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handler: _PrivateFile | None = None
        self._faults: IO[str] | None = None
        self._on_bug: Callable[[Bug], None] | None = None
        self._told: set[tuple[str, str]] = set()

    @property
    def path(self) -> Path:
        return self._folder / "microcoach.log"

    def start(self) -> None:
        """Raises ReadOnly where the folder cannot be written."""
        forbid_core_dumps()
        private_folder(self._folder)
        self._handler = _PrivateFile(self.path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
        self._handler.setFormatter(SafeFormatter())
        root = logging.getLogger()
        root.addHandler(self._handler)
        # DEBUG would make libraries log values; the formatter would drop them, but nobody needs the lines.
        root.setLevel(logging.WARNING)
        logging.getLogger(OWN_LOGGER).setLevel(logging.INFO)
        self._faults = _opened(self._folder / "faults.log")
        faulthandler.enable(self._faults)

    def install_excepthook(self, on_bug: Callable[[Bug], None]) -> None:
        """`on_bug` is called in the thread that failed: pass it on by a queued signal.

        For each place once, unless it is an expected error: that is told to whoever tries again.
        """
        self._on_bug = on_bug
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        sys.unraisablehook = self._unraisable_hook

    def close(self) -> None:
        if self._on_bug is not None:
            sys.excepthook = sys.__excepthook__
            threading.excepthook = threading.__excepthook__
            sys.unraisablehook = sys.__unraisablehook__
            self._on_bug = None
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._record(error.with_traceback(trace))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._record(args.exc_value)

    def _unraisable_hook(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self._record(args.exc_value)

    def _record(self, error: BaseException) -> None:
        safe = described(error)
        logging.getLogger(OWN_LOGGER).critical("bug", exc_info=error)
        if sys.stderr is not None:
            # Desktops keep what programs print: the same rule holds there.
            sys.stderr.write(safe + "\n")
        bug = Bug(type(error).__name__, _place(error), error if isinstance(error, MicroCoachError) else None)
        if self._on_bug is not None and (bug.expected or (bug.kind, bug.place) not in self._told):
            self._told.add((bug.kind, bug.place))
            self._on_bug(bug)


class SafeFormatter(logging.Formatter):
    """Our own messages with their numbers; of other libraries' messages only where they come from."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name} {_short(record.pathname)}:{record.lineno}"
        is_own = record.name.split(".")[0] == OWN_LOGGER
        text = f"{head} {_message(record)}" if is_own else head
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text}\n{described(record.exc_info[1])}"
        return text


class _PrivateFile(RotatingFileHandler):
    """0600 whatever the umask; silent where it cannot write, as there is nobody to tell."""

    def _open(self) -> IO[str]:  # type: ignore[override]
        return _opened(self.baseFilename)

    def handleError(self, record: logging.LogRecord) -> None:
        """The usual one prints the message with its arguments."""


def described(error: BaseException) -> str:
    """Types and places, outermost cause last; no messages, no source lines, no folders of this computer."""
    lines: list[str] = []
    for link in _chain(error):
        lines.append(_kind(link))
        lines.extend(f"  {place}" for place in list(_places(link.__traceback__))[-_FRAMES:])
    return "\n".join(lines)


def forbid_core_dumps() -> None:
    """A core dump holds the notes that were in memory."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(_CHAIN):
        if link is None:
            return
        yield link
        context = None if link.__suppress_context__ else link.__context__
        link = context if link.__cause__ is None else link.__cause__


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    number = getattr(error, "errno", None)
    return f"{name} errno {number}" if isinstance(number, int) else name


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_short(code.co_filename)}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next


def _place(error: BaseException) -> str:
    return (list(_places(error.__traceback__)) or ["nowhere"])[-1]


def _short(path: str) -> str:
    """Without the folders in front, which often hold a person's name."""
    return "/".join(PurePath(path).parts[-2:])


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return f"<{type(record.msg).__name__}>"
    args = record.args if isinstance(record.args, tuple) else ()
    try:
        return record.msg % tuple(_safe(arg) for arg in args)
    except (TypeError, ValueError):
        return record.msg


def _safe(arg: object) -> object:
    if isinstance(arg, int | float) or arg is None:
        return arg
    return arg.name if isinstance(arg, Enum) else f"<{type(arg).__name__}>"


def _opened(path: str | os.PathLike[str]) -> IO[str]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")
