from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, a_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Monday D0 is 10 November 2025, in Berlin."""
    with a_world(tmp_path) as made:
        yield made
