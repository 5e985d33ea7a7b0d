"""What a later part of the product must bring: the story is already written down and fails until then."""

from __future__ import annotations

import importlib
from typing import Any


def later(module: str, name: str) -> Any:
    """The part of the product that a promise waits for. Raises what an unbuilt part raises."""
    return getattr(importlib.import_module(f"microcoach_desktop.{module}"), name)
