"""Keeps an error in a method that Qt calls from ending the program.

Before Python 3.12 an error that C code raised (an index out of range, a wrong type) is made a real exception only when
somebody catches it, and PySide6 reads it before: where Python calls Qt and Qt calls an overriding method, that is a
crash. Caught and raised again it is an error like any other, which the log and the window tell of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

MENDED_IN = (3, 12)


def guard_overrides() -> None:
    """For all classes that are made from now on; without effect where the interpreter needs no help."""
    if sys.version_info < MENDED_IN:
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[arg-type, assignment]


def _guard(made: type[QObject], **keywords: object) -> None:
    # Generic among the bases has work of its own to do.
    super(QObject, made).__init_subclass__(**keywords)
    bound = [vars(base) for base in made.__mro__[1:]]
    for name, found in list(vars(made).items()):
        if isinstance(found, FunctionType) and not name.startswith("__") and _is_override(name, bound):
            setattr(made, name, _caught(found))


def _is_override(name: str, bound: list[Any]) -> bool:
    """Whether a method of Qt, not of Python, has this name in one of the bases."""
    return any(name in base and not isinstance(base[name], FunctionType) for base in bound)


def _caught(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*words: Any, **keywords: Any) -> Any:
        try:
            return method(*words, **keywords)
        except BaseException:  # noqa: TRY203 - catching is what makes it a real exception
            raise

    return call
