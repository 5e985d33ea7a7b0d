"""Everything that is stored, as plain rows: what a whole copy holds, how two copies meet, what goes with a record."""

from microcoach_desktop.domain.archive.merging import Counts, Merge, merge
from microcoach_desktop.domain.archive.settling import Row, Rows, check_pointers, settled
from microcoach_desktop.domain.archive.shapes import LEFT_OUT, SHAPES, Pointer, Shape, shape_of

__all__ = [
    "LEFT_OUT",
    "SHAPES",
    "Counts",
    "Merge",
    "Pointer",
    "Row",
    "Rows",
    "Shape",
    "check_pointers",
    "merge",
    "settled",
    "shape_of",
]
